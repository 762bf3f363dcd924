// SPDX-License-Identifier: Apache-2.0
#include "mikata/stats/kaplan_meier.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <cstddef>

#include "mikata/stats/normal.h"

namespace mikata::stats {
namespace {

// Sorted by time, equal times added up.
std::vector<SurvivalCount> merge(std::span<const SurvivalCount> counts) {
  std::vector<SurvivalCount> sorted(counts.begin(), counts.end());
  std::ranges::sort(sorted, {}, &SurvivalCount::time);
  std::vector<SurvivalCount> merged;
  for (const auto& count : sorted) {
    assert(count.events >= 0 && count.censored >= 0);
    if (merged.empty() || merged.back().time != count.time) merged.push_back({.time = count.time});
    merged.back().events += count.events;
    merged.back().censored += count.censored;
  }
  return merged;
}

std::optional<Interval> log_log_interval(double survival, double relative_error, double z) {
  if (survival <= 0) return std::nullopt;
  const double width = z * relative_error / std::abs(std::log(survival));
  return Interval{std::pow(survival, std::exp(width)), std::pow(survival, std::exp(-width))};
}

}  // namespace

std::vector<SurvivalPoint> kaplan_meier(std::span<const SurvivalCount> counts, double confidence) {
  const auto merged = merge(counts);
  double at_risk = 0;
  for (const auto& count : merged) at_risk += count.events + count.censored;
  const double z = normal_critical(confidence);
  std::vector<SurvivalPoint> curve;
  double survival = 1;
  double greenwood = 0;
  for (const auto& [time, events, censored] : merged) {
    if (events > 0) {
      const double left = std::max(0.0, at_risk - events);
      survival *= left / at_risk;
      greenwood += left > 0 ? events / (at_risk * left) : 0;
      const double relative_error = std::sqrt(greenwood);
      curve.push_back({time, at_risk, events, survival, survival * relative_error,
                       log_log_interval(survival, relative_error, z)});
    }
    at_risk -= events + censored;
  }
  return curve;
}

std::optional<double> event_time_quantile(std::span<const SurvivalPoint> curve, double p) {
  assert(p >= 0 && p <= 1);
  // A product of fractions may miss 0.1 by a rounding error.
  constexpr double kTolerance = 1e-12;
  const auto reached = std::ranges::find_if(
      curve, [&](const SurvivalPoint& point) { return point.survival <= 1 - p + kTolerance; });
  if (reached == curve.end()) return std::nullopt;
  return reached->time;
}

}  // namespace mikata::stats
