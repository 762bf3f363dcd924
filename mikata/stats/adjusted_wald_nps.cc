// SPDX-License-Identifier: Apache-2.0
#include "mikata/stats/adjusted_wald_nps.h"

#include <algorithm>
#include <cassert>
#include <cmath>

#include "mikata/stats/normal.h"

namespace mikata::stats {

std::optional<Estimate> adjusted_wald_nps(const NpsCounts& counts, double confidence) {
  assert(counts.promoters >= 0 && counts.passives >= 0 && counts.detractors >= 0);
  const double n = counts.answered();
  if (n == 0) return std::nullopt;
  // The share first: 100 x / x can round to more than 100.
  const double score = 100 * ((counts.promoters - counts.detractors) / n);
  const double promoters = (counts.promoters + 0.75) / (n + 3);
  const double detractors = (counts.detractors + 0.75) / (n + 3);
  const double center = promoters - detractors;
  const double variance = (promoters + detractors - center * center) / (n + 3);
  const double half = normal_critical(confidence) * std::sqrt(variance);
  return Estimate{score,
                  {std::clamp(100 * (center - half), -100.0, score),
                   std::clamp(100 * (center + half), score, 100.0)}};
}

}  // namespace mikata::stats
