// SPDX-License-Identifier: Apache-2.0
#include "mikata/stats/forecast_accuracy.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

namespace mikata::stats {
namespace {

// Worked out by hand; as cor(f, a) and cor(f, a, method = "spearman") in R.
TEST(ForecastAccuracy, IsTheWorkedExample) {
  const std::vector<Forecast> forecasts{{1, 0}, {2, 3}, {2, 1}, {5, 4}};
  const auto accuracy = forecast_accuracy(forecasts);
  EXPECT_EQ(accuracy->forecast, 10);
  EXPECT_EQ(accuracy->actual, 8);
  EXPECT_DOUBLE_EQ(*accuracy->bias, 0.25);
  EXPECT_DOUBLE_EQ(accuracy->mae, 1);
  EXPECT_DOUBLE_EQ(accuracy->rmse, 1);
  EXPECT_NEAR(*accuracy->pearson, 8 / std::sqrt(9.0 * 10), 1e-14);
  EXPECT_NEAR(*accuracy->spearman, 4.5 / std::sqrt(4.5 * 5), 1e-14);
}

TEST(ForecastAccuracy, GiniIsOneForTheRightOrderAndMinusOneForItsReverse) {
  EXPECT_NEAR(*forecast_accuracy(std::vector<Forecast>{{1, 0}, {2, 1}, {9, 7}})->gini, 1, 1e-14);
  EXPECT_NEAR(*forecast_accuracy(std::vector<Forecast>{{9, 0}, {2, 1}, {1, 7}})->gini, -1, 1e-14);
  EXPECT_NEAR(*forecast_accuracy(std::vector<Forecast>{{3, 0}, {3, 1}, {3, 7}})->gini, 0, 1e-14);
}

TEST(ForecastAccuracy, CountsCustomersAsRows) {
  const auto rows =
      forecast_accuracy(std::vector<Forecast>{{1, 0}, {1, 0}, {1, 2}, {4, 2}, {4, 2}, {0, 1}});
  const auto counts = forecast_accuracy(
      std::vector<Forecast>{{4, 2, 2}, {1, 0, 2}, {0, 1, 1}, {1, 2, 1}, {7, 7, 0}});
  EXPECT_NEAR(rows->mae, counts->mae, 1e-14);
  EXPECT_NEAR(*rows->pearson, *counts->pearson, 1e-14);
  EXPECT_NEAR(*rows->spearman, *counts->spearman, 1e-14);
  EXPECT_NEAR(*rows->gini, *counts->gini, 1e-14);
}

TEST(ForecastAccuracy, SaysNothingOfWhatDoesNotVary) {
  EXPECT_FALSE(forecast_accuracy({}));
  EXPECT_FALSE(forecast_accuracy(std::vector<Forecast>{{1, 1, 0}}));
  const auto same = forecast_accuracy(std::vector<Forecast>{{1, 0}, {1, 0}});
  EXPECT_FALSE(same->bias);
  EXPECT_FALSE(same->pearson);
  EXPECT_FALSE(same->spearman);
  EXPECT_FALSE(same->gini);
  EXPECT_EQ(same->mae, 1);
}

TEST(ForecastTenths, ShareOutEqualForecasts) {
  const auto tenths = forecast_tenths(std::vector<Forecast>{{5, 4, 1}, {1, 1, 18}, {0, 0, 1}});
  ASSERT_EQ(tenths.size(), 10U);
  double customers = 0;
  double actual = 0;
  for (const auto& tenth : tenths) {
    EXPECT_NEAR(tenth.customers, 2, 1e-12);
    customers += tenth.customers;
    actual += tenth.actual;
  }
  EXPECT_NEAR(customers, 20, 1e-12);
  EXPECT_NEAR(actual, 22, 1e-12);
  EXPECT_NEAR(tenths[0].actual, 5, 1e-12);
  EXPECT_NEAR(tenths[9].forecast, 1, 1e-12);
  EXPECT_TRUE(forecast_tenths({}).empty());
}

}  // namespace
}  // namespace mikata::stats
