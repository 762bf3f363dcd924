// SPDX-License-Identifier: Apache-2.0
#include "mikata/stats/nps_change.h"

#include <algorithm>

namespace mikata::stats {
namespace {

Wave wave(const NpsCounts& counts) {
  const double n = counts.answered();
  const double promoters = (counts.promoters + 0.75) / (n + 3);
  const double detractors = (counts.detractors + 0.75) / (n + 3);
  const double score = promoters - detractors;
  return {.plain = (counts.promoters - counts.detractors) / n,
          .adjusted = score,
          .variance = promoters + detractors - score * score,
          .n = n + 3};
}

}  // namespace

std::optional<Change> nps_change(const NpsCounts& first, const NpsCounts& second,
                                 const Overlap& overlap, double confidence) {
  if (first.answered() <= 0 || second.answered() <= 0) return std::nullopt;
  auto result = change(wave(first), wave(second), overlap, confidence);
  if (!result) return std::nullopt;
  result->value *= 100;
  result->standard_error *= 100;
  result->interval = {std::max(-200.0, 100 * result->interval.low),
                      std::min(200.0, 100 * result->interval.high)};
  return result;
}

}  // namespace mikata::stats
