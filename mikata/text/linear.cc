// SPDX-License-Identifier: Apache-2.0
#include "mikata/text/linear.h"

#include <algorithm>
#include <limits>
#include <numeric>

#include "mikata/base/random.h"

namespace mikata::text {
namespace {

constexpr int kRoundsMax = 60;
constexpr double kDualTolerance = 0.1;
constexpr double kInfinite = std::numeric_limits<double>::infinity();

class Descent {
 public:
  explicit Descent(const LinearProblem& problem)
      : problem_(problem), weights_(problem.slots, 0.0F), order_(problem.chosen.size()) {
    std::iota(order_.begin(), order_.end(), 0U);
    alpha_.assign(order_.size(), 0);
    for (const std::uint32_t row : problem.chosen) {
      double squares = 1;
      for (const float value : problem.rows[row].values) squares += double{value} * value;
      lengths_.push_back(squares);
    }
  }

  Linear run() {
    bool converged = false;
    active_ = order_.size();
    for (int round = 0; round < kRoundsMax && !converged; ++round) {
      most_ = -kInfinite;
      least_ = kInfinite;
      shuffle();
      sweep();
      if (most_ - least_ <= kDualTolerance) {
        if (active_ == order_.size()) converged = true;
        // What was put aside is looked at once more.
        active_ = order_.size();
        bound_high_ = kInfinite;
        bound_low_ = -kInfinite;
      } else {
        bound_high_ = most_ > 0 ? most_ : kInfinite;
        bound_low_ = least_ < 0 ? least_ : -kInfinite;
      }
    }
    return {std::move(weights_), bias_, converged};
  }

 private:
  void shuffle() {
    for (std::size_t i = active_; i > 1; --i) std::swap(order_[i - 1], order_[random_.below(i)]);
  }

  void sweep() {
    for (std::size_t at = 0; at < active_;) {
      const std::uint32_t i = order_[at];
      const std::uint32_t row = problem_.chosen[i];
      const double sign = problem_.positive[row] != 0 ? 1 : -1;
      const double diagonal = 0.5 / (sign > 0 ? problem_.cost_positive : problem_.cost_negative);
      const double gradient = sign * margin(problem_.rows[row]) - 1 + alpha_[i] * diagonal;
      if (alpha_[i] == 0 && gradient > bound_high_) {
        std::swap(order_[at], order_[--active_]);
        continue;
      }
      const double projected = alpha_[i] == 0 ? std::min(gradient, 0.0) : gradient;
      most_ = std::max(most_, projected);
      least_ = std::min(least_, projected);
      if (projected < -1e-12 || projected > 1e-12) {
        const double before = alpha_[i];
        alpha_[i] = std::max(before - gradient / (lengths_[i] + diagonal), 0.0);
        move(problem_.rows[row], static_cast<float>(sign * (alpha_[i] - before)));
      }
      ++at;
    }
  }

  double margin(const SparseRow& row) const {
    double sum = bias_;
    for (std::size_t k = 0; k < row.slots.size(); ++k) {
      sum += double{weights_[row.slots[k]]} * row.values[k];
    }
    return sum;
  }

  void move(const SparseRow& row, float step) {
    for (std::size_t k = 0; k < row.slots.size(); ++k) {
      weights_[row.slots[k]] += step * row.values[k];
    }
    bias_ += step;
  }

  const LinearProblem& problem_;
  std::vector<float> weights_;
  float bias_ = 0;
  std::vector<std::uint32_t> order_;
  std::vector<double> alpha_;
  std::vector<double> lengths_;
  std::size_t active_ = 0;
  double most_ = 0;
  double least_ = 0;
  double bound_high_ = kInfinite;
  double bound_low_ = -kInfinite;
  Random random_{20080705};
};

}  // namespace

float Linear::margin(const SparseRow& row) const {
  float sum = bias;
  for (std::size_t k = 0; k < row.slots.size(); ++k) sum += weights[row.slots[k]] * row.values[k];
  return sum;
}

Linear fit_linear(const LinearProblem& problem) { return Descent(problem).run(); }

}  // namespace mikata::text
