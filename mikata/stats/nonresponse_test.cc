// SPDX-License-Identifier: Apache-2.0
#include "mikata/stats/nonresponse.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "mikata/base/random.h"

namespace mikata::stats {
namespace {

void add(ResponseRows& rows, std::vector<std::uint8_t> levels, std::uint8_t score, int people) {
  rows.traits.traits = levels.size();
  for (int i = 0; i < people; ++i) {
    rows.traits.levels.insert(rows.traits.levels.end(), levels.begin(), levels.end());
    rows.scores.push_back(score);
    rows.groups.push_back(0);
    ++rows.traits.count;
  }
}

// Traits of four levels; scores and answering go with the first one, `gamma` with the score.
struct Made {
  ResponseRows rows;
  double truth = 0;
  double as_answered = 0;
};

double points(int score) { return score >= 9 ? 100 : score <= 6 ? -100 : 0; }

struct Making {
  double gamma = 0;
  std::size_t traits = 2;
  int people = 2000;
};

Made made(std::uint64_t seed, const Making& making) {
  Random random(seed);
  Made made;
  double answers = 0;
  for (int i = 0; i < making.people; ++i) {
    std::vector<std::uint8_t> levels;
    for (std::size_t t = 0; t < making.traits; ++t) {
      levels.push_back(static_cast<std::uint8_t>(random.below(4)));
    }
    double noise = -6;  // nearly normal
    for (int k = 0; k < 12; ++k) noise += random.uniform();
    const double felt = 6.5 + levels[0] + 1.5 * noise;
    const int score = std::clamp(static_cast<int>(std::lround(felt)), 0, 10);
    const double logit = -1 + 0.6 * levels[0] + making.gamma * (score - 7.7) / 1.8;
    made.truth += points(score) / making.people;
    const bool answered = random.uniform() <= 1 / (1 + std::exp(-logit));
    add(made.rows, levels, answered ? static_cast<std::uint8_t>(score) : kSilent, 1);
    if (!answered) continue;
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
    const Made shop = made(seed, {});
    const auto whole = whole_nps(shop.rows, 1, 3);
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
    const Made shop = made(seed, {.gamma = std::log(2.0)});
    const auto whole = whole_nps(shop.rows, 1, 2);
    ASSERT_TRUE(whole);
    const WholeNps& nps = whole->groups[0];
    held += nps.band.low <= shop.truth && shop.truth <= nps.band.high ? 1 : 0;
    covered += nps.points.interval.low <= shop.truth && shop.truth <= nps.points.interval.high;
  }
  EXPECT_GE(held, 47);
  EXPECT_LE(covered, 10);  // what is recorded does not help
}

// With as many levels as there are answers to a dozen of them the residuals alone say too little.
TEST(WholeNps, CoversWhereTraitsAreManyAndAnswersFew) {
  int covered = 0;
  double errors = 0;
  for (std::uint64_t seed = 1; seed <= 200; ++seed) {
    const Made shop = made(seed, {.traits = 16, .people = 600});
    const auto whole = whole_nps(shop.rows, 1, 1);
    ASSERT_TRUE(whole && whole->converged);
    const Estimate& nps = whole->groups[0].points;
    const double half = nps.interval.high - nps.value;
    errors += (nps.value - shop.truth) * (nps.value - shop.truth) / (half * half / 3.8415) / 200;
    covered += std::abs(nps.value - shop.truth) <= half;
  }
  EXPECT_GE(covered, 182);
  EXPECT_LT(errors, 1.2);  // 1 where the standard error is right; its own error is 0.1
}

// Without traits everybody who answered stands for as many: (5 - 3) of 20, four stand for ten.
TEST(WholeNps, IsThatOfTheAnswersWhereNothingIsRecorded) {
  ResponseRows rows;
  add(rows, {0}, 10, 20);
  add(rows, {0}, 8, 12);
  add(rows, {0}, 3, 8);
  add(rows, {0}, kSilent, 60);
  const auto whole = whole_nps(rows, 1, 1);
  ASSERT_TRUE(whole);
  EXPECT_NEAR(whole->groups[0].points.value, 30, 1e-9);
  EXPECT_NEAR(whole->groups[0].n_effective, 40, 1e-6);
  EXPECT_NEAR(whole->groups[0].design_effect, 1, 1e-9);
  // Σ w (w - 1) e² = 2.5 * 1.5 * (20 * 70² + 12 * 30² + 8 * 130²), 1 - h = 39 / 40
  const double half = 1.959964 * 40.0 / 39 * std::sqrt(3.75 * (98000 + 10800 + 135200)) / 100;
  EXPECT_NEAR(whole->groups[0].points.interval.high - 30, half, 1e-4);
  EXPECT_NEAR(whole->groups[0].band.high, whole->groups[0].points.interval.high, 1e-6);
}

TEST(WholeNps, IsExactWhereEverybodyAnswered) {
  ResponseRows rows;
  add(rows, {0}, 10, 30);
  add(rows, {0}, 2, 10);
  const auto whole = whole_nps(rows, 1, 5);
  ASSERT_TRUE(whole);
  EXPECT_NEAR(whole->groups[0].points.value, 50, 1e-9);
  EXPECT_NEAR(whole->groups[0].band.low, 50, 1);
}

TEST(WholeNps, TellsGroupsApart) {
  ResponseRows rows;
  add(rows, {0}, 10, 40);
  add(rows, {0}, kSilent, 40);
  add(rows, {1}, 2, 30);
  add(rows, {1}, 10, 10);
  add(rows, {1}, kSilent, 120);
  for (std::size_t i = 80; i < rows.groups.size(); ++i) rows.groups[i] = 1;
  const auto whole = whole_nps(rows, 2, 1);
  ASSERT_TRUE(whole);
  EXPECT_NEAR(whole->groups[0].points.value, 100, 1e-6);
  EXPECT_NEAR(whole->groups[1].points.value, -50, 1e-6);
  EXPECT_EQ(whole->groups[1].people, 160);
}

// Two columns that say the same, and one that says nothing, change nothing.
TEST(WholeNps, DoesNotMindTwins) {
  const Made shop = made(5, {});
  ResponseRows twins{.traits = {.traits = 4, .levels = {}, .count = shop.rows.traits.count},
                     .scores = shop.rows.scores,
                     .groups = shop.rows.groups};
  for (std::size_t i = 0; i < twins.traits.count; ++i) {
    const std::uint8_t first = shop.rows.traits.at(i, 0);
    twins.traits.levels.insert(twins.traits.levels.end(),
                               {first, shop.rows.traits.at(i, 1), first, 0});
  }
  const auto one = whole_nps(shop.rows, 1, 2);
  const auto two = whole_nps(twins, 1, 2);
  ASSERT_TRUE(one && two && two->converged);
  EXPECT_NEAR(one->groups[0].points.value, two->groups[0].points.value,
              0.05);  // the ridge is shared
  EXPECT_NEAR(one->groups[0].points.interval.high, two->groups[0].points.interval.high, 0.05);
}

TEST(WholeNps, IsNotSaidOfFewAnswersOrOneScore) {
  ResponseRows few;
  add(few, {0}, 10, 20);
  add(few, {0}, 2, 9);
  add(few, {0}, kSilent, 71);
  EXPECT_FALSE(whole_nps(few, 1, 3));
  ResponseRows same;
  add(same, {0}, 9, 60);
  add(same, {0}, kSilent, 40);
  EXPECT_FALSE(whole_nps(same, 1, 3));
  EXPECT_FALSE(whole_nps({}, 0, 3));
}

TEST(EmptyLevel, NamesTheTraitNobodyCanStandFor) {
  ResponseRows rows;
  add(rows, {0, 0}, 5, 3);
  add(rows, {0, 0}, kSilent, 7);
  add(rows, {0, 1}, kSilent, 7);
  const auto empty = empty_level(rows);
  ASSERT_TRUE(empty);
  EXPECT_EQ(empty->trait, 1U);
  EXPECT_EQ(empty->level, 1U);
  EXPECT_EQ(empty->people, 7);
  add(rows, {0, 1}, 4, 1);
  EXPECT_FALSE(empty_level(rows));
}

}  // namespace
}  // namespace mikata::stats
