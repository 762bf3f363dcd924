// SPDX-License-Identifier: Apache-2.0
#include "mikata/stats/treatment_effect.h"

#include <gtest/gtest.h>

#include <cmath>

#include "mikata/base/error.h"
#include "mikata/base/random.h"

namespace mikata::stats {
namespace {

// Sixty made observations: one covariate that is a number, one that is 0 or 1.
Observations made() {
  Observations data;
  data.covariates = {{-1.22, 0}, {0.38, 0},  {-1.33, 1}, {-0.07, 0}, {-1.22, 1}, {-1.29, 1},
                     {1.53, 0},  {0.98, 1},  {2.57, 0},  {-0.29, 0}, {0.1, 0},   {0.15, 1},
                     {0.27, 1},  {0.69, 0},  {-1.79, 0}, {0.7, 0},   {-1.47, 0}, {0, 1},
                     {3.3, 0},   {-0.05, 0}, {-0.29, 1}, {0.66, 1},  {0.1, 0},   {-1.01, 1},
                     {1.87, 1},  {-0.51, 1}, {0.95, 0},  {-0.6, 1},  {1.26, 0},  {0.62, 1},
                     {0.77, 0},  {0.47, 0},  {0.55, 1},  {0.51, 1},  {0.18, 0},  {-0.6, 0},
                     {0.59, 1},  {1.51, 0},  {0.78, 1},  {0.7, 1},   {1.77, 1},  {-0.33, 0},
                     {0.24, 0},  {0.97, 0},  {2.43, 1},  {1.78, 1},  {0.13, 1},  {-0.88, 1},
                     {1.12, 1},  {0.71, 0},  {-0.76, 0}, {0.79, 0},  {-1.79, 1}, {-0.91, 1},
                     {1.55, 1},  {-1, 1},    {-0.16, 1}, {-2.37, 0}, {1, 0},     {-0.92, 1}};
  data.treated = {1, 0, 1, 0, 1, 0, 1, 1, 1, 0, 1, 1, 1, 0, 0, 1, 0, 1, 1, 1,
                  1, 1, 1, 1, 1, 1, 1, 0, 0, 1, 0, 0, 1, 1, 1, 0, 0, 0, 1, 1,
                  1, 0, 1, 0, 1, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0};
  data.outcome = {0.61, 0.77,  -0.78, 0.56, 0.77,  -0.23, 4.46, 1.73, 3.97, 0.27,  2.01, 0.33,
                  0.15, 1.76,  0.97,  3.06, 1.06,  1.15,  4.21, 2.01, 0.54, 0.86,  1.06, -0.7,
                  2.49, 0.68,  2.48,  0.56, 1.74,  1.85,  2.12, 0.74, 0.26, 1.86,  1.73, 1.49,
                  0.5,  2.36,  2.08,  0.31, 2.85,  0.43,  1.74, 1.22, 3.4,  2.95,  0.67, -1.44,
                  1.54, -0.07, 0.56,  1.76, -1.35, -0.31, 0.91, 0.1,  0.38, -0.68, 1.04, 0.59};
  return data;
}

// A second way, in Python: the estimating equations solved by Newton's method with numerical
// derivatives, the sandwich of the stacked equations for the error.
TEST(IpwAtt, IsWhatTheStackedEquationsGive) {
  const TreatmentEffect found = ipw_att(made());
  EXPECT_NEAR(found.naive, 0.9798214285714284, 1e-12);
  EXPECT_NEAR(found.effect.value, 0.8845600425267768, 1e-9);
  EXPECT_NEAR(found.standard_error, 0.1908237167567264, 1e-6);
  Observations pairs = made();
  for (int i = 0; i < 60; ++i) pairs.clusters.push_back(i / 2);
  EXPECT_NEAR(ipw_att(pairs).standard_error, 0.19658787619199475, 1e-6);
  EXPECT_EQ(found.trimmed, 0);
  EXPECT_LT(found.controls_effective, found.controls);
}

TEST(Aipw, IsWhatTheFormulaGives) {
  EXPECT_NEAR(aipw(made(), Estimand::att).effect.value, 0.8435175321085321, 1e-9);
  const TreatmentEffect ate = aipw(made(), Estimand::ate);
  EXPECT_NEAR(ate.effect.value, 0.735868475560519, 1e-9);
  EXPECT_NEAR(ate.standard_error, 0.15345607847087242, 1e-9);
}

// With one covariate of two values everything is a mean within them.
TEST(TreatmentEffect, OfOneTraitIsTheWeighedDifferenceWithinIt) {
  Observations data;
  const auto add = [&](double x, double t, double y, int times) {
    for (int i = 0; i < times; ++i) {
      data.covariates.push_back({x});
      data.treated.push_back(t);
      data.outcome.push_back(y);
    }
  };
  add(0, 0, 1, 6), add(0, 0, 0, 2), add(0, 1, 1, 1), add(0, 1, 0, 1);  // .50 - .75
  add(1, 0, 1, 1), add(1, 0, 0, 3), add(1, 1, 1, 2), add(1, 1, 0, 4);  // 1/3 - .25
  const double low = .5 - .75;
  const double high = 1 / 3.0 - .25;
  EXPECT_NEAR(ipw_att(data).effect.value, (2 * low + 6 * high) / 8, 1e-9);
  EXPECT_NEAR(aipw(data, Estimand::att).effect.value, (2 * low + 6 * high) / 8, 1e-9);
  EXPECT_NEAR(aipw(data, Estimand::ate).effect.value, (10 * low + 10 * high) / 20, 1e-9);
  EXPECT_NEAR(ipw_att(data).balance[0].after, 0, 1e-9);
  EXPECT_GT(std::abs(ipw_att(data).balance[0].before), .5);
}

TEST(TreatmentEffect, CoversTheTruthAsOftenAsItSays) {
  Random random(20260322);
  int covered = 0;
  constexpr int kRuns = 400;
  for (int run = 0; run < kRuns; ++run) {
    Observations data;
    for (int i = 0; i < 200; ++i) {
      const double x = random.uniform();
      const double t = random.uniform() < .2 + .5 * x ? 1 : 0;
      data.covariates.push_back({x});
      data.treated.push_back(t);
      data.outcome.push_back(2 * x + .3 * t + random.uniform());
    }
    const Interval band = aipw(data, Estimand::att).effect.interval;
    covered += band.low <= .3 && .3 <= band.high ? 1 : 0;
  }
  EXPECT_GE(covered, kRuns * 92 / 100);
  EXPECT_LE(covered, kRuns * 98 / 100);
}

TEST(TreatmentEffect, LeavesOutWhomNobodyIsLikeAndSaysHowMany) {
  const TreatmentEffect found = ipw_att(made(), {.trim = .2});
  EXPECT_GT(found.trimmed, 0);
  EXPECT_EQ(found.treated + found.controls + found.trimmed, 60);
}

TEST(TreatmentEffect, RefusesWhatCannotBeCompared) {
  Observations data = made();
  data.treated.assign(60, 1);
  EXPECT_THROW(ipw_att(data), Error) << "nobody without";
  data.treated.assign(60, 0);
  EXPECT_THROW(aipw(data, Estimand::ate), Error) << "nobody with";
  data = made();
  for (std::size_t i = 0; i < 60; ++i) data.covariates[i][1] = data.treated[i];
  EXPECT_THROW(ipw_att(data), Error) << "no overlap";
  data = made();
  for (auto& row : data.covariates) row[1] = row[0];
  EXPECT_THROW(ipw_att(data), Error) << "a covariate twice";
}

}  // namespace
}  // namespace mikata::stats
