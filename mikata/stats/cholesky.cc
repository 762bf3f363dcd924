// SPDX-License-Identifier: Apache-2.0
#include "mikata/stats/cholesky.h"

#include <cassert>
#include <cmath>
#include <utility>

namespace mikata::stats {

double dot(std::span<const double> a, std::span<const double> b) {
  double sum = 0;
  for (std::size_t i = 0; i < a.size(); ++i) sum += a[i] * b[i];
  return sum;
}

std::optional<Cholesky> Cholesky::of(const Matrix& matrix) {
  constexpr double kSmallestPivot = 1e-13;
  const std::size_t n = matrix.size;
  Matrix lower(n);
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t j = 0; j <= i; ++j) {
      double rest = matrix.at(i, j);
      for (std::size_t k = 0; k < j; ++k) rest -= lower.at(i, k) * lower.at(j, k);
      if (i != j) {
        lower.at(i, j) = rest / lower.at(j, j);
      } else if (rest > kSmallestPivot * matrix.at(i, i) && std::isfinite(rest)) {
        lower.at(i, i) = std::sqrt(rest);
      } else {
        return std::nullopt;
      }
    }
  }
  return Cholesky(std::move(lower));
}

std::vector<double> Cholesky::solve(std::span<const double> b) const {
  const std::size_t n = lower_.size;
  assert(b.size() == n);
  std::vector<double> x(b.begin(), b.end());
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t k = 0; k < i; ++k) x[i] -= lower_.at(i, k) * x[k];
    x[i] /= lower_.at(i, i);
  }
  for (std::size_t i = n; i-- > 0;) {
    for (std::size_t k = i + 1; k < n; ++k) x[i] -= lower_.at(k, i) * x[k];
    x[i] /= lower_.at(i, i);
  }
  return x;
}

Matrix Cholesky::inverse() const {
  const std::size_t n = lower_.size;
  Matrix inverse(n);
  std::vector<double> unit(n);
  for (std::size_t j = 0; j < n; ++j) {
    unit[j] = 1;
    const std::vector<double> column = solve(unit);
    for (std::size_t i = 0; i < n; ++i) inverse.at(i, j) = column[i];
    unit[j] = 0;
  }
  return inverse;
}

std::vector<double> Cholesky::spread(std::span<const double> z) const {
  const std::size_t n = lower_.size;
  assert(z.size() == n);
  std::vector<double> y(n);
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t k = 0; k <= i; ++k) y[i] += lower_.at(i, k) * z[k];
  }
  return y;
}

}  // namespace mikata::stats
