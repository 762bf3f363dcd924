// SPDX-License-Identifier: Apache-2.0
#include "mikata/stats/weighted_nps.h"

#include <algorithm>

#include "mikata/stats/adjusted_wald_nps.h"
#include "mikata/stats/normal.h"
#include "mikata/stats/weighted_mean.h"

namespace mikata::stats {

std::optional<WeightedNps> weighted_nps(const WeightedNpsSums& sums, double confidence) {
  const auto& [n, promoters, passives, detractors] = sums;
  const double w = promoters.w + passives.w + detractors.w;
  const double ww = promoters.ww + passives.ww + detractors.ww;
  const auto mean = weighted_mean({.n = n,
                                   .w = w,
                                   .ww = ww,
                                   .wx = promoters.w - detractors.w,
                                   .wwx = promoters.ww - detractors.ww,
                                   .wwxx = promoters.ww + detractors.ww});
  if (!mean) return std::nullopt;
  const double points = 100 * mean->mean;
  const bool one_kind = promoters.w == w || passives.w == w || detractors.w == w;
  if (one_kind || !mean->standard_error) {
    const double scale = mean->effective_n / w;
    const auto adjusted = adjusted_wald_nps(
        {promoters.w * scale, passives.w * scale, detractors.w * scale}, confidence);
    return WeightedNps{{points, adjusted->interval}, mean->effective_n};
  }
  const double half = 100 * normal_critical(confidence) * *mean->standard_error;
  return WeightedNps{{points, {std::max(-100.0, points - half), std::min(100.0, points + half)}},
                     mean->effective_n};
}

}  // namespace mikata::stats
