// SPDX-License-Identifier: Apache-2.0
#include "mikata/insights/comparison.h"

#include <gtest/gtest.h>

#include <cmath>

#include "mikata/base/random.h"

namespace mikata::comparison {
namespace {

struct Made {
  double bought_share = .5;  // of buyers among moments without the event
  double effect = -.2;
  double pull = .3;  // how much oftener the second level has the event, and buys
  int moments = 4000;
};

// Moments of two levels; the second has the event oftener and buys oftener.
std::vector<Cell> made(const Made& how, std::uint64_t seed) {
  Random random(seed);
  std::vector<Cell> cells;
  for (int i = 0; i < how.moments; ++i) {
    const std::int64_t level = random.uniform() < .5 ? 1 : 0;
    const double more = how.pull * static_cast<double>(level);
    const bool treated = random.uniform() < .1 + more;
    const double chance = how.bought_share + more + (treated ? how.effect : 0);
    const double buys = random.uniform() < chance ? 1 : 0;
    const double number = static_cast<double>(level) + .3 * random.uniform();
    cells.push_back({.block = static_cast<std::size_t>(random.below(50)),
                     .treated = treated,
                     .moments = 1,
                     .levels = {level, static_cast<std::int64_t>(random.below(3))},
                     .numbers = {number},
                     .squares = {number * number},
                     .outcomes = {buys}});
  }
  return cells;
}

TEST(Comparison, FindsTheEffectThatThePlainDifferenceHides) {
  const Comparison found = compare(made({}, 1));
  ASSERT_EQ(found.refusal, Refusal::none);
  const OutcomeEffect& effect = found.outcomes[0];
  EXPECT_LT(effect.att->interval.low, -.2);
  EXPECT_GT(effect.att->interval.high, -.2);
  EXPECT_GT(effect.naive, effect.att->interval.high);
  EXPECT_NEAR(effect.ipw, effect.att->value, .01);
  EXPECT_NEAR(effect.treated_mean - effect.without, effect.att->value, 1e-12);
  EXPECT_LT(found.worst_smd, kSmdMost);
  EXPECT_GT(std::abs(found.traits[0].smd.before), .3);
}

TEST(Comparison, CoversTheTruthAsOftenAsItSays) {
  int covered = 0;
  constexpr int kRuns = 60;
  for (int run = 0; run < kRuns; ++run) {
    const Comparison found = compare(made({.moments = 800}, 100 + static_cast<std::uint64_t>(run)));
    ASSERT_EQ(found.refusal, Refusal::none);
    const auto& band = found.outcomes[0].att->interval;
    covered += band.low <= -.2 && -.2 <= band.high ? 1 : 0;
  }
  EXPECT_GE(covered, 53);  // 57 expected, standard deviation 1.7
}

// A second method: single observations, the propensity by likelihood alone, errors from influence
// values. Money has a long tail and many zeros.
TEST(Comparison, GivesOfMoneyWhatAipwOfSingleObservationsGives) {
  Random random(7);
  std::vector<Cell> cells = made({.effect = 0}, 8);
  stats::Observations single{{}, {}, std::vector<std::vector<double>>(cells.size())};
  for (std::size_t i = 0; i < cells.size(); ++i) {
    Cell& cell = cells[i];
    const double buys = cell.outcomes[0] - (cell.treated && random.uniform() < .3 ? 1 : 0);
    const double spent = 400 * std::exp(2 * random.uniform() + static_cast<double>(cell.levels[0]));
    cell.outcomes[0] = buys > 0 ? spent : 0;
    single.treated.push_back(cell.treated ? 1 : 0);
    single.outcome.push_back(cell.outcomes[0]);
    single.covariates[i] = {static_cast<double>(cell.levels[0]), cell.levels[1] == 1 ? 1.0 : 0.0,
                            cell.levels[1] == 2 ? 1.0 : 0.0};
  }
  const Comparison found = compare(cells);
  const stats::TreatmentEffect other = stats::aipw(single, stats::Estimand::att);
  ASSERT_EQ(found.refusal, Refusal::none);
  const stats::Estimate& att = *found.outcomes[0].att;
  EXPECT_LT(att.interval.high, 0) << "those with the event buy less";
  EXPECT_NEAR(att.value, other.effect.value, .1 * other.standard_error);
  const double half = (att.interval.high - att.interval.low) / 2;
  EXPECT_NEAR(half, 2.01 * other.standard_error, .25 * half);
}

TEST(Comparison, RefusesTooFewAndSaysNothingOfNobody) {
  EXPECT_EQ(compare({}).refusal, Refusal::too_few);
  const Comparison few = compare(made({.moments = 60}, 3));
  EXPECT_EQ(few.refusal, Refusal::too_few);
  EXPECT_TRUE(few.outcomes.empty());
}

// Whoever has the event has a level of their own.
TEST(Comparison, RefusesWhereNothingIsComparable) {
  std::vector<Cell> cells = made({}, 4);
  for (Cell& cell : cells) cell.levels[1] = cell.treated ? 7 : 8;
  const Comparison found = compare(cells);
  EXPECT_EQ(found.refusal, Refusal::no_overlap);
  EXPECT_EQ(found.treated, 0);
  EXPECT_GT(found.treated_outside, 500);
  EXPECT_TRUE(found.outcomes.empty());
}

// A number that no level tells keeps the two apart.
TEST(Comparison, RefusesWhatWeightingDoesNotBalance) {
  std::vector<Cell> cells = made({}, 5);
  for (Cell& cell : cells) {
    cell.numbers[0] += cell.treated ? .2 : 0;
    cell.squares[0] = cell.numbers[0] * cell.numbers[0];
  }
  const Comparison found = compare(cells);
  EXPECT_EQ(found.refusal, Refusal::unbalanced);
  EXPECT_GT(found.worst_smd, kSmdMost);
  EXPECT_TRUE(found.outcomes.empty());
  EXPECT_FALSE(found.numbers.empty()) << "what is out of balance can be looked at";
}

TEST(Comparison, LeavesLevelsOutThatOnlyOneKindHas) {
  std::vector<Cell> cells = made({}, 6);
  for (std::size_t i = 0; i < 40; ++i) cells[i].levels[1] = cells[i].treated ? 9 : 10;
  const Comparison found = compare(cells);
  ASSERT_EQ(found.refusal, Refusal::none);
  EXPECT_EQ(found.treated_outside + found.controls_outside, 40);
}

}  // namespace
}  // namespace mikata::comparison
