// SPDX-License-Identifier: Apache-2.0
#include "mikata/models/geometric_fit.h"

#include <cmath>

#include "mikata/base/error.h"

namespace mikata::models {

std::vector<std::vector<double>> geometric_starts(std::span<const Pattern> patterns, int k) {
  const HistoryTotals sum = totals(patterns);
  const double rate = k * sum.purchases / sum.age;
  std::vector<std::vector<double>> starts;
  const struct { double r, a, b; } shapes[] = {{0.5, 1, 2.5}, {1, 0.3, 3}, {0.3, 3, 3}};
  for (const auto& [r, a, b] : shapes) {
    starts.push_back({std::log(r), std::log(r / rate), std::log(a), std::log(b)});
  }
  return starts;
}

Solution fit_geometric_exit(std::span<const Pattern> patterns, FirstExit first_exit, int k) {
  if (const Localized missing = not_enough(patterns); !missing.empty()) {
    fail(ErrorKind::invalid_argument, {"{}", "{}"}, missing);
  }
  const GeometricExitLikelihood whole(patterns, first_exit, k);
  const GeometricExitLikelihood small(coarse(patterns), first_exit, k);
  return solve({.whole = [&](std::span<const double> point) { return whole(point); },
                .small = [&](std::span<const double> point) { return small(point); },
                .starts = geometric_starts(patterns, k),
                .names = {"r", "alpha", "a", "b"}});
}

}  // namespace mikata::models
