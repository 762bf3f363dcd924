// SPDX-License-Identifier: Apache-2.0
#include "mikata/models/discrete_hazard.h"

#include <gtest/gtest.h>

#include <cmath>

#include "mikata/base/error.h"
#include "mikata/stats/kaplan_meier.h"

namespace mikata::models {
namespace {

// Singer and Willett (2003), Applied Longitudinal Data Analysis, table 11.1: 180 boys by grade,
// 72 of them who grew up with both parents (PT = 0) and 108 who did not (PT = 1).
std::vector<HazardCount> boys() {
  return {{7, 72, 2, {0}},   {8, 70, 2, {0}},   {9, 68, 8, {0}},   {10, 60, 8, {0}},
          {11, 52, 10, {0}}, {12, 42, 8, {0}},  {7, 108, 13, {1}}, {8, 95, 5, {1}},
          {9, 90, 16, {1}},  {10, 74, 21, {1}}, {11, 53, 15, {1}}, {12, 38, 18, {1}}};
}

std::vector<HazardCount> without_covariates(std::vector<HazardCount> counts) {
  for (HazardCount& count : counts) count.covariates.clear();
  return counts;
}

// Table 11.3, models A and B.
TEST(DiscreteHazard, OfTheBoysIsThePublishedOne) {
  const DiscreteHazard a = fit_discrete_hazard(without_covariates(boys()));
  ASSERT_TRUE(a.converged) << a.reason;
  EXPECT_NEAR(-2 * a.log_likelihood, 651.96, 5e-3);
  EXPECT_NEAR(*a.periods[0].logit, -2.3979, 5e-5);
  EXPECT_NEAR(*a.periods[5].logit, -.7309, 5e-5);
  const DiscreteHazard b = fit_discrete_hazard(boys());
  ASSERT_TRUE(b.converged) << b.reason;
  EXPECT_NEAR(-2 * b.log_likelihood, 634.66, 5e-3);
  EXPECT_NEAR(*b.periods[0].logit, -2.9943, 5e-5);
  EXPECT_NEAR(*b.periods[3].logit, -1.8226, 5e-5);
  EXPECT_NEAR(b.coefficients[0].value, .8736, 5e-5);
  EXPECT_NEAR(b.coefficients[0].standard_error, .2174, 5e-5);
}

TEST(DiscreteHazard, WithoutCovariatesIsKaplanAndMeier) {
  const std::vector<HazardCount> counts{{1, 50, 4}, {2, 40, 0}, {3, 40, 9}, {5, 25, 25}};
  const DiscreteHazard model = fit_discrete_hazard(counts);
  // 6 censored after period 1, 6 after period 3.
  const std::vector<stats::SurvivalCount> same{{1, 4, 6}, {3, 9, 6}, {5, 25, 0}};
  const auto curve = stats::kaplan_meier(same);
  EXPECT_NEAR(model.periods[0].survival, curve[0].survival, 1e-12);
  EXPECT_EQ(model.periods[1].survival, model.periods[0].survival) << "nobody left in period 2";
  EXPECT_NEAR(model.periods[2].survival, curve[1].survival, 1e-12);
  EXPECT_EQ(model.periods[3].survival, 0);
  EXPECT_FALSE(model.periods[3].logit);
  EXPECT_TRUE(model.converged) << model.reason;
}

TEST(DiscreteHazard, SurvivalOfAGroupIsTheProductOfItsHazards) {
  const DiscreteHazard model = fit_discrete_hazard(boys());
  const std::vector<double> z{1};
  const std::vector<double> curve = survival(model, z);
  double alive = 1;
  for (std::size_t i = 0; i < curve.size(); ++i) {
    alive *= 1 - 1 / (1 + std::exp(-*model.periods[i].logit - model.coefficients[0].value));
    EXPECT_NEAR(curve[i], alive, 1e-12);
  }
  const std::vector<double> none{0};
  EXPECT_NEAR(survival(model, none).back(), model.periods.back().survival, 1e-12);
}

// A second way to the same numbers: the score equations say that, in sum over each period and
// times each covariate, as many leave as the model expects.
TEST(DiscreteHazard, ExpectsAsManyToLeaveAsLeft) {
  std::vector<HazardCount> counts;
  for (int i = 0; i < 60; ++i) {
    counts.push_back({1.0 + i % 4, 30.0 + i, 1.0 + (7 * i) % 11, {i % 3 - 1.0, std::sin(i)}});
  }
  const DiscreteHazard model = fit_discrete_hazard(counts);
  ASSERT_TRUE(model.converged) << model.reason;
  std::vector<double> missing(6);
  for (const auto& [period, at_risk, events, z] : counts) {
    const auto level = static_cast<std::size_t>(period) - 1;
    const double logit = *model.periods[level].logit + model.coefficients[0].value * z[0] +
                         model.coefficients[1].value * z[1];
    const double more = events - at_risk / (1 + std::exp(-logit));
    missing[level] += more;
    missing[4] += more * z[0];
    missing[5] += more * z[1];
  }
  for (const double m : missing) EXPECT_NEAR(m, 0, 1e-4);
}

TEST(DiscreteHazard, SaysWhyItHasNoEnd) {
  const DiscreteHazard certain =
      fit_discrete_hazard(std::vector<HazardCount>{{1, 10, 10, {1}}, {1, 10, 0, {0}}});
  EXPECT_FALSE(certain.converged);
  EXPECT_NE(certain.reason.find("for certain"), std::string::npos) << certain.reason;
  const DiscreteHazard copies = fit_discrete_hazard(
      std::vector<HazardCount>{{1, 10, 3, {1, 2}}, {1, 10, 5, {0, 0}}, {2, 9, 5, {1, 2}}});
  EXPECT_FALSE(copies.converged);
  EXPECT_NE(copies.reason.find("told apart"), std::string::npos) << copies.reason;
}

TEST(DiscreteHazard, RefusesWhatCannotBe) {
  EXPECT_THROW(fit_discrete_hazard({}), Error);
  for (const HazardCount& bad : std::vector<HazardCount>{{1, 10, 11, {}},
                                                         {1, 10, -1, {}},
                                                         {1, 0, 0, {}},
                                                         {1, std::nan(""), 0, {}},
                                                         {1, 10, std::nan(""), {}},
                                                         {1, 10, 1, {std::nan("")}}}) {
    EXPECT_THROW(fit_discrete_hazard(std::vector<HazardCount>{bad}), Error);
  }
  EXPECT_THROW(fit_discrete_hazard(std::vector<HazardCount>{{1, 9, 1, {1}}, {2, 8, 1, {}}}), Error);
}

}  // namespace
}  // namespace mikata::models
