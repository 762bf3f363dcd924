// SPDX-License-Identifier: Apache-2.0
#include "mikata/store/derived_update.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "mikata/store/dialect.h"
#include "mikata/store/kept_days.h"
#include "mikata/store/kept_sums.h"

namespace mikata {
namespace {

using duck::Connection;

// Beyond one customer or fact in so many, building anew is as fast.
constexpr std::int64_t kFew = 10;

void build(Connection& connection, const DerivedTable& table, const DerivedSettings& settings) {
  const std::string_view kind = table.kind == DerivedKind::view ? "VIEW" : "TABLE";
  connection.execute(expand_dialect(fmt::format("CREATE OR REPLACE {} {} AS {}", kind, table.name,
                                                derived_select(table, settings)),
                                    Engine::duckdb));
}

bool changed(const FactsChange& change, std::string_view table) {
  return std::ranges::find(change.tables, table) != change.tables.end();
}

// The ids, identities and voices that the change concerns: those of the rows themselves, and of
// the rows that they replaced or gave way to.
void find_touched(Connection& connection, const FactsChange& change) {
  connection.execute("CREATE OR REPLACE TEMP TABLE touched_ids (customer_id VARCHAR)");
  connection.execute("CREATE OR REPLACE TEMP TABLE touched_identities (identity VARCHAR)");
  connection.execute("CREATE OR REPLACE TEMP TABLE touched_voices (seq BIGINT)");
  const auto insert = [&](std::string_view into, std::string_view what, std::string_view table,
                          std::string_view which) {
    if (!changed(change, table)) return;
    connection.run({fmt::format("INSERT INTO {0} SELECT DISTINCT {1} FROM {2} WHERE key_hash IN "
                                "(SELECT key_hash FROM {2} WHERE {3}) AND {4}",
                                into, what, table, change.rows, which),
                    change.bindings});
  };
  for (const std::string_view table : {"actions", "voices"}) {
    insert("touched_ids", "customer_id", table, "customer_id IS NOT NULL");
    insert("touched_identities", "identity", table, "customer_id IS NULL AND identity IS NOT NULL");
  }
  insert("touched_voices", "seq", "voices", "TRUE");
  insert("touched_ids", "customer_id", "customers", "TRUE");
  insert("touched_ids", "customer_id", "identities", "customer_id IS NOT NULL");
  insert("touched_identities", "concat(kind, ':', value)", "identities", "TRUE");
  for (const auto& id : change.customer_ids) {
    connection.run({"INSERT INTO touched_ids VALUES ($id)", {{"id", id}}});
  }
  connection.execute(
      "INSERT INTO touched_ids SELECT customer_id FROM identities_now WHERE identity IN "
      "(SELECT identity FROM touched_identities) AND customer_id IS NOT NULL");
  // An answer that now belongs to somebody, or no longer does.
  if (changed(change, "identities")) {
    connection.execute(
        "INSERT INTO touched_voices SELECT seq FROM voices WHERE customer_id IS NULL AND identity "
        "IN (SELECT identity FROM touched_identities)");
  }
}

// The touched ids with the person they now belong to. A person keeps the number it has; a new one
// gets the next.
void update_customer_ids(Connection& connection) {
  connection.execute(
      "CREATE OR REPLACE TEMP TABLE touched_persons AS SELECT DISTINCT customer_no FROM "
      "customer_ids WHERE customer_id IN (SELECT customer_id FROM touched_ids)");
  std::string written;
  for (const std::string_view table : {"customers", "actions", "voices", "identities"}) {
    written += fmt::format(
        "SELECT customer_id FROM {}_now WHERE customer_id IN (SELECT customer_id FROM touched_ids) "
        "UNION ",
        table);
  }
  connection.execute(expand_dialect(
      "CREATE OR REPLACE TEMP TABLE resolved_ids AS SELECT w.customer_id, "
      "coalesce(l.to_id, w.customer_id) AS person_id FROM (" +
          written +
          "SELECT to_id FROM links_now WHERE to_id IN (SELECT customer_id FROM touched_ids)) AS w "
          "LEFT JOIN links_now AS l ON l.from_id = w.customer_id",
      Engine::duckdb));
  connection.execute(
      "CREATE OR REPLACE TEMP TABLE known_persons AS SELECT person_id, min(customer_no) AS "
      "customer_no FROM customer_ids WHERE person_id IN (SELECT person_id FROM resolved_ids) GROUP "
      "BY person_id");
  const std::int64_t last = connection.number({"SELECT max(customer_no) FROM customer_ids"});
  connection.execute(
      "DELETE FROM customer_ids WHERE customer_id IN (SELECT customer_id FROM touched_ids)");
  connection.execute(expand_dialect(
      "INSERT INTO customer_ids SELECT r.customer_id, r.person_id, CAST(coalesce(k.customer_no, "
      "n.customer_no) AS INTEGER), CAST(floor(hash01(r.person_id) * 50) AS INTEGER) "
      "FROM resolved_ids AS r LEFT JOIN known_persons AS k ON k.person_id = r.person_id "
      "LEFT JOIN (SELECT person_id, " +
          std::to_string(last) +
          " + "
          "row_number() OVER (ORDER BY person_id) AS customer_no FROM (SELECT DISTINCT person_id "
          "FROM "
          "resolved_ids WHERE person_id NOT IN (SELECT person_id FROM known_persons)) AS persons) "
          "AS n "
          "ON n.person_id = r.person_id",
      Engine::duckdb));
  connection.execute(
      "INSERT INTO touched_persons SELECT DISTINCT customer_no FROM customer_ids WHERE customer_id "
      "IN (SELECT customer_id FROM touched_ids) AND customer_no NOT IN (SELECT customer_no FROM "
      "touched_persons)");
  connection.execute(
      fmt::format("CREATE OR REPLACE TEMP TABLE touched_names AS SELECT customer_id FROM "
                  "customer_ids WHERE {}",
                  kOfTouchedPersons));
  connection.execute(
      "CREATE OR REPLACE TEMP TABLE touched_contacts AS SELECT identity FROM identities_now WHERE "
      "customer_id IN (SELECT customer_id FROM touched_names)");
}

// With the columns that days are made of, and those that kept days are told apart by.
void find_touched_actions(Connection& connection, const FollowingDays& kept_days) {
  constexpr std::array<std::string_view, 11> kOfDays{
      "customer_id", "identity",       "local_day", "kind",    "order_id", "amount_minor",
      "cost_minor",  "discount_minor", "channel",   "item_id", "seq"};
  std::string columns;
  for (const Column& column : connection.query({"SELECT * FROM actions LIMIT 0"}).columns) {
    if (std::ranges::count(kOfDays, column.name) == 0 && !kept_days.reads(column.name)) continue;
    columns += (columns.empty() ? "" : ", ") + column.name;
  }
  connection.execute(
      fmt::format("CREATE OR REPLACE TEMP TABLE touched_actions AS SELECT {} FROM actions_now "
                  "WHERE customer_id IN (SELECT customer_id FROM touched_names) OR identity IN "
                  "(SELECT identity FROM touched_contacts)",
                  columns));
}

void replace_rows(Connection& connection, std::string_view name, std::string_view gone,
                  const DerivedSettings& settings) {
  connection.execute(fmt::format("DELETE FROM {} WHERE {}", name, gone));
  const std::string select =
      derived_select(find_derived_table(name), settings, DerivedRows::touched);
  connection.execute(
      expand_dialect(fmt::format("INSERT INTO {} {}", name, select), Engine::duckdb));
}

// The days since something, and the numbers of texts, are those of all customers.
bool concerns_all_customers(Connection& connection) {
  const std::string latest =
      "SELECT max(local_day) FROM (SELECT max(local_day) AS local_day FROM actions_now UNION ALL "
      "SELECT max(local_day) AS local_day FROM voices_now) AS facts";
  if (connection.number({fmt::format("SELECT count(*) FROM book_summary WHERE as_of IS NOT "
                                     "DISTINCT FROM ({})",
                                     latest)}) == 0) {
    return true;
  }
  std::string texts;
  for (const std::string_view column : customer_numbered()) {
    texts += fmt::format(
        "{0}SELECT '{1}' AS column_name, {1} AS value FROM customers_now WHERE customer_id IN "
        "(SELECT customer_id FROM touched_ids)",
        texts.empty() ? "" : " UNION ALL ", column);
  }
  texts +=
      " UNION ALL SELECT 'account', account_id FROM customers_now WHERE customer_id IN (SELECT "
      "customer_id FROM touched_ids)";
  return connection.number(
             {fmt::format("SELECT count(*) FROM ({}) AS t LEFT JOIN group_numbers AS g ON "
                          "g.column_name = t.column_name AND g.value = t.value WHERE t.value IS "
                          "NOT NULL AND g.number IS NULL",
                          texts)}) > 0;
}

// Whether only the rows of the touched customers are others.
bool update_customer_summary(Connection& connection, const DerivedSettings& settings) {
  if (concerns_all_customers(connection)) {
    build(connection, find_derived_table("group_numbers"), settings);
    build(connection, find_derived_table("customer_summary"), settings);
    return false;
  }
  replace_rows(connection, "customer_summary", kOfTouchedPersons, settings);
  return true;
}

// The remarks that the change concerns: those of the voices, persons and forms it touched, and
// those that were read. Called when `answers` and `customer_summary` are true again.
void find_touched_remarks(Connection& connection, const FactsChange& change) {
  connection.execute(fmt::format(
      "CREATE OR REPLACE TEMP TABLE touched_remarks AS SELECT answer_no FROM answers WHERE {0} "
      "UNION SELECT answer_no FROM remarks WHERE {0} UNION SELECT seq FROM touched_voices UNION "
      "SELECT seq FROM voices WHERE response_id IN (SELECT response_id FROM voices WHERE seq IN "
      "(SELECT seq FROM touched_voices))",
      kOfTouchedPersons));
  if (!changed(change, "readings")) return;
  connection.run({fmt::format("INSERT INTO touched_remarks SELECT seq FROM voices_now WHERE "
                              "voice_id IN (SELECT voice_id FROM readings WHERE {})",
                              change.rows),
                  change.bindings});
}

void update_remarks(Connection& connection, const DerivedSettings& settings,
                    const FactsChange& change) {
  find_touched_remarks(connection, change);
  replace_rows(connection, "remarks", "answer_no IN (SELECT answer_no FROM touched_remarks)",
               settings);
  // A number that is no longer shared may stay: it only takes longer to count.
  replace_rows(connection, "alike_shared", "FALSE", settings);
}

}  // namespace

void rebuild_derived(Connection& connection, const DerivedSettings& settings, const Told& told) {
  const auto tables = derived_tables();
  for (std::size_t i = 0; i < tables.size(); ++i) {
    if (told) told(static_cast<double>(i) / static_cast<double>(tables.size()));
    build(connection, tables[i], settings);
  }
}

void update_derived(Connection& connection, const DerivedSettings& settings,
                    const FactsChange& change, const Told& told) {
  if (only_read(change)) {
    connection.execute("CREATE OR REPLACE TEMP TABLE touched_persons (customer_no INTEGER)");
    connection.execute("CREATE OR REPLACE TEMP TABLE touched_voices (seq BIGINT)");
    update_remarks(connection, settings, change);
    carry_sums(connection);
    carry_days(connection);
    return;
  }
  const std::int64_t facts =
      connection.number({"SELECT sum(actions + voices + customers) FROM book_summary"});
  if (change.row_count * kFew > facts) {
    rebuild_derived(connection, settings, told);
    return;
  }
  find_touched(connection, change);
  const std::int64_t touched =
      connection.number({"SELECT count(DISTINCT customer_id) FROM touched_ids"});
  const std::int64_t known = connection.number({"SELECT count(*) FROM customer_ids"});
  if (touched * kFew > known) {
    rebuild_derived(connection, settings, told);
    return;
  }
  update_customer_ids(connection);
  const FollowingDays kept_days(connection, changed(change, "items") ? FollowingDays::Items::change
                                                                     : FollowingDays::Items::stay);
  find_touched_actions(connection, kept_days);
  ChangingSums sums(connection);
  for (const std::string_view days :
       {"order_days", "order_days_by_month", "usual_gaps", "other_days"}) {
    replace_rows(connection, days, kOfTouchedPersons, settings);
  }
  kept_days.follow();
  replace_rows(
      connection, "answers",
      fmt::format("{} OR answer_no IN (SELECT seq FROM touched_voices)", kOfTouchedPersons),
      settings);
  if (update_customer_summary(connection, settings)) {
    sums.follow();
  } else {
    // Everybody is another: the sums are of the version before, and hold no longer.
    build(connection, find_derived_table("waits"), settings);
  }
  update_remarks(connection, settings, change);
  for (const std::string_view name : {"answer_counts", "fact_kinds", "book_summary"}) {
    build(connection, find_derived_table(name), settings);
  }
}

bool only_read(const FactsChange& change) {
  return change.customer_ids.empty() && !change.tables.empty() &&
         std::ranges::all_of(change.tables, [](const auto& name) { return name == "readings"; });
}

std::int64_t derived_fingerprint(const DerivedSettings& settings) {
  // FNV-1a
  std::uint64_t hash = 14695981039346656037ULL;
  for (const auto& table : derived_tables()) {
    for (const char c : derived_select(table, settings)) {
      hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211ULL;
    }
  }
  return static_cast<std::int64_t>(hash >> 1);
}

}  // namespace mikata
