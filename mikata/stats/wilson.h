// SPDX-License-Identifier: Apache-2.0
// The score interval of a share.
//
//   (s + z^2/2) / (n + z^2) ± z sqrt(n) / (n + z^2) sqrt(p (1 - p) + z^2 / 4n),  p = s / n
//
// Wilson (1927), J. Am. Stat. Assoc. 22, 209; formula (4) of Brown, Cai and DasGupta
// (2001), Stat. Sci. 16(2), 101. Never of zero width, never outside 0..1, always around p.
#pragma once

#include "mikata/stats/interval.h"

namespace mikata::stats {

// Requires 0 <= successes <= n but for rounding. Both may be fractions: with weights, give share *
// effective_n and effective_n. n = 0 gives 0..1: nothing is known.
Interval wilson(double successes, double n, double confidence = kConfidence);

}  // namespace mikata::stats
