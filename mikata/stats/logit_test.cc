// SPDX-License-Identifier: Apache-2.0
#include "mikata/stats/logit.h"

#include <gtest/gtest.h>

#include <cmath>

namespace mikata::stats {
namespace {

Design rows(const std::vector<std::vector<double>>& values) {
  Design design(values.front().size());
  for (const auto& row : values) {
    std::vector<DesignEntry> entries;
    for (std::size_t k = 0; k < row.size(); ++k) entries.push_back({k, row[k]});
    design.add_row(entries);
  }
  return design;
}

// Two counts and two unknowns: the logits of the shares themselves.
TEST(Logit, OfAsManyCountsAsUnknownsIsTheirLogits) {
  const Design design = rows({{1, 0}, {1, 1}});
  const std::vector<double> trials{10, 40};
  const std::vector<double> events{2, 30};
  const LogitFit fit = fit_logit({design, trials, events});
  ASSERT_TRUE(fit.converged);
  EXPECT_NEAR(fit.coefficients[0], std::log(.2 / .8), 1e-9);
  EXPECT_NEAR(fit.coefficients[1], std::log(3.0) - std::log(.25), 1e-9);
  EXPECT_NEAR(fit.probability(design, 1), .75, 1e-12);
}

// Bliss (1935), Ann. Appl. Biol. 22, 134: beetles killed at eight log doses of carbon disulphide.
// R: glm(cbind(killed, n - killed) ~ dose, binomial) gives -60.717 and 34.270.
TEST(Logit, OfTheBeetlesIsTheTextbooks) {
  const Design design = rows({{1, 1.6907},
                              {1, 1.7242},
                              {1, 1.7552},
                              {1, 1.7842},
                              {1, 1.8113},
                              {1, 1.8369},
                              {1, 1.8610},
                              {1, 1.8839}});
  const std::vector<double> trials{59, 60, 62, 56, 63, 59, 62, 60};
  const std::vector<double> events{6, 13, 18, 28, 52, 53, 61, 60};
  const LogitFit fit = fit_logit({design, trials, events});
  ASSERT_TRUE(fit.converged);
  EXPECT_NEAR(fit.coefficients[0], -60.717, 5e-4);
  EXPECT_NEAR(fit.coefficients[1], 34.270, 5e-4);
}

TEST(Logit, SaysWhereItHasNoEnd) {
  const Design design = rows({{1, 0}, {1, 1}});
  const std::vector<double> trials{10, 10};
  const std::vector<double> certain{0, 10};
  EXPECT_FALSE(fit_logit({design, trials, certain}).converged);
  EXPECT_TRUE(fit_logit({design, trials, certain}, {.ridge = .1}).converged);
  const Design twice = rows({{1, 2}, {1, 2}});
  const std::vector<double> events{4, 5};
  EXPECT_FALSE(fit_logit({twice, trials, events}).converged);
}

TEST(Balancing, MakesTheOthersAlikeInEveryColumn) {
  const Design design = rows({{1, 0, 2}, {1, 1, 3}, {1, 1, 7}, {1, 0, 5}, {1, 1, 4}});
  const std::vector<double> trials{20, 30, 25, 10, 15};
  const std::vector<double> events{6, 12, 14, 3, 9};
  const LogitFit fit = fit_balancing({design, trials, events});
  ASSERT_TRUE(fit.converged);
  for (std::size_t column = 0; column < 3; ++column) {
    double apart = 0;
    for (std::size_t i = 0; i < design.rows(); ++i) {
      const double odds = std::exp(design.dot(i, fit.coefficients));
      apart += design.row(i)[column].value * (events[i] - (trials[i] - events[i]) * odds);
    }
    EXPECT_NEAR(apart, 0, 1e-6);
  }
  const Design apart = rows({{1, 0}, {1, 1}});
  const std::vector<double> two{10, 10};
  const std::vector<double> certain{0, 10};
  EXPECT_FALSE(fit_balancing({apart, two, certain}).converged);
}

TEST(Linear, IsLeastSquares) {
  const Design design = rows({{1, 0}, {1, 1}, {1, 2}});
  const std::vector<double> weights{1, 2, 1};
  const std::vector<double> sums{1, 6, 8};  // y = 1, 3, 8
  const auto found = fit_linear(design, weights, sums);
  EXPECT_NEAR(found[0], .25, 1e-12);
  EXPECT_NEAR(found[1], 3.5, 1e-12);
  EXPECT_TRUE(fit_linear(rows({{1, 2}, {1, 2}, {1, 2}}), weights, sums).empty());
}

}  // namespace
}  // namespace mikata::stats
