// SPDX-License-Identifier: Apache-2.0
// Net Promoter Score over weighted answers.
//
// The mean of 100, 0, -100 (see weighted_mean.h) ± z SE, cut at -100 and 100. When all answers are
// of one kind the linearised SE is 0, which is never true of people: the interval is then the
// adjusted Wald interval at the effective n (see adjusted_wald_nps.h).
#pragma once

#include <optional>

#include "mikata/stats/interval.h"

namespace mikata::stats {

// Σ w and Σ w^2 of the answers of one kind.
struct WeightSums {
  double w = 0;
  double ww = 0;
};

struct WeightedNpsSums {
  double n = 0;  // answers
  WeightSums promoters = {};
  WeightSums passives = {};
  WeightSums detractors = {};
};

struct WeightedNps {
  Estimate points;  // -100..100
  double effective_n = 0;
};

// nullopt when nobody answered or the weights sum to 0. Requires weights >= 0.
std::optional<WeightedNps> weighted_nps(const WeightedNpsSums& sums,
                                        double confidence = kConfidence);

}  // namespace mikata::stats
