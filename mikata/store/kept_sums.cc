// SPDX-License-Identifier: Apache-2.0
#include "mikata/store/kept_sums.h"

#include <fmt/format.h>

#include "mikata/store/derived.h"

namespace mikata {
namespace {

// Each costs every later change a few milliseconds.
constexpr int kMostKeptSums = 64;
// So many rows of changes are read along before they are added up.
constexpr std::int64_t kLooseRows = 50'000;

// Whose statement reads facts (actions_now, items_now, ...) or days kept of them (kept_days.h) do
// not outlive a change: what these were before it, nobody can ask any more.
constexpr std::string_view kOutlives =
    "position('_now' IN statement) = 0 AND position('kept_order_days' IN statement) = 0";

// The sums of the table, each as `form` writes it: "-{0} AS {0}".
std::string each_sum(const SumsTable& table, std::string_view form) {
  std::string list;
  for (const auto& sum : table.sums) {
    list += (list.empty() ? "" : ", ") + fmt::format(fmt::runtime(form), sum);
  }
  return list;
}

std::string keys_of(const SumsTable& table) {
  std::string list = "by_no, by_text";
  for (const auto& key : table.keys) list += fmt::format(", {}", key);
  return list;
}

// What the touched customers did, in the places of the tables of all.
std::string touched_at(const char* moment) {
  return fmt::format(
      "WITH customer_days AS (SELECT * FROM customer_days_{0}), customer_days_by_month AS (SELECT "
      "* FROM customer_days_{0}), order_days AS (SELECT "
      "* FROM customer_days_{0} WHERE orders > 0), customer_summary AS (SELECT * FROM "
      "customer_summary_{0})",
      moment);
}

std::string insert_into(const SumsTable& table) {
  return fmt::format("INSERT INTO {} (sums_no, {})", table.name, table.columns());
}

}  // namespace

bool has_sums(duck::Connection& connection, const Query& select) {
  return connection.number(
             {fmt::format("SELECT count(*) FROM kept_sums WHERE statement = $statement AND given "
                          "= $given AND version = {}",
                          kVersionNow),
              {{"statement", select.sql}, {"given", given_text(select)}}}) > 0;
}

NewSums::NewSums(duck::Connection& connection, const SumsTable& table, const Query& select)
    : connection_(connection), table_(table), select_(select) {
  connection_.execute("BEGIN");
  version_ = connection_.number({std::string(kVersionNow)});
  connection_.execute(
      fmt::format("CREATE OR REPLACE TEMP TABLE new_sums AS SELECT {} FROM {} LIMIT 0",
                  table.columns(), table.name));
  Query insert = select;
  insert.sql = fmt::format("INSERT INTO new_sums ({}) SELECT {} FROM ({}) AS those",
                           table.columns(), table.columns(), select.sql);
  rows_ = connection_.number(insert);
}

void NewSums::keep() {
  const std::int64_t next =
      connection_.number({fmt::format("SELECT greatest((SELECT coalesce(max(sums_no), 0) FROM "
                                      "kept_sums), (SELECT coalesce(max(sums_no), 0) FROM {})) + 1",
                                      table_.name)});
  connection_.run(
      {fmt::format("{} SELECT {}, {} FROM new_sums", insert_into(table_), next, table_.columns())});
  connection_.run(
      {"INSERT INTO kept_sums (sums_no, table_name, statement, given, version, loose) VALUES "
       "($number, $table_name, $statement, $given, $version, 0)",
       {{"number", next},
        {"table_name", std::string(table_.name)},
        {"statement", select_.sql},
        {"given", given_text(select_)},
        {"version", version_}}});
  connection_.execute("COMMIT");
}

ChangingSums::ChangingSums(duck::Connection& connection) : connection_(connection) {
  const Table list =
      connection_.query({fmt::format("SELECT sums_no, table_name, statement, given, loose FROM "
                                     "kept_sums WHERE version = {} AND {} "
                                     "ORDER BY sums_no",
                                     kVersionNow, kOutlives)});
  for (const Row& row : list.rows) {
    kept_.push_back({as_integer(row[0]),
                     &find_sums_table(as_text(row[1])),
                     {as_text(row[2]), given_bindings(as_text(row[3]))},
                     as_integer(row[4])});
  }
  take_days("before");
}

void ChangingSums::take_days(const char* moment) {
  for (const std::string_view table : {"customer_days", "customer_summary"}) {
    connection_.execute(
        fmt::format("CREATE OR REPLACE TEMP TABLE {0}_{1} AS SELECT * FROM {0} WHERE {2}", table,
                    moment, kOfTouchedPersons));
  }
}

// The rows of `waits` add up over customers too, and whoever reads it sums them. Only what is
// another is written: an order more is a row.
void ChangingSums::change_waits() {
  const std::string waits = derived_select(find_derived_table("waits"), {});
  const auto signed_waits = [&](const char* moment, const char* sign) {
    return fmt::format("SELECT day, next_day, {}customers AS customers FROM ({} {}) AS {}", sign,
                       touched_at(moment), waits, moment);
  };
  connection_.run(
      {fmt::format("INSERT INTO waits SELECT day, next_day, sum(customers) FROM ({} "
                   "UNION ALL {}) AS those GROUP BY ALL HAVING sum(customers) <> 0",
                   signed_waits("before", "-"), signed_waits("after", ""))});
}

// The statement over the days of that moment.
std::int64_t ChangingSums::add(const Kept& kept, const char* moment, const char* sign) {
  return connection_.number(
      {fmt::format("{} {} SELECT {}, {}, {} FROM ({}) AS those", insert_into(*kept.table),
                   touched_at(moment), kept.number, keys_of(*kept.table),
                   each_sum(*kept.table, sign), kept.select.sql),
       kept.select.bindings});
}

// The rows of changes are added up to one row a key.
void ChangingSums::tighten(const Kept& kept) {
  const SumsTable& table = *kept.table;
  const std::string own = fmt::format("FROM {} WHERE sums_no = {}", table.name, kept.number);
  connection_.execute(
      fmt::format("CREATE OR REPLACE TEMP TABLE tight_sums AS SELECT {}, {} {} "
                  "GROUP BY {}",
                  keys_of(table), each_sum(table, "sum({0}) AS {0}"), own, keys_of(table)));
  connection_.execute("DELETE " + own);
  connection_.execute(fmt::format("{} SELECT {}, {} FROM tight_sums", insert_into(table),
                                  kept.number, table.columns()));
}

void ChangingSums::follow() {
  take_days("after");
  change_waits();
  for (const Kept& kept : kept_) {
    const std::int64_t loose =
        kept.loose + add(kept, "before", "-{0} AS {0}") + add(kept, "after", "{0}");
    if (loose > kLooseRows) tighten(kept);
    connection_.execute(fmt::format("UPDATE kept_sums SET loose = {} WHERE sums_no = {}",
                                    loose > kLooseRows ? 0 : loose, kept.number));
  }
  carry_sums(connection_);
}

void carry_sums(duck::Connection& connection) {
  connection.execute(
      fmt::format("UPDATE kept_sums SET version = version + 1 WHERE version = {} AND {}",
                  kVersionNow, kOutlives));
}

void drop_old_sums(duck::Connection& connection) {
  const std::string old = fmt::format(
      "version <> {} OR sums_no NOT IN (SELECT sums_no FROM kept_sums ORDER BY sums_no DESC LIMIT "
      "{})",
      kVersionNow, kMostKeptSums);
  if (connection.number({"SELECT count(*) FROM kept_sums WHERE " + old}) == 0) return;
  connection.execute("BEGIN");
  connection.execute("DELETE FROM kept_sums WHERE " + old);
  for (const auto& table : sums_tables()) {
    connection.execute(fmt::format(
        "DELETE FROM {} WHERE sums_no NOT IN (SELECT sums_no FROM kept_sums)", table.name));
  }
  connection.execute("COMMIT");
}

}  // namespace mikata
