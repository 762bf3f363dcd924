// SPDX-License-Identifier: Apache-2.0
#include "mikata/ingest/fact_preview.h"

#include <algorithm>

namespace mikata {
namespace {

constexpr std::ptrdiff_t kRows = 5;

ColumnType type_of(FactType type) {
  switch (type) {
    case FactType::text:
      return ColumnType::string;
    case FactType::real:
      return ColumnType::number;
    case FactType::money:
      return ColumnType::money;
    case FactType::day:
      return ColumnType::date;
    case FactType::instant:
      return ColumnType::timestamp;
    default:
      return ColumnType::integer;
  }
}

Value value_of(const BatchColumn& column, FactType type, std::size_t row) {
  if (type == FactType::text) return column.texts[row];
  if (type == FactType::real) return column.reals[row];
  const std::int64_t value = column.integers[row];
  if (type == FactType::day) return Day{static_cast<std::int32_t>(value)};
  if (type == FactType::instant) return Instant{value};
  return value;
}

std::size_t column_named(Table& preview, const std::string& name, ColumnType type) {
  const auto found = std::ranges::find(preview.columns, name, &Column::name);
  const auto index = static_cast<std::size_t>(found - preview.columns.begin());
  if (found == preview.columns.end()) {
    preview.columns.push_back({.name = name, .type = type, .unit = {}, .title = {name, name}});
    for (Row& row : preview.rows) row.emplace_back();
  }
  return index;
}

}  // namespace

void add_preview(Table& preview, const Batch& facts) {
  column_named(preview, "table", ColumnType::string);
  const auto known = std::ranges::count_if(
      preview.rows, [&](const Row& row) { return as_text(row.front()) == facts.table->name; });
  const auto room = static_cast<std::size_t>(std::max(std::ptrdiff_t{0}, kRows - known));
  for (std::size_t row = 0; row < std::min(room, facts.rows); ++row) {
    Row shown(preview.columns.size());
    shown[0] = facts.table->name;
    preview.rows.push_back(std::move(shown));
    for (std::size_t i = 0; i < facts.columns.size(); ++i) {
      if (facts.columns[i].valid[row] == 0) continue;
      const FactColumn& column = facts.table->columns[i];
      const std::size_t at = column_named(preview, column.name, type_of(column.type));
      preview.rows.back()[at] = value_of(facts.columns[i], column.type, row);
    }
  }
}

}  // namespace mikata
