// SPDX-License-Identifier: Apache-2.0
#include "mikata/models/fit.h"

#include <cassert>
#include <cmath>

#include "mikata/base/error.h"
#include "mikata/stats/normal.h"

namespace mikata::models {
namespace {

constexpr double kKnown = 4;

bool is_better(const Maximum& a, const Maximum& b) {
  if (!std::isfinite(b.value)) return std::isfinite(a.value);
  return a.value > b.value;
}

// From every start on the small table, then the best of them on the whole.
Maximum search(const FitProblem& problem) {
  const Objective& first = problem.small ? problem.small : problem.whole;
  Maximum best = maximise(first, problem.starts.front());
  int evaluations = best.evaluations;
  for (std::size_t i = 1; i < problem.starts.size(); ++i) {
    Maximum other = maximise(first, problem.starts[i]);
    evaluations += other.evaluations;
    if (is_better(other, best)) best = std::move(other);
  }
  if (problem.small) {
    const bool has_top = stats::Cholesky::of(best.curvature).has_value();
    best =
        maximise(problem.whole, best.point, has_top ? std::optional(best.curvature) : std::nullopt);
  }
  best.evaluations += evaluations;
  return best;
}

// The parameter about which the data say nothing, if there is one.
std::string unknown_parameter(const FitProblem& problem, const stats::Matrix& covariance) {
  for (std::size_t i = 0; i < covariance.size; ++i) {
    const double error = std::sqrt(covariance.at(i, i));
    if (error > kKnown) {
      return fmt::format("the data do not tell {}: its logarithm has a standard error of {:.3g}",
                         problem.names[i], error);
    }
  }
  return "";
}

}  // namespace

Solution solve(const FitProblem& problem) {
  assert(!problem.starts.empty());
  const Maximum best = search(problem);
  const std::size_t n = best.point.size();
  Solution solution;
  Certainty& certainty = solution.certainty;
  for (const double p : best.point) solution.parameters.push_back(std::exp(p));
  certainty = {.covariance = stats::Matrix(n),
               .standard_errors = std::vector<double>(n),
               .log_likelihood = best.value,
               .converged = best.converged,
               .reason = best.reason,
               .evaluations = best.evaluations};
  if (!best.converged) return solution;
  const stats::Matrix covariance = stats::Cholesky::of(best.curvature)->inverse();
  certainty.reason = unknown_parameter(problem, covariance);
  certainty.converged = certainty.reason.empty();
  if (!certainty.converged) return solution;
  certainty.covariance = covariance;
  for (std::size_t i = 0; i < n; ++i) {
    certainty.standard_errors[i] = solution.parameters[i] * std::sqrt(covariance.at(i, i));
  }
  return solution;
}

stats::Interval parameter_interval(const Certainty& certainty, std::size_t index, double value,
                                   double confidence) {
  assert(certainty.converged);
  const double width =
      stats::normal_critical(confidence) * std::sqrt(certainty.covariance.at(index, index));
  return {value * std::exp(-width), value * std::exp(width)};
}

}  // namespace mikata::models
