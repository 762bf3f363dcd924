// SPDX-License-Identifier: Apache-2.0
#include "mikata/stats/share_change.h"

#include <algorithm>

namespace mikata::stats {
namespace {

Wave wave(const Share& share) {
  const double p = (share.successes + 1) / (share.n + 2);
  return {
      .plain = share.successes / share.n, .adjusted = p, .variance = p * (1 - p), .n = share.n + 2};
}

}  // namespace

std::optional<Change> share_change(const Share& first, const Share& second, const Overlap& overlap,
                                   double confidence) {
  if (first.n <= 0 || second.n <= 0) return std::nullopt;
  auto result = change(wave(first), wave(second), overlap, confidence);
  if (!result) return std::nullopt;
  result->interval = {std::max(-1.0, result->interval.low), std::min(1.0, result->interval.high)};
  return result;
}

}  // namespace mikata::stats
