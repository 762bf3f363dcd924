// SPDX-License-Identifier: Apache-2.0
#include "mikata/models/discrete_hazard.h"

#include <fmt/core.h>

#include <algorithm>
#include <cmath>
#include <map>

#include "mikata/base/error.h"
#include "mikata/stats/cholesky.h"
#include "mikata/stats/logistic.h"

namespace mikata::models {
namespace {

constexpr int kIterations = 100;
constexpr double kTolerance = 1e-10;  // of the Newton decrement, in log-likelihood
// Known no better than to this, a logit may as well be without end: the climb stops where it has
// become flat, long before.
constexpr double kUnknown = 20;
constexpr const char* kCertain =
    "a covariate tells for certain who leaves: its coefficient has no end";

// ln(1 + e^x)

// A count whose period has a level to be found.
struct Cell {
  std::size_t level = 0;
  double at_risk = 0;
  double events = 0;
  const std::vector<double>* covariates = nullptr;
};

struct Problem {
  std::size_t levels = 0;
  std::size_t covariates = 0;
  std::vector<Cell> cells;
  std::size_t size() const { return levels + covariates; }

  double logit(const std::vector<double>& at, const Cell& cell) const {
    double sum = at[cell.level];
    for (std::size_t i = 0; i < covariates; ++i) sum += at[levels + i] * (*cell.covariates)[i];
    return sum;
  }
  double log_likelihood(const std::vector<double>& at) const {
    double sum = 0;
    for (const Cell& cell : cells) {
      const double x = logit(at, cell);
      sum += cell.events * x - cell.at_risk * stats::softplus(x);
    }
    return sum;
  }
};

struct Curvature {
  std::vector<double> gradient;
  stats::Matrix information;  // minus the second derivatives; lower half
};

Curvature curvature(const Problem& problem, const std::vector<double>& at) {
  Curvature found{std::vector<double>(problem.size()), stats::Matrix(problem.size())};
  for (const Cell& cell : problem.cells) {
    const double h = stats::logistic(problem.logit(at, cell));
    const double more = cell.events - cell.at_risk * h;
    const double weight = cell.at_risk * h * (1 - h);
    found.gradient[cell.level] += more;
    found.information.at(cell.level, cell.level) += weight;
    for (std::size_t i = 0; i < problem.covariates; ++i) {
      const double z = (*cell.covariates)[i];
      const std::size_t row = problem.levels + i;
      found.gradient[row] += more * z;
      found.information.at(row, cell.level) += weight * z;
      for (std::size_t j = 0; j <= i; ++j) {
        found.information.at(row, problem.levels + j) += weight * z * (*cell.covariates)[j];
      }
    }
  }
  return found;
}

void check(std::span<const HazardCount> counts) {
  if (counts.empty())
    fail(ErrorKind::invalid_argument,
         {"対象の人がいません: 数が 1 つもありません", "nobody was at risk: there are no counts"});
  for (const HazardCount& count : counts) {
    if (count.covariates.size() != counts.front().covariates.size()) {
      fail(ErrorKind::invalid_argument,
           {"共変量の数がそろっていません: {} と {}",
            "counts have different numbers of covariates: {} and {}"},
           counts.front().covariates.size(), count.covariates.size());
    }
    const bool fits = std::isfinite(count.at_risk) && count.events >= 0 && count.at_risk > 0 &&
                      count.events <= count.at_risk && std::isfinite(count.period);
    if (!fits) {
      fail(ErrorKind::invalid_argument,
           {"期間 {}: 出来事が {} 件で、対象は {} 人です", "period {}: {} events of {} at risk"},
           count.period, count.events, count.at_risk);
    }
    for (const double z : count.covariates) {
      if (!std::isfinite(z))
        fail(ErrorKind::invalid_argument,
             {"共変量が数ではありません: {}", "covariate is not a number: {}"}, z);
    }
  }
}

std::vector<HazardPeriod> periods_of(std::span<const HazardCount> counts) {
  std::map<double, HazardPeriod> periods;
  for (const HazardCount& count : counts) {
    HazardPeriod& period = periods[count.period];
    period.period = count.period;
    period.at_risk += count.at_risk;
    period.events += count.events;
  }
  std::vector<HazardPeriod> in_order;
  for (const auto& [when, period] : periods) in_order.push_back(period);
  return in_order;
}

bool has_level(const HazardPeriod& period) {
  return period.events > 0 && period.events < period.at_risk;
}

Problem problem_of(std::span<const HazardCount> counts, const std::vector<HazardPeriod>& periods) {
  Problem problem;
  problem.covariates = counts.front().covariates.size();
  std::map<double, std::size_t> levels;
  for (const HazardPeriod& period : periods) {
    if (has_level(period)) levels.emplace(period.period, problem.levels++);
  }
  for (const HazardCount& count : counts) {
    const auto level = levels.find(count.period);
    if (level == levels.end()) continue;
    problem.cells.push_back({level->second, count.at_risk, count.events, &count.covariates});
  }
  return problem;
}

// Newton's way up a concave hill; a step that does not climb is halved.
struct HazardFit {
  std::vector<double> at;
  stats::Matrix covariance;
  double log_likelihood = 0;
  int iterations = 0;
  std::string reason;
};

HazardFit climb(const Problem& problem, std::vector<double> start) {
  HazardFit found{std::move(start), stats::Matrix(problem.size()), 0, 0, {}};
  found.log_likelihood = problem.log_likelihood(found.at);
  for (; found.iterations < kIterations; ++found.iterations) {
    const Curvature here = curvature(problem, found.at);
    const auto factor = stats::Cholesky::of(here.information);
    if (!factor) {
      found.reason = "covariates cannot be told apart: one is a sum of others or never changes";
      return found;
    }
    const std::vector<double> step = factor->solve(here.gradient);
    double gain = 0;
    for (std::size_t i = 0; i < step.size(); ++i) gain += step[i] * here.gradient[i];
    if (gain < kTolerance) {
      found.covariance = factor->inverse();
      return found;
    }
    double share = 1;
    std::vector<double> next = found.at;
    double value = 0;
    for (; share > 1e-9; share /= 2) {
      for (std::size_t i = 0; i < next.size(); ++i) next[i] = found.at[i] + share * step[i];
      value = problem.log_likelihood(next);
      if (value >= found.log_likelihood) break;
    }
    found.at = std::move(next);
    found.log_likelihood = value;
  }
  found.reason = kCertain;
  return found;
}

// Whether each coefficient, over the whole range of its covariate, is known to some logits.
bool is_known(const Problem& problem, const HazardFit& found) {
  for (std::size_t i = 0; i < problem.covariates; ++i) {
    const auto of = [i](const Cell& cell) { return (*cell.covariates)[i]; };
    const auto [low, high] = std::ranges::minmax(problem.cells, {}, of);
    const std::size_t at = problem.levels + i;
    const double error = std::sqrt(found.covariance.at(at, at));
    if (error * (of(high) - of(low)) > kUnknown) return false;
  }
  return true;
}

}  // namespace

DiscreteHazard fit_discrete_hazard(std::span<const HazardCount> counts) {
  check(counts);
  DiscreteHazard model{.periods = periods_of(counts), .coefficients = {}};
  const Problem problem = problem_of(counts, model.periods);
  std::vector<double> start;
  for (const HazardPeriod& period : model.periods) {
    if (!has_level(period)) continue;
    start.push_back(std::log(period.events / (period.at_risk - period.events)));
  }
  start.resize(problem.size());
  HazardFit found = climb(problem, std::move(start));
  if (found.reason.empty() && !is_known(problem, found)) found.reason = kCertain;
  model.log_likelihood = found.log_likelihood;
  model.iterations = found.iterations;
  model.reason = found.reason;
  model.converged = found.reason.empty();
  const auto error_of = [&](std::size_t i) { return std::sqrt(found.covariance.at(i, i)); };
  double alive = 1;
  std::size_t level = 0;
  for (HazardPeriod& period : model.periods) {
    period.hazard = period.events > 0 ? 1 : 0;
    if (has_level(period)) {
      period.logit = found.at[level];
      period.standard_error = error_of(level);
      period.hazard = stats::logistic(found.at[level++]);
    }
    period.survival = alive *= 1 - period.hazard;
  }
  for (std::size_t i = problem.levels; i < problem.size(); ++i) {
    model.coefficients.push_back({found.at[i], error_of(i)});
  }
  return model;
}

std::vector<double> survival(const DiscreteHazard& model, std::span<const double> covariates) {
  double moved = 0;
  for (std::size_t i = 0; i < covariates.size(); ++i) {
    moved += model.coefficients.at(i).value * covariates[i];
  }
  std::vector<double> curve;
  double alive = 1;
  for (const HazardPeriod& period : model.periods) {
    alive *= 1 - (period.logit ? stats::logistic(*period.logit + moved) : period.hazard);
    curve.push_back(alive);
  }
  return curve;
}

}  // namespace mikata::models
