// SPDX-License-Identifier: Apache-2.0
#include "mikata/stats/wilson.h"

#include <algorithm>
#include <cassert>
#include <cmath>

#include "mikata/stats/normal.h"

namespace mikata::stats {
namespace {

// A weighted share that a database summed in any order may miss 0 or 1 by so much.
constexpr double kRounding = 1e-9;

}  // namespace

Interval wilson(double successes, double n, double confidence) {
  assert(n >= 0 && successes >= -kRounding * n && successes <= n + kRounding * n);
  if (n == 0) return {0, 1};
  successes = std::clamp(successes, 0.0, n);
  const double z = normal_critical(confidence);
  const double failures = n - successes;
  const double center = (successes + z * z / 2) / (n + z * z);
  const double half = z / (n + z * z) * std::sqrt(successes * failures / n + z * z / 4);
  // Exact at the ends, where rounding would leave a crumb; and around p in spite of rounding.
  const double share = successes / n;
  const double low = successes == 0 ? 0 : std::clamp(center - half, 0.0, share);
  const double high = failures == 0 ? 1 : std::clamp(center + half, share, 1.0);
  return {low, high};
}

}  // namespace mikata::stats
