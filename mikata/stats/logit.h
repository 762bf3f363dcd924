// SPDX-License-Identifier: Apache-2.0
// Logistic regression on counts, by Newton's method (which for this model is iteratively reweighted
// least squares).
//
//   logit p_i = x_i β,  ln L = Σ events_i ln p_i + (trials_i - events_i) ln(1 - p_i) - ridge/2 |β|²
//
// McCullagh and Nelder (1989), Generalized Linear Models, section 4.4. As R's glm(family =
// binomial). The ridge leaves the first column, the constant, alone.
#pragma once

#include <span>
#include <vector>

#include "mikata/stats/design.h"

namespace mikata::stats {

struct LogitData {
  const Design& design;
  std::span<const double> trials;  // a row with none says nothing
  std::span<const double> events;
};

struct LogitFit {
  std::vector<double> coefficients;
  bool converged = false;
  Matrix information;  // at the coefficients, ridge included; lower half

  double probability(const Design& design, std::size_t row) const;
};

struct LogitOptions {
  double ridge = 0;
  int steps_max = 50;
  std::vector<double> start = {};  // where to begin; zeros when empty
};

// Where events are told for certain (no finite best) it does not converge and says so. Requires
// 0 <= events <= trials.
LogitFit fit_logit(const LogitData& data, const LogitOptions& options = {});

// The same model of e, fitted so that the others, weighed by e / (1 - e), are alike to those with
// the event in every column: Σ (trials - events) exp(x β) x = Σ events x. Imai and Ratkovic (2014),
// J. R. Stat. Soc. B 76(1), 243, equation 9 for the ATT; as Hainmueller's entropy balancing (2012,
// Polit. Anal. 20, 25). Where e is small it is hardly another fit; elsewhere it balances what the
// likelihood leaves. Ends as fit_logit.
LogitFit fit_balancing(const LogitData& data, const LogitOptions& options = {});

// Least squares of y on the rows: minimises Σ weight_i (y_i - x_i β)² + ridge |β|², the constant
// left alone; `weighted_y` holds weight_i y_i. Empty when columns say the same and ridge is 0.
std::vector<double> fit_linear(const Design& design, std::span<const double> weights,
                               std::span<const double> weighted_y, double ridge = 0);

}  // namespace mikata::stats
