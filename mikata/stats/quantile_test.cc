// SPDX-License-Identifier: Apache-2.0
#include "mikata/stats/quantile.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <vector>

namespace mikata::stats {
namespace {

TEST(Quantile, IsDefinitionSeven) {
  // R: quantile(c(9, 1, 4, 2), c(0, .1, .25, .5, .9, 1))
  const std::vector<double> values{9, 1, 4, 2};
  const struct {
    double p, expected;
  } cases[] = {{0, 1}, {.1, 1.3}, {.25, 1.75}, {.5, 3}, {.9, 7.5}, {1, 9}};
  for (const auto& [p, expected] : cases) EXPECT_NEAR(*quantile(values, p), expected, 1e-12) << p;
}

TEST(Quantile, OfOneIsItselfAndOfNoneIsNothing) {
  const std::vector<double> one{7};
  for (const double p : {0.0, 0.3, 1.0}) EXPECT_EQ(quantile(one, p), 7);
  EXPECT_FALSE(quantile(std::span<const double>{}, 0.5));
  EXPECT_FALSE(median({}));
}

TEST(Quantile, MedianIsTheMiddleOrTheMeanOfTheTwo) {
  EXPECT_EQ(median(std::vector<double>{3, 1, 2}), 2);
  EXPECT_EQ(median(std::vector<double>{4, 1, 2, 3}), 2.5);
  EXPECT_EQ(median(std::vector<double>{-1e300, -1e300}), -1e300);
}

TEST(Quantile, OfCountsIsThatOfTheValuesWrittenOut) {
  const std::vector<ValueCount> counts{{30, 2}, {7, 3}, {7, 1}, {90, 0}, {14, 4}};
  const std::vector<double> values{7, 7, 7, 7, 14, 14, 14, 14, 30, 30};
  for (const double p : {0.0, 0.1, 0.25, 0.4, 0.5, 0.75, 0.85, 0.9, 1.0}) {
    EXPECT_NEAR(*quantile(counts, p), *quantile(values, p), 1e-12) << p;
  }
  EXPECT_FALSE(quantile(std::vector<ValueCount>{{5, 0}}, 0.5));
  EXPECT_FALSE(quantile(std::span<const ValueCount>{}, 0.5));
}

RC_GTEST_PROP(Quantile, GrowsWithPAndLiesAmongTheValues, ()) {
  const auto values = *rc::gen::nonEmpty(rc::gen::container<std::vector<double>>(
      rc::gen::map(rc::gen::inRange(-1000, 1000), [](int x) { return x / 8.0; })));
  const double p = *rc::gen::inRange(0, 101) / 100.0;
  const double q = *rc::gen::inRange(0, 101) / 100.0;
  const auto [low, high] = std::ranges::minmax(values);
  const double at = *quantile(values, std::min(p, q));
  const double later = *quantile(values, std::max(p, q));
  RC_ASSERT(low <= at && at <= later && later <= high);
}

TEST(QuantileDeathTest, NeedsAShare) {
  EXPECT_DEATH(quantile(std::vector<double>{1}, 1.5), "p <= 1");
}

}  // namespace
}  // namespace mikata::stats
