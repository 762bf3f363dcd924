// SPDX-License-Identifier: Apache-2.0
#include "mikata/stats/newcombe.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <array>
#include <cmath>

namespace mikata::stats {
namespace {

// Newcombe (1998), Stat. Med. 17, 873, table II, method 10, examples (a) to (h).
TEST(Newcombe, IsThePublishedOne) {
  const struct {
    Share first, second;
    double low, high;
  } cases[] = {{{56, 70}, {48, 80}, 0.0524, 0.3339}, {{9, 10}, {3, 10}, 0.1705, 0.8090},
               {{6, 7}, {2, 7}, 0.0582, 0.8062},     {{5, 56}, {0, 29}, -0.0381, 0.1926},
               {{0, 10}, {0, 20}, -0.1611, 0.2775},  {{0, 10}, {0, 10}, -0.2775, 0.2775},
               {{10, 10}, {0, 20}, 0.6791, 1.0000},  {{10, 10}, {0, 10}, 0.6075, 1.0000}};
  for (const auto& [first, second, low, high] : cases) {
    const auto difference = newcombe(first, second);
    ASSERT_TRUE(difference);
    EXPECT_DOUBLE_EQ(difference->value, first.successes / first.n - second.successes / second.n);
    EXPECT_NEAR(difference->interval.low, low, 5e-5) << first.successes << "/" << first.n;
    EXPECT_NEAR(difference->interval.high, high, 5e-5) << first.successes << "/" << first.n;
  }
}

// A widely used library raises an error on the first and returns the ends reversed on the second.
TEST(Newcombe, IsOrderedWhereOthersStumble) {
  for (const auto& [first, second] :
       {std::array<Share, 2>{{{3, 20}, {9, 22}}}, std::array<Share, 2>{{{0, 15}, {4, 15}}}}) {
    const auto difference = newcombe(first, second);
    ASSERT_TRUE(difference);
    EXPECT_LT(difference->interval.low, difference->value);
    EXPECT_LT(difference->value, difference->interval.high);
  }
}

TEST(Newcombe, WithNobodyOnOneSideThereIsNoDifference) {
  EXPECT_FALSE(newcombe({0, 0}, {1, 2}));
  EXPECT_FALSE(newcombe({1, 2}, {0, 0}));
}

RC_GTEST_PROP(Newcombe, SwappedSharesMirrorTheInterval, ()) {
  const int m = *rc::gen::inRange(1, 500);
  const int n = *rc::gen::inRange(1, 500);
  const Share first{static_cast<double>(*rc::gen::inRange(0, m + 1)), static_cast<double>(m)};
  const Share second{static_cast<double>(*rc::gen::inRange(0, n + 1)), static_cast<double>(n)};
  const auto there = newcombe(first, second);
  const auto back = newcombe(second, first);
  RC_ASSERT(std::abs(there->interval.low + back->interval.high) < 1e-12);
  RC_ASSERT(there->interval.low <= there->value && there->value <= there->interval.high);
  RC_ASSERT(there->interval.low >= -1 - 1e-12 && there->interval.high <= 1 + 1e-12);
}

}  // namespace
}  // namespace mikata::stats
