// SPDX-License-Identifier: Apache-2.0
// A small logistic regression: from margins and lexicon features to a probability.
//
//   min_b  Σ_i w_i log(1 + exp(-y_i (b0 + b'z_i))) + λ/2 b'b,  z standardised, b0 free
//
// by Newton's method with step halving. With one column it is Platt's calibration.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace mikata::text {

// Rows of `columns` values each, one after another.
struct DenseRows {
  std::span<const float> values;
  std::size_t columns = 0;
  std::size_t rows() const { return columns == 0 ? 0 : values.size() / columns; }
  std::span<const float> row(std::size_t i) const { return values.subspan(i * columns, columns); }
};

struct Logistic {
  std::vector<double> weights;  // of the columns as given, standardising undone
  double intercept = 0;
  bool converged = false;

  double probability(std::span<const float> row) const;
};

struct LogisticProblem {
  DenseRows rows;
  std::span<const std::uint32_t> chosen;
  std::span<const char> positive;  // of all rows
  double penalty = 1;
};

// Deterministic. Requires chosen rows; when all are of one side the probability is near that side.
Logistic fit_logistic(const LogisticProblem& problem);

}  // namespace mikata::text
