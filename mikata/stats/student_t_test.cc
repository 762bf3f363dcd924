// SPDX-License-Identifier: Apache-2.0
#include "mikata/stats/student_t.h"

#include <gtest/gtest.h>

#include "mikata/stats/normal.h"

namespace mikata::stats {
namespace {

// References: mpmath 1.2.1 by the incomplete beta function; the same as R's qt and pt, e.g.
// qt(.975, 49) = 2.009575, qt(.975, 5) = 2.570582.
TEST(StudentT, QuantilesAreThoseOfTheTables) {
  EXPECT_NEAR(student_t_quantile(0.975, 49), 2.0095752371292397, 1e-13);
  EXPECT_NEAR(student_t_quantile(0.975, 5), 2.5705818356363155, 1e-13);
  EXPECT_NEAR(student_t_quantile(0.975, 2.5), 3.5746548420036832, 1e-12);
  EXPECT_NEAR(student_t_quantile(0.025, 49), -2.0095752371292397, 1e-13);
  EXPECT_NEAR(student_t_critical(0.95, 49), 2.0095752371292397, 1e-13);
  // One degree is Cauchy's distribution: tan(pi (p - 1/2)).
  EXPECT_NEAR(student_t_critical(0.95, 1), 12.706204736174705, 1e-11);
}

TEST(StudentT, CdfIsThatOfTheTables) {
  EXPECT_NEAR(student_t_cdf(2, 10), 0.96330598261462982, 1e-14);
  EXPECT_NEAR(student_t_cdf(-3, 4), 0.019970984035859414, 1e-14);
  EXPECT_DOUBLE_EQ(student_t_cdf(0, 3), 0.5);
}

TEST(StudentT, BecomesNormalWithManyDegrees) {
  EXPECT_NEAR(student_t_critical(0.95, 1e8), normal_critical(0.95), 1e-7);
  double wider = student_t_critical(0.95, 1);
  for (int degrees = 2; degrees < 200; ++degrees) {
    const double narrower = student_t_critical(0.95, degrees);
    ASSERT_LT(narrower, wider) << degrees;
    ASSERT_GT(narrower, normal_critical(0.95)) << degrees;
    wider = narrower;
  }
}

TEST(StudentTDeathTest, NeedsDegreesOfFreedom) {
  EXPECT_DEATH(student_t_quantile(0.5, 0), "degrees > 0");
  EXPECT_DEATH(student_t_critical(0, 5), "confidence > 0");
}

}  // namespace
}  // namespace mikata::stats
