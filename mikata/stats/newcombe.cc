// SPDX-License-Identifier: Apache-2.0
#include "mikata/stats/newcombe.h"

#include <cmath>

#include "mikata/stats/wilson.h"

namespace mikata::stats {

std::optional<Estimate> newcombe(const Share& first, const Share& second, double confidence) {
  if (first.n <= 0 || second.n <= 0) return std::nullopt;
  const double p1 = first.successes / first.n;
  const double p2 = second.successes / second.n;
  const Interval one = wilson(first.successes, first.n, confidence);
  const Interval two = wilson(second.successes, second.n, confidence);
  const double difference = p1 - p2;
  return Estimate{difference,
                  {difference - std::hypot(p1 - one.low, two.high - p2),
                   difference + std::hypot(one.high - p1, p2 - two.low)}};
}

}  // namespace mikata::stats
