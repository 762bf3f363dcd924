// SPDX-License-Identifier: Apache-2.0
#include "mikata/stats/lmg.h"

#include <bit>
#include <cmath>
#include <cstdint>

namespace mikata::stats {
namespace {

constexpr double kRedundant = 1e-10;

double lower(const Matrix& m, std::size_t row, std::size_t column) {
  return row >= column ? m.at(row, column) : m.at(column, row);
}

// R² of every subset of the drivers. A subset is reached from the one without its last driver, by
// one more row of the triangular factor: a forward substitution.
class Subsets {
 public:
  explicit Subsets(const Matrix& correlation)
      : correlation_(correlation),
        drivers_(correlation.size - 1),
        rows_(drivers_ * drivers_),
        outcome_(drivers_),
        chosen_(drivers_),
        r_squared_(std::size_t{1} << drivers_) {}

  std::vector<double> all() {
    visit(0, 0, 0);
    return std::move(r_squared_);
  }

 private:
  void visit(std::size_t depth, std::size_t next, std::size_t subset) {
    for (std::size_t j = next; j < drivers_; ++j) {
      double* row = &rows_[depth * drivers_];
      double rest = 1;
      double left = correlation_.at(drivers_, j);
      for (std::size_t k = 0; k < depth; ++k) {
        const double* before = &rows_[k * drivers_];
        double sum = correlation_.at(j, chosen_[k]);
        for (std::size_t i = 0; i < k; ++i) sum -= row[i] * before[i];
        row[k] = sum / before[k];
        rest -= row[k] * row[k];
        left -= row[k] * outcome_[k];
      }
      row[depth] = std::sqrt(rest);
      outcome_[depth] = left / row[depth];
      chosen_[depth] = j;
      const std::size_t with = subset | (std::size_t{1} << j);
      r_squared_[with] = r_squared_[subset] + outcome_[depth] * outcome_[depth];
      visit(depth + 1, j + 1, with);
    }
  }

  const Matrix& correlation_;
  std::size_t drivers_;
  std::vector<double> rows_;     // of the factor, of the drivers on the way
  std::vector<double> outcome_;  // the outcome's row of it
  std::vector<std::size_t> chosen_;
  std::vector<double> r_squared_;
};

// s! (p-1-s)! / p! for s = 0 .. p-1, without a factorial.
std::vector<double> weights(std::size_t drivers) {
  std::vector<double> found{1.0 / static_cast<double>(drivers)};
  for (std::size_t s = 1; s < drivers; ++s) {
    found.push_back(found.back() * static_cast<double>(s) / static_cast<double>(drivers - s));
  }
  return found;
}

}  // namespace

Matrix correlations(const Matrix& covariance) {
  Matrix found(covariance.size);
  for (std::size_t i = 0; i < found.size; ++i) {
    for (std::size_t j = 0; j < found.size; ++j) {
      const double scale = std::sqrt(covariance.at(i, i)) * std::sqrt(covariance.at(j, j));
      found.at(i, j) = scale > 0 ? lower(covariance, i, j) / scale : 0;
    }
  }
  return found;
}

std::vector<std::size_t> redundant_drivers(const Matrix& covariance) {
  const Matrix correlation = correlations(covariance);
  std::vector<std::size_t> redundant;
  std::vector<std::vector<double>> rows;
  std::vector<std::size_t> kept;
  for (std::size_t j = 0; j + 1 < covariance.size; ++j) {
    std::vector<double> row;
    double rest = correlation.at(j, j);
    for (std::size_t k = 0; k < kept.size(); ++k) {
      double sum = correlation.at(j, kept[k]);
      for (std::size_t i = 0; i < k; ++i) sum -= row[i] * rows[k][i];
      row.push_back(sum / rows[k][k]);
      rest -= row[k] * row[k];
    }
    if (!(rest > kRedundant)) {
      redundant.push_back(j);
      continue;
    }
    row.push_back(std::sqrt(rest));
    rows.push_back(std::move(row));
    kept.push_back(j);
  }
  return redundant;
}

std::optional<DriverShares> lmg(const Matrix& covariance) {
  const std::size_t drivers = covariance.size - 1;
  const double variance = covariance.at(drivers, drivers);
  if (!(variance > 0) || !redundant_drivers(covariance).empty()) return std::nullopt;
  const Matrix correlation = correlations(covariance);
  const std::vector<double> r_squared = Subsets(correlation).all();
  const std::vector<double> weight = weights(drivers);
  DriverShares found{r_squared.back(), std::vector<double>(drivers)};
  for (std::size_t subset = 0; subset < r_squared.size(); ++subset) {
    const double w = weight[std::min<std::size_t>(std::popcount(subset), drivers - 1)];
    for (std::size_t rest = ~subset & (r_squared.size() - 1); rest != 0; rest &= rest - 1) {
      const auto j = static_cast<std::size_t>(std::countr_zero(rest));
      found.shares[j] += w * (r_squared[subset | (std::size_t{1} << j)] - r_squared[subset]);
    }
  }
  return found;
}

}  // namespace mikata::stats
