// SPDX-License-Identifier: Apache-2.0
#include "mikata/stats/jackknife.h"

#include <algorithm>
#include <cassert>

#include "mikata/stats/student_t.h"

namespace mikata::stats {
namespace {

constexpr std::size_t kNone = static_cast<std::size_t>(-1);

}  // namespace

std::optional<Estimate> jackknife_interval(std::span<const double> replicates, double confidence) {
  if (replicates.size() < 3) return std::nullopt;
  const bool finite = std::ranges::all_of(replicates, [](double x) { return std::isfinite(x); });
  if (!finite) return std::nullopt;
  const double whole = replicates.front();
  const auto groups = static_cast<double>(replicates.size() - 1);
  double squares = 0;
  for (const double replicate : replicates.subspan(1)) {
    squares += (replicate - whole) * (replicate - whole);
  }
  const double error = std::sqrt((groups - 1) / groups * squares);
  const double half = student_t_critical(confidence, groups - 1) * error;
  return Estimate{whole, {whole - half, whole + half}};
}

std::optional<Estimate> jackknife_ratio(std::span<const BlockSums> blocks, double confidence) {
  return jackknife(
      blocks, [](std::span<const double> sums) { return sums[0] / sums[1]; }, confidence);
}

BlockSums total_sums(std::span<const BlockSums> blocks) { return without_block(blocks, kNone); }

// Added up anew instead of subtracted from the whole, so that no digits are lost.
BlockSums without_block(std::span<const BlockSums> blocks, std::size_t left_out) {
  BlockSums sums(blocks.empty() ? 0 : blocks.front().size(), 0.0);
  for (std::size_t i = 0; i < blocks.size(); ++i) {
    assert(blocks[i].size() == sums.size());
    if (i == left_out) continue;
    for (std::size_t k = 0; k < sums.size(); ++k) sums[k] += blocks[i][k];
  }
  return sums;
}

bool is_empty_block(const BlockSums& block) {
  return std::ranges::all_of(block, [](double sum) { return sum == 0; });
}

}  // namespace mikata::stats
