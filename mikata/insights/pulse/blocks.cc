// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>

#include "mikata/insights/pulse/measure.h"
#include "mikata/stats/student_t.h"

namespace mikata::pulse {
namespace {

// Whether a number is nothing but rounding beside another.
bool is_nothing(double number, double beside) {
  return std::abs(number) <= 1e-12 * std::max(1.0, std::abs(beside));
}

}  // namespace

Blocks side_by_side(const Blocks& left, const Blocks& right) {
  Blocks joined = left;
  for (std::size_t b = 0; b < joined.size(); ++b) {
    joined[b].insert(joined[b].end(), right[b].begin(), right[b].end());
  }
  return joined;
}

std::optional<Comparison> compare_blocks(const Blocks& first, const Blocks& second,
                                         const Functional& functional) {
  const std::size_t width = second.front().size();
  const auto difference = [&](Sums s) {
    return functional(s.subspan(0, width)) - functional(s.subspan(width));
  };
  const Blocks joined = side_by_side(second, first);
  const double change = difference(stats::total_sums(joined));
  if (!std::isfinite(change)) return std::nullopt;
  const auto found = stats::jackknife(joined, difference);
  if (!found) return Comparison{change, std::nullopt, std::nullopt};
  const auto empty = std::ranges::count_if(joined, stats::is_empty_block);
  const auto degrees = static_cast<double>(std::ssize(joined) - empty - 1);
  const double half = (found->interval.high - found->interval.low) / 2;
  const double error = half / stats::student_t_critical(stats::kConfidence, degrees);
  if (is_nothing(error, change)) {
    // Every block says the same. That nothing moved is an answer; how sure it is that all moved by
    // the same is not.
    if (is_nothing(change, functional(stats::total_sums(second)))) {
      return Comparison{0, stats::Interval{0, 0}, 1.0};
    }
    return Comparison{change, std::nullopt, std::nullopt};
  }
  const double t = std::abs(change) / error;
  return Comparison{change, found->interval, 2 * (1 - stats::student_t_cdf(t, degrees))};
}

Point point_of(Day period, std::int64_t n, const Blocks& blocks, const Functional& functional) {
  Point point{period, n, {}, {}};
  const double value = functional(stats::total_sums(blocks));
  if (std::isfinite(value)) point.value = value;
  const auto found = stats::jackknife(blocks, functional);
  // Every block says the same: how sure that is cannot be said.
  if (found && !is_nothing(found->interval.high - found->interval.low, value)) {
    point.interval = found->interval;
  }
  return point;
}

}  // namespace mikata::pulse
