// SPDX-License-Identifier: Apache-2.0
#include "mikata/stats/level_fit.h"

#include <algorithm>
#include <cmath>
#include <optional>

#include "mikata/base/parallel.h"
#include "mikata/stats/logistic.h"

namespace mikata::stats {
namespace {

constexpr int kSteps = 60;
constexpr int kHalvings = 30;
constexpr double kEnoughPerRow = 1e-14;  // of the Newton decrement, for each row
constexpr double kGoesWell = 0.05;       // what is left of the decrement with an old curvature
// So small a part of its own diagonal that margins which say the same can be solved.
constexpr double kTwinsApart = 1e-9;

// What is climbed, from the dots of all rows: the value, and what a row gives to the slope and the
// curvature.
struct Terms {
  double value = 0;
  std::vector<double> slope;
  std::vector<double> curvature;
};

template <typename Row>
Terms terms_of(std::span<const double> dots, const Row& row_terms) {
  Terms terms{0, std::vector<double>(dots.size()), std::vector<double>(dots.size())};
  std::vector<double> values(piece_count(dots.size(), kPieceRows));
  for_each_piece(dots.size(), kPieceRows, [&](const Piece& piece) {
    double value = 0;
    for (std::size_t i = piece.begin; i < piece.end; ++i) {
      value += row_terms(i, dots[i], terms.slope[i], terms.curvature[i]);
    }
    values[piece.index] = value;
  });
  for (const double value : values) terms.value += value;
  return terms;
}

std::optional<Cholesky> factor_of(Matrix curvature, double ridge) {
  for (std::size_t k = 0; k < curvature.size; ++k) {
    if (k > 0) curvature.at(k, k) += ridge;
    curvature.at(k, k) *= 1 + kTwinsApart;
    if (curvature.at(k, k) == 0) curvature.at(k, k) = 1;  // a level without rows
  }
  return Cholesky::of(curvature);
}

// Climbs Σ rows + linear β - ridge/2 |β|², which is concave.
template <typename Row>
class Climb {
 public:
  Climb(const LevelDesign& design, const Row& row_terms, std::span<const double> linear,
        double ridge)
      : design_(design), row_terms_(row_terms), linear_(linear), ridge_(ridge) {}

  // Where it ends.
  std::vector<double> top() {
    at_.assign(design_.columns(), 0);
    here_ = terms_of(design_.dots(at_), row_terms_);
    for (int step = 0; step < kSteps; ++step) {
      const std::vector<double> move = next_move();
      if (move.empty() || !walk(move)) break;
    }
    return at_;
  }

 private:
  double value_of(const Terms& terms, std::span<const double> where) const {
    double value = terms.value;
    for (std::size_t k = 0; k < where.size(); ++k) {
      value += linear_[k] * where[k] - (k > 0 ? ridge_ / 2 * where[k] * where[k] : 0);
    }
    return value;
  }

  // Empty at the top.
  std::vector<double> next_move() {
    std::vector<double> gradient = design_.sums(here_.slope);
    for (std::size_t k = 0; k < at_.size(); ++k) {
      gradient[k] += linear_[k] - (k > 0 ? ridge_ * at_[k] : 0);
    }
    std::vector<double> move;
    double decrement = 0;
    const auto solve = [&] {
      move = factor_->solve(gradient);
      decrement = 0;
      for (std::size_t k = 0; k < move.size(); ++k) decrement += move[k] * gradient[k];
    };
    if (factor_) solve();
    if (!factor_ || decrement > kGoesWell * decrement_) {
      factor_ = factor_of(design_.gram(here_.curvature), ridge_);
      if (!factor_) return {};
      solve();
    }
    decrement_ = decrement;
    if (!(decrement > kEnoughPerRow * std::max<double>(1, static_cast<double>(design_.rows())))) {
      return {};
    }
    return move;
  }

  // False where no part of the move goes up.
  bool walk(const std::vector<double>& move) {
    const double reached = value_of(here_, at_);
    double part = 1;
    for (int halving = 0; halving < kHalvings; ++halving, part /= 2) {
      std::vector<double> next = at_;
      for (std::size_t k = 0; k < next.size(); ++k) next[k] += part * move[k];
      Terms there = terms_of(design_.dots(next), row_terms_);
      if (!(value_of(there, next) >= reached - 1e-12 * std::abs(reached))) continue;
      if (part < 1) factor_.reset();
      at_ = std::move(next);
      here_ = std::move(there);
      return true;
    }
    return false;
  }

  const LevelDesign& design_;
  const Row& row_terms_;
  std::span<const double> linear_;
  double ridge_;
  std::vector<double> at_;
  Terms here_;
  std::optional<Cholesky> factor_;
  double decrement_ = 0;  // of the last step
};

}  // namespace

std::vector<double> fit_chances(const LevelDesign& design, std::span<const double> events,
                                double ridge) {
  const std::vector<double> none(design.columns());
  const auto likelihood = [&](std::size_t row, double logit, double& slope, double& curvature) {
    const double p = 1 / (1 + std::exp(-logit));
    slope = events[row] - p;
    curvature = p * (1 - p);
    return events[row] * logit - softplus(logit);
  };
  std::vector<double> chances = design.dots(Climb(design, likelihood, none, ridge).top());
  for (double& chance : chances) chance = 1 / (1 + std::exp(-chance));
  return chances;
}

LevelWeights rake_rows(const LevelDesign& design, std::span<const double> start,
                       std::span<const double> targets) {
  const auto weighed = [&](std::size_t row, double logit, double& slope, double& curvature) {
    const double weight = start[row] == 0 ? 0 : start[row] * std::exp(logit);
    slope = -weight;
    curvature = weight;
    return -weight;
  };
  LevelWeights found{design.dots(Climb(design, weighed, targets, 0).top()), 0};
  for (std::size_t i = 0; i < found.of_row.size(); ++i) {
    found.of_row[i] = start[i] == 0 ? 0 : start[i] * std::exp(found.of_row[i]);
  }
  const std::vector<double> sums = design.sums(found.of_row);
  for (std::size_t k = 0; k < sums.size(); ++k) {
    found.error = std::max(found.error, std::abs(sums[k] - targets[k]) / targets[0]);
  }
  return found;
}

LevelRegression::LevelRegression(const LevelDesign& design, std::span<const double> weights)
    : design_(design),
      weights_(weights.begin(), weights.end()),
      factor_(factor_of(design.gram(weights), 0)),
      leverages_(weights.size()) {
  if (!factor_) return;
  leverages_ = design.quadratics(factor_->inverse());
  for (std::size_t i = 0; i < leverages_.size(); ++i) {
    leverages_[i] = std::clamp(leverages_[i] * weights_[i], 0.0, 1.0);
  }
}

std::vector<double> LevelRegression::foretold(std::span<const double> y) const {
  if (!factor_) return std::vector<double>(y.size());
  std::vector<double> weighted(y.size());
  for (std::size_t i = 0; i < y.size(); ++i) weighted[i] = weights_[i] * y[i];
  return design_.dots(factor_->solve(design_.sums(weighted)));
}

}  // namespace mikata::stats
