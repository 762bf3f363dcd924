// SPDX-License-Identifier: Apache-2.0
// The difference of two independent shares with its hybrid score interval.
//
//   d = p1 - p2,  d - sqrt((p1 - l1)^2 + (u2 - p2)^2) .. d + sqrt((u1 - p1)^2 + (p2 - l2)^2)
//
// l and u are the Wilson limits of each share. Newcombe (1998), Stat. Med. 17, 873, method 10.
#pragma once

#include <optional>

#include "mikata/stats/interval.h"

namespace mikata::stats {

struct Share {
  double successes = 0;
  double n = 0;
};

// first - second, in -1..1. nullopt when one of them has n = 0. Requires 0 <= successes <= n.
std::optional<Estimate> newcombe(const Share& first, const Share& second,
                                 double confidence = kConfidence);

}  // namespace mikata::stats
