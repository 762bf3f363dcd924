// SPDX-License-Identifier: Apache-2.0
// What each of many customers is worth over the months to come: P(alive), purchases, discounted
// money, and the bands within which their own future will lie.
//
// Everything about time is computed once for each history, in threads; customers only differ by
// their spend. The bands are predictive: chance of buying, of leaving and of spending together, the
// parameters taken as known. With n purchases of shape p at a rate ν ~ Gamma(px + q, γ + xm),
//
//   S / (γ + x m) ~ BetaPrime(p n, p x + q),  F(w) = P(0) + Σ_n P(n) I_{w/(1+w)}(p n, p x + q)
//
// so that γ + x m is a scale, and a quantile belongs to a history. Fader and Hardie (2013), section
// 4, for the posterior of ν. The money of a band is discounted as the expected money is.
#pragma once

#include <span>
#include <vector>

#include "mikata/models/clv.h"
#include "mikata/models/purchase_model.h"
#include "mikata/stats/interval.h"

namespace mikata::models {

struct ValuedHistory {
  History history;
  double value = 0;  // mean of the x repeat purchases; not used when x = 0 or value <= 0
};

struct ScoreTerms {
  MonthlyTerms months;
  double margin = 1;  // share of the money that counts
};

struct Score {
  double p_alive = 0;
  double purchases = 0;  // expected over the months
  double value = 0;      // of them, discounted, times mean spend and margin
};

struct ValueBands {
  stats::Interval purchases_80;
  stats::Interval purchases_95;
  stats::Interval value_80;
  stats::Interval value_95;
};

struct ValueModel {
  PurchaseModel purchases;
  GammaGamma spend;
};

// In the order given. Requires checked histories and q > 1.
std::vector<Score> score(const ValueModel& model, std::span<const ValuedHistory> customers,
                         const ScoreTerms& terms);
std::vector<ValueBands> value_bands(const ValueModel& model,
                                    std::span<const ValuedHistory> customers,
                                    const ScoreTerms& terms);

// P(0), P(1), ... purchases in (T, T + t], until what is left is below `rest`.
std::vector<double> purchase_distribution(const PurchaseModel& model, const History& history,
                                          double t, double rest = 1e-4);

}  // namespace mikata::models
