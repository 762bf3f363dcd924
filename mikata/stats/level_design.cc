// SPDX-License-Identifier: Apache-2.0
#include "mikata/stats/level_design.h"

#include <algorithm>
#include <array>
#include <cassert>

#include "mikata/base/parallel.h"

namespace mikata::stats {
namespace {

constexpr std::size_t kNoColumn = static_cast<std::size_t>(-1);
constexpr std::size_t kTraitsMost = 64;

// What the pieces give, added in their order.
std::vector<double> added(const std::vector<std::vector<double>>& parts, std::size_t size) {
  std::vector<double> sum(size);
  for (const auto& part : parts) {
    for (std::size_t i = 0; i < size; ++i) sum[i] += part[i];
  }
  return sum;
}

}  // namespace

LevelDesign::LevelDesign(const LevelRows& rows, std::vector<std::size_t> levels_of)
    : rows_(rows), levels_of_(std::move(levels_of)) {
  assert(levels_of_.size() == rows.traits && rows.traits <= kTraitsMost);
  for (const std::size_t levels : levels_of_) {
    first_place_.push_back(places_);
    places_ += levels;
    for (std::size_t level = 0; level < levels; ++level) {
      column_of_.push_back(level == 0 ? kNoColumn : columns_ + level - 1);
    }
    if (levels > 0) columns_ += levels - 1;
  }
}

std::vector<double> LevelDesign::spread(std::span<const double> coefficients) const {
  std::vector<double> places(places_);
  for (std::size_t i = 0; i < places_; ++i) {
    if (column_of_[i] != kNoColumn) places[i] = coefficients[column_of_[i]];
  }
  return places;
}

std::vector<double> LevelDesign::gathered(std::span<const double> places) const {
  std::vector<double> columns(columns_);
  for (std::size_t i = 0; i < places_; ++i) {
    if (column_of_[i] != kNoColumn) columns[column_of_[i]] = places[i];
  }
  return columns;
}

std::vector<double> LevelDesign::dots(std::span<const double> coefficients) const {
  const std::vector<double> places = spread(coefficients);
  std::vector<double> found(rows());
  for_each_piece(rows(), kPieceRows, [&](const Piece& piece) {
    for (std::size_t row = piece.begin; row < piece.end; ++row) {
      const std::uint8_t* levels = &rows_.levels[row * rows_.traits];
      double sum = coefficients[0];
      for (std::size_t t = 0; t < rows_.traits; ++t) sum += places[first_place_[t] + levels[t]];
      found[row] = sum;
    }
  });
  return found;
}

std::vector<double> LevelDesign::sums(std::span<const double> amounts) const {
  std::vector<std::vector<double>> parts(piece_count(rows(), kPieceRows));
  for_each_piece(rows(), kPieceRows, [&](const Piece& piece) {
    std::vector<double> part(places_ + 1);
    for (std::size_t row = piece.begin; row < piece.end; ++row) {
      if (amounts[row] == 0) continue;
      const std::uint8_t* levels = &rows_.levels[row * rows_.traits];
      part[places_] += amounts[row];
      for (std::size_t t = 0; t < rows_.traits; ++t) {
        part[first_place_[t] + levels[t]] += amounts[row];
      }
    }
    parts[piece.index] = std::move(part);
  });
  const std::vector<double> places = added(parts, places_ + 1);
  std::vector<double> columns = gathered(places);
  columns[0] = places[places_];
  return columns;
}

Matrix LevelDesign::gram(std::span<const double> weights) const {
  // Places by places, the half with the later trait first; the sums of a place stand on its own.
  std::vector<std::vector<double>> parts(piece_count(rows(), kPieceRows));
  for_each_piece(rows(), kPieceRows, [&](const Piece& piece) {
    std::vector<double> part(places_ * places_ + 1);
    std::array<std::size_t, kTraitsMost> at{};
    for (std::size_t row = piece.begin; row < piece.end; ++row) {
      const double weight = weights[row];
      if (weight == 0) continue;
      const std::uint8_t* levels = &rows_.levels[row * rows_.traits];
      part.back() += weight;
      for (std::size_t t = 0; t < rows_.traits; ++t) {
        at[t] = first_place_[t] + levels[t];
        double* target = &part[at[t] * places_];
        for (std::size_t u = 0; u <= t; ++u) target[at[u]] += weight;
      }
    }
    parts[piece.index] = std::move(part);
  });
  const std::vector<double> sums = added(parts, places_ * places_ + 1);
  Matrix gram(columns_);
  gram.at(0, 0) = sums.back();
  for (std::size_t i = 0; i < places_; ++i) {
    const std::size_t row = column_of_[i];
    if (row == kNoColumn) continue;
    gram.at(row, 0) = gram.at(0, row) = sums[i * places_ + i];
    for (std::size_t j = 0; j <= i; ++j) {
      if (column_of_[j] == kNoColumn) continue;
      gram.at(row, column_of_[j]) = gram.at(column_of_[j], row) = sums[i * places_ + j];
    }
  }
  return gram;
}

std::vector<double> LevelDesign::quadratics(const Matrix& matrix) const {
  // One more place for the constant.
  Matrix places(places_ + 1);
  const auto column = [&](std::size_t i) { return i == places_ ? 0 : column_of_[i]; };
  for (std::size_t i = 0; i <= places_; ++i) {
    for (std::size_t j = 0; j <= places_; ++j) {
      const bool there = column(i) != kNoColumn && column(j) != kNoColumn;
      if (there) places.at(i, j) = matrix.at(column(i), column(j));
    }
  }
  std::vector<double> found(rows());
  for_each_piece(rows(), kPieceRows, [&](const Piece& piece) {
    std::array<std::size_t, kTraitsMost> at{};
    for (std::size_t row = piece.begin; row < piece.end; ++row) {
      double sum = places.at(places_, places_);
      for (std::size_t t = 0; t < rows_.traits; ++t) {
        at[t] = first_place_[t] + rows_.at(row, t);
        const double* of = &places.values[at[t] * (places_ + 1)];
        double twice = of[places_];
        for (std::size_t u = 0; u < t; ++u) twice += of[at[u]];
        sum += 2 * twice + of[at[t]];
      }
      found[row] = sum;
    }
  });
  return found;
}

std::vector<double> LevelDesign::level_sums(std::span<const double> amounts,
                                            std::size_t trait) const {
  std::vector<double> found(levels_of_[trait]);
  for (std::size_t row = 0; row < rows(); ++row) found[rows_.at(row, trait)] += amounts[row];
  return found;
}

std::vector<std::size_t> count_levels(const LevelRows& rows) {
  std::vector<std::size_t> levels(rows.traits, rows.count > 0 ? 1 : 0);
  for (std::size_t row = 0; row < rows.count; ++row) {
    for (std::size_t t = 0; t < rows.traits; ++t) {
      levels[t] = std::max<std::size_t>(levels[t], rows.at(row, t) + 1U);
    }
  }
  return levels;
}

}  // namespace mikata::stats
