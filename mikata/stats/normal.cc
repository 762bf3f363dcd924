// SPDX-License-Identifier: Apache-2.0
#include "mikata/stats/normal.h"

#include <boost/math/special_functions/erf.hpp>
#include <cassert>
#include <cmath>
#include <numbers>

namespace mikata::stats {

double normal_cdf(double z) { return 0.5 * std::erfc(-z / std::numbers::sqrt2); }

double normal_quantile(double p) {
  assert(p > 0 && p < 1);
  return -std::numbers::sqrt2 * boost::math::erfc_inv(2 * p);
}

double normal_critical(double confidence) {
  assert(confidence > 0 && confidence < 1);
  return std::numbers::sqrt2 * boost::math::erf_inv(confidence);
}

double two_sided_p(double z) { return std::erfc(std::abs(z) / std::numbers::sqrt2); }

}  // namespace mikata::stats
