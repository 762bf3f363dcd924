// SPDX-License-Identifier: Apache-2.0
#include "mikata/stats/wilson.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cmath>

namespace mikata::stats {
namespace {

// Newcombe (1998), Stat. Med. 17, 857, table I, method 3 (score without continuity correction).
TEST(Wilson, IsThePublishedOne) {
  const struct {
    double successes, n, low, high;
  } cases[] = {{81, 263, 0.2553, 0.3662},
               {15, 148, 0.0624, 0.1605},
               {0, 20, 0.0000, 0.1611},
               {1, 29, 0.0061, 0.1718}};
  for (const auto& [successes, n, low, high] : cases) {
    const auto interval = wilson(successes, n);
    EXPECT_NEAR(interval.low, low, 5e-5) << successes << "/" << n;
    EXPECT_NEAR(interval.high, high, 5e-5) << successes << "/" << n;
  }
}

// References: mpmath 1.2.1; R's prop.test(15, 148, correct = FALSE, conf.level = .99).
TEST(Wilson, HoldsToTenDigitsForFractionsAndOtherConfidence) {
  EXPECT_NEAR(wilson(2.5, 7.25).low, 0.1137288084, 1e-10);
  EXPECT_NEAR(wilson(2.5, 7.25).high, 0.683412394, 1e-9);
  EXPECT_NEAR(wilson(15, 148, 0.99).low, 0.05364486961, 1e-11);
  EXPECT_NEAR(wilson(15, 148, 0.99).high, 0.1832673501, 1e-10);
}

TEST(Wilson, IsNeverOfZeroWidth) {
  EXPECT_EQ(wilson(0, 20).low, 0);
  EXPECT_NEAR(wilson(0, 20).high, 0.1611251581, 1e-10);
  EXPECT_EQ(wilson(20, 20).high, 1);
  EXPECT_NEAR(wilson(20, 20).low, 0.8388748419, 1e-10);
  EXPECT_LT(wilson(1e9, 1e9).low, 1);
}

TEST(Wilson, ForgivesWhatRoundingLeaves) {
  EXPECT_EQ(wilson(20 * (1 + 1e-15), 20), wilson(20, 20));
  EXPECT_EQ(wilson(-1e-15, 20), wilson(0, 20));
}

TEST(Wilson, OfNobodySaysNothing) { EXPECT_EQ(wilson(0, 0), (Interval{0, 1})); }

RC_GTEST_PROP(Wilson, LiesInTheUnitIntervalAroundTheShare, ()) {
  const int n = *rc::gen::inRange(1, 1'000'000);
  const int successes = *rc::gen::inRange(0, n + 1);
  const auto [low, high] = wilson(successes, n);
  const double share = static_cast<double>(successes) / n;
  RC_ASSERT(0 <= low && low <= share && share <= high && high <= 1 && low < high);
}

RC_GTEST_PROP(Wilson, IsNarrowerWithMoreAnswersOfTheSameShare, ()) {
  const int n = *rc::gen::inRange(1, 10'000);
  const int successes = *rc::gen::inRange(0, n + 1);
  const auto once = wilson(successes, n);
  const auto twice = wilson(2 * successes, 2 * n);
  RC_ASSERT(twice.high - twice.low < once.high - once.low);
}

RC_GTEST_PROP(Wilson, OfFailuresIsItsMirror, ()) {
  const int n = *rc::gen::inRange(1, 10'000);
  const int successes = *rc::gen::inRange(0, n + 1);
  const auto [low, high] = wilson(successes, n);
  const auto mirror = wilson(n - successes, n);
  RC_ASSERT(std::abs(low - (1 - mirror.high)) < 1e-12);
  RC_ASSERT(std::abs(high - (1 - mirror.low)) < 1e-12);
}

TEST(WilsonDeathTest, NeedsSuccessesWithinN) {
  EXPECT_DEATH(wilson(3, 2), "successes <=");
  EXPECT_DEATH(wilson(-1, 2), "successes >=");
}

}  // namespace
}  // namespace mikata::stats
