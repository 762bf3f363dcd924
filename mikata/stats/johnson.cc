// SPDX-License-Identifier: Apache-2.0
#include "mikata/stats/johnson.h"

#include <cmath>
#include <limits>

namespace mikata::stats {
namespace {

constexpr int kSweepsMost = 100;

Matrix identity(std::size_t size) {
  Matrix unit(size);
  for (std::size_t i = 0; i < size; ++i) unit.at(i, i) = 1;
  return unit;
}

double off_diagonal(const Matrix& m) {
  double sum = 0;
  for (std::size_t i = 0; i < m.size; ++i) {
    for (std::size_t j = 0; j < i; ++j) sum += m.at(i, j) * m.at(i, j);
  }
  return sum;
}

double squared(const Matrix& m) {
  double sum = 0;
  for (const double value : m.values) sum += value * value;
  return sum;
}

struct Rotation {
  std::size_t p = 0;
  std::size_t q = 0;
  double cosine = 1;
  double sine = 0;
};

// The turn in the plane (p, q) that makes m(p, q) zero.
Rotation rotation_of(const Matrix& m, std::size_t p, std::size_t q) {
  const double tau = (m.at(q, q) - m.at(p, p)) / (2 * m.at(p, q));
  const double tangent = std::copysign(1.0, tau) / (std::abs(tau) + std::hypot(1.0, tau));
  const double cosine = 1 / std::hypot(1.0, tangent);
  return {p, q, cosine, tangent * cosine};
}

void turn_columns(Matrix& m, const Rotation& turn) {
  for (std::size_t i = 0; i < m.size; ++i) {
    const double a = m.at(i, turn.p);
    const double b = m.at(i, turn.q);
    m.at(i, turn.p) = turn.cosine * a - turn.sine * b;
    m.at(i, turn.q) = turn.sine * a + turn.cosine * b;
  }
}

void turn_rows(Matrix& m, const Rotation& turn) {
  for (std::size_t i = 0; i < m.size; ++i) {
    const double a = m.at(turn.p, i);
    const double b = m.at(turn.q, i);
    m.at(turn.p, i) = turn.cosine * a - turn.sine * b;
    m.at(turn.q, i) = turn.sine * a + turn.cosine * b;
  }
}

}  // namespace

Spectrum symmetric_eigen(Matrix matrix) {
  Matrix vectors = identity(matrix.size);
  const double enough = squared(matrix) * std::numeric_limits<double>::epsilon() *
                        std::numeric_limits<double>::epsilon();
  for (int sweep = 0; sweep < kSweepsMost && off_diagonal(matrix) > enough; ++sweep) {
    for (std::size_t p = 0; p + 1 < matrix.size; ++p) {
      for (std::size_t q = p + 1; q < matrix.size; ++q) {
        if (matrix.at(p, q) == 0) continue;
        const Rotation turn = rotation_of(matrix, p, q);
        turn_columns(matrix, turn);
        turn_rows(matrix, turn);
        turn_columns(vectors, turn);
      }
    }
  }
  Spectrum found{{}, std::move(vectors)};
  for (std::size_t i = 0; i < matrix.size; ++i) found.values.push_back(matrix.at(i, i));
  return found;
}

std::optional<DriverShares> johnson(const Matrix& covariance) {
  const std::size_t drivers = covariance.size - 1;
  const double variance = covariance.at(drivers, drivers);
  if (!(variance > 0) || !redundant_drivers(covariance).empty()) return std::nullopt;
  const Matrix all = correlations(covariance);
  Matrix between(drivers);
  for (std::size_t i = 0; i < drivers; ++i) {
    for (std::size_t j = 0; j < drivers; ++j) between.at(i, j) = all.at(i, j);
  }
  const Spectrum eigen = symmetric_eigen(between);
  // V' r_y, each part divided by its sqrt(D): L^-1 r_y = V of that.
  std::vector<double> part(drivers);
  for (std::size_t k = 0; k < drivers; ++k) {
    for (std::size_t i = 0; i < drivers; ++i) {
      part[k] += eigen.vectors.at(i, k) * all.at(drivers, i);
    }
    part[k] /= std::sqrt(eigen.values[k]);
  }
  DriverShares found{0, std::vector<double>(drivers)};
  for (std::size_t k = 0; k < drivers; ++k) {
    double slope = 0;
    for (std::size_t i = 0; i < drivers; ++i) slope += eigen.vectors.at(k, i) * part[i];
    for (std::size_t j = 0; j < drivers; ++j) {
      double loading = 0;
      for (std::size_t i = 0; i < drivers; ++i) {
        loading += eigen.vectors.at(j, i) * std::sqrt(eigen.values[i]) * eigen.vectors.at(k, i);
      }
      found.shares[j] += loading * loading * slope * slope;
    }
    found.r_squared += slope * slope;
  }
  return found;
}

}  // namespace mikata::stats
