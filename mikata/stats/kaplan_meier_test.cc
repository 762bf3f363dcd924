// SPDX-License-Identifier: Apache-2.0
#include "mikata/stats/kaplan_meier.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cmath>

namespace mikata::stats {
namespace {

using testing::IsEmpty;

// R: survfit(Surv(time, status) ~ 1, aml, subset = x == "Maintained", conf.type = "log-log"), as
// printed by summary(); more digits by mpmath 1.2.1.
const std::vector<SurvivalCount> kAml{{9, 1, 0},  {13, 1, 0}, {13, 0, 1}, {18, 1, 0},
                                      {23, 1, 0}, {28, 0, 1}, {31, 1, 0}, {34, 1, 0},
                                      {45, 0, 1}, {48, 1, 0}, {161, 0, 1}};

TEST(KaplanMeier, IsSurvfitOfTheAmlData) {
  const struct {
    double time, at_risk, survival, error, low, high;
  } expected[] = {{9, 11, 0.90909091, 0.086678417, 0.50808021, 0.98667382},
                  {13, 10, 0.81818182, 0.1162913, 0.44742861, 0.95116223},
                  {18, 8, 0.71590909, 0.13966497, 0.35019039, 0.89902397},
                  {23, 7, 0.61363636, 0.15263233, 0.26575204, 0.83529924},
                  {31, 5, 0.49090909, 0.16419327, 0.16733091, 0.75339979},
                  {34, 4, 0.36818182, 0.16266889, 0.092829575, 0.65704083},
                  {48, 2, 0.18409091, 0.15349275, 0.01173848, 0.52501484}};
  const auto curve = kaplan_meier(kAml);
  ASSERT_EQ(curve.size(), std::size(expected));
  for (std::size_t i = 0; i < curve.size(); ++i) {
    const auto& [time, at_risk, survival, error, low, high] = expected[i];
    EXPECT_EQ(curve[i].time, time);
    EXPECT_EQ(curve[i].at_risk, at_risk) << time;
    EXPECT_NEAR(curve[i].survival, survival, 1e-8) << time;
    EXPECT_NEAR(curve[i].standard_error, error, 1e-7) << time;
    EXPECT_NEAR(curve[i].interval->low, low, 1e-8) << time;
    EXPECT_NEAR(curve[i].interval->high, high, 1e-8) << time;
  }
}

TEST(KaplanMeier, OrderAndSplittingOfRowsDoNotMatter) {
  std::vector<SurvivalCount> other(kAml.rbegin(), kAml.rend());
  other.push_back({50, 0, 0});
  const auto curve = kaplan_meier(other);
  ASSERT_EQ(curve.size(), 7U);
  EXPECT_DOUBLE_EQ(curve.back().survival, kaplan_meier(kAml).back().survival);
}

TEST(KaplanMeier, WithoutCensoringIsTheShareThatIsLeft) {
  const auto curve =
      kaplan_meier(std::vector<SurvivalCount>{{1, 2, 0}, {2, 3, 0}, {5, 4, 0}, {9, 1, 0}});
  const double left[] = {0.8, 0.5, 0.1, 0};
  for (std::size_t i = 0; i < 4; ++i) {
    EXPECT_NEAR(curve[i].survival, left[i], 1e-15);
    // Greenwood is then the binomial variance.
    EXPECT_NEAR(curve[i].standard_error, std::sqrt(left[i] * (1 - left[i]) / 10), 1e-15);
  }
  EXPECT_FALSE(curve.back().interval);
}

TEST(KaplanMeier, WithoutEventsThereIsNoCurve) {
  EXPECT_THAT(kaplan_meier({}), IsEmpty());
  EXPECT_THAT(kaplan_meier(std::vector<SurvivalCount>{{3, 0, 5}, {4, 0, 0}}), IsEmpty());
}

TEST(EventTimeQuantile, IsTheFirstTimeThatIsFarEnough) {
  const auto curve = kaplan_meier(kAml);
  EXPECT_EQ(event_time_quantile(curve, 0.5), 31);
  EXPECT_EQ(event_time_quantile(curve, 0.25), 18);
  EXPECT_EQ(event_time_quantile(curve, 0), 9);
  EXPECT_FALSE(event_time_quantile(curve, 0.9)) << "the curve ends at .18";
  EXPECT_FALSE(event_time_quantile({}, 0.5));
}

TEST(EventTimeQuantile, ReachesASharedStepInSpiteOfRounding) {
  // Nine of ten by time 9, each step a fraction that no binary number holds.
  std::vector<SurvivalCount> gaps;
  for (int day = 1; day <= 10; ++day) gaps.push_back({static_cast<double>(day), 1, 0});
  EXPECT_EQ(event_time_quantile(kaplan_meier(gaps), 0.9), 9);
}

TEST(EventTimeQuantile, OpenGapsMakeItLonger) {
  const std::vector<SurvivalCount> closed{{10, 5, 0}, {20, 4, 0}, {40, 1, 0}};
  auto with_open = closed;
  with_open.push_back({15, 0, 10});
  EXPECT_EQ(event_time_quantile(kaplan_meier(closed), 0.75), 20);
  EXPECT_EQ(event_time_quantile(kaplan_meier(with_open), 0.75), 20);
  EXPECT_EQ(event_time_quantile(kaplan_meier(closed), 0.87), 20);
  EXPECT_EQ(event_time_quantile(kaplan_meier(with_open), 0.87), 40);
}

RC_GTEST_PROP(KaplanMeier, FallsAndItsIntervalHoldsIt, ()) {
  const auto count = rc::gen::inRange(0, 20);
  const auto rows = *rc::gen::container<std::vector<int>>(rc::gen::inRange(0, 50));
  std::vector<SurvivalCount> counts;
  for (const int time : rows) {
    counts.push_back(
        {static_cast<double>(time), static_cast<double>(*count), static_cast<double>(*count)});
  }
  double previous = 1;
  for (const auto& point : kaplan_meier(counts)) {
    RC_ASSERT(point.survival < previous && point.survival >= 0);
    previous = point.survival;
    if (!point.interval) continue;
    RC_ASSERT(0 <= point.interval->low && point.interval->low <= point.survival);
    RC_ASSERT(point.survival <= point.interval->high && point.interval->high <= 1);
  }
}

TEST(KaplanMeierDeathTest, NeedsCounts) {
  EXPECT_DEATH(kaplan_meier(std::vector<SurvivalCount>{{1, -1, 0}}), "events >= 0");
}

}  // namespace
}  // namespace mikata::stats
