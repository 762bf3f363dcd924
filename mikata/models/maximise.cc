// SPDX-License-Identifier: Apache-2.0
#include "mikata/models/maximise.h"

#include <algorithm>
#include <cmath>

#include "mikata/base/error.h"

namespace mikata::models {
namespace {

using stats::Cholesky;
using stats::Matrix;

// All points are logarithms or coefficients: one unit is a factor of e.
constexpr double kLongestStep = 2;
constexpr double kDifference = 1e-5;
constexpr double kMissingHeight = 1e-7;
// Of the value itself: a sum over millions is not known to more digits.
constexpr double kMissingShare = 1e-13;
// A parameter that is this far away grows or vanishes without end.
constexpr double kFarAway = 16;
constexpr int kRounds = 30;
constexpr int kStepsPerRound = 60;

bool is_finite(const Slope& slope) {
  return std::isfinite(slope.value) &&
         std::ranges::all_of(slope.gradient, [](double g) { return std::isfinite(g); });
}

std::vector<double> times(const Matrix& matrix, std::span<const double> v) {
  std::vector<double> product(matrix.size);
  for (std::size_t i = 0; i < matrix.size; ++i) {
    product[i] = stats::dot(std::span(matrix.values).subspan(i * matrix.size, matrix.size), v);
  }
  return product;
}

// The height that a parabola with this curvature still has above the point; nullopt when it has no
// top.
std::optional<double> missing_height(const Matrix& curvature, std::span<const double> gradient) {
  const auto factor = Cholesky::of(curvature);
  if (!factor) return std::nullopt;
  return stats::dot(gradient, factor->solve(gradient)) / 2;
}

class Climb {
 public:
  Climb(const Objective& objective, std::vector<double> start)
      : objective_(objective), start_(start), point_(std::move(start)), slope_(ask(point_)) {}

  Maximum run(const std::optional<Matrix>& known) {
    if (!is_finite(slope_)) return end("the likelihood is not finite where the fit begins");
    curvature_ = known ? *known : fresh_curvature();
    for (int round = 0; round < kRounds; ++round) {
      const double before = slope_.value;
      climb();
      curvature_ = fresh_curvature();
      const auto missing = missing_height(curvature_, slope_.gradient);
      if (missing && *missing < enough()) return top();
      if (far_away()) return end("a parameter grows or vanishes without end");
      if (round > 2 && slope_.value <= before) return end("the likelihood is flat here");
    }
    return end("no maximum after many steps");
  }

 private:
  Slope ask(std::span<const double> point) {
    ++evaluations_;
    return objective_(point);
  }

  Matrix fresh_curvature() {
    evaluations_ += static_cast<int>(point_.size());
    return curvature_at(objective_, point_, slope_);
  }

  // Steps until a step promises or brings nothing.
  void climb() {
    double damping = 0;
    for (int i = 0; i < kStepsPerRound && !far_away(); ++i) {
      const auto step = damped_step(damping);
      if (!step) {
        damping = std::max(4 * damping, 1e-3);
        continue;
      }
      if (stats::dot(slope_.gradient, *step) < enough() / 10) return;
      if (try_step(*step)) {
        damping = damping < 1e-6 ? 0 : damping / 8;
      } else if (damping > 1e8) {
        return;
      } else {
        damping = std::max(4 * damping, 1e-3);
      }
    }
  }

  // The Newton step, shortened to kLongestStep; nullopt while the curvature has no top.
  std::optional<std::vector<double>> damped_step(double damping) const {
    Matrix damped = curvature_;
    for (std::size_t i = 0; i < damped.size; ++i) {
      damped.at(i, i) += damping * std::max(std::abs(curvature_.at(i, i)), 1e-8);
    }
    const auto factor = Cholesky::of(damped);
    if (!factor) return std::nullopt;
    std::vector<double> step = factor->solve(slope_.gradient);
    double longest = 0;
    for (const double s : step) longest = std::max(longest, std::abs(s));
    if (!std::isfinite(longest)) return std::nullopt;
    if (longest > kLongestStep) {
      for (double& s : step) s *= kLongestStep / longest;
    }
    return step;
  }

  bool try_step(const std::vector<double>& step) {
    std::vector<double> next = point_;
    for (std::size_t i = 0; i < next.size(); ++i) next[i] += step[i];
    Slope slope = ask(next);
    const double promised = stats::dot(slope_.gradient, step);
    if (!is_finite(slope) || slope.value < slope_.value + 1e-4 * promised) return false;
    learn(step, slope.gradient);
    point_ = std::move(next);
    slope_ = std::move(slope);
    return true;
  }

  // BFGS: what this step has shown about the curvature.
  void learn(std::span<const double> step, std::span<const double> gradient) {
    std::vector<double> change(step.size());
    for (std::size_t i = 0; i < step.size(); ++i) change[i] = slope_.gradient[i] - gradient[i];
    const std::vector<double> expected = times(curvature_, step);
    const double seen = stats::dot(step, change);
    const double thought = stats::dot(step, expected);
    if (seen <= 1e-10 * std::abs(thought) || thought <= 0) return;
    for (std::size_t i = 0; i < step.size(); ++i) {
      for (std::size_t j = 0; j < step.size(); ++j) {
        curvature_.at(i, j) += change[i] * change[j] / seen - expected[i] * expected[j] / thought;
      }
    }
  }

  // One more step, whose error is the square of what was missing.
  Maximum top() {
    const auto step = damped_step(0);
    std::vector<double> next = point_;
    for (std::size_t i = 0; i < next.size(); ++i) next[i] += (*step)[i];
    Slope slope = ask(next);
    if (is_finite(slope) && slope.value >= slope_.value - enough()) {
      point_ = std::move(next);
      slope_ = std::move(slope);
    }
    return end("");
  }

  double enough() const { return std::max(kMissingHeight, kMissingShare * std::abs(slope_.value)); }

  bool far_away() const {
    for (std::size_t i = 0; i < point_.size(); ++i) {
      if (std::abs(point_[i] - start_[i]) > kFarAway) return true;
    }
    return false;
  }

  Maximum end(const std::string& reason) {
    return {.point = point_,
            .value = slope_.value,
            .curvature = curvature_,
            .converged = reason.empty(),
            .reason = reason,
            .evaluations = evaluations_};
  }

  const Objective& objective_;
  std::vector<double> start_;
  std::vector<double> point_;
  int evaluations_ = 0;
  Slope slope_;
  Matrix curvature_{};
};

}  // namespace

Matrix curvature_at(const Objective& objective, std::span<const double> point, const Slope& slope) {
  const std::size_t n = point.size();
  Matrix curvature(n);
  std::vector<double> beside(point.begin(), point.end());
  for (std::size_t i = 0; i < n; ++i) {
    beside[i] = point[i] + kDifference;
    const Slope other = objective(beside);
    for (std::size_t j = 0; j < n; ++j) {
      curvature.at(i, j) = (slope.gradient[j] - other.gradient[j]) / (beside[i] - point[i]);
    }
    beside[i] = point[i];
  }
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t j = 0; j < i; ++j) {
      const double mean = (curvature.at(i, j) + curvature.at(j, i)) / 2;
      curvature.at(i, j) = curvature.at(j, i) = mean;
    }
  }
  return curvature;
}

Maximum maximise(const Objective& objective, std::vector<double> start,
                 const std::optional<Matrix>& curvature) {
  return Climb(objective, std::move(start)).run(curvature);
}

}  // namespace mikata::models
