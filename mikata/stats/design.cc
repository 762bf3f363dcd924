// SPDX-License-Identifier: Apache-2.0
#include "mikata/stats/design.h"

#include <cassert>

namespace mikata::stats {

void Design::add_row(std::span<const DesignEntry> entries) {
  for (std::size_t i = 0; i < entries.size(); ++i) {
    assert(entries[i].column < columns_);
    assert(i == 0 || entries[i].column > entries[i - 1].column);
  }
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
  const std::span<const DesignEntry> entries = row(row_number);
  for (std::size_t i = 0; i < entries.size(); ++i) {
    const double scaled = weight * entries[i].value;
    double* target = &gram.at(entries[i].column, 0);
    for (std::size_t j = 0; j <= i; ++j) target[entries[j].column] += scaled * entries[j].value;
  }
}

void Design::add_side(std::size_t row_number, double weighted_y, std::vector<double>& side) const {
  for (const DesignEntry& entry : row(row_number)) {
    side[entry.column] += weighted_y * entry.value;
  }
}

}  // namespace mikata::stats
