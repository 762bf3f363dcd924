// SPDX-License-Identifier: Apache-2.0
#include "mikata/simulate/quadrant_count.h"

#include <algorithm>
#include <numeric>

namespace mikata::shop {
namespace {

constexpr std::size_t kOwnGaps = 5;

// Whether a silence is longer than nine in ten of the gaps (R type 7: linear between the order
// statistics around .9 (n - 1)), in whole tenths of a day: as a fraction, a silence of just that
// length would be longer by a rounding error.
bool is_longer_than_usual(std::int64_t silence, std::vector<std::int64_t> gaps) {
  std::ranges::sort(gaps);
  const std::size_t tenths = 9 * (gaps.size() - 1);
  const std::int64_t low = gaps[tenths / 10];
  const std::int64_t high = gaps[std::min(tenths / 10 + 1, gaps.size() - 1)];
  return 10 * silence > 10 * low + static_cast<std::int64_t>(tenths % 10) * (high - low);
}

}  // namespace

void QuadrantCount::keep(std::vector<std::int64_t>& histogram, std::int64_t days) {
  const auto index = static_cast<std::size_t>(days);
  if (histogram.size() <= index) histogram.resize(index + 1);
  ++histogram[index];
}

void QuadrantCount::add(std::span<const Day> days, std::optional<bool> content) {
  std::vector<std::int64_t> gaps;
  for (std::size_t i = 1; i < days.size(); ++i) {
    gaps.push_back(days[i].days - days[i - 1].days);
    keep(closed_, gaps.back());
  }
  if (!days.empty()) keep(open_, as_of_.days - days.back().days);
  if (!content) {
    ++settled_.no_answer;
    return;
  }
  // Only buyers are asked: who answered has a day.
  const std::int64_t silence = as_of_.days - days.back().days;
  if (gaps.size() < kOwnGaps) {
    keep(waiting_[*content ? 1 : 0], silence);
    return;
  }
  const bool gone = is_longer_than_usual(silence, gaps);
  if (*content) ++(gone ? settled_.content_gone : settled_.content_staying);
  if (!*content) ++(gone ? settled_.complaining_gone : settled_.complaining_staying);
}

std::int64_t QuadrantCount::usual_silence() const {
  auto at_risk = static_cast<double>(std::accumulate(closed_.begin(), closed_.end(), 0LL) +
                                     std::accumulate(open_.begin(), open_.end(), 0LL));
  double staying = 1;
  for (std::size_t day = 0; day < closed_.size(); ++day) {
    if (closed_[day] > 0) staying *= 1 - static_cast<double>(closed_[day]) / at_risk;
    // A hair of tolerance: the curve is a product of fractions.
    if (staying <= .1 + 1e-12) return static_cast<std::int64_t>(day);
    at_risk -= static_cast<double>(closed_[day]);
    at_risk -= static_cast<double>(day < open_.size() ? open_[day] : 0);
  }
  return closed_.empty() ? 0 : static_cast<std::int64_t>(closed_.size()) - 1;
}

QuadrantCounts QuadrantCount::counts() const {
  QuadrantCounts counts = settled_;
  const std::int64_t limit = usual_silence();
  for (std::size_t content = 0; content < waiting_.size(); ++content) {
    for (std::size_t day = 0; day < waiting_[content].size(); ++day) {
      const std::int64_t people = waiting_[content][day];
      const bool gone = static_cast<std::int64_t>(day) > limit;
      if (content == 1) (gone ? counts.content_gone : counts.content_staying) += people;
      if (content == 0) (gone ? counts.complaining_gone : counts.complaining_staying) += people;
    }
  }
  return counts;
}

}  // namespace mikata::shop
