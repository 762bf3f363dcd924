// SPDX-License-Identifier: Apache-2.0
// The chance to have answered, and weights that meet margins, of millions of rows with a dozen
// traits (stats/level_design.h).
//
// Both are climbed by Newton's method; the curvature is worked out again only where a step of the
// old one did not do well, as it costs ten times what the rest of a step does.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "mikata/stats/level_design.h"

namespace mikata::stats {

// P(event) of each row: logistic regression as stats/logit.h, with ridge/2 |β|² off the likelihood,
// the constant left alone. `events` are 0 or 1.
std::vector<double> fit_chances(const LevelDesign& design, std::span<const double> events,
                                double ridge);

struct LevelWeights {
  std::vector<double> of_row;
  double error = 0;  // largest |sum - target| / total that is left
};

// Weights w = start exp(x λ) with Σ w x = targets: those of raking, stats/raking.h, to which
// iterative proportional fitting converges too. Deville and Sarndal (1992), J. Am. Stat. Assoc. 87,
// 376, case 2. `targets` are as LevelDesign::sums gives them.
LevelWeights rake_rows(const LevelDesign& design, std::span<const double> start,
                       std::span<const double> targets);

// Least squares, minimising Σ weight_i (y_i - x_i β)²: factored once, for any number of y.
class LevelRegression {
 public:
  LevelRegression(const LevelDesign& design, std::span<const double> weights);
  // x_i β.
  std::vector<double> foretold(std::span<const double> y) const;
  // weight_i x_i' (X'WX)^-1 x_i: how much of a row is foretold by itself, from 0 to 1.
  const std::vector<double>& leverages() const { return leverages_; }

 private:
  const LevelDesign& design_;
  std::vector<double> weights_;
  std::optional<Cholesky> factor_;
  std::vector<double> leverages_;
};

}  // namespace mikata::stats
