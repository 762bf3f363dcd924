// SPDX-License-Identifier: Apache-2.0
// What the customers are worth by a fitted model: for every history, so that the database can join
// it to the customers, and in sum, with how far the truth may be from it.
//
// Discounting is end_of_month (models/clv.h): the money of each month counts at its end, a month is
// 365.25 / 12 days.
//
//   total: Var = Σ Var(S_i) + g' V g      S_i what a customer will spend, g the slope of the total
//                                         in the logarithms of the parameters, V their covariance
//   Var S = p E[1/ν²] E[Y] + p² E[1/ν²] E[Y²] - (p E[1/ν] E[Y])²,   ν ~ Gamma(px + q, γ + xm)
//
// with Y purchases (purchase_moments); discounted as the expected money is.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "mikata/insights/worth_model.h"
#include "mikata/models/score.h"
#include "mikata/stats/interval.h"
#include "mikata/store/query.h"

namespace mikata {

struct WorthTerms {
  std::int64_t months = 12;
  double yearly_rate = 0.1;
  double margin = 1;  // share of the money that counts
};

// In the units of the models: weeks, and a rate a month.
models::ScoreTerms score_terms(const WorthTerms& terms);

// Below this P(alive) a customer is listed apart, as probably gone (METRICS).
inline constexpr double kProbablyGone = 0.2;

enum class Bands { none, predictive };

// One row is a history: x, t_x, age (days), p_alive, purchases (until the horizon), alone (value of
// a customer without own spend), slope (value of one with it: slope * ($gamma + known)). With bands
// also purchases_low, purchases_high, money_low, money_high: predictive 95 %; the money is that
// times $gamma + known.
GivenTable history_scores(const WorthModel& model, std::span<const LifePattern> lives,
                          const WorthTerms& terms, Bands bands);

// All customers of a group together.
struct WorthTotal {
  Value by_value;
  double customers = 0;
  double alive = 0;      // Σ P(alive)
  double purchases = 0;  // expected until the horizon
  double value = 0;
  double at_risk = 0;     // Σ (1 - P(alive)) E[V | alive], without those who are probably gone
  double gone = 0;        // customers who are probably gone
  double gone_value = 0;  // what they would be worth if they were not
  stats::Interval alive_interval{};
  // nullopt where the spread of spend is infinite (q <= 2).
  std::optional<stats::Interval> value_interval = {};
};
// In the order of the groups.
std::vector<WorthTotal> worth_totals(const WorthModel& model, std::span<const LifePattern> lives,
                                     const WorthTerms& terms);

}  // namespace mikata
