// SPDX-License-Identifier: Apache-2.0
#include "mikata/stats/normal.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cmath>
#include <limits>

namespace mikata::stats {
namespace {

// References: mpmath 1.2.1 with 30 digits, erfc(-z/sqrt(2))/2 and sqrt(2)*erfinv(2*p-1); R's pnorm
// and qnorm print the same.
TEST(Normal, CdfIsRightAlsoInTheTails) {
  EXPECT_NEAR(normal_cdf(1.96), 0.97500210485177957, 1e-15);
  EXPECT_NEAR(normal_cdf(-1.96), 0.024997895148220434, 1e-16);
  EXPECT_DOUBLE_EQ(normal_cdf(0), 0.5);
  EXPECT_NEAR(normal_cdf(-8) / 6.2209605742717841e-16, 1, 1e-13);
  EXPECT_NEAR(normal_cdf(-37) / 5.7255712225245768e-300, 1, 1e-12);
  EXPECT_EQ(normal_cdf(std::numeric_limits<double>::infinity()), 1);
  EXPECT_EQ(normal_cdf(-std::numeric_limits<double>::infinity()), 0);
}

TEST(Normal, QuantileIsRightAlsoInTheTails) {
  EXPECT_NEAR(normal_quantile(0.975), 1.9599639845400542, 1e-14);
  EXPECT_NEAR(normal_quantile(0.025), -1.9599639845400542, 1e-14);
  EXPECT_NEAR(normal_quantile(0.9), 1.2815515655446005, 1e-14);
  EXPECT_NEAR(normal_quantile(1e-10), -6.3613409024040562, 1e-13);
  EXPECT_NEAR(normal_quantile(0.5), 0, 1e-15);
  EXPECT_NEAR(normal_critical(0.95), 1.9599639845400542, 1e-14);
  EXPECT_NEAR(normal_critical(0.99), 2.5758293035489008, 1e-14);
}

TEST(Normal, TwoSidedPIsTheWeightOfBothTails) {
  EXPECT_NEAR(two_sided_p(1.96), 0.049995790296440868, 1e-15);
  EXPECT_NEAR(two_sided_p(-2.6135), 0.0089620083699535723, 1e-15);
  EXPECT_NEAR(two_sided_p(10) / 1.5239706048321052e-23, 1, 1e-12);
  EXPECT_EQ(two_sided_p(0), 1);
}

RC_GTEST_PROP(Normal, QuantileUndoesCdf, ()) {
  const double z = *rc::gen::inRange(-5000, 5000) / 1000.0;
  RC_ASSERT(std::abs(normal_quantile(normal_cdf(z)) - z) < 1e-8);
}

TEST(NormalDeathTest, ThereIsNoQuantileAtTheEnds) {
  EXPECT_DEATH(normal_quantile(0), "p > 0");
  EXPECT_DEATH(normal_quantile(1), "p < 1");
  EXPECT_DEATH(normal_critical(1), "confidence < 1");
}

}  // namespace
}  // namespace mikata::stats
