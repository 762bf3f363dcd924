// SPDX-License-Identifier: Apache-2.0
#include "mikata/stats/correlation.h"

#include <cmath>

namespace mikata::stats {

std::optional<double> correlation(std::span<const WeightedPair> pairs) {
  double n = 0;
  double mean_x = 0;
  double mean_y = 0;
  for (const WeightedPair& pair : pairs) {
    n += pair.n;
    mean_x += pair.n * pair.x;
    mean_y += pair.n * pair.y;
  }
  mean_x /= n;
  mean_y /= n;
  double xx = 0;
  double yy = 0;
  double xy = 0;
  for (const WeightedPair& pair : pairs) {
    xx += pair.n * (pair.x - mean_x) * (pair.x - mean_x);
    yy += pair.n * (pair.y - mean_y) * (pair.y - mean_y);
    xy += pair.n * (pair.x - mean_x) * (pair.y - mean_y);
  }
  if (!(xx > 0) || !(yy > 0)) return std::nullopt;
  return xy / std::sqrt(xx * yy);
}

}  // namespace mikata::stats
