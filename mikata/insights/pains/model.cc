// SPDX-License-Identifier: Apache-2.0
#include "mikata/insights/pains/model.h"

#include <algorithm>

#include "mikata/stats/cholesky.h"

namespace mikata::pains {
namespace {

constexpr double kShrink = 10;
constexpr double kRidge = 1;
// Fewer remarks with a score say nothing of what moves it.
constexpr double kRatedMin = 30;

// The sums: remarks; rated; then bad remarks and badness of each theme; X'y; the lower half of X'X.
constexpr std::size_t kRated = 1;
constexpr std::size_t kThemes = 2;

}  // namespace

std::size_t PainModel::cross_at(std::size_t row, std::size_t column) const {
  return kThemes + 2 * themes_ + unknowns() + row * (row + 1) / 2 + column;
}

stats::BlockSums PainModel::empty() const { return stats::BlockSums(cross_at(unknowns(), 0), 0.0); }

void PainModel::add(const Judged& judged, stats::BlockSums& sums) const {
  sums[0] += judged.remarks;
  sums[kRated] += judged.rated;
  for (const std::size_t theme : judged.bad) {
    sums[kThemes + 2 * theme] += judged.remarks;
    sums[kThemes + 2 * theme + 1] += judged.badness;
  }
  if (judged.rated == 0) return;
  std::vector<std::size_t> ones{0};  // columns of X that are 1
  for (const std::size_t theme : judged.bad) ones.push_back(1 + theme);
  for (const std::size_t theme : judged.good) ones.push_back(1 + themes_ + theme);
  std::ranges::sort(ones);
  for (std::size_t i = 0; i < ones.size(); ++i) {
    sums[kThemes + 2 * themes_ + ones[i]] += judged.rating;
    for (std::size_t j = 0; j <= i; ++j) sums[cross_at(ones[i], ones[j])] += judged.rated;
  }
}

double PainModel::bad(std::span<const double> sums, std::size_t theme) const {
  return sums[kThemes + 2 * theme];
}

double PainModel::share(std::span<const double> sums, std::size_t theme) const {
  return bad(sums, theme) / sums[0];
}

double PainModel::severity(std::span<const double> sums, std::size_t theme) const {
  double all = 0;
  double badness = 0;
  for (std::size_t t = 0; t < themes_; ++t) {
    all += bad(sums, t);
    badness += sums[kThemes + 2 * t + 1];
  }
  const double mean = all > 0 ? badness / all : 0;
  return (sums[kThemes + 2 * theme + 1] + kShrink * mean) / (bad(sums, theme) + kShrink);
}

std::optional<std::vector<double>> PainModel::weights(std::span<const double> sums) const {
  if (sums[kRated] < kRatedMin) return std::nullopt;
  stats::Matrix cross(unknowns());
  std::vector<double> right(unknowns());
  for (std::size_t row = 0; row < unknowns(); ++row) {
    right[row] = sums[kThemes + 2 * themes_ + row];
    for (std::size_t column = 0; column <= row; ++column) {
      cross.at(row, column) = sums[cross_at(row, column)];
    }
    if (row > 0) cross.at(row, row) += kRidge;
  }
  const auto factor = stats::Cholesky::of(cross);
  if (!factor) return std::nullopt;
  const std::vector<double> solved = factor->solve(right);
  std::vector<double> weights;
  for (std::size_t theme = 0; theme < themes_; ++theme) {
    weights.push_back(std::max(0.0, -solved[1 + theme]));
  }
  return weights;
}

double PainModel::pain(std::span<const double> sums, std::size_t theme) const {
  const auto weight = weights(sums);
  return share(sums, theme) * severity(sums, theme) * (weight ? weight->at(theme) : 1.0);
}

}  // namespace mikata::pains
