// SPDX-License-Identifier: Apache-2.0
// Small symmetric systems: A = L L', as many unknowns as a model has parameters.
//
// Golub and Van Loan (2013), Matrix Computations, algorithm 4.2.1. The pivots are judged after
// scaling A to a unit diagonal, so that units of measure do not matter.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

namespace mikata::stats {

// Square, row by row.
struct Matrix {
  std::size_t size = 0;
  std::vector<double> values = {};

  explicit Matrix(std::size_t n = 0) : size(n), values(n * n) {}
  double& at(std::size_t row, std::size_t column) { return values[row * size + column]; }
  double at(std::size_t row, std::size_t column) const { return values[row * size + column]; }
};

// Σ a_i b_i; b has as many as a.
double dot(std::span<const double> a, std::span<const double> b);

class Cholesky {
 public:
  // nullopt when the matrix is not positive definite (a scaled pivot at most 1e-13) or not finite.
  // Only its lower half is read.
  static std::optional<Cholesky> of(const Matrix& matrix);
  // A^-1 b.
  std::vector<double> solve(std::span<const double> b) const;
  Matrix inverse() const;
  // L z for the lower half L: turns independent normals into normals with covariance A.
  std::vector<double> spread(std::span<const double> z) const;

 private:
  explicit Cholesky(Matrix lower) : lower_(std::move(lower)) {}
  Matrix lower_;
};

}  // namespace mikata::stats
