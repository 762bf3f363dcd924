// SPDX-License-Identifier: Apache-2.0
#include "mikata/stats/forecast_accuracy.h"

#include <algorithm>
#include <cassert>
#include <cmath>

#include "mikata/stats/correlation.h"

namespace mikata::stats {
namespace {

// Equal values of x become one pair, the largest first; y is added up.
std::vector<WeightedPair> merged(std::vector<WeightedPair> pairs) {
  std::ranges::sort(pairs, std::ranges::greater(), &WeightedPair::x);
  std::vector<WeightedPair> groups;
  for (const WeightedPair& pair : pairs) {
    if (groups.empty() || groups.back().x != pair.x) groups.push_back({pair.x, 0, 0});
    groups.back().y += pair.y * pair.n;
    groups.back().n += pair.n;
  }
  return groups;
}

// The mean rank of each value of x.
std::vector<WeightedPair> ranked(std::span<const WeightedPair> pairs, double WeightedPair::*value) {
  std::vector<WeightedPair> by_value;
  for (const WeightedPair& pair : pairs) by_value.push_back({pair.*value, 0, pair.n});
  std::vector<WeightedPair> groups = merged(by_value);
  double before = 0;
  for (WeightedPair& group : groups) {
    group.y = before + (group.n + 1) / 2;
    before += group.n;
  }
  return groups;
}

double rank_of(const std::vector<WeightedPair>& ranks, double value) {
  return std::ranges::lower_bound(ranks, value, std::ranges::greater(), &WeightedPair::x)->y;
}

std::optional<double> spearman(std::span<const WeightedPair> pairs) {
  const std::vector<WeightedPair> rank_x = ranked(pairs, &WeightedPair::x);
  const std::vector<WeightedPair> rank_y = ranked(pairs, &WeightedPair::y);
  std::vector<WeightedPair> ranks;
  for (const WeightedPair& pair : pairs) {
    ranks.push_back({rank_of(rank_x, pair.x), rank_of(rank_y, pair.y), pair.n});
  }
  return correlation(ranks);
}

// The area between the diagonal and the share of Σ y that the largest x hold.
double gini_area(std::span<const WeightedPair> pairs) {
  const std::vector<WeightedPair> groups = merged({pairs.begin(), pairs.end()});
  double all_n = 0;
  double all_y = 0;
  for (const WeightedPair& group : groups) {
    all_n += group.n;
    all_y += group.y;
  }
  double held = 0;
  double area = 0;
  for (const WeightedPair& group : groups) {
    area += group.n / all_n * (held + group.y / 2) / all_y;
    held += group.y;
  }
  return area - 0.5;
}

std::optional<double> normalised_gini(std::span<const WeightedPair> pairs) {
  std::vector<WeightedPair> perfect;
  for (const WeightedPair& pair : pairs) perfect.push_back({pair.y, pair.y, pair.n});
  const double best = gini_area(perfect);
  if (!(best > 1e-12)) return std::nullopt;
  return gini_area(pairs) / best;
}

}  // namespace

std::optional<ForecastAccuracy> forecast_accuracy(std::span<const Forecast> forecasts) {
  ForecastAccuracy accuracy;
  std::vector<WeightedPair> pairs;
  for (const auto& [forecast, actual, customers] : forecasts) {
    assert(std::isfinite(forecast) && std::isfinite(actual) && customers >= 0);
    if (customers == 0) continue;
    const double error = forecast - actual;
    accuracy.customers += customers;
    accuracy.forecast += customers * forecast;
    accuracy.actual += customers * actual;
    accuracy.mae += customers * std::abs(error);
    accuracy.rmse += customers * error * error;
    pairs.push_back({forecast, actual, customers});
  }
  if (pairs.empty()) return std::nullopt;
  accuracy.mae /= accuracy.customers;
  accuracy.rmse = std::sqrt(accuracy.rmse / accuracy.customers);
  if (accuracy.actual != 0) accuracy.bias = accuracy.forecast / accuracy.actual - 1;
  accuracy.pearson = correlation(pairs);
  accuracy.spearman = spearman(pairs);
  accuracy.gini = normalised_gini(pairs);
  return accuracy;
}

std::vector<ForecastTenth> forecast_tenths(std::span<const Forecast> forecasts) {
  std::vector<WeightedPair> pairs;
  double customers = 0;
  for (const auto& [forecast, actual, n] : forecasts) {
    pairs.push_back({forecast, actual, n});
    customers += n;
  }
  if (!(customers > 0)) return {};
  std::vector<ForecastTenth> tenths(10);
  const double size = customers / 10;
  std::size_t i = 0;
  for (const WeightedPair& group : merged(pairs)) {
    double left = group.n;
    while (left > 0) {
      const double room = size - tenths[i].customers;
      const double taken = i == 9 ? left : std::min(left, room);
      tenths[i].customers += taken;
      tenths[i].forecast += taken * group.x;
      tenths[i].actual += taken * group.y / group.n;
      left -= taken;
      // What rounding leaves belongs to the same tenth.
      if (i < 9 && size - tenths[i].customers <= 1e-9 * size) ++i;
    }
  }
  return tenths;
}

}  // namespace mikata::stats
