// SPDX-License-Identifier: Apache-2.0
#include "mikata/insights/blocks.h"

namespace mikata {

std::vector<BlockGroup> read_blocks(const Table& table) {
  constexpr std::size_t kFirstSum = 3;
  std::vector<BlockGroup> groups;
  for (const Row& row : table.rows) {
    const Day period = as_day(row[0]);
    const bool same =
        !groups.empty() && groups.back().period == period && groups.back().by_value == row[1];
    if (!same) groups.push_back({period, row[1], {}, {}});
    stats::BlockSums sums;
    for (std::size_t i = kFirstSum; i < row.size(); ++i) {
      sums.push_back(is_null(row[i]) ? 0.0 : as_number(row[i]));
    }
    groups.back().blocks.push_back(std::move(sums));
  }
  for (auto& group : groups) group.total = stats::total_sums(group.blocks);
  return groups;
}

}  // namespace mikata
