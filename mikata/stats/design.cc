// SPDX-License-Identifier: Apache-2.0
#include "mikata/stats/design.h"

#include <algorithm>
#include <cassert>

namespace mikata::stats {

void Design::add_row(std::span<const DesignEntry> entries) {
  for (const DesignEntry& entry : entries) assert(entry.column < columns_);
  entries_.insert(entries_.end(), entries.begin(), entries.end());
  starts_.push_back(entries_.size());
}

std::span<const DesignEntry> Design::row(std::size_t row) const {
  return std::span(entries_).subspan(starts_[row], starts_[row + 1] - starts_[row]);
}

double Design::dot(std::size_t row_number, std::span<const double> coefficients) const {
  double sum = 0;
  for (const DesignEntry& entry : row(row_number)) {
    sum += entry.value * coefficients[entry.column];
  }
  return sum;
}

void Design::add_gram(std::size_t row_number, double weight, Matrix& gram) const {
  for (const DesignEntry& a : row(row_number)) {
    for (const DesignEntry& b : row(row_number)) {
      if (b.column <= a.column) gram.at(a.column, b.column) += weight * a.value * b.value;
    }
  }
}

void Design::add_side(std::size_t row_number, double weighted_y, std::vector<double>& side) const {
  for (const DesignEntry& entry : row(row_number)) {
    side[entry.column] += weighted_y * entry.value;
  }
}

}  // namespace mikata::stats
