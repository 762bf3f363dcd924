// SPDX-License-Identifier: Apache-2.0
// The truth's own share of each driver in R² (LMG, Lindeman, Merenda & Gold 1980), from sums of
// weighted rows and from all subsets; on purpose no code is shared with the product's drivers.
#pragma once

#include <array>
#include <cstddef>
#include <vector>

namespace mikata::shop {

inline constexpr std::size_t kMostDrivers = 8;

// Sums over rows of (drivers, outcome): one pass, any number of rows.
class Moments {
 public:
  // Requires 1 <= drivers <= kMostDrivers.
  explicit Moments(std::size_t drivers);
  // row[0..drivers-1] are the drivers, row[drivers] the outcome.
  void add(const std::array<double, kMostDrivers + 1>& row, double weight);
  std::size_t drivers() const { return drivers_; }
  // Of columns i and j; 0 when there is no row.
  double covariance(std::size_t i, std::size_t j) const;

 private:
  std::size_t drivers_;
  double weight_ = 0;
  std::array<double, kMostDrivers + 1> sums_{};
  std::array<std::array<double, kMostDrivers + 1>, kMostDrivers + 1> products_{};
};

// Shares of R², summing to 1: the mean over all orders of the drivers of what each adds to R².
// Empty when the outcome or a driver does not vary, or drivers depend on each other exactly.
std::vector<double> lmg_shares(const Moments& moments);

}  // namespace mikata::shop
