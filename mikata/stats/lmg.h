// SPDX-License-Identifier: Apache-2.0
// How much of an outcome's variance each of several drivers explains, when they go together.
//
//   LMG_j = Σ over S without j of |S|! (p-1-|S|)! / p! · (R²(S + j) - R²(S))
//
// The mean, over all orders in which drivers may enter, of what driver j adds to R²: the Shapley
// value of R², also called general dominance. The shares sum to R² of all drivers. Lindeman,
// Merenda and Gold (1980), Introduction to Bivariate and Multivariate Analysis, p. 119; Grömping
// (2006), J. Stat. Softw. 17 (1), equation 7. As relaimpo's "lmg". Only X'X, X'y and y'y are
// needed.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "mikata/stats/cholesky.h"

namespace mikata::stats {

// Every subset of the drivers is looked at: 2^p of them.
inline constexpr std::size_t kMostDrivers = 22;

struct DriverShares {
  double r_squared = 0;
  std::vector<double> shares;  // of the outcome's variance; they sum to r_squared
};

// `covariance` of the p drivers and, last, the outcome, on any scale; its lower half is read.
// nullopt when a driver or the outcome does not vary, or a driver is a sum of others (see
// redundant_drivers). Requires 1 <= p <= kMostDrivers.
std::optional<DriverShares> lmg(const Matrix& covariance);

// Drivers that do not vary, or that those before them tell already (what is left of their variance
// is at most 1e-10 of it).
std::vector<std::size_t> redundant_drivers(const Matrix& covariance);

// Of drivers and outcome; rows of what does not vary are zero. The lower half is read.
Matrix correlations(const Matrix& covariance);

}  // namespace mikata::stats
