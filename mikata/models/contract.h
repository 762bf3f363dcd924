// SPDX-License-Identifier: Apache-2.0
// sBG and beta-discrete-Weibull: for how many periods a contract is renewed.
//
//   S(t) = B(α, β + t^c) / B(α, β)      sBG: c = 1
//   ln L = Σ_t lost_t ln(S(t-1) - S(t)) + Σ_t open_t ln S(t)
//
// sBG: at each renewal a customer leaves with probability θ ~ Beta(α, β). Fader and Hardie (2007),
// J. Interactive Marketing 21(1), 76, eq. (5), (6). BdW: leaving grows likelier (c > 1) or rarer
// (c < 1) with time. Fader, Hardie, Liu, Davin and Steenburgh (2018), J. Interactive Marketing
// 43(1), 1, eq. (8). Value left: Fader and Hardie (2010), Marketing Science 29(1), 85, eq. (5).
#pragma once

#include <span>
#include <vector>

#include "mikata/base/localized.h"
#include "mikata/models/fit.h"

namespace mikata::models {

struct Sbg {
  double alpha = 0;
  double beta = 0;
};

struct Bdw {
  double alpha = 0;
  double beta = 0;
  double c = 1;
};

// Contracts that ended at renewal `period` (1 is the first), or that were still running after it
// and are not watched any further.
struct ContractCount {
  double period = 0;
  double lost = 0;
  double open = 0;
};

// From a curve: customers left after 0, 1, 2 ... renewals. Fails with invalid_argument when it
// rises, is negative or has fewer than two points.
std::vector<ContractCount> contract_counts(std::span<const double> survivors);

// Why these contracts are too few or too alike to fit; empty when they are enough.
Localized not_enough(std::span<const ContractCount> counts);

// Fail with invalid_argument when there is not enough to fit.
Fitted<Sbg> fit_sbg(std::span<const ContractCount> counts);
Fitted<Bdw> fit_bdw(std::span<const ContractCount> counts);

double log_likelihood(const Bdw& model, std::span<const ContractCount> counts);
// S(t). Requires t >= 0.
double survival(const Bdw& model, double t);
// Of the renewal after t - 1 ones: S(t) / S(t-1). Requires t >= 1.
double renewal_rate(const Bdw& model, double t);
// Of a customer with t - 1 renewals behind them, just before renewal t: the renewals to come, the
// one at t + j discounted by (1 + d)^-j. Requires d > 0.
double discounted_renewals(const Bdw& model, double t, double d);

// sBG is BdW with c = 1.
inline Bdw weibull(const Sbg& model) { return {model.alpha, model.beta, 1}; }

}  // namespace mikata::models
