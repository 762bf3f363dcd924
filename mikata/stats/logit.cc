// SPDX-License-Identifier: Apache-2.0
#include "mikata/stats/logit.h"

#include <cmath>

#include "mikata/stats/logistic.h"

namespace mikata::stats {
namespace {

constexpr double kEnoughDecrement = 1e-10;  // of the Newton decrement
// Where events are told for certain every step moves some logit by about 1, for ever.
constexpr double kStill = 0.1;
constexpr int kStepHalvings = 30;

// One of the two criteria: what is climbed, its gradient and minus its curvature at one row.
struct RowTerms {
  double value = 0;
  double gradient = 0;   // times x
  double curvature = 0;  // times x x'
};
using Criterion = RowTerms (*)(double logit, double trials, double events);

RowTerms likelihood(double logit, double trials, double events) {
  const double p = logistic(logit);
  return {events * logit - trials * softplus(logit), events - trials * p, trials * p * (1 - p)};
}

RowTerms balance(double logit, double trials, double events) {
  const double weight = (trials - events) * std::exp(logit);
  return {events * logit - weight, events - weight, weight};
}

double value_at(const LogitData& data, Criterion criterion, std::span<const double> at,
                double ridge) {
  double sum = 0;
  for (std::size_t i = 0; i < data.design.rows(); ++i) {
    if (data.trials[i] == 0) continue;
    sum += criterion(data.design.dot(i, at), data.trials[i], data.events[i]).value;
  }
  for (std::size_t k = 1; k < at.size(); ++k) sum -= ridge / 2 * at[k] * at[k];
  return sum;
}

struct Slope {
  std::vector<double> gradient;
  Matrix information;
};

Slope slope_at(const LogitData& data, Criterion criterion, std::span<const double> at,
               double ridge) {
  const std::size_t columns = data.design.columns();
  Slope found{std::vector<double>(columns), Matrix(columns)};
  for (std::size_t i = 0; i < data.design.rows(); ++i) {
    if (data.trials[i] == 0) continue;
    const RowTerms terms = criterion(data.design.dot(i, at), data.trials[i], data.events[i]);
    data.design.add_side(i, terms.gradient, found.gradient);
    data.design.add_gram(i, terms.curvature, found.information);
  }
  for (std::size_t k = 1; k < columns; ++k) {
    found.gradient[k] -= ridge * at[k];
    found.information.at(k, k) += ridge;
  }
  return found;
}

bool stands_still(const LogitData& data, std::span<const double> move) {
  for (std::size_t i = 0; i < data.design.rows(); ++i) {
    if (data.trials[i] > 0 && std::abs(data.design.dot(i, move)) > kStill) return false;
  }
  return true;
}

LogitFit climb(const LogitData& data, Criterion criterion, const LogitOptions& options) {
  LogitFit fit;
  fit.coefficients = options.start;
  fit.coefficients.resize(data.design.columns(), 0);
  double reached = value_at(data, criterion, fit.coefficients, options.ridge);
  for (int step = 0; step < options.steps_max; ++step) {
    Slope here = slope_at(data, criterion, fit.coefficients, options.ridge);
    fit.information = here.information;
    const auto factor = Cholesky::of(here.information);
    if (!factor) return fit;
    const std::vector<double> move = factor->solve(here.gradient);
    double decrement = 0;
    for (std::size_t k = 0; k < move.size(); ++k) decrement += move[k] * here.gradient[k];
    if (decrement < kEnoughDecrement) {
      fit.converged = stands_still(data, move);
      for (std::size_t k = 0; k < move.size(); ++k) fit.coefficients[k] += move[k];
      return fit;
    }
    double part = 1;
    for (int halving = 0; halving < kStepHalvings; ++halving, part /= 2) {
      std::vector<double> next = fit.coefficients;
      for (std::size_t k = 0; k < next.size(); ++k) next[k] += part * move[k];
      const double there = value_at(data, criterion, next, options.ridge);
      if (!(there > reached - 1e-12 * std::abs(reached))) continue;
      fit.coefficients = std::move(next);
      reached = there;
      break;
    }
  }
  return fit;
}

}  // namespace

double LogitFit::probability(const Design& design, std::size_t row) const {
  return logistic(design.dot(row, coefficients));
}

LogitFit fit_logit(const LogitData& data, const LogitOptions& options) {
  return climb(data, likelihood, options);
}

LogitFit fit_balancing(const LogitData& data, const LogitOptions& options) {
  return climb(data, balance, options);
}

std::vector<double> fit_linear(const Design& design, std::span<const double> weights,
                               std::span<const double> weighted_y, double ridge) {
  Matrix gram(design.columns());
  std::vector<double> side(design.columns());
  for (std::size_t i = 0; i < design.rows(); ++i) {
    if (weights[i] == 0) continue;
    design.add_gram(i, weights[i], gram);
    design.add_side(i, weighted_y[i], side);
  }
  for (std::size_t k = 1; k < design.columns(); ++k) gram.at(k, k) += ridge;
  const auto factor = Cholesky::of(gram);
  return factor ? factor->solve(side) : std::vector<double>();
}

}  // namespace mikata::stats
