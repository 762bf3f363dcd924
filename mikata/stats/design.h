// SPDX-License-Identifier: Apache-2.0
// The rows of a regression, most of whose entries are 0: a level of each of several traits, or a
// few numbers. The first column is the caller's constant, if it wants one.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "mikata/stats/cholesky.h"

namespace mikata::stats {

struct DesignEntry {
  std::size_t column = 0;
  double value = 1;
};

class Design {
 public:
  explicit Design(std::size_t columns) : columns_(columns) {}
  // Columns are below columns() and grow along the row.
  void add_row(std::span<const DesignEntry> entries);
  std::size_t rows() const { return starts_.size() - 1; }
  std::size_t columns() const { return columns_; }
  std::span<const DesignEntry> row(std::size_t row) const;
  double dot(std::size_t row, std::span<const double> coefficients) const;
  // gram += weight x x', lower half; side += weighted_y x.
  void add_gram(std::size_t row, double weight, Matrix& gram) const;
  void add_side(std::size_t row, double weighted_y, std::vector<double>& side) const;

 private:
  std::size_t columns_;
  std::vector<std::size_t> starts_{0};
  std::vector<DesignEntry> entries_;
};

}  // namespace mikata::stats
