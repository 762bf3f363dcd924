// SPDX-License-Identifier: Apache-2.0
#include "mikata/stats/johnson.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <numeric>

#include "mikata/stats/testing_data.h"

namespace mikata::stats {
namespace {

Matrix symmetric(const std::vector<std::vector<double>>& lower_half) {
  Matrix found(lower_half.size());
  for (std::size_t i = 0; i < found.size; ++i) {
    for (std::size_t j = 0; j <= i; ++j) found.at(i, j) = found.at(j, i) = lower_half[i][j];
  }
  return found;
}

// A second way: the square root of the correlations by Denman and Beavers' iteration, in Python,
// from the file itself.
TEST(Johnson, OfTheAirportAgreesWithASquareRootFoundAnotherWay) {
  const auto found = johnson(airport());
  ASSERT_TRUE(found);
  const std::vector<double> expected{.0963462604, .0864110796, .0826833516, .0761126806,
                                     .0767954832, .0763283913, .0793397194};
  for (std::size_t i = 0; i < expected.size(); ++i) {
    EXPECT_NEAR(found->shares[i], expected[i], 1e-9) << i;
  }
}

// One point of a hundred: wifi, which goes least with the rest, is what it favours most.
TEST(Johnson, SumsToRSquaredAndIsNearLmg) {
  const auto found = johnson(airport());
  const auto exact = lmg(airport());
  EXPECT_NEAR(found->r_squared, exact->r_squared, 1e-12);
  EXPECT_NEAR(std::accumulate(found->shares.begin(), found->shares.end(), 0.0), found->r_squared,
              1e-12);
  for (std::size_t i = 0; i < 7; ++i) EXPECT_NEAR(found->shares[i], exact->shares[i], .01);
}

TEST(Johnson, OfTwoDriversIsLmg) {
  const Matrix s = symmetric({{4}, {1.5, 9}, {1, 2, 3}});
  const auto found = johnson(s);
  const auto exact = lmg(s);
  for (std::size_t i = 0; i < 2; ++i) EXPECT_NEAR(found->shares[i], exact->shares[i], 1e-14);
}

TEST(Johnson, OfDriversThatHaveNothingInCommonIsTheSquaredCorrelation) {
  const auto found = johnson(symmetric({{4}, {0, 9}, {1, -.9, 1}}));
  EXPECT_NEAR(found->shares[0], .25, 1e-15);
  EXPECT_NEAR(found->shares[1], .09, 1e-15);
}

TEST(Johnson, HasNothingToSayWhereADriverIsTwiceThereOrNothingVaries) {
  EXPECT_FALSE(johnson(symmetric({{4}, {4, 4}, {1, 1, 1}})));
  EXPECT_FALSE(johnson(symmetric({{4}, {0, 0}, {1, 0, 1}})));
  EXPECT_FALSE(johnson(symmetric({{4}, {0, 4}, {0, 0, 0}})));
  const double nan = std::numeric_limits<double>::quiet_NaN();
  EXPECT_FALSE(johnson(symmetric({{nan}, {0, 4}, {1, 1, 1}})));
}

TEST(SymmetricEigen, GivesTheMatrixBack) {
  const Matrix s = airport();
  const Spectrum spectrum = symmetric_eigen(s);
  for (std::size_t i = 0; i < s.size; ++i) {
    for (std::size_t j = 0; j < s.size; ++j) {
      double sum = 0;
      for (std::size_t k = 0; k < s.size; ++k) {
        sum += spectrum.vectors.at(i, k) * spectrum.values[k] * spectrum.vectors.at(j, k);
      }
      EXPECT_NEAR(sum, s.at(i, j), 1e-9 * s.at(7, 7));
    }
  }
}

TEST(SymmetricEigen, OfADiagonalIsTheDiagonalAndOfNothingNothing) {
  const Spectrum diagonal = symmetric_eigen(symmetric({{3}, {0, -2}}));
  EXPECT_EQ(diagonal.values, (std::vector<double>{3, -2}));
  EXPECT_TRUE(symmetric_eigen(Matrix(0)).values.empty());
}

}  // namespace
}  // namespace mikata::stats
