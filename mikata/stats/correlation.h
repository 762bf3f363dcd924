// SPDX-License-Identifier: Apache-2.0
// How closely two values go together (Pearson), where a row stands for several that are alike.
#pragma once

#include <optional>
#include <span>

namespace mikata::stats {

struct WeightedPair {
  double x = 0;
  double y = 0;
  double n = 0;  // that have these values
};

// nullopt when x or y does not vary.
std::optional<double> correlation(std::span<const WeightedPair> pairs);

}  // namespace mikata::stats
