// SPDX-License-Identifier: Apache-2.0
// Net Promoter Score with its adjusted Wald interval.
//
//   NPS = 100 (P - D) / n
//   with three answers added, 3/4 promoters, 3/2 passives, 3/4 detractors: N = n + 3,
//   p = (P + 3/4) / N, d = (D + 3/4) / N,
//   100 (p - d ± z sqrt((p + d - (p - d)^2) / N)), cut at -100 and 100
//
// Rocks (2016), "Interval Estimation for the Net Promoter Score", The American Statistician 70(4).
// The score is the plain one. With a single answer the interval would miss it (the added answers
// outweigh it); the interval is then widened to hold it.
#pragma once

#include <optional>

#include "mikata/stats/interval.h"

namespace mikata::stats {

// Numbers of answers 9-10, 7-8 and 0-6; fractions when weighted to an effective n.
struct NpsCounts {
  double promoters = 0;
  double passives = 0;
  double detractors = 0;
  double answered() const { return promoters + passives + detractors; }
};

// In points, -100..100; nullopt when nobody answered. Requires counts >= 0.
std::optional<Estimate> adjusted_wald_nps(const NpsCounts& counts, double confidence = kConfidence);

}  // namespace mikata::stats
