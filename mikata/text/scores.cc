// SPDX-License-Identifier: Apache-2.0
#include "mikata/text/scores.h"

#include <algorithm>
#include <numeric>

namespace mikata::text {

std::vector<ClassScore> class_scores(std::span<const std::uint32_t> truth,
                                     std::span<const std::uint32_t> predicted,
                                     std::size_t classes) {
  std::vector<ClassScore> scores(classes);
  std::vector<std::uint64_t> hits(classes, 0);
  std::vector<std::uint64_t> said(classes, 0);
  for (std::size_t i = 0; i < truth.size(); ++i) {
    ++scores[truth[i]].support;
    ++said[predicted[i]];
    if (truth[i] == predicted[i]) ++hits[truth[i]];
  }
  for (std::size_t k = 0; k < classes; ++k) {
    ClassScore& score = scores[k];
    const auto hit = static_cast<double>(hits[k]);
    if (said[k] > 0) score.precision = hit / static_cast<double>(said[k]);
    if (score.support > 0) score.recall = hit / static_cast<double>(score.support);
    const auto both = static_cast<double>(said[k] + score.support);
    if (both > 0) score.f1 = 2 * hit / both;
  }
  return scores;
}

double macro_f1(std::span<const ClassScore> scores) {
  double sum = 0;
  double count = 0;
  for (const ClassScore& score : scores) {
    if (score.support == 0) continue;
    sum += score.f1;
    count += 1;
  }
  return count > 0 ? sum / count : 0;
}

double accuracy(std::span<const std::uint32_t> truth, std::span<const std::uint32_t> predicted) {
  std::size_t right = 0;
  for (std::size_t i = 0; i < truth.size(); ++i) right += truth[i] == predicted[i] ? 1 : 0;
  return truth.empty() ? 0 : static_cast<double>(right) / static_cast<double>(truth.size());
}

double area_under_curve(std::span<const double> scores, std::span<const int> sides) {
  std::vector<std::size_t> order(scores.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::erase_if(order, [&](std::size_t i) { return sides[i] != 0 && sides[i] != 1; });
  std::ranges::stable_sort(order, {}, [&](std::size_t i) { return scores[i]; });
  double positives = 0;
  double rank_sum = 0;
  for (std::size_t i = 0; i < order.size();) {
    std::size_t end = i;
    while (end < order.size() && scores[order[end]] == scores[order[i]]) ++end;
    const double rank = (static_cast<double>(i) + static_cast<double>(end) + 1) / 2;
    for (; i < end; ++i) {
      if (sides[order[i]] != 1) continue;
      positives += 1;
      rank_sum += rank;
    }
  }
  const double negatives = static_cast<double>(order.size()) - positives;
  if (positives == 0 || negatives == 0) return 0.5;
  return (rank_sum - positives * (positives + 1) / 2) / (positives * negatives);
}

}  // namespace mikata::text
