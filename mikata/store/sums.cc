// SPDX-License-Identifier: Apache-2.0
#include "mikata/store/sums.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "mikata/base/error.h"
#include "mikata/base/json.h"
#include "mikata/store/dialect.h"

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

// ["where_1", "text"], and a day as ["where_2", {"day": 20000}].
std::string given_text(const Query& query) {
  struct Writer {
    nlohmann::json operator()(std::monostate) const { return nullptr; }
    nlohmann::json operator()(std::int64_t number) const { return number; }
    nlohmann::json operator()(double number) const { return number; }
    nlohmann::json operator()(const std::string& text) const { return text; }
    nlohmann::json operator()(Day day) const { return {{"day", day.days}}; }
    nlohmann::json operator()(Instant instant) const { return {{"instant", instant.microseconds}}; }
  };
  nlohmann::json list = nlohmann::json::array();
  for (const auto& name : parameter_names(query.sql)) {
    const auto found = std::ranges::find(query.bindings, name, &Binding::name);
    if (found == query.bindings.end()) {
      fail(ErrorKind::internal, "parameter without a value: {}", name);
    }
    list.push_back({name, std::visit(Writer{}, found->value)});
  }
  return list.dump();
}

std::vector<Binding> given_bindings(const std::string& text) {
  const auto read = [](const nlohmann::json& json) -> Value {
    if (json.is_null()) return {};
    if (json.is_number_integer()) return json.get<std::int64_t>();
    if (json.is_number()) return json.get<double>();
    if (json.is_string()) return json.get<std::string>();
    if (json.contains("day")) return Day{json.at("day").get<std::int32_t>()};
    return Instant{json.at("instant").get<std::int64_t>()};
  };
  std::vector<Binding> bindings;
  for (const auto& one : nlohmann::json::parse(text)) {
    bindings.push_back({one.at(0).get<std::string>(), read(one.at(1))});
  }
  return bindings;
}

std::vector<std::string> sums_ddl() {
  std::vector<std::string> statements{
      "CREATE TABLE IF NOT EXISTS kept_sums (sums_no BIGINT, table_name VARCHAR, statement "
      "VARCHAR, given VARCHAR, version BIGINT, loose BIGINT)"};
  for (const auto& table : sums_tables()) {
    statements.push_back(fmt::format(
        "CREATE TABLE IF NOT EXISTS {} (sums_no BIGINT, by_no BIGINT, by_text VARCHAR, {} BIGINT, "
        "{} BIGINT)",
        table.name, fmt::join(table.keys, " BIGINT, "), fmt::join(table.sums, " BIGINT, ")));
  }
  return statements;
}

}  // namespace mikata
