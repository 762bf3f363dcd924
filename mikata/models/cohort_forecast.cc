// SPDX-License-Identifier: Apache-2.0
#include "mikata/models/cohort_forecast.h"

#include <algorithm>
#include <cmath>

#include "mikata/base/parallel.h"
#include "mikata/stats/normal.h"

namespace mikata::models {
namespace {

constexpr std::size_t kForecastPerPiece = 1024;
constexpr double kParameterStep = 1e-4;

template <typename F>
double sum_over(std::span<const Pattern> patterns, F value) {
  std::vector<double> pieces(piece_count(patterns.size(), kForecastPerPiece));
  for_each_piece(patterns.size(), kForecastPerPiece, [&](const Piece& piece) {
    for (std::size_t i = piece.begin; i < piece.end; ++i) {
      pieces[piece.index] += patterns[i].customers * value(patterns[i].history);
    }
  });
  double sum = 0;
  for (const double piece : pieces) sum += piece;
  return sum;
}

// How the total moves with the logarithm of each parameter, by central differences.
std::vector<double> slope(const PurchaseModel& model, std::span<const Pattern> patterns, double t) {
  const std::vector<double> at = parameters(model);
  std::vector<double> gradient;
  for (std::size_t i = 0; i < at.size(); ++i) {
    const auto total = [&](double step) {
      std::vector<double> beside = at;
      beside[i] *= std::exp(step);
      const PurchaseModel other = with_parameters(model, beside);
      return sum_over(patterns, [&](const History& h) { return expected_purchases(other, h, t); });
    };
    gradient.push_back((total(kParameterStep) - total(-kParameterStep)) / (2 * kParameterStep));
  }
  return gradient;
}

double quadratic(const stats::Matrix& matrix, std::span<const double> v) {
  double sum = 0;
  for (std::size_t i = 0; i < v.size(); ++i) {
    for (std::size_t j = 0; j < v.size(); ++j) sum += v[i] * matrix.at(i, j) * v[j];
  }
  return sum;
}

}  // namespace

CohortForecast forecast_cohort(const Fitted<PurchaseModel>& fitted,
                               std::span<const Pattern> patterns, double t, double confidence) {
  const auto& [model, certainty] = fitted;
  CohortForecast forecast;
  forecast.purchases.value =
      sum_over(patterns, [&](const History& h) { return expected_purchases(model, h, t); });
  forecast.process_variance =
      sum_over(patterns, [&](const History& h) { return purchase_moments(model, h, t).variance; });
  if (certainty.converged) {
    forecast.parameter_variance = quadratic(certainty.covariance, slope(model, patterns, t));
  }
  const double width = stats::normal_critical(confidence) *
                       std::sqrt(forecast.process_variance + forecast.parameter_variance);
  const double value = forecast.purchases.value;
  forecast.purchases.interval = {std::max(0.0, value - width), value + width};
  return forecast;
}

}  // namespace mikata::models
