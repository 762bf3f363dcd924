// SPDX-License-Identifier: Apache-2.0
#include "mikata/stats/raking.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "mikata/base/error.h"

namespace mikata::stats {
namespace {

constexpr int kPasses = 100;
constexpr double kEnoughError = 1e-8;

double total(const RakingMargin& margin) {
  return std::accumulate(margin.begin(), margin.end(), 0.0);
}

void check(std::span<const RakingCell> cells, std::span<const RakingMargin> margins) {
  if (margins.empty() || cells.empty()) {
    fail(ErrorKind::invalid_argument,
         {"重みを合わせるものがありません: セル {} 個、周辺 {} 個",
          "nothing to rake: {} cells, {} margins"},
         cells.size(), margins.size());
  }
  for (std::size_t m = 0; m < margins.size(); ++m) {
    for (const double target : margins[m]) {
      if (!(target >= 0) || !std::isfinite(target)) {
        fail(ErrorKind::invalid_argument,
             {"周辺 {} の目標が負です: {}", "target of margin {} is below 0: {}"}, m + 1, target);
      }
    }
    const double first = total(margins[0]);
    if (!(first > 0) || std::abs(total(margins[m]) - first) > 1e-6 * first) {
      fail(ErrorKind::invalid_argument,
           {"周辺の合計がそろっていません: {} と {}", "margins have different totals: {} and {}"},
           first, total(margins[m]));
    }
  }
  for (const RakingCell& cell : cells) {
    bool fits = cell.levels.size() == margins.size() && cell.weight >= 0;
    for (std::size_t m = 0; fits && m < margins.size(); ++m) {
      fits = cell.levels[m] < margins[m].size();
    }
    if (!fits) {
      fail(ErrorKind::invalid_argument,
           {"セルが周辺と合いません: 水準 {} 個、周辺 {} 個、重み {}",
            "cell does not fit the margins: {} levels for {} margins, weight {}"},
           cell.levels.size(), margins.size(), cell.weight);
    }
  }
}

std::vector<double> sums(std::span<const RakingCell> cells, std::span<const double> factors,
                         std::size_t margin, std::size_t levels) {
  std::vector<double> found(levels);
  for (std::size_t i = 0; i < cells.size(); ++i) {
    found[cells[i].levels[margin]] += cells[i].weight * factors[i];
  }
  return found;
}

// Somebody must stand for each level that has a target.
void check_filled(std::span<const RakingCell> cells, std::span<const RakingMargin> margins) {
  const std::vector<double> ones(cells.size(), 1);
  for (std::size_t m = 0; m < margins.size(); ++m) {
    const std::vector<double> there = sums(cells, ones, m, margins[m].size());
    for (std::size_t level = 0; level < there.size(); ++level) {
      if (margins[m][level] == 0 || there[level] > 0) continue;
      fail(ErrorKind::invalid_argument,
           {"周辺 {1} の水準 {0} に当たる人がいませんが、目標は {2} "
            "です（ほかの水準とまとめてください）",
            "nobody stands for level {} of margin {}, but {} shall (put it together with another)"},
           level + 1, m + 1, margins[m][level]);
    }
  }
}

double largest_error(std::span<const RakingCell> cells, std::span<const RakingMargin> margins,
                     std::span<const double> factors) {
  double worst = 0;
  for (std::size_t m = 0; m < margins.size(); ++m) {
    const std::vector<double> now = sums(cells, factors, m, margins[m].size());
    for (std::size_t level = 0; level < now.size(); ++level) {
      const double target = margins[m][level];
      const double off = std::abs(now[level] - target);
      worst = std::max(worst, target > 0 ? off / target : off);
    }
  }
  return worst;
}

}  // namespace

Raked rake(std::span<const RakingCell> cells, std::span<const RakingMargin> margins) {
  check(cells, margins);
  check_filled(cells, margins);
  Raked raked{.factors = std::vector<double>(cells.size(), 1)};
  raked.error = largest_error(cells, margins, raked.factors);
  while (raked.error > kEnoughError && raked.passes < kPasses) {
    for (std::size_t m = 0; m < margins.size(); ++m) {
      const std::vector<double> now = sums(cells, raked.factors, m, margins[m].size());
      for (std::size_t i = 0; i < cells.size(); ++i) {
        const std::size_t level = cells[i].levels[m];
        if (now[level] > 0) raked.factors[i] *= margins[m][level] / now[level];
      }
    }
    raked.error = largest_error(cells, margins, raked.factors);
    ++raked.passes;
  }
  raked.converged = raked.error <= kEnoughError;
  double sum = 0;
  double squares = 0;
  double rows = 0;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    sum += cells[i].weight * raked.factors[i];
    squares += cells[i].weight_square * raked.factors[i] * raked.factors[i];
    rows += cells[i].rows;
  }
  if (squares > 0) {
    raked.n_effective = sum * sum / squares;
    raked.design_effect = rows / raked.n_effective;
  }
  return raked;
}

}  // namespace mikata::stats
