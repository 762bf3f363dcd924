// SPDX-License-Identifier: Apache-2.0
// A linear separator over sparse rows: support vector machine with squared loss.
//
//   min_w  1/2 w'w + Σ_i c_i max(0, 1 - y_i w'x_i)^2,   x with a constant 1 added
//
// by dual coordinate descent with shrinking: Hsieh, Chang, Lin, Keerthi, Sundararajan (2008), "A
// Dual Coordinate Descent Method for Large-scale Linear SVM", ICML, algorithms 1 and 3. Our own
// code because the usual library draws from the process's rand(), and two fits at once would not
// repeat.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "mikata/text/vocabulary.h"

namespace mikata::text {

struct LinearProblem {
  std::span<const SparseRow> rows;
  std::span<const std::uint32_t> chosen;  // which rows to fit
  std::span<const char> positive;         // of all rows: 1 or 0
  std::size_t slots = 0;
  double cost_positive = 1;
  double cost_negative = 1;
};

struct Linear {
  std::vector<float> weights;  // by slot
  float bias = 0;
  bool converged = false;

  float margin(const SparseRow& row) const;
};

// Deterministic. Rows of one side only give zero weights and a bias of that side.
Linear fit_linear(const LinearProblem& problem);

}  // namespace mikata::text
