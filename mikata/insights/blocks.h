// SPDX-License-Identifier: Apache-2.0
// Sums per period, group and customer block: from these come both the number and its interval
// (delete-a-group jackknife over the 50 blocks).
#pragma once

#include <cmath>
#include <vector>

#include "mikata/insights/insight.h"
#include "mikata/stats/jackknife.h"

namespace mikata {

struct BlockGroup {
  Day period;
  Value by_value;
  std::vector<stats::BlockSums> blocks;
  stats::BlockSums total;
};

// The table's columns: period, by_value, block, then the sums; ordered by period and group.
std::vector<BlockGroup> read_blocks(const Table& table);

// value, low, high as cells; NULL where there is not enough to say.
template <stats::Functional F>
std::vector<Value> jackknife_cells(const BlockGroup& group, F functional) {
  const double value = functional(group.total);
  if (!std::isfinite(value)) return {Value(), Value(), Value()};
  const auto found = stats::jackknife(group.blocks, functional);
  if (!found) return {value, Value(), Value()};
  return {value, found->interval.low, found->interval.high};
}

}  // namespace mikata
