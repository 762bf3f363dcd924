// SPDX-License-Identifier: Apache-2.0
#include "mikata/stats/forecast_accuracy.h"

#include <algorithm>
#include <cassert>
#include <cmath>

namespace mikata::stats {
namespace {

// Two values of each customer, with how many customers have them.
struct Pair {
  double x = 0;
  double y = 0;
  double n = 0;
};

std::optional<double> correlation(std::span<const Pair> pairs) {
  double n = 0;
  double mean_x = 0;
  double mean_y = 0;
  for (const Pair& pair : pairs) {
    n += pair.n;
    mean_x += pair.n * pair.x;
    mean_y += pair.n * pair.y;
  }
  mean_x /= n;
  mean_y /= n;
  double xx = 0;
  double yy = 0;
  double xy = 0;
  for (const Pair& pair : pairs) {
    xx += pair.n * (pair.x - mean_x) * (pair.x - mean_x);
    yy += pair.n * (pair.y - mean_y) * (pair.y - mean_y);
    xy += pair.n * (pair.x - mean_x) * (pair.y - mean_y);
  }
  if (!(xx > 0) || !(yy > 0)) return std::nullopt;
  return xy / std::sqrt(xx * yy);
}

// Equal values of x become one pair, the largest first; y is added up.
std::vector<Pair> merged(std::vector<Pair> pairs) {
  std::ranges::sort(pairs, std::ranges::greater(), &Pair::x);
  std::vector<Pair> groups;
  for (const Pair& pair : pairs) {
    if (groups.empty() || groups.back().x != pair.x) groups.push_back({pair.x, 0, 0});
    groups.back().y += pair.y * pair.n;
    groups.back().n += pair.n;
  }
  return groups;
}

// The mean rank of each value of x.
std::vector<Pair> ranked(std::span<const Pair> pairs, double Pair::*value) {
  std::vector<Pair> by_value;
  for (const Pair& pair : pairs) by_value.push_back({pair.*value, 0, pair.n});
  std::vector<Pair> groups = merged(by_value);
  double before = 0;
  for (Pair& group : groups) {
    group.y = before + (group.n + 1) / 2;
    before += group.n;
  }
  return groups;
}

double rank_of(const std::vector<Pair>& ranks, double value) {
  return std::ranges::lower_bound(ranks, value, std::ranges::greater(), &Pair::x)->y;
}

std::optional<double> spearman(std::span<const Pair> pairs) {
  const std::vector<Pair> rank_x = ranked(pairs, &Pair::x);
  const std::vector<Pair> rank_y = ranked(pairs, &Pair::y);
  std::vector<Pair> ranks;
  for (const Pair& pair : pairs) {
    ranks.push_back({rank_of(rank_x, pair.x), rank_of(rank_y, pair.y), pair.n});
  }
  return correlation(ranks);
}

// The area between the diagonal and the share of Σ y that the largest x hold.
double gini_area(std::span<const Pair> pairs) {
  const std::vector<Pair> groups = merged({pairs.begin(), pairs.end()});
  double all_n = 0;
  double all_y = 0;
  for (const Pair& group : groups) {
    all_n += group.n;
    all_y += group.y;
  }
  double held = 0;
  double area = 0;
  for (const Pair& group : groups) {
    area += group.n / all_n * (held + group.y / 2) / all_y;
    held += group.y;
  }
  return area - 0.5;
}

std::optional<double> normalised_gini(std::span<const Pair> pairs) {
  std::vector<Pair> perfect;
  for (const Pair& pair : pairs) perfect.push_back({pair.y, pair.y, pair.n});
  const double best = gini_area(perfect);
  if (!(best > 1e-12)) return std::nullopt;
  return gini_area(pairs) / best;
}

}  // namespace

std::optional<ForecastAccuracy> forecast_accuracy(std::span<const Forecast> forecasts) {
  ForecastAccuracy accuracy;
  std::vector<Pair> pairs;
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
  std::vector<Pair> pairs;
  double customers = 0;
  for (const auto& [forecast, actual, n] : forecasts) {
    pairs.push_back({forecast, actual, n});
    customers += n;
  }
  if (!(customers > 0)) return {};
  std::vector<ForecastTenth> tenths(10);
  const double size = customers / 10;
  std::size_t i = 0;
  for (const Pair& group : merged(pairs)) {
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
