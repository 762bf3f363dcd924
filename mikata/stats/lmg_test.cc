// SPDX-License-Identifier: Apache-2.0
#include "mikata/stats/lmg.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "mikata/stats/testing_data.h"

namespace mikata::stats {
namespace {

// relaimpo 2.2.7, calc.relimp(type = "lmg"): to the four digits it was noted with.
TEST(Lmg, OfTheAirportIsRelaimpos) {
  const auto found = lmg(airport());
  ASSERT_TRUE(found);
  EXPECT_NEAR(found->r_squared, .574, 5e-4);
  const std::vector<double> published{.0950, .0902, .0841, .0796, .0789, .0736, .0727};
  for (std::size_t i = 0; i < published.size(); ++i) {
    EXPECT_NEAR(found->shares[i], published[i], 5e-5) << i;
  }
  EXPECT_NEAR(std::accumulate(found->shares.begin(), found->shares.end(), 0.0), found->r_squared,
              1e-12);
}

// R² of some drivers by solving the normal equations: a second way.
double r_squared(const Matrix& s, const std::vector<std::size_t>& drivers) {
  if (drivers.empty()) return 0;
  Matrix of(drivers.size());
  std::vector<double> with;
  const std::size_t y = s.size - 1;
  for (std::size_t i = 0; i < drivers.size(); ++i) {
    for (std::size_t j = 0; j < drivers.size(); ++j) of.at(i, j) = s.at(drivers[i], drivers[j]);
    with.push_back(s.at(y, drivers[i]));
  }
  const std::vector<double> slopes = Cholesky::of(of)->solve(with);
  return std::inner_product(slopes.begin(), slopes.end(), with.begin(), 0.0) / s.at(y, y);
}

// The mean over all 5,040 orders of entering, one by one.
TEST(Lmg, IsTheMeanOfWhatADriverAddsOverAllOrders) {
  const Matrix s = airport();
  std::vector<std::size_t> order(7);
  std::iota(order.begin(), order.end(), 0);
  std::vector<double> added(7);
  double orders = 0;
  do {
    std::vector<std::size_t> in;
    double before = 0;
    for (const std::size_t driver : order) {
      in.push_back(driver);
      const double now = r_squared(s, in);
      added[driver] += now - before;
      before = now;
    }
    ++orders;
  } while (std::ranges::next_permutation(order).found);
  const auto found = lmg(s);
  for (std::size_t i = 0; i < 7; ++i) EXPECT_NEAR(found->shares[i], added[i] / orders, 1e-12);
}

TEST(Lmg, OfDriversThatHaveNothingInCommonIsTheSquaredCorrelation) {
  Matrix s(3);
  s.at(0, 0) = 4;
  s.at(1, 1) = 9;
  s.at(2, 2) = 1;
  s.at(2, 0) = 1;    // r = .5
  s.at(2, 1) = -.9;  // r = -.3
  const auto found = lmg(s);
  EXPECT_NEAR(found->shares[0], .25, 1e-15);
  EXPECT_NEAR(found->shares[1], .09, 1e-15);
  Matrix one(2);
  one.at(0, 0) = one.at(1, 1) = 1;
  one.at(1, 0) = .6;
  EXPECT_NEAR(lmg(one)->shares[0], .36, 1e-15);
}

TEST(Lmg, DoesNotDependOnUnitsNorOnTheOrderOfDrivers) {
  const Matrix s = airport();
  Matrix other(8);
  const auto place = [](std::size_t i) { return i < 7 ? 6 - i : i; };
  const auto unit = [](std::size_t i) { return std::pow(10.0, static_cast<double>(i) - 3); };
  for (std::size_t i = 0; i < 8; ++i) {
    for (std::size_t j = 0; j < 8; ++j) {
      other.at(i, j) = s.at(place(i), place(j)) * unit(i) * unit(j);
    }
  }
  const auto found = lmg(s);
  const auto same = lmg(other);
  for (std::size_t i = 0; i < 7; ++i) EXPECT_NEAR(same->shares[i], found->shares[6 - i], 1e-12);
}

TEST(Lmg, NamesDriversThatOthersTell) {
  Matrix s(4);
  // x2 = x0 + x1, x0 and x1 apart
  const double values[4][4] = {{1, 0, 1, .5}, {0, 1, 1, .2}, {1, 1, 2, .7}, {.5, .2, .7, 1}};
  for (std::size_t i = 0; i < 4; ++i) {
    for (std::size_t j = 0; j < 4; ++j) s.at(i, j) = values[i][j];
  }
  EXPECT_FALSE(lmg(s));
  EXPECT_EQ(redundant_drivers(s), std::vector<std::size_t>{2});
  s.at(0, 0) = 0;
  s.at(0, 1) = s.at(0, 2) = s.at(0, 3) = s.at(1, 0) = s.at(2, 0) = s.at(3, 0) = 0;
  EXPECT_EQ(redundant_drivers(s), std::vector<std::size_t>{0}) << "does not vary";
}

TEST(Lmg, RefusesAnOutcomeThatDoesNotVary) {
  Matrix s(2);
  s.at(0, 0) = 1;
  EXPECT_FALSE(lmg(s));
}

}  // namespace
}  // namespace mikata::stats
