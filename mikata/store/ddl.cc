// SPDX-License-Identifier: Apache-2.0
#include "mikata/store/ddl.h"

#include <fmt/format.h>

#include <array>
#include <string_view>

#include "mikata/store/sums.h"

namespace mikata {
namespace {

constexpr std::array<std::string_view, 7> kTypeNames{"VARCHAR", "BIGINT", "DOUBLE",   "BOOLEAN",
                                                     "BIGINT",  "DATE",   "TIMESTAMP"};

std::string view_ddl(const FactTable& table) {
  // An identity is found by "kind:value", the form in which actions and voices carry it.
  const std::string extra =
      table.name == "identities" ? ", concat(t.kind, ':', t.value) AS identity" : "";
  return fmt::format(
      "CREATE OR REPLACE VIEW {0}_now AS SELECT t.*{1} FROM {0} AS t "
      "ANTI JOIN {0}_hidden AS h ON h.seq = t.seq",
      table.name, extra);
}

std::vector<std::string> first_version() {
  std::vector<std::string> statements{
      // one row is an import; first_seq..last_seq are its rows
      "CREATE TABLE IF NOT EXISTS imports (import_id VARCHAR, imported_at TIMESTAMP, "
      "row_count BIGINT, accepted BIGINT, duplicates BIGINT, corrections BIGINT, "
      "retracted BOOLEAN)",
      // one row says that two customer ids are one person; the latest per from_id holds
      "CREATE TABLE IF NOT EXISTS links (from_id VARCHAR, to_id VARCHAR, active BOOLEAN, "
      "seq BIGINT)",
      "CREATE OR REPLACE VIEW links_now AS SELECT from_id, to_id FROM links "
      "QUALIFY row_number() OVER (PARTITION BY from_id ORDER BY seq DESC) = 1 AND active",
      // one row is a key that occurs in the properties of a table
      "CREATE TABLE IF NOT EXISTS property_keys (table_name VARCHAR, property VARCHAR)",
      // what this book knows of itself: schema_version, seq, version
      "CREATE TABLE IF NOT EXISTS meta (name VARCHAR, number BIGINT)"};
  for (const auto& table : fact_tables()) {
    for (auto& statement : fact_table_ddl(table)) statements.push_back(std::move(statement));
  }
  return statements;
}

// The views as an anti-join: as NOT EXISTS they were slow below other conditions.
std::vector<std::string> second_version() {
  std::vector<std::string> statements;
  for (const auto& table : fact_tables()) statements.push_back(view_ddl(table));
  return statements;
}

// What is worked out outside of the database.
std::vector<std::string> third_version() {
  return {// one row is a number that a model says of a customer; it holds for that version of the
          // book and that day
          "CREATE TABLE IF NOT EXISTS customer_measures (customer_no INTEGER, measure VARCHAR, "
          "value DOUBLE, low DOUBLE, high DOUBLE, version BIGINT, as_of DATE)",
          // one row is a result that holds while the book stands at that version
          "CREATE TABLE IF NOT EXISTS remembered (name VARCHAR, version BIGINT, result VARCHAR)"};
}

// customer_days was a table and is a view over order_days and other_days.
std::vector<std::string> fourth_version() { return {"DROP TABLE IF EXISTS customer_days"}; }

// Readings say more than at first: of which row of a voice they are, a label, the words to search.
// Nothing could write readings before.
std::vector<std::string> fifth_version() {
  std::vector<std::string> statements{"DROP VIEW IF EXISTS readings_now",
                                      "DROP TABLE IF EXISTS readings",
                                      "DROP TABLE IF EXISTS readings_hidden"};
  for (auto& statement : fact_table_ddl(*find_fact_table("readings"))) {
    statements.push_back(std::move(statement));
  }
  return statements;
}

// one row is a customer who bought after that day with how they stood on it: their last day with an
// order, and nine in ten of their gaps, where they had five or more
std::vector<std::string> seventh_version() {
  return {
      "CREATE TABLE IF NOT EXISTS earlier_days (day DATE, customer_no INTEGER, last_day DATE, "
      "usual_days DOUBLE)"};
}

// one row is a pair of tables, kept_order_days_NUMBER and kept_other_days_NUMBER: days that a
// question asked for (kept_days.h), and the statements by which they follow a change; NULL where
// they do not
std::vector<std::string> eighth_version() {
  return {
      "CREATE TABLE IF NOT EXISTS kept_days (days_no BIGINT, statement VARCHAR, given VARCHAR, "
      "version BIGINT, row_count BIGINT, follow_orders VARCHAR, follow_others VARCHAR)"};
}

}  // namespace

std::vector<std::string> fact_table_ddl(const FactTable& table) {
  std::string columns;
  for (const auto& column : table.columns) {
    columns +=
        fmt::format("{} {}, ", column.name, kTypeNames.at(static_cast<std::size_t>(column.type)));
  }
  return {fmt::format("CREATE TABLE IF NOT EXISTS {} ({}properties VARCHAR, source VARCHAR, "
                      "import_id VARCHAR, seq BIGINT, key_hash UBIGINT, row_hash UBIGINT)",
                      table.name, columns),
          // rows that are not current: replaced by a later one, or taken back with their import
          fmt::format("CREATE TABLE IF NOT EXISTS {}_hidden (seq BIGINT, import_id VARCHAR)",
                      table.name),
          view_ddl(table)};
}

std::vector<Migration> migrations() {
  return {{1, first_version()},   {2, second_version()}, {3, third_version()},
          {4, fourth_version()},  {5, fifth_version()},  {6, sums_ddl()},
          {7, seventh_version()}, {8, eighth_version()}};
}

int schema_version() { return migrations().back().to_version; }

}  // namespace mikata
