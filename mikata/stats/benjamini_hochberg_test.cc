// SPDX-License-Identifier: Apache-2.0
#include "mikata/stats/benjamini_hochberg.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <cmath>

namespace mikata::stats {
namespace {

using testing::DoubleNear;
using testing::ElementsAre;
using testing::IsEmpty;

// Benjamini and Hochberg (1995), section 3: of these 15 the first four count at a rate of .05.
TEST(BenjaminiHochberg, CountsFourOfThePublishedFifteen) {
  const std::vector<double> p{.0001, .0004, .0019, .0095, .0201, .0278, .0298, .0344,
                              .0459, .3240, .4262, .5719, .6528, .7590, 1.000};
  const auto adjusted = benjamini_hochberg(p);
  EXPECT_EQ(std::ranges::count_if(adjusted, [](double x) { return x <= .05; }), 4);
  // R: p.adjust(p, "BH"), the first five.
  const double expected[] = {.0015, .0030, .0095, .035625, .0603};
  for (std::size_t i = 0; i < 5; ++i) EXPECT_NEAR(adjusted[i], expected[i], 1e-12) << i;
  EXPECT_EQ(adjusted.back(), 1);
}

TEST(BenjaminiHochberg, KeepsTheOrderGiven) {
  // R: p.adjust(c(.04, .01, .03, .02, .05), "BH") is .05 five times; with .5 in place of .05:
  EXPECT_THAT(benjamini_hochberg(std::vector{.04, .01, .03, .02, .5}),
              ElementsAre(DoubleNear(.05, 1e-15), DoubleNear(.05, 1e-15), DoubleNear(.05, 1e-15),
                          DoubleNear(.05, 1e-15), DoubleNear(.5, 1e-15)));
}

TEST(BenjaminiHochberg, OfOneIsItselfAndOfNoneIsNone) {
  EXPECT_THAT(benjamini_hochberg(std::vector{.03}), ElementsAre(.03));
  EXPECT_THAT(benjamini_hochberg({}), IsEmpty());
}

RC_GTEST_PROP(BenjaminiHochberg, OnlyRaisesAndKeepsTheRanking, ()) {
  const auto whole = *rc::gen::container<std::vector<int>>(rc::gen::inRange(0, 1001));
  std::vector<double> p;
  for (const int x : whole) p.push_back(x / 1000.0);
  const auto adjusted = benjamini_hochberg(p);
  RC_ASSERT(adjusted.size() == p.size());
  for (std::size_t i = 0; i < p.size(); ++i) {
    RC_ASSERT(adjusted[i] >= p[i] - 1e-15 && adjusted[i] <= 1);
    for (std::size_t k = 0; k < p.size(); ++k) {
      if (p[i] <= p[k]) RC_ASSERT(adjusted[i] <= adjusted[k] + 1e-15);
    }
  }
}

TEST(BenjaminiHochbergDeathTest, NeedsPValues) {
  EXPECT_DEATH(benjamini_hochberg(std::vector{1.5}), "p <= 1");
  EXPECT_DEATH(benjamini_hochberg(std::vector{std::nan("")}), "p >= 0");
}

}  // namespace
}  // namespace mikata::stats
