// SPDX-License-Identifier: Apache-2.0
// How good a forecast for each of many customers was.
//
//   bias = Σ forecast / Σ actual - 1,  MAE = mean |f - a|,  RMSE = sqrt(mean (f - a)^2)
//   normalised Gini = G(a by f) / G(a by a), G(a by f) the area between the line and the share of
//   all that is actual held by the customers with the largest forecasts
//
// Gini as in Wang, Liu and Miao (2019), arXiv 1912.07753, section 4.2. Customers with one forecast
// share what they hold, and those with one rank share it (Spearman), so that no order of rows
// matters. MAE alone rewards a forecast of nothing for everybody: read it beside the others.
#pragma once

#include <optional>
#include <span>
#include <vector>

namespace mikata::stats {

struct Forecast {
  double forecast = 0;
  double actual = 0;
  double customers = 1;
};

struct ForecastAccuracy {
  double customers = 0;
  double forecast = 0;  // Σ
  double actual = 0;    // Σ
  std::optional<double> bias;
  double mae = 0;
  double rmse = 0;
  // nullopt when all forecasts or all actual values are the same.
  std::optional<double> pearson;
  std::optional<double> spearman;
  std::optional<double> gini;
};

// nullopt without customers. Requires finite values, customers >= 0.
std::optional<ForecastAccuracy> forecast_accuracy(std::span<const Forecast> forecasts);

// Customers in tenths by forecast, the largest first, with what was forecast for them and what
// came. Of customers with one forecast each tenth takes its part.
struct ForecastTenth {
  double customers = 0;
  double forecast = 0;
  double actual = 0;
};

std::vector<ForecastTenth> forecast_tenths(std::span<const Forecast> forecasts);

}  // namespace mikata::stats
