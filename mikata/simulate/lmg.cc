// SPDX-License-Identifier: Apache-2.0
#include "mikata/simulate/lmg.h"

#include <bit>
#include <cassert>
#include <optional>

namespace mikata::shop {
namespace {

using Matrix = std::array<std::array<double, kMostDrivers + 1>, kMostDrivers + 1>;

// Explained variance of the outcome by the drivers in `subset`: Gaussian elimination on the
// covariance of (subset, outcome) leaves the unexplained rest in the last corner.
std::optional<double> explained(const Moments& moments, unsigned subset) {
  std::vector<std::size_t> columns;
  for (std::size_t i = 0; i < moments.drivers(); ++i) {
    if ((subset >> i & 1U) != 0) columns.push_back(i);
  }
  columns.push_back(moments.drivers());
  const std::size_t size = columns.size();
  Matrix a{};
  for (std::size_t i = 0; i < size; ++i) {
    for (std::size_t j = 0; j < size; ++j) a[i][j] = moments.covariance(columns[i], columns[j]);
  }
  const double total = a[size - 1][size - 1];
  for (std::size_t k = 0; k + 1 < size; ++k) {
    if (a[k][k] <= 1e-10 * moments.covariance(columns[k], columns[k])) return std::nullopt;
    for (std::size_t i = k + 1; i < size; ++i) {
      const double factor = a[i][k] / a[k][k];
      for (std::size_t j = k; j < size; ++j) a[i][j] -= factor * a[k][j];
    }
  }
  return total - a[size - 1][size - 1];
}

double factorial(std::size_t n) { return n < 2 ? 1 : static_cast<double>(n) * factorial(n - 1); }

}  // namespace

Moments::Moments(std::size_t drivers) : drivers_(drivers) {
  assert(drivers >= 1 && drivers <= kMostDrivers);
}

void Moments::add(const std::array<double, kMostDrivers + 1>& row, double weight) {
  weight_ += weight;
  for (std::size_t i = 0; i <= drivers_; ++i) {
    sums_[i] += weight * row[i];
    for (std::size_t j = 0; j <= i; ++j) products_[i][j] += weight * row[i] * row[j];
  }
}

double Moments::covariance(std::size_t i, std::size_t j) const {
  if (weight_ <= 0) return 0;
  const double product = i >= j ? products_[i][j] : products_[j][i];
  return product / weight_ - sums_[i] / weight_ * (sums_[j] / weight_);
}

std::vector<double> lmg_shares(const Moments& moments) {
  const std::size_t p = moments.drivers();
  if (moments.covariance(p, p) <= 0) return {};
  std::vector<double> gains(std::size_t{1} << p);
  for (unsigned subset = 1; subset < gains.size(); ++subset) {
    const std::optional<double> gain = explained(moments, subset);
    if (!gain) return {};
    gains[subset] = *gain;
  }
  const double all = gains.back();
  std::vector<double> shares(p, 0.0);
  for (unsigned subset = 0; subset < gains.size(); ++subset) {
    const auto size = static_cast<std::size_t>(std::popcount(subset));
    for (std::size_t j = 0; j < p; ++j) {
      if ((subset >> j & 1U) != 0) continue;
      const double orders = factorial(size) * factorial(p - 1 - size) / factorial(p);
      shares[j] += orders * (gains[subset | 1U << j] - gains[subset]) / all;
    }
  }
  return shares;
}

}  // namespace mikata::shop
