// SPDX-License-Identifier: Apache-2.0
#include "mikata/stats/nonresponse.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "mikata/base/random.h"

namespace mikata::stats {
namespace {

// Two traits of four levels; scores and answering go with the first one, `gamma` with the score.
struct Made {
  std::vector<ResponseCell> cells;
  double truth = 0;
  double as_answered = 0;
};

double points(int score) { return score >= 9 ? 100 : score <= 6 ? -100 : 0; }

Made made(std::uint64_t seed, double gamma) {
  Random random(seed);
  Made made;
  for (std::size_t a = 0; a < 4; ++a) {
    for (std::size_t b = 0; b < 4; ++b) made.cells.push_back({.levels = {a, b}});
  }
  double answers = 0;
  constexpr int kPeople = 2000;
  for (int i = 0; i < kPeople; ++i) {
    const auto a = static_cast<std::size_t>(random.below(4));
    const auto b = static_cast<std::size_t>(random.below(4));
    double noise = -6;  // nearly normal
    for (int k = 0; k < 12; ++k) noise += random.uniform();
    const double felt = 6.5 + static_cast<double>(a) + 1.5 * noise;
    const int score = std::clamp(static_cast<int>(std::lround(felt)), 0, 10);
    const double logit = -1 + 0.6 * static_cast<double>(a) + gamma * (score - 7.7) / 1.8;
    made.truth += points(score) / kPeople;
    ResponseCell& cell = made.cells[a * 4 + b];
    cell.people += 1;
    if (random.uniform() > 1 / (1 + std::exp(-logit))) continue;
    cell.answered[static_cast<std::size_t>(score)] += 1;
    made.as_answered += points(score);
    answers += 1;
  }
  made.as_answered /= answers;
  return made;
}

TEST(WholeNps, TakesAwayTheBiasAndCoversWhereAnsweringFollowsWhatIsRecorded) {
  double before = 0;
  double after = 0;
  int covered = 0;
  for (std::uint64_t seed = 1; seed <= 200; ++seed) {
    const Made shop = made(seed, 0);
    const auto whole = whole_nps(shop.cells, 1, 3);
    ASSERT_TRUE(whole && whole->converged);
    const WholeNps& nps = whole->groups[0];
    before += (shop.as_answered - shop.truth) / 200;
    after += (nps.points.value - shop.truth) / 200;
    const bool holds =
        nps.points.interval.low <= shop.truth && shop.truth <= nps.points.interval.high;
    covered += holds ? 1 : 0;
    EXPECT_LE(nps.band.low, nps.points.interval.low);
    EXPECT_GE(nps.band.high, nps.points.interval.high);
  }
  EXPECT_GT(before, 5);
  EXPECT_LT(std::abs(after), 0.3 * before);
  EXPECT_GE(covered, 182);  // 91 % of 200: 95 % less two and a half standard errors
}

TEST(WholeNps, BandHoldsTheTruthWhereAnsweringFollowsTheScoreItself) {
  int held = 0;
  int covered = 0;
  for (std::uint64_t seed = 1; seed <= 50; ++seed) {
    const Made shop = made(seed, std::log(2.0));
    const auto whole = whole_nps(shop.cells, 1, 2);
    ASSERT_TRUE(whole);
    const WholeNps& nps = whole->groups[0];
    held += nps.band.low <= shop.truth && shop.truth <= nps.band.high ? 1 : 0;
    covered += nps.points.interval.low <= shop.truth && shop.truth <= nps.points.interval.high;
  }
  EXPECT_GE(held, 47);
  EXPECT_LE(covered, 10);  // what is recorded does not help
}

// Without traits everybody who answered stands for as many: (5 - 3) of 20, four stand for ten.
TEST(WholeNps, IsThatOfTheAnswersWhereNothingIsRecorded) {
  ResponseCell cell{.levels = {0}, .people = 100};
  cell.answered[10] = 20;
  cell.answered[8] = 12;
  cell.answered[3] = 8;
  const auto whole = whole_nps(std::vector{cell}, 1, 1);
  ASSERT_TRUE(whole);
  EXPECT_NEAR(whole->groups[0].points.value, 30, 1e-9);
  EXPECT_NEAR(whole->groups[0].n_effective, 40, 1e-6);
  EXPECT_NEAR(whole->groups[0].design_effect, 1, 1e-9);
  // Σ w (w - 1) e² = 2.5 * 1.5 * (20 * 70² + 12 * 30² + 8 * 130²), n / (n - p) = 40 / 39
  const double half = 1.959964 * 40.0 / 39 * std::sqrt(3.75 * (98000 + 10800 + 135200)) / 100;
  EXPECT_NEAR(whole->groups[0].points.interval.high - 30, half, 1e-4);
  EXPECT_NEAR(whole->groups[0].band.high, whole->groups[0].points.interval.high, 1e-6);
}

TEST(WholeNps, IsExactWhereEverybodyAnswered) {
  ResponseCell cell{.levels = {0}, .people = 40};
  cell.answered[10] = 30;
  cell.answered[2] = 10;
  const auto whole = whole_nps(std::vector{cell}, 1, 5);
  ASSERT_TRUE(whole);
  EXPECT_NEAR(whole->groups[0].points.value, 50, 1e-9);
  EXPECT_NEAR(whole->groups[0].band.low, 50, 1);
}

TEST(WholeNps, IsNotSaidOfFewAnswersOrOneScore) {
  ResponseCell few{.levels = {0}, .people = 100};
  few.answered[10] = 20;
  few.answered[2] = 9;
  EXPECT_FALSE(whole_nps(std::vector{few}, 1, 3));
  ResponseCell same{.levels = {0}, .people = 100};
  same.answered[9] = 60;
  EXPECT_FALSE(whole_nps(std::vector{same}, 1, 3));
  EXPECT_FALSE(whole_nps({}, 0, 3));
}

TEST(EmptyLevel, NamesTheMarginNobodyCanStandFor) {
  std::vector<ResponseCell> cells{{.levels = {0, 0}, .people = 10},
                                  {.levels = {0, 1}, .people = 7}};
  cells[0].answered[5] = 3;
  const auto empty = empty_level(cells);
  ASSERT_TRUE(empty);
  EXPECT_EQ(empty->margin, 1U);
  EXPECT_EQ(empty->level, 1U);
  EXPECT_EQ(empty->people, 7);
  cells[1].answered[5] = 1;
  EXPECT_FALSE(empty_level(cells));
}

}  // namespace
}  // namespace mikata::stats
