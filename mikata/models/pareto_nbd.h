// SPDX-License-Identifier: Apache-2.0
// Pareto/NBD: buying at random while there, leaving at any time.
//
// Purchases are Poisson at a rate λ ~ Gamma(r, α) until a lifetime that is exponential with rate
// μ ~ Gamma(s, β). Schmittlein, Morrison and Colombo (1987), Management Science 33(1), 1; the
// likelihood as Fader and Hardie (2005), "A Note on Deriving the Pareto/NBD Model", eq. (16):
//
//   L = Γ(r+x)/Γ(r) α^r β^s ( (α+T)^-(r+x) (β+T)^-s + s ∫ (α+t_x+u)^-(r+x) (β+t_x+u)^-(s+1) du )
//
// over u in 0..T-t_x. The integrand is positive and falls, so it is integrated as it stands (with
// u = (e^v - 1)/k, Gauss-Legendre in v) instead of by the Gaussian hypergeometric function: nothing
// overflows or cancels, α = β is no special case, and the slopes in (r, α, s, β) come from the same
// nodes. P(alive) is the first term's share. Expected purchases: ibid., eq. (25), (41), with their
// removable singularity at s = 1 removed.
#pragma once

#include <span>
#include <vector>

#include "mikata/models/fit.h"
#include "mikata/models/history.h"

namespace mikata::models {

struct ParetoNbd {
  double r = 0;
  double alpha = 0;
  double s = 0;
  double beta = 0;
};

// Fails with invalid_argument when there is not enough to fit (see not_enough).
Fitted<ParetoNbd> fit_pareto_nbd(std::span<const Pattern> patterns);

double log_likelihood(const ParetoNbd& model, const History& history);
// Of being there still at T.
double p_alive(const ParetoNbd& model, const History& history);
// Of somebody new until t; of this history in (T, T + t].
double expected_purchases(const ParetoNbd& model, double t);
double expected_purchases(const ParetoNbd& model, const History& history, double t);
// E[Y^2] of somebody new until t.
double expected_square(const ParetoNbd& model, double t);
// P(n purchases) of the same.
double probability(const ParetoNbd& model, double n, double t);
double probability(const ParetoNbd& model, const History& history, double n, double t);

// Purchases after T, each discounted by e^(-delta time), without end (DERT): Fader, Hardie and Lee
// (2005), J. Marketing Research 42(4), eq. (2). Requires delta > 0.
double discounted_purchases(const ParetoNbd& model, const History& history, double delta);

// Somebody who is there, as a new customer of the model that their history has made: Γ(r+x, α+T)
// and Γ(s, β+T).
ParetoNbd ahead(const ParetoNbd& model, const History& history);

// The likelihood of many patterns as a function of (ln r, ln α, ln s, ln β).
class ParetoNbdLikelihood {
 public:
  explicit ParetoNbdLikelihood(std::span<const Pattern> patterns);
  Slope operator()(std::span<const double> log_parameters) const;

 private:
  std::vector<Pattern> patterns_;
  std::vector<Pattern> frequencies_;  // one per x
};

std::vector<std::vector<double>> pareto_starts(std::span<const Pattern> patterns);

}  // namespace mikata::models
