// SPDX-License-Identifier: Apache-2.0
#include "mikata/stats/weighted_mean.h"

#include <algorithm>
#include <cassert>
#include <cmath>

namespace mikata::stats {

double effective_n(double w, double ww) { return ww > 0 ? w * w / ww : 0; }

std::optional<WeightedMean> weighted_mean(const WeightedSums& sums) {
  assert(sums.w >= 0 && sums.ww >= 0);
  if (sums.n <= 0 || sums.w <= 0) return std::nullopt;
  WeightedMean result{sums.wx / sums.w, std::nullopt, effective_n(sums.w, sums.ww)};
  if (sums.n < 2) return result;
  const double m = result.mean;
  // Rounding can take a spread of nothing below 0.
  const double residuals = std::max(0.0, sums.wwxx - 2 * m * sums.wwx + m * m * sums.ww);
  result.standard_error = std::sqrt(sums.n / (sums.n - 1) * residuals) / sums.w;
  return result;
}

}  // namespace mikata::stats
