// SPDX-License-Identifier: Apache-2.0
#include "mikata/stats/quantile.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <cstddef>
#include <vector>

namespace mikata::stats {
namespace {

double between(double low, double high, double fraction) { return low + fraction * (high - low); }

// The value at a position (from 0) of the sorted, written-out values.
double value_at(std::span<const ValueCount> sorted, double position) {
  double seen = 0;
  for (const auto& [value, count] : sorted) {
    seen += count;
    if (position < seen) return value;
  }
  return sorted.back().value;
}

}  // namespace

std::optional<double> quantile(std::span<const double> values, double p) {
  assert(p >= 0 && p <= 1);
  if (values.empty()) return std::nullopt;
  std::vector<double> sorted(values.begin(), values.end());
  const double h = static_cast<double>(sorted.size() - 1) * p;
  const auto below = static_cast<std::ptrdiff_t>(std::floor(h));
  const auto low = sorted.begin() + below;
  std::ranges::nth_element(sorted, low);
  const auto high = std::ranges::min_element(low + 1, sorted.end());
  return high == sorted.end() ? *low : between(*low, *high, h - std::floor(h));
}

std::optional<double> median(std::span<const double> values) { return quantile(values, 0.5); }

std::optional<double> quantile(std::span<const ValueCount> counts, double p) {
  assert(p >= 0 && p <= 1);
  std::vector<ValueCount> sorted;
  double n = 0;
  for (const auto& entry : counts) {
    assert(entry.count >= 0);
    if (entry.count > 0) sorted.push_back(entry);
    n += entry.count;
  }
  if (n == 0) return std::nullopt;
  std::ranges::sort(sorted, {}, &ValueCount::value);
  const double h = (n - 1) * p;
  return between(value_at(sorted, std::floor(h)), value_at(sorted, std::floor(h) + 1),
                 h - std::floor(h));
}

}  // namespace mikata::stats
