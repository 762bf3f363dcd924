// SPDX-License-Identifier: Apache-2.0
// Johnson's relative weights: nearly what `lmg` gives, in the time of one eigenvalue problem, so
// for any number of drivers.
//
//   R = V D V' (correlations of the drivers),  L = V D^1/2 V',  b = L^-1 r_y
//   weight_j = sum over k of L_jk^2 b_k^2
//
// The drivers are replaced by the uncorrelated variables nearest to them, the outcome's variance
// is split over these, and each part is given back. The weights sum to R^2. Johnson (2000),
// Multivariate Behav. Res. 35(1), 1-19, equations 2-8. Of two drivers they are LMG's shares; of
// more they are an approximation (Thomas et al. 2014, Multivariate Behav. Res. 49(4), 329-338).
#pragma once

#include <optional>
#include <vector>

#include "mikata/stats/cholesky.h"
#include "mikata/stats/lmg.h"

namespace mikata::stats {

// As lmg(), for any number of drivers: the last row is the outcome's; nullopt when a driver or the
// outcome does not vary, or a driver is a sum of others.
std::optional<DriverShares> johnson(const Matrix& covariance);

// A = V diag(values) V' of a symmetric matrix; column k of `vectors` belongs to values[k].
struct Spectrum {
  std::vector<double> values;
  Matrix vectors;
};
// Cyclic Jacobi rotations, exact to rounding: Golub and Van Loan (2013), Matrix Computations,
// section 8.5. Requires finite numbers; both halves are read.
Spectrum symmetric_eigen(Matrix matrix);

}  // namespace mikata::stats
