// SPDX-License-Identifier: Apache-2.0
#include "mikata/stats/adjusted_wald_nps.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace mikata::stats {
namespace {

// References: the formula in mpmath 1.2.1 with 30 digits.
TEST(AdjustedWaldNps, IsTheFormulaOfRocks) {
  const struct {
    NpsCounts counts;
    double score, low, high;
  } cases[] = {{{412, 305, 283}, 12.9, 7.76608382511, 17.9567476804},
               {{450, 300, 230}, 22.4489795918, 17.3669399308, 27.3939959797},
               {{60, 25, 15}, 45, 29.3431112017, 58.035529575},
               {{50, 0, 50}, 0, -19.1709611654, 19.1709611654},
               {{0, 7, 0}, 0, -24.0045583818, 24.0045583818}};
  for (const auto& [counts, score, low, high] : cases) {
    const auto nps = adjusted_wald_nps(counts);
    ASSERT_TRUE(nps);
    EXPECT_NEAR(nps->value, score, 1e-9);
    EXPECT_NEAR(nps->interval.low, low, 1e-9);
    EXPECT_NEAR(nps->interval.high, high, 1e-9);
  }
}

TEST(AdjustedWaldNps, IsCutAtTheEndsOfTheScale) {
  // Without the cut the upper end would be 101.08.
  EXPECT_NEAR(adjusted_wald_nps({100, 0, 0})->interval.low, 93.0901480929, 1e-9);
  EXPECT_EQ(adjusted_wald_nps({100, 0, 0})->interval.high, 100);
  EXPECT_EQ(adjusted_wald_nps({0, 0, 5})->interval.low, -100);
  EXPECT_NEAR(adjusted_wald_nps({0, 0, 5})->interval.high, -17.4914530342, 1e-9);
}

TEST(AdjustedWaldNps, OfOneAnswerHoldsThatAnswer) {
  const auto nps = adjusted_wald_nps({1, 0, 0});
  EXPECT_EQ(nps->value, 100);
  EXPECT_NEAR(nps->interval.low, -48.4986494203, 1e-9);
  EXPECT_EQ(nps->interval.high, 100);
}

TEST(AdjustedWaldNps, OfOneKindStaysOnTheScaleWhateverTheyWeigh) {
  for (int i = 1; i < 1000; ++i) {
    const double weight = i / 129.0;
    EXPECT_EQ(adjusted_wald_nps({weight, 0, 0})->interval.high, 100) << weight;
    EXPECT_EQ(adjusted_wald_nps({0, 0, weight})->interval.low, -100) << weight;
  }
}

TEST(AdjustedWaldNps, OfNobodyIsNothing) { EXPECT_FALSE(adjusted_wald_nps({0, 0, 0})); }

RC_GTEST_PROP(AdjustedWaldNps, LiesOnTheScaleAroundTheScore, ()) {
  const auto any = rc::gen::inRange(0, 10'000);
  const NpsCounts counts{static_cast<double>(*any), static_cast<double>(*any),
                         static_cast<double>(*any)};
  RC_PRE(counts.answered() > 0);
  const auto nps = adjusted_wald_nps(counts);
  RC_ASSERT(-100 <= nps->interval.low && nps->interval.low <= nps->value);
  RC_ASSERT(nps->value <= nps->interval.high && nps->interval.high <= 100);
  RC_ASSERT(nps->interval.low < nps->interval.high);
}

RC_GTEST_PROP(AdjustedWaldNps, IsNarrowerWithMoreAnswersOfTheSameKind, ()) {
  const auto any = rc::gen::inRange(1, 5'000);
  const NpsCounts once{static_cast<double>(*any), static_cast<double>(*any),
                       static_cast<double>(*any)};
  const NpsCounts twice{2 * once.promoters, 2 * once.passives, 2 * once.detractors};
  const auto wide = adjusted_wald_nps(once)->interval;
  const auto narrow = adjusted_wald_nps(twice)->interval;
  RC_ASSERT(narrow.high - narrow.low < wide.high - wide.low);
}

TEST(AdjustedWaldNpsDeathTest, NeedsCounts) {
  EXPECT_DEATH(adjusted_wald_nps({-1, 0, 2}), "promoters >= 0");
}

}  // namespace
}  // namespace mikata::stats
