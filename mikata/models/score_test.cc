// SPDX-License-Identifier: Apache-2.0
#include "mikata/models/score.h"

#include <gtest/gtest.h>

#include <cmath>
#include <numeric>

#include "mikata/base/random.h"
#include "mikata/models/cohort_forecast.h"

namespace mikata::models {
namespace {

const GammaGamma kSpend{6.25, 3.74, 15.44};
const ScoreTerms kYear{{.months = 12, .discount_rate_per_month = 0.01, .periods_per_month = 4.345},
                       0.3};

// The weekly models of the CDNOW sample and of grocery.
std::vector<PurchaseModel> all_models() {
  return {BgNbd{.243, 4.414, .793, 2.426}, MbgCnbd{.525, 6.183, .891, 1.614, 1},
          MbgCnbd{1.329, 2.813, .425, .79, 2}, ParetoNbd{.553, 10.578, .606, 11.669}};
}

std::vector<ValuedHistory> some_customers() {
  std::vector<ValuedHistory> customers{{{0, 0, 0}, 0}, {{0, 0, 30}, 0}, {{60, 38, 38.9}, 12}};
  Random random(3);
  for (int i = 0; i < 200; ++i) {
    const double age = 1 + 100 * random.uniform();
    const double x = static_cast<double>(random.below(12));
    customers.push_back({{x, x > 0 ? age * random.uniform() : 0, age}, x > 0 ? 20 + x : 0});
  }
  return customers;
}

TEST(Score, IsTheSumOverMonthsOneByOne) {
  const auto customers = some_customers();
  for (const PurchaseModel& model : all_models()) {
    const auto scores = score({model, kSpend}, customers, kYear);
    // Interpolated in time: a regular buyer's expectation has small waves.
    const double within = model_name(model) == "mbgcnbd" ? 5e-6 : 1e-8;
    for (std::size_t i = 0; i < customers.size(); ++i) {
      const History& history = customers[i].history;
      const auto until = [&](double t) { return expected_purchases(model, history, t); };
      const double spend = mean_spend(kSpend, {history.frequency, customers[i].value, 1});
      const double value = 0.3 * spend * purchases_by_month(until, kYear.months);
      EXPECT_NEAR(scores[i].value / value, 1, within) << model_name(model) << " " << i;
      EXPECT_NEAR(scores[i].purchases / until(12 * 4.345), 1, 1e-12);
      EXPECT_EQ(scores[i].p_alive, p_alive(model, history));
    }
  }
}

void expect_distribution(const PurchaseModel& model, const History& history) {
  const auto masses = purchase_distribution(model, history, 52, 1e-12);
  double sum = 0;
  double mean = 0;
  double square = 0;
  for (std::size_t n = 0; n < masses.size(); ++n) {
    const double count = static_cast<double>(n);
    sum += masses[n];
    mean += count * masses[n];
    square += count * count * masses[n];
    if (n < 6) {
      EXPECT_NEAR(masses[n], probability(model, history, count, 52), 1e-9);
    }
  }
  const auto moments = purchase_moments(model, history, 52);
  EXPECT_NEAR(sum, 1, 1e-9);
  EXPECT_NEAR(mean, moments.mean, 1e-6 * (1 + mean));
  EXPECT_NEAR(square - mean * mean, moments.variance, 1e-5 * (1 + square));
  EXPECT_NEAR(moments.mean, expected_purchases(model, history, 52), 1e-9 * (1 + mean));
}

TEST(PurchaseDistribution, IsThePmfAndItsMeanTheExpectation) {
  for (const PurchaseModel& model : all_models()) {
    for (const auto& [history, value] : some_customers()) expect_distribution(model, history);
  }
}

// What is drawn from the model lies in the bands as often as they say.
TEST(ValueBands, HoldTheirShareOfWhatIsDrawn) {
  const ValuedHistory customer{{7, 30, 38.9}, 35};
  const PurchaseModel model = all_models()[0];
  const auto bands = value_bands({model, kSpend}, std::vector{customer}, kYear)[0];
  const auto masses = purchase_distribution(model, customer.history, 12 * 4.345, 1e-9);
  EXPECT_LE(bands.value_95.low, bands.value_80.low);
  EXPECT_LT(bands.value_80.low, bands.value_80.high);
  EXPECT_LT(bands.value_80.high, bands.value_95.high);
  double within = 0;
  for (std::size_t n = 0; n < masses.size(); ++n) {
    const bool inside = bands.purchases_95.low <= static_cast<double>(n) &&
                        static_cast<double>(n) <= bands.purchases_95.high;
    within += inside ? masses[n] : 0;
  }
  EXPECT_GE(within, 0.95);
  // Where nobody is expected to buy the band is nothing at all.
  const ValuedHistory gone{{9, 3, 300}, 20};
  const auto nothing = value_bands({model, kSpend}, std::vector{gone}, kYear)[0];
  EXPECT_EQ(nothing.value_95.high, 0);
  EXPECT_EQ(nothing.purchases_95.high, 0);
}

TEST(Score, OfNobodyIsEmpty) {
  EXPECT_TRUE(score({all_models()[0], kSpend}, {}, kYear).empty());
  EXPECT_TRUE(value_bands({all_models()[0], kSpend}, {}, kYear).empty());
}

}  // namespace
}  // namespace mikata::models
