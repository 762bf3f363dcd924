// SPDX-License-Identifier: Apache-2.0
#include "mikata/stats/raking.h"

#include <gtest/gtest.h>

#include <cmath>

#include "mikata/base/error.h"

namespace mikata::stats {
namespace {

RakingCell cell(std::vector<std::size_t> levels, double rows) {
  return {std::move(levels), rows, rows, rows};
}

const std::vector<RakingCell> kTable{cell({0, 0}, 30), cell({0, 1}, 10), cell({1, 0}, 20),
                                     cell({1, 1}, 40)};

double sum_of(const std::vector<RakingCell>& cells, const Raked& raked, std::size_t margin,
              std::size_t level) {
  double sum = 0;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    if (cells[i].levels[margin] == level) sum += cells[i].weight * raked.factors[i];
  }
  return sum;
}

TEST(Raking, MeetsEveryMargin) {
  const std::vector<RakingMargin> margins{{50, 50}, {60, 40}};
  const Raked raked = rake(kTable, margins);
  ASSERT_TRUE(raked.converged);
  for (std::size_t m = 0; m < 2; ++m) {
    for (std::size_t level = 0; level < 2; ++level) {
      EXPECT_NEAR(sum_of(kTable, raked, m, level) / margins[m][level], 1, 1e-8);
    }
  }
}

// What tells raking from any other way to the margins: the table keeps its odds ratio (Deming and
// Stephan). With that and the margins a 2 x 2 table is found by a quadratic equation.
TEST(Raking, KeepsTheOddsRatio) {
  const Raked raked = rake(kTable, std::vector<RakingMargin>{{50, 50}, {60, 40}});
  const double odds = 30.0 * 40 / (10 * 20);
  // a (100 - 110 + a) ... : a d = odds b c with b = 50 - a, c = 60 - a, d = a - 10
  const double p = 1 - odds;
  const double q = odds * 110 - 10;
  const double r = -odds * 3000;
  const double a = (-q + std::sqrt(q * q - 4 * p * r)) / (2 * p);
  EXPECT_NEAR(30 * raked.factors[0], a, 1e-6);
  EXPECT_NEAR(10 * raked.factors[1], 50 - a, 1e-6);
}

TEST(Raking, WithOneMarginIsPostStratification) {
  const std::vector<RakingCell> cells{cell({0}, 25), cell({1}, 75)};
  const Raked raked = rake(cells, std::vector<RakingMargin>{{50, 50}});
  EXPECT_EQ(raked.passes, 1);
  EXPECT_NEAR(raked.factors[0], 2, 1e-12);
  EXPECT_NEAR(raked.factors[1], 2.0 / 3, 1e-12);
  // 25 weights of 2 and 75 of 2/3: Σw = 100, Σw² = 133.33
  EXPECT_NEAR(raked.design_effect, 100 * (400.0 / 3) / 1e4, 1e-12);
  EXPECT_NEAR(raked.n_effective, 75, 1e-9);
}

TEST(Raking, LeavesAloneWhatAgreesAlready) {
  const Raked raked = rake(kTable, std::vector<RakingMargin>{{40, 60}, {50, 50}});
  EXPECT_EQ(raked.passes, 0);
  EXPECT_EQ(raked.design_effect, 1);
}

TEST(Raking, TakesDesignWeightsAlong) {
  const std::vector<RakingCell> cells{{{0}, 10, 30, 100}, {{1}, 10, 10, 10}};
  const Raked raked = rake(cells, std::vector<RakingMargin>{{20, 20}});
  EXPECT_NEAR(raked.factors[0], 2.0 / 3, 1e-12);
  EXPECT_NEAR(raked.factors[1], 2, 1e-12);
  EXPECT_NEAR(raked.n_effective, 1600 / (100 * 4.0 / 9 + 40), 1e-9);
}

TEST(Raking, SaysThatMarginsCannotBeMet) {
  // Only the diagonal is there, so both margins must be the same.
  const std::vector<RakingCell> diagonal{cell({0, 0}, 5), cell({1, 1}, 5)};
  const Raked raked = rake(diagonal, std::vector<RakingMargin>{{5, 5}, {3, 7}});
  EXPECT_FALSE(raked.converged);
  EXPECT_GT(raked.error, .1);
}

TEST(Raking, RefusesWhatHasNoAnswer) {
  const auto error = [](const std::vector<RakingCell>& cells,
                        const std::vector<RakingMargin>& margins) -> std::string {
    try {
      rake(cells, margins);
    } catch (const Error& e) {
      return e.what();
    }
    return "";
  };
  EXPECT_EQ(error(kTable, {{50, 50}, {30, 30, 40}}),
            "nobody stands for level 3 of margin 2, but 40 shall (put it together with another)");
  EXPECT_EQ(error(kTable, {{50, 50}, {60, 50}}), "margins have different totals: 100 and 110");
  EXPECT_EQ(error(kTable, {{50, -50}, {60, 40}}), "target of margin 1 is below 0: -50");
  EXPECT_EQ(error(kTable, {{50, 50}}),
            "cell does not fit the margins: 2 levels for 1 margins, weight 30");
  EXPECT_EQ(error({}, {{1}}), "nothing to rake: 0 cells, 1 margins");
}

}  // namespace
}  // namespace mikata::stats
