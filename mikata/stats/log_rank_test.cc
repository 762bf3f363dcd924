// SPDX-License-Identifier: Apache-2.0
#include "mikata/stats/log_rank.h"

#include <gtest/gtest.h>

#include <cmath>

namespace mikata::stats {
namespace {

using Groups = std::vector<std::vector<SurvivalCount>>;

// Miller (1997), Survival Analysis, p. 49: R's aml, maintained and not maintained.
Groups aml() {
  return {{{9, 1, 0},
           {13, 1, 1},
           {18, 1, 0},
           {23, 1, 0},
           {28, 0, 1},
           {31, 1, 0},
           {34, 1, 0},
           {45, 0, 1},
           {48, 1, 0},
           {161, 0, 1}},
          {{5, 2, 0},
           {8, 2, 0},
           {12, 1, 0},
           {16, 0, 1},
           {23, 1, 0},
           {27, 1, 0},
           {30, 1, 0},
           {33, 1, 0},
           {43, 1, 0},
           {45, 1, 0}}};
}

// R: survdiff(Surv(time, status) ~ x, data = aml)
TEST(LogRank, OfTheAmlDataIsSurvdiff) {
  const auto found = log_rank(aml());
  ASSERT_TRUE(found);
  EXPECT_EQ(found->groups[0].at_risk, 11);
  EXPECT_EQ(found->groups[1].at_risk, 12);
  EXPECT_EQ(found->groups[0].observed, 7);
  EXPECT_EQ(found->groups[1].observed, 11);
  EXPECT_NEAR(found->groups[0].expected, 10.689, 5e-4);
  EXPECT_NEAR(found->groups[1].expected, 7.311, 5e-4);
  EXPECT_NEAR(found->chi_square, 3.396389, 5e-7);
  EXPECT_EQ(found->degrees, 1);
  EXPECT_NEAR(found->p, 0.0653393, 5e-8);
}

TEST(LogRank, FindsNoDifferenceBetweenAGroupAndItself) {
  const auto group = aml()[0];
  const auto found = log_rank(Groups{group, group, group});
  EXPECT_EQ(found->degrees, 2);
  EXPECT_NEAR(found->chi_square, 0, 1e-12);
  EXPECT_NEAR(found->p, 1, 1e-12);
}

TEST(LogRank, DoesNotDependOnTheOrderOfGroups) {
  Groups groups = aml();
  groups.push_back({{3, 1, 0}, {20, 2, 1}, {50, 1, 3}});
  const auto found = log_rank(groups);
  std::swap(groups[0], groups[2]);
  const auto same = log_rank(groups);
  EXPECT_NEAR(found->chi_square, same->chi_square, 1e-12);
  EXPECT_NEAR(found->groups[0].expected, same->groups[2].expected, 1e-12);
  double more = 0;
  for (const auto& group : found->groups) more += group.observed - group.expected;
  EXPECT_NEAR(more, 0, 1e-12) << "as many are expected as left";
}

TEST(LogRank, NeedsTwoGroupsAndSomebodyWhoLeft) {
  EXPECT_FALSE(log_rank(Groups{}));
  EXPECT_FALSE(log_rank(Groups{aml()[0]}));
  EXPECT_FALSE(log_rank(Groups{{{5, 0, 3}}, {{7, 0, 2}}})) << "nobody left";
  // The second group was gone before the first event.
  EXPECT_FALSE(log_rank(Groups{{{5, 1, 3}}, {{2, 0, 2}}}));
}

}  // namespace
}  // namespace mikata::stats
