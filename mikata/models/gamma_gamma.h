// SPDX-License-Identifier: Apache-2.0
// Gamma-Gamma: how much somebody spends at a time.
//
// Each purchase is Gamma(shape p, rate ν) and ν ~ Gamma(q, γ) over customers; spend does not depend
// on how often they buy. Fader and Hardie (2013), "The Gamma-Gamma Model of Monetary Value", eq.
// (1a) for the density of the mean m of x purchases, eq. (5) for the conditional mean:
//
//   ln f(m | x) = -ln B(px, q) - ln m - q ln(1 + x m / γ) - px ln(1 + γ / (x m))
//   E(M | x, m) = p (γ + x m) / (p x + q - 1),  E(M) = p γ / (q - 1)
//
// E(M) is finite for q > 1 only. The fit keeps q > 1 (q = 1 + e^θ), so that nobody's spend is
// infinite or, as the formula without a look at q gives, negative.
#pragma once

#include <span>

#include "mikata/models/fit.h"

namespace mikata::models {

struct GammaGamma {
  double p = 0;
  double q = 0;
  double gamma = 0;
};

// Mean `value` of `purchases` repeat purchases, by so many customers. The first purchase is left
// out here as it is in x.
struct Spend {
  double purchases = 0;
  double value = 0;
  double customers = 1;
};

// The certainty is about (ln p, ln(q - 1), ln γ). Rows without purchases or with a value that is
// not above 0 must have been left out (see spend_rows). Fails with invalid_argument when there are
// fewer than two customers or all spend the same.
Fitted<GammaGamma> fit_gamma_gamma(std::span<const Spend> rows);

struct SpendRows {
  std::vector<Spend> rows;
  double without_purchase = 0;  // customers left out: x = 0
  double not_positive = 0;      // x > 0 but mean value <= 0
};

// What the fit may use. Fails with invalid_argument on what is not a finite number.
SpendRows spend_rows(std::span<const Spend> rows);

// Of one customer. Requires purchases > 0 and value > 0.
double log_likelihood(const GammaGamma& model, const Spend& spend);
// E(M): of somebody new. Fails with invalid_argument unless q > 1.
double mean_spend(const GammaGamma& model);
// E(M | x, m); E(M) when x = 0. Fails with invalid_argument when it is infinite (p x + q <= 1).
double mean_spend(const GammaGamma& model, const Spend& spend);

}  // namespace mikata::models
