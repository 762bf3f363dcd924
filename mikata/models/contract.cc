// SPDX-License-Identifier: Apache-2.0
#include "mikata/models/contract.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "mikata/base/error.h"
#include "mikata/models/special.h"

namespace mikata::models {
namespace {

// ln S(t) and its slopes in α, β, c.
struct LogSurvival {
  double value = 0;
  std::array<double, 3> gradient{};
};

LogSurvival log_survival(const Bdw& model, double t) {
  const auto& [alpha, beta, c] = model;
  if (t == 0) return {};
  const double grown = std::pow(t, c);
  const double both = digamma_rising(alpha + beta, grown);
  // Slope in t^c: ψ(β + t^c) - ψ(α + β + t^c).
  const double by_grown = -digamma_rising(beta + grown, alpha);
  return {log_beta_rising(alpha, beta, 0, grown),
          {-both, digamma_rising(beta, grown) - both, by_grown * grown * std::log(t)}};
}

// ln(S(t-1) - S(t)).
LogSurvival log_loss(const Bdw& model, double t) {
  const LogSurvival before = log_survival(model, t - 1);
  const LogSurvival after = log_survival(model, t);
  const double ratio = std::exp(after.value - before.value);
  const double lost = -std::expm1(after.value - before.value);
  LogSurvival loss{.value = before.value + std::log(lost), .gradient = {}};
  for (std::size_t i = 0; i < 3; ++i) {
    loss.gradient[i] = (before.gradient[i] - ratio * after.gradient[i]) / lost;
  }
  return loss;
}

void check_counts(std::span<const ContractCount> counts) {
  for (const auto& count : counts) {
    const bool whole = std::isfinite(count.period) && count.period == std::floor(count.period);
    if (!whole || count.period < 0 || (count.period == 0 && count.lost > 0)) {
      fail(ErrorKind::invalid_argument,
           {"期間が 1 以上の整数ではありません: {}",
            "period is not a whole number of 1 or more: {}"},
           count.period);
    }
    if (!(count.lost >= 0) || !(count.open >= 0)) {
      fail(ErrorKind::invalid_argument,
           {"契約の数が負です: 期間 {}", "number of contracts is negative in period {}"},
           count.period);
    }
  }
  if (const Localized why = not_enough(counts); !why.empty()) {
    fail(ErrorKind::invalid_argument,
         {"当てはめるにはデータが足りません: {}", "not enough to fit: {}"}, why);
  }
}

Slope slope_of(const Bdw& model, std::span<const ContractCount> counts) {
  Slope sum{.value = 0, .gradient = std::vector<double>(3)};
  const auto add = [&](double contracts, const LogSurvival& term) {
    sum.value += contracts * term.value;
    for (std::size_t i = 0; i < 3; ++i) sum.gradient[i] += contracts * term.gradient[i];
  };
  for (const auto& [period, lost, open] : counts) {
    if (lost > 0) add(lost, log_loss(model, period));
    if (open > 0) add(open, log_survival(model, period));
  }
  return sum;
}

Solution fit(std::span<const ContractCount> counts, std::size_t parameters) {
  check_counts(counts);
  FitProblem problem{.whole =
                         [&](std::span<const double> point) {
                           const Bdw model{std::exp(point[0]), std::exp(point[1]),
                                           parameters == 3 ? std::exp(point[2]) : 1};
                           Slope slope = slope_of(model, counts);
                           const double values[] = {model.alpha, model.beta, model.c};
                           for (std::size_t i = 0; i < 3; ++i) slope.gradient[i] *= values[i];
                           slope.gradient.resize(parameters);
                           return slope;
                         },
                     .small = {},
                     .starts = {},
                     .names = {"alpha", "beta", "c"}};
  for (const double alpha : {0.3, 1.0, 3.0}) {
    std::vector<double> start{std::log(alpha), std::log(2.0), 0};
    start.resize(parameters);
    problem.starts.push_back(start);
  }
  return solve(problem);
}

}  // namespace

Localized not_enough(std::span<const ContractCount> counts) {
  double lost = 0;
  double contracts = 0;
  bool two_periods = false;
  for (const auto& count : counts) {
    lost += count.lost;
    contracts += count.lost + count.open;
    two_periods = two_periods || (count.period > 1 && count.lost + count.open > 0);
  }
  if (contracts < 2) return localized({"契約が {} 件です", "{} contracts"}, contracts);
  if (lost == 0)
    return localized({"契約 {} 件のうち、終わったものがありません", "none of {} contracts ended"},
                     contracts);
  if (two_periods) return {};
  return {"最初の更新より後まで見た契約がありません",
          "no contract was watched past its first renewal"};
}

std::vector<ContractCount> contract_counts(std::span<const double> survivors) {
  if (survivors.size() < 2) {
    fail(ErrorKind::invalid_argument,
         {"当てはめるにはデータが足りません: 曲線の点が {} 個です",
          "not enough to fit: {} points of the curve"},
         survivors.size());
  }
  std::vector<ContractCount> counts;
  for (std::size_t t = 1; t < survivors.size(); ++t) {
    const double lost = survivors[t - 1] - survivors[t];
    if (!std::isfinite(survivors[t]) || survivors[t] < 0 || !(lost >= 0)) {
      fail(ErrorKind::invalid_argument,
           {"残った顧客の数が増えているか負です: {} 回目の更新で {}、その前は {}",
            "customers left rise or are negative at renewal {}: {} after {}"},
           t, survivors[t], survivors[t - 1]);
    }
    counts.push_back({static_cast<double>(t), lost, 0});
  }
  counts.back().open = survivors.back();
  return counts;
}

Fitted<Sbg> fit_sbg(std::span<const ContractCount> counts) {
  Solution solution = fit(counts, 2);
  return {{solution.parameters[0], solution.parameters[1]}, std::move(solution.certainty)};
}

Fitted<Bdw> fit_bdw(std::span<const ContractCount> counts) {
  Solution solution = fit(counts, 3);
  const auto& p = solution.parameters;
  return {{p[0], p[1], p[2]}, std::move(solution.certainty)};
}

double log_likelihood(const Bdw& model, std::span<const ContractCount> counts) {
  return slope_of(model, counts).value;
}

double survival(const Bdw& model, double t) { return std::exp(log_survival(model, t).value); }

double renewal_rate(const Bdw& model, double t) {
  return std::exp(log_survival(model, t).value - log_survival(model, t - 1).value);
}

double discounted_renewals(const Bdw& model, double t, double d) {
  constexpr double kTermsMost = 1e7;
  const double before = log_survival(model, t - 1).value;
  double sum = 0;
  double discount = 1;
  for (double j = 0; j < kTermsMost; ++j) {
    const double term = discount * std::exp(log_survival(model, t + j).value - before);
    sum += term;
    // The renewals that follow are at most as likely as this one.
    if (term / d < 1e-15 * sum) break;
    discount /= 1 + d;
  }
  return sum;
}

}  // namespace mikata::models
