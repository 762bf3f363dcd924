// SPDX-License-Identifier: Apache-2.0
#include "mikata/simulate/lmg.h"

#include <gtest/gtest.h>

#include <cmath>

#include "mikata/simulate/draw.h"

namespace mikata::shop {
namespace {

using DriverRow = std::array<double, kMostDrivers + 1>;

TEST(Lmg, OfUncorrelatedDriversIsTheSquaredWeight) {
  // A full factorial: the drivers are exactly uncorrelated, y = 1 a + 2 b + 3 c.
  Moments moments(3);
  for (int i = 0; i < 8; ++i) {
    const double a = (i & 1) != 0 ? 1 : -1;
    const double b = (i & 2) != 0 ? 1 : -1;
    const double c = (i & 4) != 0 ? 1 : -1;
    moments.add(DriverRow{a, b, c, a + 2 * b + 3 * c}, 1);
  }
  const std::vector<double> shares = lmg_shares(moments);
  ASSERT_EQ(shares.size(), 3U);
  EXPECT_NEAR(shares[0], 1.0 / 14, 1e-12);
  EXPECT_NEAR(shares[1], 4.0 / 14, 1e-12);
  EXPECT_NEAR(shares[2], 9.0 / 14, 1e-12);
}

TEST(Lmg, OfTwoDriversIsTheMeanOfBothOrders) {
  // Closed form with r the correlation of the drivers: R2 = (p² + q² - 2 p q r) / (1 - r²),
  // and the first driver's part is the mean of p² and R2 - q².
  Moments moments(2);
  Random random(3);
  for (int i = 0; i < 5000; ++i) {
    const double a = normal(random);
    const double b = .6 * a + .8 * normal(random);
    moments.add(DriverRow{a, b, a + .5 * b + normal(random)}, 1 + random.uniform());
  }
  const auto correlation = [&](std::size_t i, std::size_t j) {
    return moments.covariance(i, j) /
           std::sqrt(moments.covariance(i, i) * moments.covariance(j, j));
  };
  const double p = correlation(0, 2);
  const double q = correlation(1, 2);
  const double r = correlation(0, 1);
  const double r2 = (p * p + q * q - 2 * p * q * r) / (1 - r * r);
  const std::vector<double> shares = lmg_shares(moments);
  ASSERT_EQ(shares.size(), 2U);
  EXPECT_NEAR(shares[0], (p * p + r2 - q * q) / 2 / r2, 1e-9);
  EXPECT_NEAR(shares[0] + shares[1], 1, 1e-9);
}

TEST(Lmg, SaysNothingWhenThereIsNothingToSay) {
  EXPECT_TRUE(lmg_shares(Moments(2)).empty());
  Moments same_outcome(1);
  same_outcome.add(DriverRow{1, 5}, 1);
  same_outcome.add(DriverRow{2, 5}, 1);
  EXPECT_TRUE(lmg_shares(same_outcome).empty());
  Moments copied(2);
  for (int i = 0; i < 10; ++i) {
    const double x = i;
    copied.add(DriverRow{x, 2 * x, x * x}, 1);
  }
  EXPECT_TRUE(lmg_shares(copied).empty());
}

}  // namespace
}  // namespace mikata::shop
