// SPDX-License-Identifier: Apache-2.0
#include "mikata/stats/change.h"

#include <algorithm>
#include <cassert>
#include <cmath>

#include "mikata/stats/normal.h"

namespace mikata::stats {

std::optional<Change> change(const Wave& first, const Wave& second, const Overlap& overlap,
                             double confidence) {
  assert(first.variance >= 0 && second.variance >= 0 && overlap.people >= 0);
  if (first.n <= 0 || second.n <= 0) return std::nullopt;
  // n12 cov: the sum of products around the means of those in both.
  const double shared =
      overlap.people > 0 ? overlap.product - overlap.first * overlap.second / overlap.people : 0;
  const double variance =
      first.variance / first.n + second.variance / second.n - 2 * shared / (first.n * second.n);
  if (variance <= 0) return std::nullopt;
  Change result;
  result.value = second.plain - first.plain;
  result.standard_error = std::sqrt(variance);
  const double adjusted = second.adjusted - first.adjusted;
  result.z = adjusted / result.standard_error;
  result.p = two_sided_p(result.z);
  const double half = normal_critical(confidence) * result.standard_error;
  result.interval = {std::min(adjusted - half, result.value),
                     std::max(adjusted + half, result.value)};
  return result;
}

}  // namespace mikata::stats
