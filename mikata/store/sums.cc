// SPDX-License-Identifier: Apache-2.0
#include "mikata/store/sums.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "mikata/base/error.h"

namespace mikata {

std::string SumsTable::columns() const {
  return fmt::format("by_no, by_text, {}, {}", fmt::join(keys, ", "), fmt::join(sums, ", "));
}

std::span<const SumsTable> sums_tables() {
  static const std::vector<SumsTable> kTables{
      {"block_sums",
       {"period_no", "block"},
       {"days", "actives", "customers", "occasions", "newcomers", "returned", "orders",
        "revenue_minor", "cost_minor", "returns_minor", "discount_minor", "serve_cost_minor"}},
      {"gap_sums", {"period_no", "gap"}, {"occasions"}},
      {"cohort_sums", {"cohort_no", "period_no"}, {"retained"}},
      {"tenure_sums", {"period_no", "years", "age"}, {"customers"}}};
  return kTables;
}

const SumsTable& find_sums_table(std::string_view name) {
  const auto found = std::ranges::find(sums_tables(), name, &SumsTable::name);
  if (found == sums_tables().end()) fail(ErrorKind::internal, "table of sums not known: {}", name);
  return *found;
}

std::vector<std::string> sums_ddl() {
  std::vector<std::string> statements{
      "CREATE TABLE IF NOT EXISTS kept_sums (sums_no BIGINT, table_name VARCHAR, statement "
      "VARCHAR, version BIGINT, loose BIGINT)"};
  for (const auto& table : sums_tables()) {
    statements.push_back(fmt::format(
        "CREATE TABLE IF NOT EXISTS {} (sums_no BIGINT, by_no BIGINT, by_text VARCHAR, {} BIGINT, "
        "{} BIGINT)",
        table.name, fmt::join(table.keys, " BIGINT, "), fmt::join(table.sums, " BIGINT, ")));
  }
  return statements;
}

}  // namespace mikata
