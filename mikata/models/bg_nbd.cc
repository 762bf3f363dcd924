// SPDX-License-Identifier: Apache-2.0
#include "mikata/models/bg_nbd.h"

#include "mikata/models/geometric_exit.h"
#include "mikata/models/geometric_fit.h"

namespace mikata::models {
namespace {

GeometricExit exits(const BgNbd& model) {
  return {model.r, model.alpha, model.a, model.b, FirstExit::after_a_repeat, 1};
}

}  // namespace

Fitted<BgNbd> fit_bg_nbd(std::span<const Pattern> patterns) {
  const Solution solution = fit_geometric_exit(patterns, FirstExit::after_a_repeat, 1);
  const auto& p = solution.parameters;
  return {{p[0], p[1], p[2], p[3]}, solution.certainty};
}

double log_likelihood(const BgNbd& model, const History& history) {
  return log_likelihood(exits(model), history);
}

double p_alive(const BgNbd& model, const History& history) {
  return p_alive(exits(model), history);
}

GeometricAhead ahead(const BgNbd& model) { return {model.r, model.alpha, model.a, model.b}; }

GeometricAhead ahead(const BgNbd& model, const History& history) {
  return {model.r + history.frequency, model.alpha + history.age, model.a,
          model.b + history.frequency};
}

double expected_purchases(const BgNbd& model, double t) { return expected_ahead(ahead(model), t); }

double expected_purchases(const BgNbd& model, const History& history, double t) {
  return p_alive(model, history) * expected_ahead(ahead(model, history), t);
}

double probability(const BgNbd& model, double n, double t) {
  return probability_ahead(ahead(model), n, t);
}

double probability(const BgNbd& model, const History& history, double n, double t) {
  const double alive = p_alive(model, history);
  return alive * probability_ahead(ahead(model, history), n, t) + (n == 0 ? 1 - alive : 0);
}

}  // namespace mikata::models
