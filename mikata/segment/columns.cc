// SPDX-License-Identifier: Apache-2.0
#include "mikata/segment/columns.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cassert>
#include <optional>

#include "mikata/store/derived.h"

namespace mikata {
namespace {

struct Source {
  Origin origin;
  std::string_view table;  // what stands in FROM
  std::string_view alias;
};
constexpr std::array kSources{
    Source{Origin::customers, "customer_summary", "c"}, Source{Origin::actions, "actions_now", "x"},
    Source{Origin::voices, "answers", "a"}, Source{Origin::items, "items_now", "i"}};

// How a row was recognised before it had a customer; nothing to group by.
constexpr std::string_view kInternal = "identity";

std::string_view without_unit(std::string_view name) {
  constexpr std::string_view kUnit = "_minor";
  if (name.ends_with(kUnit)) name.remove_suffix(kUnit.size());
  return name;
}

std::string number_of(const Source& source, std::string_view column) {
  const auto numbered = customer_numbered();
  if (source.origin != Origin::customers || std::ranges::find(numbered, column) == numbered.end()) {
    return "";
  }
  return fmt::format("{}.{}_no", source.alias, column);
}

// The columns of the fact table that the queried table still has.
void add_facts(const Store& store, const Source& source, std::vector<SegmentColumn>& columns) {
  const auto* facts = find_fact_table(origin_name(source.origin));
  assert(facts != nullptr);
  const Table table = store.query({fmt::format("SELECT * FROM {} LIMIT 0", source.table)});
  for (const auto& fact : facts->columns) {
    const bool present =
        std::ranges::find(table.columns, fact.name, &Column::name) != table.columns.end();
    if (!present || fact.name == kInternal) continue;
    const bool money = fact.type == FactType::money;
    columns.push_back({source.origin, std::string(money ? without_unit(fact.name) : fact.name),
                       fact.type, fmt::format("{}.{}", source.alias, fact.name), false, false,
                       number_of(source, fact.name)});
  }
}

// The key as SQL text, or nullopt when the engines would not read the same key.
std::optional<std::string> quoted_key(std::string_view key) {
  std::string quoted = "'";
  for (const char c : key) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x20 || byte == 0x7f || c == '\\') return std::nullopt;
    if (c == '\'') quoted += c;
    quoted += c;
  }
  if (key.empty()) return std::nullopt;
  return quoted + "'";
}

void add_property(const Source& source, const std::string& key,
                  std::vector<SegmentColumn>& columns) {
  const auto quoted = quoted_key(key);
  if (!quoted) return;
  // What a company says of its customers comes before what is worked out from the facts.
  std::erase_if(columns, [&](const SegmentColumn& column) {
    return column.derived && column.origin == source.origin && column.name == key;
  });
  const bool taken = std::ranges::any_of(columns, [&](const SegmentColumn& column) {
    return column.origin == source.origin && column.name == key;
  });
  columns.push_back({.origin = source.origin,
                     .name = taken ? "properties." + key : key,
                     .type = FactType::text,
                     .sql = fmt::format("property({}.properties, {})", source.alias, *quoted),
                     .property = true});
}

}  // namespace

Columns known_columns(const Store& store) {
  std::vector<SegmentColumn> columns;
  for (const auto& source : kSources) add_facts(store, source, columns);
  for (const auto& measure : customer_measures()) {
    const std::string sql{measure.sql};
    columns.push_back({Origin::customers, std::string(measure.name), measure.type, sql, true, false,
                       measure.type == FactType::integer ? sql : ""});
  }
  for (const auto& measure : model_measures()) {
    columns.push_back({Origin::customers, std::string(measure.name), measure.type,
                       std::string(measure.sql), true, false, ""});
  }
  const Table keys =
      store.query({"SELECT table_name, property FROM property_keys ORDER BY table_name, property"});
  for (const auto& row : keys.rows) {
    for (const auto& source : kSources) {
      if (as_text(row[0]) == origin_name(source.origin)) {
        add_property(source, as_text(row[1]), columns);
      }
    }
  }
  return Columns(std::move(columns));
}

}  // namespace mikata
