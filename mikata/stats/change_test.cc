// SPDX-License-Identifier: Apache-2.0
#include "mikata/stats/change.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cmath>

#include "mikata/stats/nps_change.h"
#include "mikata/stats/share_change.h"

namespace mikata::stats {
namespace {

TEST(NpsChange, OfIndependentWavesIsTheKnownOne) {
  // The plain z test of R's package NPS gives +9.55, SE 3.65, p .0090 here; three added answers a
  // wave change the third digit. References: mpmath 1.2.1.
  const auto change = nps_change({412, 305, 283}, {450, 300, 230});
  ASSERT_TRUE(change);
  EXPECT_NEAR(change->value, 9.54897959184, 1e-10);
  EXPECT_NEAR(change->standard_error, 3.64714735605, 1e-10);
  EXPECT_NEAR(change->interval.low, 2.37077473833, 1e-10);
  EXPECT_NEAR(change->interval.high, 16.6673296667, 1e-9);
  EXPECT_NEAR(change->z, 2.60999934283, 1e-10);
  EXPECT_NEAR(change->p, 0.00905423965946, 1e-13);
}

TEST(NpsChange, PeopleInBothPeriodsMakeItSharper) {
  // 80 people in both, Σx1 25, Σx2 33, Σx1x2 40; mpmath 1.2.1.
  const NpsCounts before{50, 30, 20};
  const NpsCounts after{55, 30, 15};
  const auto change = nps_change(before, after, {80, 25, 33, 40});
  EXPECT_NEAR(change->value, 10, 1e-12);
  EXPECT_NEAR(change->standard_error, 7.47970864523, 1e-10);
  EXPECT_NEAR(change->p, 0.194283841487, 1e-11);
  EXPECT_LT(change->standard_error, nps_change(before, after)->standard_error);
}

TEST(NpsChange, OfTheSamePeopleIsThePairedTest) {
  // Everyone answers twice: the variance is nearly that of the differences. 1,000 people, 900
  // unchanged, 60 from detractor to promoter (+2), 40 from promoter to detractor (-2):
  // mean .04, variance .4 - .0016, SE sqrt(.3984 / 1000) = 1.996 points.
  const NpsCounts before{540, 0, 460};
  const NpsCounts after{560, 0, 440};
  const double first = 80;
  const double second = 120;
  const double product = 900 - 100;
  const auto change = nps_change(before, after, {1000, first, second, product});
  EXPECT_NEAR(change->value, 4, 1e-12);
  EXPECT_NEAR(change->standard_error, 1.996, 0.01);
  EXPECT_GT(nps_change(before, after)->standard_error, 4.4);
}

TEST(NpsChange, WithoutAnyVariationIsStillUncertain) {
  const auto change = nps_change({5, 0, 0}, {5, 0, 0}, {5, 5, 5, 5});
  ASSERT_TRUE(change);
  EXPECT_EQ(change->value, 0);
  EXPECT_GT(change->standard_error, 0);
  EXPECT_NEAR(change->p, 1, 1e-12);
}

TEST(NpsChange, OfAnEmptyPeriodIsNothing) {
  EXPECT_FALSE(nps_change({0, 0, 0}, {1, 2, 3}));
  EXPECT_FALSE(nps_change({1, 2, 3}, {0, 0, 0}));
}

TEST(NpsChange, StaysOnTheScale) {
  const auto change = nps_change({0, 0, 3}, {3, 0, 0});
  EXPECT_EQ(change->value, 200);
  EXPECT_EQ(change->interval.high, 200);
}

TEST(ShareChange, IsTheFormulaOfAgrestiAndCaffo) {
  // 56/70 and 48/80: p = 57/72, 49/82; SE^2 = p q / n by hand.
  const auto change = share_change({56, 70}, {48, 80});
  const double p1 = 57.0 / 72;
  const double p2 = 49.0 / 82;
  const double error = std::sqrt(p1 * (1 - p1) / 72 + p2 * (1 - p2) / 82);
  EXPECT_NEAR(change->value, -0.2, 1e-15);
  EXPECT_NEAR(change->standard_error, error, 1e-15);
  EXPECT_NEAR(change->interval.low, p2 - p1 - 1.9599639845400542 * error, 1e-14);
  EXPECT_NEAR(change->interval.high, p2 - p1 + 1.9599639845400542 * error, 1e-14);
}

TEST(ShareChange, HoldsItsOwnValueAndStaysOnTheScale) {
  const auto change = share_change({0, 1}, {1, 1});
  EXPECT_EQ(change->value, 1);
  EXPECT_EQ(change->interval.high, 1);
  EXPECT_FALSE(share_change({0, 0}, {1, 1}));
}

TEST(Change, OfWavesThatDoNotVaryIsNothing) {
  EXPECT_FALSE(change({.plain = 1, .adjusted = 1, .variance = 0, .n = 3},
                      {.plain = 2, .adjusted = 2, .variance = 0, .n = 3}, {}));
}

// Any table of who answered what in both periods, with others besides.
RC_GTEST_PROP(NpsChange, HasAVarianceWhateverTheOverlap, ()) {
  const auto few = rc::gen::inRange(0, 30);
  double table[3][3];  // first and second answer: promoter, passive, detractor
  NpsCounts before{static_cast<double>(*few), static_cast<double>(*few), static_cast<double>(*few)};
  NpsCounts after{static_cast<double>(*few), static_cast<double>(*few), static_cast<double>(*few)};
  Overlap overlap;
  for (int i = 0; i < 3; ++i) {
    for (int k = 0; k < 3; ++k) {
      const double people = *few;
      table[i][k] = people;
      overlap.people += people;
      overlap.first += people * (1 - i);
      overlap.second += people * (1 - k);
      overlap.product += people * (1 - i) * (1 - k);
    }
  }
  for (int i = 0; i < 3; ++i) {
    before.promoters += table[0][i];
    before.passives += table[1][i];
    before.detractors += table[2][i];
    after.promoters += table[i][0];
    after.passives += table[i][1];
    after.detractors += table[i][2];
  }
  RC_PRE(before.answered() > 0 && after.answered() > 0);
  const auto change = nps_change(before, after, overlap);
  RC_ASSERT(change.has_value());
  RC_ASSERT(change->standard_error > 0);
  RC_ASSERT(change->p >= 0 && change->p <= 1);
  RC_ASSERT(change->interval.low <= change->value && change->value <= change->interval.high);
}

}  // namespace
}  // namespace mikata::stats
