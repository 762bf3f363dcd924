// SPDX-License-Identifier: Apache-2.0
#include "mikata/simulate/quadrant_count.h"

#include <gtest/gtest.h>

#include <vector>

namespace mikata::shop {
namespace {

std::vector<Day> days(std::initializer_list<int> list) {
  std::vector<Day> result;
  for (const int day : list) result.push_back(Day{day});
  return result;
}

TEST(QuadrantCount, UsesOwnGapsFromFiveOn) {
  // Gaps 10, 10, 10, 10, 20: the 90 % quantile (type 7) is 16.
  const auto visits = days({0, 10, 20, 30, 40, 60});
  QuadrantCount at_limit(Day{76});
  at_limit.add(visits, true);
  EXPECT_EQ(at_limit.counts().content_staying, 1);
  QuadrantCount beyond(Day{77});
  beyond.add(visits, true);
  EXPECT_EQ(beyond.counts().content_gone, 1);
}

TEST(QuadrantCount, ASilenceOfJustTheUsualLengthIsNotLonger) {
  // Gaps of seven times 1 and once 11: 1 + .3 * 10 is 4, which is 3.9999 in floating point.
  QuadrantCount count(Day{22});
  count.add(days({0, 1, 2, 3, 4, 5, 6, 7, 18}), true);
  EXPECT_EQ(count.counts().content_staying, 1);
}

TEST(QuadrantCount, UsesEverybodysGapsBelowFive) {
  QuadrantCount count(Day{100});
  // Nine gaps of 5 days and one of 30, none open at risk before them: S(5) = .1 with ten, but the
  // open ones below keep the curve up until 30.
  for (int i = 0; i < 9; ++i) count.add(days({0, 5}), std::nullopt);
  count.add(days({0, 30}), std::nullopt);
  count.add(days({95, 100}), false);
  count.add(days({0}), false);
  EXPECT_EQ(count.usual_silence(), 30);
  const QuadrantCounts counts = count.counts();
  EXPECT_EQ(counts.complaining_staying, 1);
  EXPECT_EQ(counts.complaining_gone, 1);
  EXPECT_EQ(counts.no_answer, 10);
}

TEST(QuadrantCount, KaplanMeierLeavesTheCensoredOutOfLaterRisk) {
  // 4 closed gaps at 1 day and 1 silence of 2 days, then 5 closed at 3: S(1) = 1 - 4/10 ...
  QuadrantCount count(Day{3});
  for (int i = 0; i < 4; ++i) count.add(days({2, 3}), std::nullopt);
  // Their silences of 0 days are four more at risk on day 0 only.
  count.add(days({1}), std::nullopt);
  for (int i = 0; i < 5; ++i) count.add(days({0, 3}), std::nullopt);
  // At 1: 4 of 10 close; at 3: 5 of 5 close, so S falls from .6 to 0 there.
  EXPECT_EQ(count.usual_silence(), 3);
}

TEST(QuadrantCount, TheLongestClosedGapStandsInWhenTheCurveStaysHigh) {
  QuadrantCount count(Day{400});
  count.add(days({0, 7}), std::nullopt);
  for (int i = 0; i < 20; ++i) count.add(days({0}), true);
  EXPECT_EQ(count.usual_silence(), 7);
  EXPECT_EQ(count.counts().content_gone, 20);
}

TEST(QuadrantCount, NobodyAndThoseWhoNeverBought) {
  QuadrantCount count(Day{10});
  EXPECT_EQ(count.usual_silence(), 0);
  count.add({}, std::nullopt);
  EXPECT_EQ(count.counts().no_answer, 1);
}

}  // namespace
}  // namespace mikata::shop
