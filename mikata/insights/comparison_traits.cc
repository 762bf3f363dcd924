// SPDX-License-Identifier: Apache-2.0
#include "mikata/insights/comparison_traits.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "mikata/insights/context.h"

namespace mikata {

namespace insights {
std::string_view sql(std::string_view path);
}

namespace comparison {
namespace {

std::string quoted_activity(const Context& context) {
  std::string list;
  for (const std::string& kind : context.settings.activity) {
    std::string quoted;
    for (const char c : kind) quoted += c == '\'' ? std::string("''") : std::string(1, c);
    list += fmt::format("{}'{}'", list.empty() ? "" : ", ", quoted);
  }
  return list;
}

void append(std::string& list, const std::string& item) {
  list += (list.empty() ? "" : ", ") + item;
}

}  // namespace

std::string occasions_sql(const Context& context, const std::vector<Slot>& slots) {
  std::vector<Slot> all = slots;
  all.push_back({"channels", context.fill(insights::sql("comparison_channels.sql"),
                                          {{"activity", quoted_activity(context)}})});
  return context.fill(insights::sql("comparison_occasions.sql"), all);
}

std::string cells_sql(const std::vector<std::string>& keys, std::size_t outcomes) {
  std::string columns;
  std::string names;
  std::string sums;
  for (const std::string& key : keys) {
    append(columns, fmt::format("m.{0} AS {0}", key));
    append(names, key);
  }
  for (std::size_t k = 0; k < outcomes; ++k) {
    append(columns, fmt::format("m.y_{0} AS y_{0}", k));
    append(sums, fmt::format("sum(y_{})", k));
  }
  return fill_slots(insights::sql("comparison_cells.sql"),
                    {{"moment_columns", columns}, {"moment_keys", names}, {"moment_sums", sums}});
}

Cell CellReader::read(const Row& row, std::size_t keys) {
  Cell cell;
  std::size_t at = keys;
  cell.levels.push_back(timing(as_text(row[at]), as_integer(row[at + 1])));
  at += 2;
  for (std::size_t trait = 1; trait < kTraits; ++trait) {
    cell.levels.push_back(as_integer(row[at++]));
  }
  cell.moments = as_number(row[at++]);
  for (std::size_t i = 0; i < 4; ++i, at += 2) {
    cell.numbers.push_back(as_number(row[at]));
    cell.squares.push_back(as_number(row[at + 1]));
  }
  for (; at < row.size(); ++at) cell.outcomes.push_back(as_number(row[at]));
  return cell;
}

// Where it was bought and how long ago go together: a parcel comes days later.
std::int64_t CellReader::timing(const std::string& channel, std::int64_t lag_level) {
  const std::string name = fmt::format("{}|{}", channel, lag_level);
  const auto [found, added] = places_.try_emplace(name, static_cast<std::int64_t>(timings_.size()));
  if (added) timings_.push_back(name);
  return found->second;
}

void note_known_afterwards(const Context& context, Answer& answer) {
  constexpr std::array<std::string_view, 4> kFixed{"age", "tenure_days", "first_order_day",
                                                   "first_seen_day"};
  std::string names;
  for (const SegmentColumn& column : context.columns.all()) {
    if (column.origin != Origin::customers || !column.derived) continue;
    if (std::ranges::find(kFixed, column.name) != kFixed.end()) continue;
    if (!scope_of(context).columns.contains(full_name(column))) continue;
    names += (names.empty() ? "" : ", ") + column.name;
  }
  if (names.empty()) return;
  answer.notes.push_back(
      {"not_significant",
       {fmt::format("{}は体験のあとで決まる値です。それで選んだ人の効果は偏ります。", names),
        fmt::format("{}: known only afterwards. An effect among people chosen by it is biased.",
                    names)}});
}

}  // namespace comparison
}  // namespace mikata
