// SPDX-License-Identifier: Apache-2.0
#include "mikata/stats/benjamini_hochberg.h"

#include <algorithm>
#include <cassert>
#include <cstddef>
#include <numeric>

namespace mikata::stats {

std::vector<double> benjamini_hochberg(std::span<const double> p_values) {
  std::vector<std::size_t> order(p_values.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::sort(order, {}, [&](std::size_t i) { return p_values[i]; });
  std::vector<double> adjusted(p_values.size());
  const auto tests = static_cast<double>(p_values.size());
  double smallest = 1;
  for (std::size_t rank = order.size(); rank > 0; --rank) {
    const double p = p_values[order[rank - 1]];
    assert(p >= 0 && p <= 1);
    smallest = std::min(smallest, p * tests / static_cast<double>(rank));
    adjusted[order[rank - 1]] = smallest;
  }
  return adjusted;
}

}  // namespace mikata::stats
