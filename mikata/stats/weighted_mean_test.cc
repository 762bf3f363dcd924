// SPDX-License-Identifier: Apache-2.0
#include "mikata/stats/weighted_mean.h"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "mikata/stats/weighted_nps.h"

namespace mikata::stats {
namespace {

struct Answer {
  double weight;
  double value;
};

WeightedSums sums(const std::vector<Answer>& answers) {
  WeightedSums sums;
  for (const auto& [w, x] : answers) {
    sums.n += 1;
    sums.w += w;
    sums.ww += w * w;
    sums.wx += w * x;
    sums.wwx += w * w * x;
    sums.wwxx += w * w * x * x;
  }
  return sums;
}

// References: mpmath 1.2.1. In R:
//   d <- svydesign(ids = ~1, weights = c(1, 2, 3, 4, .5), data = data.frame(x = c(10, 0, 7, 9, 3)))
//   svymean(~x, d)
TEST(WeightedMean, HasTheLinearisedError) {
  const auto mean = weighted_mean(sums({{1, 10}, {2, 0}, {3, 7}, {4, 9}, {0.5, 3}}));
  ASSERT_TRUE(mean);
  EXPECT_NEAR(mean->mean, 6.5238095238095, 1e-13);
  EXPECT_NEAR(*mean->standard_error, 1.7993879538466, 1e-12);
  EXPECT_NEAR(mean->effective_n, 3.6446280991736, 1e-13);
}

TEST(WeightedMean, WithEqualWeightsIsThePlainOne) {
  // Mean 4, sum of squares 10, so that s / sqrt(n) = sqrt(10 / 3) / 2.
  for (const double w : {1.0, 0.25, 1000.0}) {
    const auto mean = weighted_mean(sums({{w, 2}, {w, 3}, {w, 5}, {w, 6}}));
    EXPECT_DOUBLE_EQ(mean->mean, 4);
    EXPECT_NEAR(*mean->standard_error, std::sqrt(10.0 / 3) / 2, 1e-12);
    EXPECT_DOUBLE_EQ(mean->effective_n, 4);
  }
}

TEST(WeightedMean, OfOneAnswerHasNoErrorToShow) {
  const auto mean = weighted_mean(sums({{2, 7}}));
  EXPECT_EQ(mean->mean, 7);
  EXPECT_FALSE(mean->standard_error);
}

TEST(WeightedMean, OfNobodyOrNoWeightIsNothing) {
  EXPECT_FALSE(weighted_mean({}));
  EXPECT_FALSE(weighted_mean(sums({{0, 7}, {0, 3}})));
  EXPECT_EQ(effective_n(0, 0), 0);
}

TEST(WeightedMean, WithoutSpreadHasErrorZeroInSpiteOfRounding) {
  const auto mean = weighted_mean(sums({{0.1, 0.3}, {0.7, 0.3}, {1.3, 0.3}}));
  EXPECT_NEAR(*mean->standard_error, 0, 1e-8);
}

// The same six answers, as values 100, 0, -100 and as sums by kind; mpmath 1.2.1:
//   w = 1.5 .5 2 1 1 .8, x = 100 100 0 -100 100 0
TEST(WeightedNps, IsTheWeightedMeanOfItsKinds) {
  const WeightedNpsSums kinds{
      .n = 6, .promoters = {3, 3.5}, .passives = {2.8, 4.64}, .detractors = {1, 1}};
  const auto nps = weighted_nps(kinds);
  ASSERT_TRUE(nps);
  EXPECT_NEAR(nps->points.value, 29.411764705882, 1e-11);
  EXPECT_NEAR(nps->points.interval.low, 29.411764705882 - 1.9599639845400542 * 31.485988002982,
              1e-9);
  EXPECT_NEAR(nps->points.interval.high, 29.411764705882 + 1.9599639845400542 * 31.485988002982,
              1e-9);
  EXPECT_NEAR(nps->effective_n, 5.0590809628009, 1e-12);
}

TEST(WeightedNps, OfAnswersOfOneKindStillHasAnInterval) {
  const auto nps = weighted_nps({.n = 10, .promoters = {20, 40}});
  EXPECT_EQ(nps->points.value, 100);
  EXPECT_DOUBLE_EQ(nps->effective_n, 10);
  EXPECT_LT(nps->points.interval.low, 70);
  EXPECT_EQ(nps->points.interval.high, 100);
}

TEST(WeightedNps, OfOneAnswerStillHasAnInterval) {
  const auto nps = weighted_nps({.n = 1, .detractors = {3, 9}});
  EXPECT_EQ(nps->points.value, -100);
  EXPECT_EQ(nps->points.interval.low, -100);
  EXPECT_GT(nps->points.interval.high, 0);
}

TEST(WeightedNps, StaysOnTheScale) {
  const auto nps = weighted_nps({.n = 4, .promoters = {3, 3}, .detractors = {1, 1}});
  EXPECT_EQ(nps->points.interval.high, 100);
}

TEST(WeightedNps, OfNobodyIsNothing) {
  EXPECT_FALSE(weighted_nps({}));
  EXPECT_FALSE(weighted_nps({.n = 3}));
}

}  // namespace
}  // namespace mikata::stats
