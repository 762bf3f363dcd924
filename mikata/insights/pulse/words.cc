// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <iterator>
#include <map>

#include "mikata/insights/pulse/measure.h"
#include "mikata/insights/remarks.h"

namespace mikata::insights {
std::string_view sql(std::string_view path);
}

namespace mikata::pulse {
namespace {

constexpr std::size_t kRemarkBlocks = 50;
constexpr std::size_t kRemarkSums =
    2;  // remarks and their sentiment, the first sums of remark_sums.sql

double mean(Sums s) { return s[1] / s[0]; }

std::map<Day, Blocks> read_periods(const Table& table) {
  std::map<Day, Blocks> periods;
  for (const Row& row : table.rows) {
    Blocks& blocks = periods[as_day(row[0])];
    blocks.resize(kRemarkBlocks, stats::BlockSums(kRemarkSums, 0.0));
    auto& sums = blocks.at(static_cast<std::size_t>(as_integer(row[2])));
    for (std::size_t i = 0; i < kRemarkSums; ++i) {
      sums[i] += is_null(row[i + 3]) ? 0.0 : as_number(row[i + 3]);
    }
  }
  return periods;
}

}  // namespace

std::vector<Measure> word_measures(const Context& context, const Window& window) {
  CountedRemarks counted = counted_remarks(context);
  const auto periods =
      read_periods(ask_remarks(context, counted, insights::sql("remark_sums.sql")));
  if (periods.empty()) return {};
  Measure measure{"sentiment", "voice", {"気持ち", "Sentiment"}, "", {}, {}, {}};
  for (const auto& [period, blocks] : periods) {
    const auto n = static_cast<std::int64_t>(stats::total_sums(blocks)[0]);
    Point point = point_of(period, n, blocks, mean);
    if (point.interval) {
      point.interval->low = std::max(-1.0, point.interval->low);
      point.interval->high = std::min(1.0, point.interval->high);
    }
    measure.points.push_back(point);
  }
  const auto against = [&](std::optional<Day> period) -> std::optional<Comparison> {
    if (!period || !window.last) return std::nullopt;
    const auto first = periods.find(*period);
    const auto second = periods.find(*window.last);
    if (first == periods.end() || second == periods.end()) return std::nullopt;
    return compare_blocks(first->second, second->second, mean);
  };
  measure.to_previous = against(window.previous);
  measure.to_year_ago = against(window.year_ago);
  std::ranges::copy_if(counted.notes, std::back_inserter(measure.notes),
                       [](const Note& note) { return note.kind == "small_cell"; });
  return {measure};
}

}  // namespace mikata::pulse
