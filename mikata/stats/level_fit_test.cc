// SPDX-License-Identifier: Apache-2.0
#include "mikata/stats/level_fit.h"

#include <gtest/gtest.h>

#include <cmath>

#include "mikata/base/random.h"
#include "mikata/stats/logit.h"
#include "mikata/stats/raking.h"

namespace mikata::stats {
namespace {

struct Drawn {
  LevelRows rows;
  std::vector<double> events;
  Design design{7};  // the same rows as any regression has them
  std::vector<RakingCell> cells;
};

// Three traits of 3, 2 and 4 levels.
Drawn drawn(std::size_t count) {
  constexpr std::array<std::uint64_t, 3> kLevels{3, 2, 4};
  constexpr std::array<std::size_t, 3> kFirst{0, 2, 3};
  Random random(7);
  Drawn drawn;
  drawn.rows.traits = 3;
  drawn.rows.count = count;
  for (std::size_t i = 0; i < count; ++i) {
    std::vector<DesignEntry> entries{{0, 1}};
    RakingCell cell{.levels = {}, .rows = 1, .weight = 1, .weight_square = 1};
    double logit = -0.4;
    for (std::size_t t = 0; t < 3; ++t) {
      const auto level = static_cast<std::uint8_t>(random.below(kLevels[t]));
      drawn.rows.levels.push_back(level);
      cell.levels.push_back(level);
      if (level > 0) entries.push_back({kFirst[t] + level, 1});
      logit += 0.3 * level - 0.1 * static_cast<double>(t);
    }
    drawn.design.add_row(entries);
    drawn.cells.push_back(cell);
    drawn.events.push_back(random.uniform() < 1 / (1 + std::exp(-logit)) ? 1 : 0);
  }
  return drawn;
}

TEST(LevelDesign, AddsUpAsAnyRegression) {
  const Drawn drawn_rows = drawn(500);
  const LevelDesign design(drawn_rows.rows, count_levels(drawn_rows.rows));
  ASSERT_EQ(design.columns(), 7U);
  Matrix gram(7);
  std::vector<double> side(7);
  for (std::size_t i = 0; i < 500; ++i) {
    drawn_rows.design.add_gram(i, 1 + drawn_rows.events[i], gram);
    drawn_rows.design.add_side(i, drawn_rows.events[i], side);
  }
  std::vector<double> weights = drawn_rows.events;
  for (double& weight : weights) weight += 1;
  const Matrix found = design.gram(weights);
  for (std::size_t i = 0; i < 7; ++i) {
    for (std::size_t j = 0; j <= i; ++j) {
      EXPECT_EQ(found.at(i, j), gram.at(i, j));
      EXPECT_EQ(found.at(j, i), gram.at(i, j));
    }
  }
  EXPECT_EQ(design.sums(drawn_rows.events), side);
  const std::vector<double> coefficients{1, 2, 3, 4, 5, 6, 7};
  EXPECT_EQ(design.dots(coefficients)[17], drawn_rows.design.dot(17, coefficients));
}

TEST(FitChances, AreThoseOfTheLogit) {
  const Drawn data = drawn(800);
  const LevelDesign design(data.rows, count_levels(data.rows));
  const std::vector<double> ones(800, 1);
  for (const double ridge : {0.0, 1.0}) {
    const LogitFit fit =
        fit_logit({.design = data.design, .trials = ones, .events = data.events}, {.ridge = ridge});
    const std::vector<double> chances = fit_chances(design, data.events, ridge);
    for (std::size_t i = 0; i < 800; i += 37) {
      EXPECT_NEAR(chances[i], fit.probability(data.design, i), 1e-6);
    }
  }
}

TEST(RakeRows, GivesTheWeightsOfRaking) {
  const Drawn data = drawn(300);
  const LevelDesign design(data.rows, count_levels(data.rows));
  const std::vector<RakingMargin> margins{{500, 300, 200}, {700, 300}, {100, 200, 300, 400}};
  const Raked raked = rake(data.cells, margins);
  const LevelWeights weights = rake_rows(design, std::vector<double>(300, 1.0),
                                         std::vector<double>{1000, 300, 200, 300, 200, 300, 400});
  ASSERT_TRUE(raked.converged);
  EXPECT_LT(weights.error, 1e-6);
  for (std::size_t i = 0; i < 300; ++i) EXPECT_NEAR(weights.of_row[i], raked.factors[i], 1e-4);
}

TEST(RakeRows, SaysWhatIsLeftWhereNoWeightsCan) {
  LevelRows rows{.traits = 2, .levels = {0, 0, 1, 1}, .count = 2};
  const LevelDesign design(rows, {2, 2});
  // The two traits are the same people, and shall not be the same share.
  const LevelWeights weights =
      rake_rows(design, std::vector<double>{1, 1}, std::vector<double>{10, 5, 2});
  EXPECT_GT(weights.error, 0.05);
}

TEST(LevelRegression, ForetellsAndKnowsItsLeverages) {
  LevelRows rows{.traits = 1, .levels = {0, 0, 0, 1, 1}, .count = 5};
  const LevelDesign design(rows, {2});
  const LevelRegression regression(design, std::vector<double>{1, 1, 2, 3, 1});
  const std::vector<double> foretold = regression.foretold(std::vector<double>{1, 3, 4, 8, 4});
  EXPECT_NEAR(foretold[0], 3, 1e-6);
  EXPECT_NEAR(foretold[4], 7, 1e-6);
  EXPECT_NEAR(regression.leverages()[2], 0.5, 1e-6);
  EXPECT_NEAR(regression.leverages()[3], 0.75, 1e-6);
}

}  // namespace
}  // namespace mikata::stats
