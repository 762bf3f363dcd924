// SPDX-License-Identifier: Apache-2.0
#include "mikata/stats/cholesky.h"

#include <gtest/gtest.h>

#include <cmath>

namespace mikata::stats {
namespace {

Matrix matrix(std::size_t n, const std::vector<double>& values) {
  Matrix m(n);
  m.values = values;
  return m;
}

// Golub and Van Loan's form of example: L = [[2,0,0],[1,3,0],[-1,2,1]].
const Matrix kMatrix = matrix(3, {4, 2, -2, 2, 10, 5, -2, 5, 6});

TEST(Cholesky, SolvesAndInverts) {
  const auto factor = Cholesky::of(kMatrix);
  ASSERT_TRUE(factor);
  const std::vector<double> b{2, 7, 3};
  const std::vector<double> x = factor->solve(b);
  const Matrix inverse = factor->inverse();
  for (std::size_t i = 0; i < 3; ++i) {
    double ax = 0;
    for (std::size_t j = 0; j < 3; ++j) {
      ax += kMatrix.at(i, j) * x[j];
      double product = 0;
      for (std::size_t k = 0; k < 3; ++k) product += kMatrix.at(i, k) * inverse.at(k, j);
      EXPECT_NEAR(product, i == j ? 1 : 0, 1e-14);
    }
    EXPECT_NEAR(ax, b[i], 1e-14);
  }
}

TEST(Cholesky, SpreadsByTheLowerHalf) {
  const auto y = Cholesky::of(kMatrix)->spread(std::vector<double>{1, 0, 2});
  EXPECT_EQ(y, (std::vector<double>{2, 1, 1}));
}

TEST(Cholesky, RefusesWhatIsNotPositiveDefinite) {
  EXPECT_FALSE(Cholesky::of(matrix(2, {1, 2, 2, 1})));
  EXPECT_FALSE(Cholesky::of(matrix(2, {1, 1, 1, 1})));
  EXPECT_FALSE(Cholesky::of(matrix(1, {0})));
  EXPECT_FALSE(Cholesky::of(matrix(1, {std::nan("")})));
  EXPECT_TRUE(Cholesky::of(matrix(2, {1e-200, 0, 0, 1e200}))) << "units do not matter";
}

}  // namespace
}  // namespace mikata::stats
