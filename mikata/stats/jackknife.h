// SPDX-License-Identifier: Apache-2.0
// Delete-a-group jackknife: the interval of anything that is computed from sums.
//
//   θ = f(Σ_g s_g),  θ_g = f(Σ_{h≠g} s_h),  Var = (G - 1)/G Σ_g (θ_g - θ)^2,  θ ± t_{G-1} sqrt(Var)
//
// Each customer belongs to one of G groups, so that answers of one person stay together. Kott
// (2001), J. Off. Stat. 17(4), 521; Wolter (2007), section 4.2, around the estimate of the whole. A
// group whose sums are all 0 has nobody in it and is not counted in G.
//
//   jackknife(blocks, [](std::span<const double> s) { return s[0] / s[1]; })   a ratio
#pragma once

#include <cmath>
#include <concepts>
#include <cstddef>
#include <functional>
#include <optional>
#include <span>
#include <vector>

#include "mikata/stats/interval.h"

namespace mikata::stats {

// The sums of one group, in the same order in each.
using BlockSums = std::vector<double>;

template <typename F>
concept Functional = std::regular_invocable<F, std::span<const double>> &&
                     std::convertible_to < std::invoke_result_t<F, std::span<const double>>,
double > ;

// θ(all) followed by θ(all but one group) for each group that is not empty.
template <Functional F>
std::vector<double> jackknife_replicates(std::span<const BlockSums> blocks, F functional);

// The interval from those numbers. nullopt with fewer than two groups, or when θ is not finite for
// the whole or for one of the replicates: then there is not enough to say.
std::optional<Estimate> jackknife_interval(std::span<const double> replicates,
                                           double confidence = kConfidence);

template <Functional F>
std::optional<Estimate> jackknife(std::span<const BlockSums> blocks, F functional,
                                  double confidence = kConfidence) {
  return jackknife_interval(jackknife_replicates(blocks, functional), confidence);
}

// Several numbers from the same sums, e.g. the shares of all drivers: one estimate for each number
// that `functional` gives, in its order. Requires the same count of numbers each time.
template <typename F>
std::vector<std::optional<Estimate>> jackknife_each(std::span<const BlockSums> blocks, F functional,
                                                    double confidence = kConfidence);

// Σ y / Σ x from sums {y, x}; a mean when x counts.
std::optional<Estimate> jackknife_ratio(std::span<const BlockSums> blocks,
                                        double confidence = kConfidence);

// Added up, and the whole without one group; requires blocks of equal length.
BlockSums total_sums(std::span<const BlockSums> blocks);
BlockSums without_block(std::span<const BlockSums> blocks, std::size_t left_out);
bool is_empty_block(const BlockSums& block);

template <Functional F>
std::vector<double> jackknife_replicates(std::span<const BlockSums> blocks, F functional) {
  std::vector<double> replicates;
  if (blocks.empty()) return replicates;
  replicates.push_back(std::invoke(functional, std::span<const double>(total_sums(blocks))));
  for (std::size_t i = 0; i < blocks.size(); ++i) {
    if (is_empty_block(blocks[i])) continue;
    const BlockSums rest = without_block(blocks, i);
    replicates.push_back(std::invoke(functional, std::span<const double>(rest)));
  }
  return replicates;
}

template <typename F>
std::vector<std::optional<Estimate>> jackknife_each(std::span<const BlockSums> blocks, F functional,
                                                    double confidence) {
  std::vector<std::vector<double>> replicates;  // of each number
  const auto add = [&](const BlockSums& sums) {
    const std::vector<double> numbers = std::invoke(functional, std::span<const double>(sums));
    replicates.resize(numbers.size());
    for (std::size_t i = 0; i < numbers.size(); ++i) replicates[i].push_back(numbers[i]);
  };
  if (!blocks.empty()) add(total_sums(blocks));
  for (std::size_t i = 0; i < blocks.size(); ++i) {
    if (!is_empty_block(blocks[i])) add(without_block(blocks, i));
  }
  std::vector<std::optional<Estimate>> estimates;
  for (const auto& of_number : replicates) {
    estimates.push_back(jackknife_interval(of_number, confidence));
  }
  return estimates;
}

}  // namespace mikata::stats
