// SPDX-License-Identifier: Apache-2.0
// BG/BB: buying or not at each of n regular occasions (a yearly appeal, a monthly meeting).
//
// While there, a customer takes each occasion with probability p ~ Beta(α, β); before each occasion
// they leave with probability θ ~ Beta(γ, δ). Fader, Hardie and Shang (2010), Marketing Science
// 29(6), 1086: likelihood eq. (5), P(alive) eq. (10), expected purchases eq. (8) and (13),
// P(X(n)=x) eq. (7), discounted purchases eq. (14). All are computed as sums of positive terms, in
// logarithms:
//
//   L = B(α+x, β+n-x) B(γ, δ+n) + Σ_{i=0}^{n-t_x-1} B(α+x, β+t_x-x+i) B(γ+1, δ+t_x+i)
//
// over B(α,β) B(γ,δ); so γ = 1 is no special case.
#pragma once

#include <span>
#include <string>

#include "mikata/models/fit.h"

namespace mikata::models {

struct BgBb {
  double alpha = 0;
  double beta = 0;
  double gamma = 0;
  double delta = 0;
};

// x of n occasions were taken, the last of them t_x (0 when none was).
struct Occasions {
  double taken = 0;  // x
  double last = 0;   // t_x
  double n = 0;
};

struct OccasionPattern {
  Occasions occasions;
  double customers = 1;
};

// Fails with invalid_argument: not whole numbers, x > t_x, t_x > n, x > 0 with t_x = 0.
void check_occasions(const Occasions& occasions, const std::string& where = {});

// Fails with invalid_argument when there is not enough to fit.
Fitted<BgBb> fit_bg_bb(std::span<const OccasionPattern> patterns);

double log_likelihood(const BgBb& model, const Occasions& occasions);
// Of being there still at occasion n + later.
double p_alive(const BgBb& model, const Occasions& occasions, double later = 0);
// Of somebody new in n occasions; of this customer in the next `ahead` ones.
double expected_purchases(const BgBb& model, double n);
double expected_purchases(const BgBb& model, const Occasions& occasions, double ahead);
// P(x purchases) of the same.
double probability(const BgBb& model, double x, double n);
double probability(const BgBb& model, const Occasions& occasions, double x, double ahead);
// Purchases after n, the one at occasion n + j discounted by (1 + d)^-j, without end. Fails with
// invalid_argument when the sum is infinite (d = 0 and γ <= 1).
double discounted_purchases(const BgBb& model, const Occasions& occasions, double d);

}  // namespace mikata::models
