// SPDX-License-Identifier: Apache-2.0
#include "mikata/stats/correlation.h"

#include <gtest/gtest.h>

#include <vector>

namespace mikata::stats {
namespace {

TEST(Correlation, OfARowThatStandsForSeveralIsThatOfTheSeveral) {
  const std::vector<WeightedPair> rows{{1, 2, 3}, {2, 1, 1}, {5, 7, 2}};
  std::vector<WeightedPair> each;
  for (const auto& [x, y, n] : rows) {
    for (int i = 0; i < n; ++i) each.push_back({x, y, 1});
  }
  ASSERT_TRUE(correlation(rows));
  EXPECT_NEAR(*correlation(rows), *correlation(each), 1e-15);
  // 1, 2, 3 with 2, 4, 5: 3 / sqrt(2 * 14 / 3)
  EXPECT_NEAR(*correlation(std::vector<WeightedPair>{{1, 2, 1}, {2, 4, 1}, {3, 5, 1}}),
              0.98198050606196574, 1e-15);
}

TEST(Correlation, IsNotThereWithoutVariation) {
  EXPECT_FALSE(correlation(std::vector<WeightedPair>{{1, 2, 1}, {1, 3, 1}}));
  EXPECT_FALSE(correlation(std::vector<WeightedPair>{{1, 2, 1}, {3, 2, 4}}));
}

}  // namespace
}  // namespace mikata::stats
