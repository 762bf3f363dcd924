// SPDX-License-Identifier: Apache-2.0
#include "mikata/stats/jackknife.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "mikata/base/random.h"
#include "mikata/stats/student_t.h"

namespace mikata::stats {
namespace {

double ratio(std::span<const double> sums) { return sums[0] / sums[1]; }

TEST(Jackknife, OfAMeanOfSinglesIsTheTInterval) {
  // R: t.test(c(2, 3, 5, 6, 14)) gives 6 and 0.0856 .. 11.9144.
  const std::vector<BlockSums> blocks{{2, 1}, {3, 1}, {5, 1}, {6, 1}, {14, 1}};
  const auto mean = jackknife(std::span(blocks), ratio);
  ASSERT_TRUE(mean);
  EXPECT_DOUBLE_EQ(mean->value, 6);
  // Deviations 4, 3, 1, 0, 8: squares 90; SE = sqrt(90 / 4 / 5).
  const double half = 2.7764451051977987 * std::sqrt(4.5);
  EXPECT_NEAR(mean->interval.low, 6 - half, 1e-9);
  EXPECT_NEAR(mean->interval.high, 6 + half, 1e-9);
}

TEST(Jackknife, OfARatioIsTheHandComputedOne) {
  // 10/4 over all; without each in turn: 9/3, 8/3, 3/2.
  const std::vector<BlockSums> blocks{{1, 1}, {2, 1}, {7, 2}};
  const double theta = 2.5;
  const double squares =
      std::pow(3 - theta, 2) + std::pow(8.0 / 3 - theta, 2) + std::pow(1.5 - theta, 2);
  const double half = student_t_critical(0.95, 2) * std::sqrt(2.0 / 3 * squares);
  const auto estimate = jackknife_ratio(blocks);
  EXPECT_DOUBLE_EQ(estimate->value, theta);
  EXPECT_NEAR(estimate->interval.high, theta + half, 1e-12);
  EXPECT_NEAR(estimate->interval.low, theta - half, 1e-12);
}

TEST(Jackknife, DoesNotCountEmptyGroups) {
  const std::vector<BlockSums> full{{1, 1}, {2, 1}, {7, 2}};
  std::vector<BlockSums> sparse(50, BlockSums{0, 0});
  sparse[3] = full[0];
  sparse[17] = full[1];
  sparse[49] = full[2];
  EXPECT_EQ(jackknife_ratio(sparse)->interval, jackknife_ratio(full)->interval);
}

TEST(Jackknife, SaysNothingWhenThereIsNotEnough) {
  EXPECT_FALSE(jackknife_ratio({}));
  EXPECT_FALSE(jackknife_ratio(std::vector<BlockSums>{{3, 1}}));
  EXPECT_FALSE(jackknife_ratio(std::vector<BlockSums>(50, BlockSums{0, 0})));
  // Without the second group nobody is left to divide by.
  EXPECT_FALSE(jackknife_ratio(std::vector<BlockSums>{{3, 0}, {4, 2}}));
  const std::vector<BlockSums> blocks{{1, 1}, {2, 1}};
  const auto undefined = [](std::span<const double>) {
    return std::numeric_limits<double>::quiet_NaN();
  };
  EXPECT_FALSE(jackknife(std::span(blocks), undefined));
}

TEST(Jackknife, CoversTheTruthAsOftenAsItSays) {
  // A ratio of skewed sums in 50 groups, truth 2: 2,000 draws must cover it in 95 % of cases; the
  // standard error of that share is .5 %, so .93 to .97 is four of them.
  Random random(41);
  int covered = 0;
  for (int draw = 0; draw < 2000; ++draw) {
    std::vector<BlockSums> blocks(50, BlockSums{0, 0});
    for (auto& block : blocks) {
      for (int i = 0; i < 8; ++i) {
        block[0] += -2 * std::log(1 - random.uniform());
        block[1] += 1;
      }
    }
    const auto [low, high] = jackknife_ratio(blocks)->interval;
    covered += low <= 2 && 2 <= high ? 1 : 0;
  }
  EXPECT_GT(covered, 1860);
  EXPECT_LT(covered, 1940);
}

TEST(Jackknife, OfSeveralNumbersIsThatOfEach) {
  const std::vector<BlockSums> blocks{{1, 2}, {0, 0}, {5, 4}, {3, 3}};
  const auto both = jackknife_each(blocks, [](std::span<const double> sums) {
    return std::vector<double>{sums[0] / sums[1], sums[0]};
  });
  ASSERT_EQ(both.size(), 2U);
  const auto ratio = jackknife_ratio(blocks);
  EXPECT_EQ(both[0]->value, ratio->value);
  EXPECT_EQ(both[0]->interval, ratio->interval);
  EXPECT_EQ(both[1]->value, 9);
  EXPECT_TRUE(
      jackknife_each({}, [](std::span<const double>) { return std::vector<double>{1}; }).empty());
}

RC_GTEST_PROP(Jackknife, OfALinearSumDoesNotDependOnTheOrderOfGroups, ()) {
  const auto values = *rc::gen::container<std::vector<int>>(rc::gen::inRange(1, 1000));
  RC_PRE(values.size() >= 2);
  std::vector<BlockSums> blocks;
  for (const int value : values) blocks.push_back({static_cast<double>(value), 1});
  const auto there = jackknife_ratio(blocks);
  std::ranges::reverse(blocks);
  const auto back = jackknife_ratio(blocks);
  RC_ASSERT(std::abs(there->interval.low - back->interval.low) < 1e-6);
  RC_ASSERT(there->interval.low <= there->value && there->value <= there->interval.high);
}

TEST(JackknifeDeathTest, NeedsBlocksOfEqualLength) {
  EXPECT_DEATH(total_sums(std::vector<BlockSums>{{1, 2}, {1}}), "size");
}

}  // namespace
}  // namespace mikata::stats
