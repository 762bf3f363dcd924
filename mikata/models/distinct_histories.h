// SPDX-License-Identifier: Apache-2.0
// Which of many customers have the same history, so that work is done once for each history.
#pragma once

#include <cstdint>
#include <vector>

#include "mikata/models/history.h"

namespace mikata::models {

class DistinctHistories {
 public:
  explicit DistinctHistories(std::size_t customers);
  // Position of the history among the distinct ones, in order of first appearance.
  std::uint32_t add(const History& history);
  const std::vector<History>& histories() const { return histories_; }

 private:
  void grow();

  std::vector<History> histories_;
  std::vector<std::uint32_t> slots_;  // position + 1; 0: free. Its size is a power of two
};

}  // namespace mikata::models
