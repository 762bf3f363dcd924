// SPDX-License-Identifier: Apache-2.0
#include "mikata/models/mbg_cnbd.h"

#include <cassert>
#include <cmath>

#include "mikata/models/geometric_ahead.h"
#include "mikata/models/geometric_exit.h"
#include "mikata/models/geometric_fit.h"
#include "mikata/models/special.h"

namespace mikata::models {
namespace {

constexpr FirstExit kExit = FirstExit::after_the_first_purchase;

GeometricExit exits(const MbgCnbd& model) {
  return {model.r, model.alpha, model.a, model.b, kExit, model.k};
}

// Somebody who did not leave after the first purchase.
GeometricAhead stayed(const MbgCnbd& model) {
  return {model.r, model.alpha, model.a, model.b + 1, model.k, 0};
}

double share_that_stays(const MbgCnbd& model) { return model.b / (model.a + model.b); }

// The mean of `value` over the parts of the gap that may have gone by since the last purchase.
template <typename F>
double mean_over_phases(const MbgCnbd& model, const History& history, F value) {
  double mean = 0;
  for (const auto& [weight, from] : ahead(model, history)) mean += weight * value(from);
  return mean;
}

// The density of the gaps, given their number and sum.
double log_gap_density(double k, double purchases, double log_gaps) {
  return k == 1 ? 0 : (k - 1) * log_gaps - purchases * log_gamma(k);
}

}  // namespace

std::vector<WeightedAhead> ahead(const MbgCnbd& model, const History& history) {
  const std::vector<double> shares = phase_shares(exits(model), history);
  const double x = history.frequency;
  std::vector<WeightedAhead> phases;
  for (int j = 0; j < model.k; ++j) {
    phases.push_back({shares[static_cast<std::size_t>(j)],
                      {model.r + model.k * x + j, model.alpha + history.age, model.a,
                       model.b + x + 1, model.k, j}});
  }
  return phases;
}

Fitted<MbgCnbd> fit_mbg_cnbd(std::span<const Pattern> patterns, int k, double log_gaps) {
  assert(k >= 1);
  const Solution solution = fit_geometric_exit(patterns, kExit, k);
  const auto& p = solution.parameters;
  Fitted<MbgCnbd> fitted{{p[0], p[1], p[2], p[3], k}, solution.certainty};
  fitted.certainty.log_likelihood += log_gap_density(k, totals(patterns).purchases, log_gaps);
  return fitted;
}

Fitted<MbgCnbd> fit_regularity(std::span<const Pattern> patterns, double log_gaps) {
  Fitted<MbgCnbd> best = fit_mbg_cnbd(patterns, 1, log_gaps);
  for (int k = 2; k <= kRegularityMost; ++k) {
    Fitted<MbgCnbd> next = fit_mbg_cnbd(patterns, k, log_gaps);
    if (!next.certainty.converged ||
        next.certainty.log_likelihood <= best.certainty.log_likelihood) {
      break;
    }
    best = std::move(next);
  }
  return best;
}

double log_likelihood(const MbgCnbd& model, const History& history, double log_gaps) {
  return log_likelihood(exits(model), history) +
         log_gap_density(model.k, history.frequency, log_gaps);
}

double p_alive(const MbgCnbd& model, const History& history) {
  return p_alive(exits(model), history);
}

double expected_purchases(const MbgCnbd& model, double t) {
  return share_that_stays(model) * expected_ahead(stayed(model), t);
}

double expected_purchases(const MbgCnbd& model, const History& history, double t) {
  return p_alive(model, history) *
         mean_over_phases(model, history,
                          [&](const GeometricAhead& from) { return expected_ahead(from, t); });
}

double probability(const MbgCnbd& model, double n, double t) {
  const double stays = share_that_stays(model);
  return stays * probability_ahead(stayed(model), n, t) + (n == 0 ? 1 - stays : 0);
}

double probability(const MbgCnbd& model, const History& history, double n, double t) {
  const double alive = p_alive(model, history);
  return alive * mean_over_phases(
                     model, history,
                     [&](const GeometricAhead& from) { return probability_ahead(from, n, t); }) +
         (n == 0 ? 1 - alive : 0);
}

}  // namespace mikata::models
