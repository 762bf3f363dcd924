// SPDX-License-Identifier: Apache-2.0
// A regression of many rows on traits that have few levels each: a constant, and one column for
// every level but the first of each trait. One byte a trait and row; what is added up over the rows
// is the same on any number of processors.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "mikata/stats/cholesky.h"

namespace mikata::stats {

// What one thread adds up at a time: the sums do not depend on how many threads there are.
inline constexpr std::size_t kPieceRows = 1 << 15;

// Row by row, one level for each trait.
struct LevelRows {
  std::size_t traits = 0;
  std::vector<std::uint8_t> levels = {};
  std::size_t count = 0;

  std::uint8_t at(std::size_t row, std::size_t trait) const { return levels[row * traits + trait]; }
};

class LevelDesign {
 public:
  // `levels_of` says how many levels each trait has, all levels of the rows being below it. Keeps
  // a reference to the rows.
  LevelDesign(const LevelRows& rows, std::vector<std::size_t> levels_of);

  std::size_t rows() const { return rows_.count; }
  std::size_t columns() const { return columns_; }
  const std::vector<std::size_t>& levels_of() const { return levels_of_; }

  // x_i β.
  std::vector<double> dots(std::span<const double> coefficients) const;
  // Σ amount_i x_i.
  std::vector<double> sums(std::span<const double> amounts) const;
  // Σ weight_i x_i x_i', both halves.
  Matrix gram(std::span<const double> weights) const;
  // x_i' A x_i of a symmetric A.
  std::vector<double> quadratics(const Matrix& matrix) const;
  // What the amounts of each level of a trait sum to, the first level too.
  std::vector<double> level_sums(std::span<const double> amounts, std::size_t trait) const;

 private:
  // Coefficients with a place for each first level.
  std::vector<double> spread(std::span<const double> coefficients) const;
  // The other way: places put together to columns.
  std::vector<double> gathered(std::span<const double> places) const;

  const LevelRows& rows_;
  std::vector<std::size_t> levels_of_;
  std::vector<std::size_t> first_place_;  // of a trait's levels
  std::vector<std::size_t> column_of_;    // of a place; kNoColumn for a first level
  std::size_t places_ = 0;
  std::size_t columns_ = 1;
};

// The most levels of each trait.
std::vector<std::size_t> count_levels(const LevelRows& rows);

}  // namespace mikata::stats
