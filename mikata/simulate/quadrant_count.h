// SPDX-License-Identifier: Apache-2.0
// Counts the four fields and the fifth group by METRICS' definition, from what anyone can see in
// the files: days of orders and last answers. One pass over the customers, sums only.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "mikata/base/date.h"

namespace mikata::shop {

struct QuadrantCounts {
  std::int64_t content_staying = 0;
  std::int64_t content_gone = 0;
  std::int64_t complaining_staying = 0;
  std::int64_t complaining_gone = 0;
  std::int64_t no_answer = 0;
};

class QuadrantCount {
 public:
  explicit QuadrantCount(Day as_of) : as_of_(as_of) {}
  // `days`: those with an order, ascending, each once. `content`: of the last answer within 365
  // days; nullopt when there is none.
  void add(std::span<const Day> days, std::optional<bool> content);
  QuadrantCounts counts() const;
  // Days of silence after which somebody with fewer than five gaps is gone: the first day on which
  // the Kaplan-Meier curve of all gaps is at most .1, the longest closed gap when it never is.
  std::int64_t usual_silence() const;

 private:
  void keep(std::vector<std::int64_t>& histogram, std::int64_t days);

  Day as_of_;
  QuadrantCounts settled_;
  std::vector<std::int64_t> closed_;  // gaps by their days
  std::vector<std::int64_t> open_;    // silences by their days
  // Customers whose own gaps are too few, by days of silence: [content][days].
  std::array<std::vector<std::int64_t>, 2> waiting_;
};

}  // namespace mikata::shop
