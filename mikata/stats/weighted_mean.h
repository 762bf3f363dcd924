// SPDX-License-Identifier: Apache-2.0
// A mean over weighted answers, its standard error by linearisation, and Kish's effective n.
//
//   mean = Σ w x / Σ w,  SE = sqrt(n / (n - 1) Σ w^2 (x - mean)^2) / Σ w,  n_eff = (Σ w)^2 / Σ w^2
//
// What R survey's svymean gives for svydesign(ids = ~1, weights = ~w): Lumley (2004), J. Stat.
// Softw. 9(8); Effective n: Kish (1992), J. Off. Stat. 8(2), 183.
#pragma once

#include <optional>

#include "mikata/stats/interval.h"

namespace mikata::stats {

// One pass over the answers gives them all.
struct WeightedSums {
  double n = 0;     // answers
  double w = 0;     // Σ w
  double ww = 0;    // Σ w^2
  double wx = 0;    // Σ w x
  double wwx = 0;   // Σ w^2 x
  double wwxx = 0;  // Σ w^2 x^2
};

struct WeightedMean {
  double mean = 0;
  // nullopt when n < 2: one answer says nothing about the spread.
  std::optional<double> standard_error;
  double effective_n = 0;
};

// nullopt when n = 0 or the weights sum to 0. Requires weights >= 0.
std::optional<WeightedMean> weighted_mean(const WeightedSums& sums);

// (Σ w)^2 / Σ w^2; 0 when there are no weights.
double effective_n(double w, double ww);

}  // namespace mikata::stats
