// SPDX-License-Identifier: Apache-2.0
#include "mikata/insights/drivers/drivers.h"

#include <gtest/gtest.h>

#include <cmath>

#include "mikata/base/random.h"
#include "mikata/insights/drivers/model.h"

namespace mikata::drivers {
namespace {

stats::Matrix symmetric(const std::vector<std::vector<double>>& lower_half) {
  stats::Matrix found(lower_half.size());
  for (std::size_t i = 0; i < found.size; ++i) {
    for (std::size_t j = 0; j <= i; ++j) found.at(i, j) = found.at(j, i) = lower_half[i][j];
  }
  return found;
}

TEST(IndependentTerms, KeepsTwinsConstantsAndSumsApart) {
  // 0 and 2 are the same on other scales, 1 does not vary, 4 is 0 + 3, 5 turns 3 round.
  const Independent found = independent_terms(symmetric({{1},
                                                         {0, 0},
                                                         {2, 0, 4},
                                                         {0, 0, 0, 1},
                                                         {1, 0, 2, 1, 2},
                                                         {0, 0, 0, -1, -1, 1},
                                                         {.5, 0, 1, .5, 1, -.5, 1}}));
  EXPECT_EQ(found.kept, (std::vector<std::size_t>{0, 3}));
  EXPECT_EQ(found.twins[0], std::vector<std::size_t>{2});
  EXPECT_EQ(found.twins[1], std::vector<std::size_t>{5});
  EXPECT_EQ(found.constant, std::vector<std::size_t>{1});
  EXPECT_EQ(found.told_by_others, std::vector<std::size_t>{4});
}

// Sums of forms: each with its ratings and, last, the outcome, weight 1.
std::vector<stats::BlockSums> sums_of(const std::vector<std::vector<double>>& forms) {
  const std::size_t size = forms.front().size();
  std::vector<stats::BlockSums> blocks(50, stats::BlockSums(3 + size + size * (size + 1) / 2));
  for (std::size_t f = 0; f < forms.size(); ++f) {
    stats::BlockSums& block = blocks[f % blocks.size()];
    block[0] += 1;
    block[2] += 1;
    std::size_t at = 3;
    for (const double value : forms[f]) block[at++] += value;
    for (std::size_t i = 0; i < size; ++i) {
      for (std::size_t j = 0; j <= i; ++j) block[at++] += forms[f][i] * forms[f][j];
    }
  }
  return blocks;
}

// `drivers` ratings that share a mood; the outcome follows the first two.
std::vector<std::vector<double>> made_forms(std::size_t drivers, int count) {
  Random random(20260301);
  std::vector<std::vector<double>> forms;
  for (int f = 0; f < count; ++f) {
    const double mood = random.uniform();
    std::vector<double> form;
    for (std::size_t i = 0; i < drivers; ++i) form.push_back(mood + random.uniform());
    form.push_back(3 * form[0] + form[1] + random.uniform());
    forms.push_back(std::move(form));
  }
  return forms;
}

TEST(DriverModel, RanksWhatIsFarApartAndNotWhatIsAlike) {
  const DriverModel model = model_of(TermSums(4), sums_of(made_forms(4, 2000)));
  ASSERT_EQ(model.drivers.size(), 4U);
  EXPECT_EQ(model.method, Shared::lmg);
  EXPECT_EQ(model.drivers[0].term, 0U);
  EXPECT_EQ(model.drivers[0].worst_rank, 1U);
  EXPECT_EQ(model.drivers[1].term, 1U);
  EXPECT_EQ(model.drivers[1].best_rank, 2U);
  EXPECT_EQ(model.drivers[1].worst_rank, 2U);
  // The last two explain the same, by the mood alone.
  EXPECT_EQ(model.drivers[2].best_rank, 3U);
  EXPECT_EQ(model.drivers[2].worst_rank, 4U);
  EXPECT_LT(model.drivers[0].share_band->low, model.drivers[0].share);
}

TEST(DriverModel, TakesBandsFromJohnsonAboveFifteenAndSharesAboveTwenty) {
  const DriverModel sixteen = model_of(TermSums(16), sums_of(made_forms(16, 400)));
  EXPECT_EQ(sixteen.method, Shared::lmg);
  EXPECT_TRUE(sixteen.johnson_bands);
  EXPECT_TRUE(sixteen.drivers[0].share_band);
  const DriverModel many = model_of(TermSums(21), sums_of(made_forms(21, 400)));
  EXPECT_EQ(many.method, Shared::johnson);
  double sum = 0;
  for (const DriverShare& driver : many.drivers) sum += driver.share;
  EXPECT_NEAR(sum, 1, 1e-9);
}

TEST(DriverModel, SaysNothingOfTooFewFormsOrWhereNothingVaries) {
  EXPECT_EQ(model_of(TermSums(2), sums_of(made_forms(2, 29))).empty, Empty::too_few);
  EXPECT_EQ(model_of(TermSums(7), sums_of(made_forms(7, 34))).needed, 35U);
  const std::vector<std::vector<double>> same(60, {.5, .5, 1});
  EXPECT_EQ(model_of(TermSums(2), sums_of(same)).empty, Empty::outcome_same);
  std::vector<std::vector<double>> outcomes = same;
  for (std::size_t i = 0; i < 30; ++i) outcomes[i].back() = 0;
  EXPECT_EQ(model_of(TermSums(2), sums_of(outcomes)).empty, Empty::drivers_same);
}

// Everybody in one block leaves nothing to leave out.
TEST(DriverModel, HasNoBandsWithoutSeveralBlocks) {
  std::vector<stats::BlockSums> blocks = sums_of(made_forms(2, 100));
  blocks = {stats::total_sums(blocks)};
  const DriverModel model = model_of(TermSums(2), blocks);
  EXPECT_GT(model.drivers[0].share, 0.5);
  EXPECT_FALSE(model.drivers[0].share_band);
  EXPECT_EQ(model.drivers[0].worst_rank, 2U);
}

TEST(Rating, CountsPlacesFromTheWorstAnswer) {
  const Rating nps{"nps", "", 0, 10, true, 0};
  EXPECT_DOUBLE_EQ(highest_place(nps, is_low), .6);
  EXPECT_DOUBLE_EQ(lowest_place(nps, is_high), .9);
  EXPECT_DOUBLE_EQ(lowest_place(nps, is_satisfied), .8);
  const Rating five{"csat", "food", 1, 5, true, 0};
  EXPECT_DOUBLE_EQ(highest_place(five, is_low), .25);
  EXPECT_DOUBLE_EQ(lowest_place(five, is_high), 1);
  EXPECT_DOUBLE_EQ(five.score_at(.25), 2);
  const Rating turned{"csat", "wait", 1, 5, false, 0};
  EXPECT_DOUBLE_EQ(turned.score_at(.25), 4);
}

TEST(Rating, IsCalledInFullWhereTwoWouldBeTheSame) {
  const std::vector<Rating> ratings{{"csat", "food", 1, 5, true, 0},
                                    {"worth", "food", 0, 10, true, 0},
                                    {"worth", "price", 0, 10, true, 0}};
  EXPECT_EQ(names_of(ratings), (std::vector<std::string>{"csat: food", "worth: food", "price"}));
}

}  // namespace
}  // namespace mikata::drivers
