// SPDX-License-Identifier: Apache-2.0
#include "mikata/stats/logistic.h"

#include <cmath>

namespace mikata::stats {

double softplus(double x) { return std::fmax(x, 0.0) + std::log1p(std::exp(-std::abs(x))); }

double logistic(double x) {
  const double small = std::exp(-std::abs(x));
  return (x >= 0 ? 1 : small) / (1 + small);
}

}  // namespace mikata::stats
