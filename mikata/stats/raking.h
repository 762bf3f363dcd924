// SPDX-License-Identifier: Apache-2.0
// Weights that make those who answered look like everybody, margin by margin.
//
// Iterative proportional fitting: each pass multiplies the weights of every level of every margin
// by its target over its sum, until all margins agree. Only the cells of the margins' cross table
// are needed; a row's weight is its own times the factor of its cell. Deming and Stephan (1940),
// Ann. Math. Stat. 11, 427; as rake() of R's survey package. Kish (1965), Survey Sampling,
// section 11.7, for the design effect Σw² n / (Σw)² and n_eff = (Σw)² / Σw².
#pragma once

#include <span>
#include <vector>

namespace mikata::stats {

// Rows that agree in every margin.
struct RakingCell {
  std::vector<std::size_t> levels;  // one for each margin
  double rows = 0;
  double weight = 0;         // Σw of the rows
  double weight_square = 0;  // Σw²
};

// What the weights of each level shall sum to.
using RakingMargin = std::vector<double>;

struct Raked {
  std::vector<double> factors;  // one for each cell
  int passes = 0;
  double error = 0;  // largest |sum - target| / target that is left
  bool converged = false;
  double design_effect = 0;  // 1 when all weights are alike
  double n_effective = 0;
};

// Ends when no margin is off by more than 1e-8 of its target, or after 100 passes. Fails with
// invalid_argument: a level of a cell that its margin does not have, a target below 0, margins with
// different totals, a level with a target that nobody stands for (named by its numbers).
Raked rake(std::span<const RakingCell> cells, std::span<const RakingMargin> margins);

}  // namespace mikata::stats
