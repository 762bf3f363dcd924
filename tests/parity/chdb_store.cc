// SPDX-License-Identifier: Apache-2.0
#include "tests/parity/chdb_store.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <mutex>
#include <set>

#include "mikata/base/error.h"
#include "mikata/store/ddl.h"
#include "mikata/store/property_keys.h"
#include "tests/parity/chdb_engine.h"

namespace mikata {
namespace {

// In the order of FactType. Date32 and DateTime64 hold what DATE and TIMESTAMP hold.
constexpr std::array<std::string_view, 7> kTypeNames{
    "String", "Int64", "Float64", "Bool", "Int64", "Date32", "DateTime64(6, 'UTC')"};

// Takes the differences away that no dialect function can; and what a statement without a type or
// an engine means.
constexpr std::string_view kSettings =
    "SET join_use_nulls = 1, aggregate_functions_null_for_empty = 1, group_by_use_nulls = 1, "
    "union_default_mode = 'DISTINCT', prefer_column_name_to_alias = 1, data_type_default_nullable "
    "= 1, "
    "default_table_engine = 'Memory'";

std::string create_table(const FactTable& table) {
  std::string columns;
  for (const auto& column : table.columns) {
    columns += fmt::format("{} Nullable({}), ", column.name,
                           kTypeNames.at(static_cast<std::size_t>(column.type)));
  }
  return fmt::format(
      "CREATE TABLE {} ({}properties Nullable(String), source String, import_id String, seq Int64, "
      "key_hash UInt64, row_hash UInt64)",
      table.name, columns);
}

std::string_view parameter_type(const Value& value) {
  constexpr std::array<std::string_view, 6> kTypes{
      "Nullable(String)", "Int64", "Float64", "String", "Date32", "DateTime64(6, 'UTC')"};
  return kTypes.at(value.index());
}

// Where the quoted text or comment that begins at `from` ends; `from` + 1 for anything else.
std::size_t skip_quoted(std::string_view sql, std::size_t from) {
  const bool comment = sql.substr(from, 2) == "--";
  if (!comment && sql[from] != '\'' && sql[from] != '"') return from + 1;
  const std::size_t end = sql.find(comment ? '\n' : sql[from], from + 1);
  return end == std::string_view::npos ? sql.size() : end + 1;
}

struct Bound {
  std::string sql;
  std::vector<chdb::Parameter> parameters;
};

// $name becomes {name:Type}.
Bound bind_values(std::string_view sql, const std::vector<Binding>& bindings) {
  std::map<std::string, const Value*, std::less<>> values;
  for (const auto& binding : bindings) values[binding.name] = &binding.value;
  Bound bound;
  for (const auto& name : parameter_names(sql)) {
    if (!values.contains(name)) fail(ErrorKind::internal, "parameter without a value: {}", name);
    bound.parameters.push_back({name, chdb::escaped(*values[name])});
  }
  constexpr std::string_view kWord =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_";
  for (std::size_t at = 0; at < sql.size();) {
    if (sql[at] != '$') {
      const std::size_t end = skip_quoted(sql, at);
      bound.sql += sql.substr(at, end - at);
      at = end;
      continue;
    }
    const std::size_t end = std::min(sql.find_first_not_of(kWord, at + 1), sql.size());
    const auto name = sql.substr(at + 1, end - at - 1);
    bound.sql += fmt::format("{{{}:{}}}", name, parameter_type(*values.find(name)->second));
    at = end;
  }
  return bound;
}

[[noreturn]] void not_here(std::string_view what) {
  fail(ErrorKind::internal, "not part of the parity tests: {}", what);
}

// Whether a step of the migrations makes one of the tables beside the facts that queries look at;
// their text is good for both engines.
bool makes_shared_table(const std::string& statement) {
  const std::string_view begin = std::string_view(statement).substr(0, 60);
  constexpr std::array<std::string_view, 4> kNames{" imports ", " links ", " links_now ",
                                                   " property_keys "};
  return std::ranges::any_of(kNames, [&](auto name) { return begin.find(name) != begin.npos; });
}

class ChdbStore final : public Store {
 public:
  ChdbStore(const std::filesystem::path& library, DerivedSettings derived)
      : engine_(library), derived_(std::move(derived)) {
    engine_.run("DROP DATABASE IF EXISTS book SYNC");
    engine_.run("CREATE DATABASE book ENGINE = Atomic");
    engine_.run("USE book");
    engine_.run(std::string(kSettings));
    for (const auto& table : fact_tables()) {
      // The table itself needs this engine's types; hidden rows and the view are shared text.
      auto statements = fact_table_ddl(table);
      statements.front() = create_table(table);
      for (const auto& statement : statements) engine_.run(statement);
    }
    for (const auto& migration : migrations()) {
      for (const auto& statement : migration.statements) {
        if (makes_shared_table(statement)) engine_.run(statement);
      }
    }
    engine_.run(
        "CREATE TABLE customer_measures (customer_no Int32, measure String, value "
        "Nullable(Float64), low Nullable(Float64), high Nullable(Float64), version Int64, as_of "
        "Date32)");
    for (const auto& statement : sums_ddl()) engine_.run(statement);
    engine_.run("CREATE TABLE meta (name String, number Int64)");
    engine_.run("INSERT INTO meta VALUES ('version', 0)");
    engine_.run(
        "CREATE TABLE earlier_days (day Date32, customer_no Int32, last_day Nullable(Date32), "
        "usual_days Nullable(Float64))");
    rebuild_derived();
  }

  mikata::Engine engine() const override { return mikata::Engine::clickhouse; }

  Table query(const Query& query) const override {
    const Bound bound =
        bind_values(expand_dialect(query.sql, mikata::Engine::clickhouse), query.bindings);
    const std::lock_guard lock(mutex_);
    give(query.given);
    Table table = engine_.query(bound.sql, bound.parameters);
    for (const auto& given : query.given) engine_.run("DROP TABLE " + given.name);
    return table;
  }

  std::unique_ptr<Append> append(const std::string& import_id) override;
  void retract(const std::string&, const Told&) override { not_here("undo"); }
  void link(const std::string&, const std::string&) override { not_here("link"); }
  void unlink(const std::string&) override { not_here("unlink"); }
  std::int64_t version() const override { return version_; }
  std::optional<std::string> recall(const std::string& name) const override {
    const auto found = remembered_.find(name);
    return found == remembered_.end() ? std::nullopt : std::optional(found->second);
  }
  void remember(const std::string& name, const std::string& text) const override {
    remembered_[name] = text;
  }
  void measure(const Query& select) const override {
    const Bound bound =
        bind_values(expand_dialect(select.sql, mikata::Engine::clickhouse), select.bindings);
    const std::lock_guard lock(mutex_);
    give(select.given);
    engine_.run("TRUNCATE TABLE customer_measures");
    static_cast<void>(
        engine_.query("INSERT INTO customer_measures " + bound.sql, bound.parameters));
    for (const auto& given : select.given) engine_.run("DROP TABLE " + given.name);
  }
  bool keep_sums(const SumsTable& table, const Query& select) const override {
    const std::lock_guard lock(mutex_);
    const std::string given = given_text(select);
    if (!kept_.insert(select.sql + given).second) return true;
    const std::size_t number = kept_.size();
    const Bound bound =
        bind_values(expand_dialect(select.sql, mikata::Engine::clickhouse), select.bindings);
    static_cast<void>(engine_.query(
        fmt::format("INSERT INTO {0} (sums_no, {1}) SELECT {2}, {1} FROM ({3}) AS those",
                    table.name, table.columns(), number, bound.sql),
        bound.parameters));
    static_cast<void>(engine_.query(
        "INSERT INTO kept_sums (sums_no, table_name, statement, given, version, loose) VALUES "
        "({number:Int64}, {table_name:String}, {statement:String}, {given:String}, 0, 0)",
        {{"number", std::to_string(number)},
         {"table_name", std::string(table.name)},
         {"statement", chdb::escaped(select.sql)},
         {"given", chdb::escaped(given)}}));
    return true;
  }
  LentDays keep_days(const DaysAsked&) const override { return nullptr; }
  void keep_day(Day day, const Query& select) const override {
    const Bound bound =
        bind_values(expand_dialect(select.sql, mikata::Engine::clickhouse), select.bindings);
    const std::lock_guard lock(mutex_);
    engine_.run(fmt::format(
        "ALTER TABLE earlier_days DELETE WHERE day = toDate32('{}') SETTINGS mutations_sync = 1",
        to_string(day)));
    static_cast<void>(engine_.query("INSERT INTO earlier_days " + bound.sql, bound.parameters));
  }

 private:
  friend class ChdbAppend;

  void give(std::span<const GivenTable> tables) const {
    for (const auto& table : tables) {
      std::string columns;
      for (const auto& [name, values] : table.columns) {
        columns += fmt::format("{}{} {}", columns.empty() ? "" : ", ", name,
                               values.index() == 0 ? "Int64" : "Float64");
      }
      engine_.run(fmt::format("DROP TABLE IF EXISTS {}", table.name));
      engine_.run(fmt::format("CREATE TABLE {} ({}) ENGINE = Memory", table.name, columns));
      if (table.rows() == 0) continue;
      std::string rows;
      for (std::size_t row = 0; row < table.rows(); ++row) {
        std::string_view before = "";
        for (const auto& column : table.columns) {
          rows += before;
          std::visit([&](const auto& values) { rows += fmt::format("{}", values[row]); },
                     column.values);
          before = "\t";
        }
        rows += '\n';
      }
      engine_.run(fmt::format("INSERT INTO {} FORMAT TabSeparated\n{}", table.name, rows));
    }
  }

  void forget_sums() const {
    kept_.clear();
    engine_.run("TRUNCATE TABLE kept_sums");
    for (const auto& table : sums_tables())
      engine_.run(fmt::format("TRUNCATE TABLE {}", table.name));
  }

  void rebuild_derived() const {
    for (const auto& table : derived_tables()) {
      engine_.run(fmt::format("DROP TABLE IF EXISTS {}", table.name));
      engine_.run(expand_dialect(fmt::format("CREATE TABLE {} ENGINE = Memory AS {}", table.name,
                                             derived_select(table, derived_)),
                                 mikata::Engine::clickhouse));
    }
  }

  mutable std::mutex mutex_;
  chdb::Engine engine_;
  DerivedSettings derived_;
  std::int64_t seq_ = 0;
  std::int64_t version_ = 0;
  mutable std::map<std::string, std::string> remembered_;
  mutable std::set<std::string> kept_;
};

Value cell(const BatchColumn& column, FactType type, std::size_t row) {
  if (column.valid[row] == 0) return std::monostate{};
  switch (type) {
    case FactType::text:
      return column.texts[row];
    case FactType::real:
      return column.reals[row];
    case FactType::day:
      return Day{static_cast<std::int32_t>(column.integers[row])};
    case FactType::instant:
      return Instant{column.integers[row]};
    default:
      return column.integers[row];
  }
}

class ChdbAppend final : public Append {
 public:
  ChdbAppend(ChdbStore& store, std::string import_id)
      : store_(store), import_id_(std::move(import_id)) {}

  void add(const Batch& batch) override {
    std::string rows;
    for (std::size_t row = 0; row < batch.rows; ++row) {
      for (std::size_t i = 0; i < batch.columns.size(); ++i) {
        rows += chdb::escaped(cell(batch.columns[i], batch.table->columns[i].type, row)) + '\t';
      }
      const std::string& properties = batch.properties[row];
      rows += fmt::format("{}\t{}\t{}\t{}\t0\t0\n",
                          properties.empty() ? "\\N" : chdb::escaped(properties),
                          chdb::escaped(batch.source), chdb::escaped(import_id_), store_.seq_++);
    }
    store_.engine_.run(
        fmt::format("INSERT INTO {} FORMAT TabSeparated\n{}", batch.table->name, rows));
    property_keys_[batch.table->name].add(batch.properties);
    result_.rows += static_cast<std::int64_t>(batch.rows);
  }

  AppendResult publish(const Told&) override {
    for (const auto& [table, keys] : property_keys_) {
      for (const auto& key : keys.names()) {
        store_.engine_.run(fmt::format("INSERT INTO property_keys FORMAT TabSeparated\n{}\t{}\n",
                                       table, chdb::escaped(key)));
      }
    }
    store_.rebuild_derived();
    store_.engine_.run("TRUNCATE TABLE customer_measures");
    store_.engine_.run("TRUNCATE TABLE earlier_days");
    store_.remembered_.clear();
    store_.forget_sums();
    ++store_.version_;
    result_.accepted = result_.rows;
    return result_;
  }

 private:
  ChdbStore& store_;
  std::string import_id_;
  std::map<std::string, PropertyKeys> property_keys_;
  AppendResult result_;
};

std::unique_ptr<Append> ChdbStore::append(const std::string& import_id) {
  return std::make_unique<ChdbAppend>(*this, import_id);
}

}  // namespace

std::unique_ptr<Store> open_chdb_store(const std::filesystem::path& library,
                                       const DerivedSettings& derived) {
  return std::make_unique<ChdbStore>(library, derived);
}

}  // namespace mikata
