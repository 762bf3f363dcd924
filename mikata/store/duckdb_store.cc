// SPDX-License-Identifier: Apache-2.0
#include "mikata/store/duckdb_store.h"

#include <fmt/format.h>

#include <atomic>
#include <chrono>
#include <map>
#include <mutex>
#include <set>
#include <thread>

#include "mikata/base/error.h"
#include "mikata/store/ddl.h"
#include "mikata/store/derived_update.h"
#include "mikata/store/duckdb.h"
#include "mikata/store/kept_days.h"
#include "mikata/store/kept_sums.h"
#include "mikata/store/property_keys.h"
#include "mikata/store/row_stream.h"

namespace mikata {
namespace {

// Of a few days is asked again and again: those of the default views, and of the last filters.
constexpr std::int64_t kMostEarlierDays = 8;

using duck::Connection;

class DuckdbStore;

// " (the latest: A, B)"; "" where no import stands. Readings are appended too, but nobody takes
// them back by hand.
Localized latest_imports(Connection& connection) {
  const Table latest = connection.query(
      {"SELECT import_id FROM imports WHERE NOT retracted AND import_id NOT LIKE '%reading%' AND "
       "import_id NOT LIKE '%correction%' ORDER BY imported_at DESC LIMIT 5",
       {}});
  std::string ids;
  for (const Row& row : latest.rows) ids += (ids.empty() ? "" : ", ") + as_text(row[0]);
  return ids.empty() ? Localized{} : localized({"（最近: {}）", " (the latest: {})"}, ids);
}

// One open import. Rows go straight into their tables inside one transaction; what was known before
// is found at the end, when all rows are there.
class DuckdbAppend final : public Append {
 public:
  DuckdbAppend(DuckdbStore& store, std::string import_id);
  ~DuckdbAppend() override;
  void add(const Batch& batch) override;
  using Append::publish;
  AppendResult publish(const Told& told) override;

 private:
  struct Waiting {
    Batch batch;
    std::int64_t first_seq = 0;
  };
  static constexpr std::size_t kWaitingRows = 200'000;

  void begin(const FactTable& table);
  void finish_rows();
  AppendResult settle(const std::string& table);
  void record(const AppendResult& result);

  DuckdbStore& store_;
  std::string import_id_;
  std::unique_ptr<Connection> connection_;
  duck::RowStream& rows_;
  std::set<std::string> tables_;  // that rows were offered for
  std::vector<Waiting> waiting_;
  std::size_t waiting_rows_ = 0;
  std::map<std::string, PropertyKeys> property_keys_;
  std::int64_t first_seq_ = 0;
  std::int64_t next_seq_ = 0;
  bool published_ = false;
};

class DuckdbStore final : public Store {
 public:
  explicit DuckdbStore(const DuckdbStoreOptions& options)
      : database_({.file = options.file, .threads = options.threads}),
        derived_(options.derived),
        patience_(options.patience) {
    Connection connection(database_);
    migrate(connection);
    const Table meta = connection.query({"SELECT name, number FROM meta"});
    for (const auto& row : meta.rows) {
      if (as_text(row[0]) == "seq") seq_ = as_integer(row[1]);
      if (as_text(row[0]) == "version") version_ = as_integer(row[1]);
    }
    rows_ = std::make_unique<duck::RowStream>(connection);
    // Rows may be stored by several threads at once; every question names its order.
    connection.execute("SET GLOBAL preserve_insertion_order = false");
    // A sixth of the time of an import went into packing ids and words this way, for a file that is
    // smaller by a quarter.
    connection.execute("SET GLOBAL disabled_compression_methods = 'fsst'");
    // Groups of a few small whole numbers (period, group, block) are counted in an array.
    connection.execute("SET GLOBAL perfect_ht_threshold = 16");
    // What migrating an old book takes may be more than what the work on it does.
    connection.execute(fmt::format("SET GLOBAL memory_limit = '{}'", options.memory_limit));
    connection.execute(
        fmt::format("SET GLOBAL allocator_flush_threshold = '{}'", options.kept_free));
    // From here on no statement may touch a file or change a setting.
    connection.execute("SET enable_external_access = false");
    connection.execute("SET lock_configuration = true");
  }

  Engine engine() const override { return Engine::duckdb; }
  Table query(const Query& query) const override;
  std::unique_ptr<Append> append(const std::string& import_id) override;
  using Store::retract;
  void retract(const std::string& import_id, const Told& told) override;
  void link(const std::string& from_id, const std::string& to_id) override;
  void unlink(const std::string& customer_id) override;
  std::int64_t version() const override { return version_.load(); }
  std::optional<std::string> recall(const std::string& name) const override;
  void remember(const std::string& name, const std::string& text) const override;
  void keep_day(Day day, const Query& select) const override;
  void measure(const Query& select) const override;
  bool keep_sums(const SumsTable& table, const Query& select) const override;
  LentDays keep_days(const DaysAsked& asked) const override;

 private:
  friend class DuckdbAppend;

  void migrate(Connection& connection);
  void write_meta(Connection& connection, std::string_view name, std::int64_t number) const;
  // Counters, derived tables, commit: the end of every change.
  void commit(Connection& connection, const FactsChange& change, std::int64_t next_seq,
              const Told& told = nullptr);
  void fold_log(Connection& connection) const;
  void add_link(const std::string& from_id, const std::string& to_id, const char* active);

  duck::Database database_;
  std::unique_ptr<duck::RowStream> rows_;
  DerivedSettings derived_;
  std::chrono::milliseconds patience_;
  mutable std::mutex pool_mutex_;
  mutable std::vector<std::unique_ptr<Connection>> pool_;
  mutable std::timed_mutex writer_;
  // Held while a transaction ends, and while what is kept beside the facts is written: a checkpoint
  // wants to be alone. Taken after writer_, never before it.
  mutable std::mutex ending_;
  // Held while sums are worked out; taken before ending_.
  mutable std::mutex summing_;
  mutable std::set<std::string> too_many_sums_;  // statements with more rows than are worth keeping
  // Held while days are made; taken before ending_.
  mutable std::timed_mutex making_days_;
  mutable DayLender days_;
  std::int64_t seq_ = 0;
  std::atomic<std::int64_t> version_ = 0;
};

void DuckdbStore::migrate(Connection& connection) {
  connection.execute("CREATE TABLE IF NOT EXISTS meta (name VARCHAR, number BIGINT)");
  const Table found = connection.query({"SELECT number FROM meta WHERE name = 'schema_version'"});
  const std::int64_t version = found.rows.empty() ? 0 : as_integer(found.rows[0][0]);
  if (version > schema_version()) {
    fail(ErrorKind::unavailable,
         {"ブックの形式が新しすぎます: {}（読めるのは {} までです。Mikata を新しくしてください）",
          "book was written by a newer Mikata: its format is {}, this program reads up to {} "
          "(upgrade Mikata)"},
         version, schema_version());
  }
  for (const auto& migration : migrations()) {
    if (migration.to_version <= version) continue;
    connection.execute("BEGIN");
    for (const auto& statement : migration.statements) connection.execute(statement);
    write_meta(connection, "schema_version", migration.to_version);
    connection.execute("COMMIT");
  }
  // Made by other definitions, or with other settings: all of it is thrown away.
  const std::int64_t fingerprint = derived_fingerprint(derived_);
  const Table made =
      connection.query({"SELECT number FROM meta WHERE name = 'derived_fingerprint'"});
  if (made.rows.empty() || as_integer(made.rows[0][0]) != fingerprint) {
    connection.execute("BEGIN");
    rebuild_derived(connection, derived_);
    // Customers may have other numbers now.
    connection.execute("DELETE FROM customer_measures");
    connection.execute("DELETE FROM remembered");
    connection.execute("DELETE FROM kept_sums");
    connection.execute("DELETE FROM earlier_days");
    connection.execute("UPDATE kept_days SET version = -1");
    write_meta(connection, "derived_fingerprint", fingerprint);
    connection.execute("COMMIT");
    connection.execute("CHECKPOINT");
  }
  const bool dropped = days_.drop_old(connection);
  // Definitions of tables are kept out of the write-ahead log: its replay of them had errors.
  if (version < schema_version() || dropped) connection.execute("CHECKPOINT");
}

void DuckdbStore::write_meta(Connection& connection, std::string_view name,
                             std::int64_t number) const {
  connection.execute(fmt::format("DELETE FROM meta WHERE name = '{}'", name));
  connection.execute(fmt::format("INSERT INTO meta VALUES ('{}', {})", name, number));
}

void DuckdbStore::commit(Connection& connection, const FactsChange& change, std::int64_t next_seq,
                         const Told& told) {
  update_derived(connection, derived_, change, told);
  const std::int64_t version = version_.load() + 1;
  write_meta(connection, "seq", next_seq);
  write_meta(connection, "version", version);
  std::unique_lock ending(ending_);
  connection.execute("COMMIT");
  seq_ = next_seq;
  version_ = version;
  // After the commit: inside of it a change would fail where they were written meanwhile.
  for (const std::string_view kept : {"customer_measures", "remembered"}) {
    // What models say of customers rests on what they did, not on how their words are read.
    connection.execute(only_read(change)
                           ? fmt::format("UPDATE {} SET version = {} WHERE version = {}", kept,
                                         version, version - 1)
                           : fmt::format("DELETE FROM {}", kept));
  }
  drop_old_sums(connection);
  if (!only_read(change)) connection.execute("DELETE FROM earlier_days");
  days_.drop_old(connection);
  ending.unlock();
  // Readings come batch after batch and define no tables: the log keeps them until it is full.
  if (!only_read(change)) fold_log(connection);
}

// Questions that began before the change have to end first; those that come after it do not matter.
// Where one takes longer, the log keeps the change until the next one, or until the book is closed.
void DuckdbStore::fold_log(Connection& connection) const {
  constexpr int kTries = 40;
  constexpr std::chrono::milliseconds kBetween{50};
  for (int i = 0; i < kTries; ++i) {
    {
      const std::lock_guard ending(ending_);
      if (connection.fold_log()) return;
    }
    std::this_thread::sleep_for(kBetween);
  }
}

std::optional<std::string> DuckdbStore::recall(const std::string& name) const {
  const Table found =
      query({"SELECT result FROM remembered WHERE name = $name AND version = "
             "$version",
             {{"name", name}, {"version", version()}}});
  if (found.rows.empty()) return std::nullopt;
  return as_text(found.rows[0][0]);
}

void DuckdbStore::remember(const std::string& name, const std::string& text) const {
  const std::vector<Binding> bindings{{"name", name}, {"version", version()}, {"text", text}};
  const std::lock_guard ending(ending_);
  Connection connection(database_);
  connection.execute("BEGIN");
  connection.run({"DELETE FROM remembered WHERE name = $name", bindings});
  connection.run({"INSERT INTO remembered VALUES ($name, $version, $text)", bindings});
  connection.execute("COMMIT");
}

void DuckdbStore::measure(const Query& select) const {
  const std::lock_guard ending(ending_);
  Connection connection(database_);
  connection.give(select.given);
  Query insert = select;
  insert.sql = "INSERT INTO customer_measures " + select.sql;
  connection.execute("BEGIN");
  connection.execute("DELETE FROM customer_measures");
  connection.run(insert);
  connection.execute("COMMIT");
}

bool DuckdbStore::keep_sums(const SumsTable& table, const Query& select) const {
  constexpr std::int64_t kMostRows = 1'000'000;
  Connection connection(database_);
  if (has_sums(connection, select)) return true;
  const std::lock_guard summing(summing_);
  const std::string asked = select.sql + given_text(select);
  if (too_many_sums_.contains(asked)) return false;
  if (has_sums(connection, select)) return true;
  NewSums sums(connection, table, select);
  if (sums.rows() > kMostRows) {
    too_many_sums_.insert(asked);
    return false;
  }
  const std::lock_guard ending(ending_);
  sums.keep();
  // An import that is under way has its own rows of the list; it drops old ones when it ends.
  const std::unique_lock writer(writer_, std::try_to_lock);
  if (writer) drop_old_sums(connection);
  return true;
}

LentDays DuckdbStore::keep_days(const DaysAsked& asked) const {
  constexpr std::chrono::milliseconds kBetween{100};
  Connection connection(database_);
  const Query statement = days_statement(asked, derived_);
  if (auto days = days_.find(connection, statement)) return days;
  std::unique_lock making(making_days_, std::defer_lock);
  while (!making.try_lock_for(kBetween)) {
    if (asked.stop.stop_requested()) duck::fail_stopped();
  }
  if (auto days = days_.find(connection, statement)) return days;
  // With the end of an import that is under way they would hold no longer.
  if (!writer_.try_lock()) return nullptr;
  writer_.unlock();
  NewDays made(connection, asked, derived_);
  LentDays days;
  {
    const std::lock_guard ending(ending_);
    days = days_.keep(made);
  }
  // An import that began meanwhile has its own rows of the list; it drops old ones when it ends.
  if (const std::unique_lock writer(writer_, std::try_to_lock); writer) {
    const std::lock_guard ending(ending_);
    days_.drop_old(connection);
  }
  fold_log(connection);
  return days;
}

void DuckdbStore::keep_day(Day day, const Query& select) const {
  const std::lock_guard ending(ending_);
  Connection connection(database_);
  const std::vector<Binding> bindings{{"day", day}, {"most", kMostEarlierDays}};
  Query insert = select;
  insert.sql = "INSERT INTO earlier_days " + select.sql;
  connection.execute("BEGIN");
  connection.run(
      {"DELETE FROM earlier_days WHERE day = $day OR (SELECT count(DISTINCT day) FROM "
       "earlier_days) >= $most",
       bindings});
  connection.run(insert);
  connection.execute("COMMIT");
}

Table DuckdbStore::query(const Query& query) const {
  std::unique_ptr<Connection> connection;
  {
    const std::lock_guard lock(pool_mutex_);
    if (!pool_.empty()) {
      connection = std::move(pool_.back());
      pool_.pop_back();
    }
  }
  if (!connection) connection = std::make_unique<Connection>(database_);
  connection->give(query.given);
  Table table = connection->query(query);
  connection->take_back(query.given);
  const std::lock_guard lock(pool_mutex_);
  pool_.push_back(std::move(connection));
  return table;
}

std::unique_ptr<Append> DuckdbStore::append(const std::string& import_id) {
  // A batch of readings is written in a second or two: an import need not fail for that.
  if (!writer_.try_lock_for(patience_)) {
    fail(ErrorKind::conflict, {"別の取り込みが進んでいます: 終わるまで待ってください",
                               "another import is under way: wait until it is done"});
  }
  return std::make_unique<DuckdbAppend>(*this, import_id);
}

// The rows of the import hide themselves; of what they had replaced, the latest row that was not
// itself taken back is current again.
void DuckdbStore::retract(const std::string& import_id, const Told& told) {
  const std::unique_lock lock(writer_);
  Connection connection(database_);
  const std::vector<Binding> bindings{{"import_id", import_id}};
  connection.execute("BEGIN");
  const Table known =
      connection.query({"SELECT retracted FROM imports WHERE import_id = $import_id", bindings});
  if (known.rows.empty()) {
    fail(ErrorKind::not_found, {"取り込みが見つかりません: {}{}", "import not found: {}{}"},
         import_id, latest_imports(connection));
  }
  if (as_integer(known.rows[0][0]) != 0) {
    fail(ErrorKind::not_found,
         {"取り消し済みの取り込みです: {}", "import was already taken back: {}"}, import_id);
  }
  connection.run({"UPDATE imports SET retracted = TRUE WHERE import_id = $import_id", bindings});
  for (const auto& table : fact_tables()) {
    connection.run({fmt::format("DELETE FROM {0}_hidden WHERE seq IN (SELECT t.seq FROM {0} AS t "
                                "WHERE t.key_hash IN (SELECT key_hash FROM {0} WHERE import_id = "
                                "$import_id))",
                                table.name),
                    bindings});
    std::string key = "key_hash";
    for (const auto& column : table.key) key += ", " + column;
    connection.run(
        {fmt::format(
             // every row of the keys concerned, the standing ones first by newness
             "INSERT INTO {0}_hidden SELECT seq, import_id FROM (SELECT t.seq, t.import_id, "
             "i.retracted, row_number() OVER (PARTITION BY {1} ORDER BY i.retracted, t.seq DESC) "
             "AS place FROM {0} AS t INNER JOIN imports AS i ON i.import_id = t.import_id WHERE "
             "t.key_hash IN (SELECT key_hash FROM {0} WHERE import_id = $import_id)) AS ranked "
             "WHERE retracted OR place > 1",
             table.name, key),
         bindings});
  }
  FactsChange change{"import_id = $import_id", bindings, {}, {}};
  for (const auto& table : fact_tables()) change.tables.push_back(table.name);
  commit(connection, change, seq_, told);
}

void DuckdbStore::add_link(const std::string& from_id, const std::string& to_id,
                           const char* active) {
  Connection connection(database_);
  connection.execute("BEGIN");
  connection.run({fmt::format("INSERT INTO links VALUES ($from_id, $to_id, {}, {})", active, seq_),
                  {{"from_id", from_id}, {"to_id", to_id}}});
  commit(connection, {"FALSE", {}, {}, {from_id, to_id}}, seq_ + 1);
}

void DuckdbStore::link(const std::string& from_id, const std::string& to_id) {
  const std::unique_lock lock(writer_);
  if (from_id == to_id) {
    fail(ErrorKind::invalid_argument,
         {"同じ顧客です: {}", "a customer is already the same as itself: {}"}, from_id);
  }
  const Table known =
      query({"SELECT customer_id, person_id FROM customer_ids WHERE customer_id IN "
             "($from_id, $to_id)",
             {{"from_id", from_id}, {"to_id", to_id}}});
  std::map<std::string, std::string> person;
  for (const auto& row : known.rows) person[as_text(row[0])] = as_text(row[1]);
  for (const auto& id : {from_id, to_id}) {
    if (!person.contains(id))
      fail(ErrorKind::not_found, {"顧客が見つかりません: {}", "customer not found: {}"}, id);
  }
  if (person[from_id] == person[to_id]) {
    fail(ErrorKind::conflict,
         {"同じ人です: {} と {}", "customers are already one person: {} and {}"}, from_id, to_id);
  }
  // Links are one step deep: those who were merged into from_id move along.
  const Table followers =
      query({"SELECT from_id FROM links_now WHERE to_id = $from_id", {{"from_id", from_id}}});
  for (const auto& row : followers.rows) add_link(as_text(row[0]), person[to_id], "TRUE");
  add_link(from_id, person[to_id], "TRUE");
}

void DuckdbStore::unlink(const std::string& customer_id) {
  const std::unique_lock lock(writer_);
  const Table known = query(
      {"SELECT to_id FROM links_now WHERE from_id = $customer_id", {{"customer_id", customer_id}}});
  if (known.rows.empty()) {
    fail(ErrorKind::not_found,
         {"ほかの顧客とまとめられていません: {}", "customer was not merged into another: {}"},
         customer_id);
  }
  add_link(customer_id, as_text(known.rows[0][0]), "FALSE");
}

DuckdbAppend::DuckdbAppend(DuckdbStore& store, std::string import_id)
    : store_(store),
      import_id_(std::move(import_id)),
      connection_(std::make_unique<Connection>(store.database_)),
      rows_(*store.rows_),
      first_seq_(store.seq_),
      next_seq_(store.seq_) {
  connection_->execute("BEGIN");
}

DuckdbAppend::~DuckdbAppend() {
  rows_.give_up();
  // Closing a connection rolls its open transaction back.
  connection_.reset();
  store_.writer_.unlock();
}

void DuckdbAppend::add(const Batch& batch) {
  property_keys_[batch.table->name].add(batch.properties);
  const std::int64_t first_seq = next_seq_;
  next_seq_ += static_cast<std::int64_t>(batch.rows);
  if (rows_.table() == nullptr) begin(*batch.table);
  if (rows_.table() == batch.table) return rows_.add(batch, first_seq);
  // What comes with the rows of another table (identities beside customers) waits a while.
  waiting_.push_back({batch, first_seq});
  waiting_rows_ += batch.rows;
  if (waiting_rows_ >= kWaitingRows) finish_rows();
}

void DuckdbAppend::begin(const FactTable& table) {
  tables_.insert(table.name);
  rows_.begin(*connection_, table, import_id_);
}

void DuckdbAppend::finish_rows() {
  if (rows_.table() != nullptr) rows_.finish();
  const std::vector<Waiting> waiting = std::exchange(waiting_, {});
  waiting_rows_ = 0;
  std::set<const FactTable*> tables;
  for (const auto& some : waiting) tables.insert(some.batch.table);
  for (const FactTable* table : tables) {
    begin(*table);
    for (const auto& some : waiting) {
      if (some.batch.table == table) rows_.add(some.batch, some.first_seq);
    }
    rows_.finish();
  }
}

// What the new rows of one table are to those before them: duplicates go, replaced rows are hidden.
AppendResult DuckdbAppend::settle(const std::string& name) {
  const FactTable& table = *find_fact_table(name);
  std::string key = "t.key_hash";
  for (const auto& column : table.key) key += ", t." + column;
  const std::vector<Binding> bindings{{"first", first_seq_}};
  const Table rows = connection_->query(
      {fmt::format("SELECT count(*) FILTER (WHERE seq >= $first), count(*) FROM {}", name),
       bindings});
  AppendResult result;
  result.rows = as_integer(rows.rows[0][0]);
  // In a table that was empty every key is of this append.
  const std::string offered =
      as_integer(rows.rows[0][1]) == result.rows
          ? ""
          : fmt::format("WHERE key_hash IN (SELECT key_hash FROM {} WHERE seq >= $first) ", name);
  // one row is a standing row whose key stands more than once, with the content before it
  connection_->run(
      {fmt::format("CREATE OR REPLACE TEMP TABLE versions AS SELECT t.seq AS seq, "
                   "t.import_id AS import_id, "
                   "t.row_hash = lag(t.row_hash) OVER older AS duplicate, "
                   "lag(t.seq) OVER older IS NOT NULL AS later, "
                   "row_number() OVER (PARTITION BY {1} ORDER BY t.seq DESC) AS place "
                   "FROM {0} AS t "
                   "LEFT JOIN imports AS i ON i.import_id = t.import_id "
                   "WHERE NOT coalesce(i.retracted, FALSE) AND t.key_hash IN ("
                   "SELECT key_hash FROM {0} {2}GROUP BY key_hash HAVING count(*) > 1) "
                   "WINDOW older AS (PARTITION BY {1} ORDER BY t.seq)",
                   name, key, offered),
       bindings});
  const Table counts = connection_->query(
      {"SELECT count(*) FILTER (WHERE duplicate), "
       "count(*) FILTER (WHERE later AND NOT duplicate) FROM versions WHERE seq >= $first",
       bindings});
  result.duplicates = as_integer(counts.rows[0][0]);
  result.corrections = as_integer(counts.rows[0][1]);
  result.accepted = result.rows - result.duplicates;
  if (result.duplicates > 0) {
    connection_->run({fmt::format("DELETE FROM {} WHERE seq IN (SELECT seq FROM versions WHERE "
                                  "duplicate AND seq >= $first)",
                                  name),
                      bindings});
  }
  if (result.corrections > 0) {
    // Among what is left of each key only the latest stands.
    connection_->run(
        {fmt::format("INSERT INTO {0}_hidden SELECT seq, import_id FROM (SELECT v.seq, "
                     "v.import_id, row_number() OVER (PARTITION BY {1} ORDER BY v.seq DESC) AS "
                     "place FROM versions AS v INNER JOIN {0} AS t ON t.seq = v.seq) AS ranked "
                     "WHERE place > 1 AND seq NOT IN (SELECT seq FROM {0}_hidden)",
                     name, key),
         bindings});
  }
  return result;
}

void DuckdbAppend::record(const AppendResult& result) {
  connection_->run(
      {"INSERT INTO imports VALUES ($import_id, now()::TIMESTAMP, $rows, $accepted, $duplicates, "
       "$corrections, FALSE)",
       {{"import_id", import_id_},
        {"rows", result.rows},
        {"accepted", result.accepted},
        {"duplicates", result.duplicates},
        {"corrections", result.corrections}}});
  for (const auto& [table, keys] : property_keys_) {
    for (const auto& key : keys.names()) {
      connection_->run(
          {"INSERT INTO property_keys SELECT $table_name, $key WHERE NOT EXISTS "
           "(SELECT 1 FROM property_keys WHERE table_name = $table_name AND property "
           "= $key)",
           {{"table_name", table}, {"key", key}}});
    }
  }
}

AppendResult DuckdbAppend::publish(const Told& told) {
  AppendResult total;
  if (told) told(0);
  FactsChange change{fmt::format("seq >= {}", first_seq_), {}, {}, {}};
  finish_rows();
  for (const auto& name : tables_) {
    change.tables.push_back(name);
    total += settle(name);
  }
  change.row_count = total.rows;
  record(total);
  store_.commit(*connection_, change, next_seq_, told);
  published_ = true;
  return total;
}

}  // namespace

std::unique_ptr<Store> open_duckdb_store(const DuckdbStoreOptions& options) {
  return std::make_unique<DuckdbStore>(options);
}

}  // namespace mikata
