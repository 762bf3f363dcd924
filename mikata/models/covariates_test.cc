// SPDX-License-Identifier: Apache-2.0
#include "mikata/models/covariates.h"

#include <gtest/gtest.h>

#include <cmath>

#include "mikata/base/error.h"
#include "mikata/models/testing_data.h"

namespace mikata::models {
namespace {

// Customers of the apparel data by (Gender, Channel), both for buying and for leaving.
std::vector<CovariateGroup> apparel_groups() {
  std::map<std::string, std::vector<double>> covariates;
  bool header = true;
  for (const auto& words : read_words(clv_file("apparel_static_cov.csv"))) {
    if (std::exchange(header, false)) continue;
    covariates[words[0]] = {std::stod(words[1]), std::stod(words[2])};
  }
  std::map<std::vector<double>, Log> logs;
  for (const auto& [customer, purchases] : read_log("apparel_trans.csv", {.value = 2})) {
    logs[covariates.at(customer)][customer] = purchases;
  }
  std::vector<CovariateGroup> groups;
  for (const auto& [z, log] : logs) {
    groups.push_back({z, z, cut(log, "2006-12-31", "2010-12-20").patterns});
  }
  return groups;
}

// CLVTools 0.12.1: pnbd(clv.apparel.static), LL -5821.063.
TEST(Covariates, ParetoOfApparelIsThePublishedOne) {
  MIKATA_NEED_CLV_DATA();
  const auto groups = apparel_groups();
  const auto fitted = fit_pareto_nbd(groups);
  EXPECT_TRUE(fitted.certainty.converged) << fitted.certainty.reason;
  EXPECT_NEAR(fitted.certainty.log_likelihood, -5821.063, 1e-3);
  EXPECT_NEAR(fitted.buying[0], .286, 2e-3);
  EXPECT_NEAR(fitted.buying[1], .624, 2e-3);
  EXPECT_NEAR(fitted.leaving[0], -.643, 2e-3);
  EXPECT_NEAR(fitted.leaving[1], .791, 2e-3);
  double sum = 0;
  for (const CovariateGroup& group : groups) {
    const ParetoNbd model = model_of(fitted, group);
    for (const auto& [history, n] : group.patterns) sum += n * log_likelihood(model, history);
  }
  EXPECT_NEAR(sum, fitted.certainty.log_likelihood, 1e-6) << "the groups' own models";
}

TEST(Covariates, BgOfApparelRunsOffAndSaysSo) {
  MIKATA_NEED_CLV_DATA();
  const auto fitted = fit_bg_nbd(apparel_groups());
  EXPECT_FALSE(fitted.certainty.converged);
  EXPECT_NE(fitted.certainty.reason, "");
}

TEST(Covariates, WithoutAnyIsThePlainFit) {
  std::vector<Pattern> patterns;
  for (int i = 1; i <= 20; ++i) {
    patterns.push_back({{0, 0, 20.0 + i}, 3});
    patterns.push_back({{static_cast<double>(i), 10.0 + i, 20.0 + i}, 1});
    patterns.push_back({{1, static_cast<double>(i), 20.0 + i}, 2});
  }
  const auto plain = fit_bg_nbd(patterns);
  const auto with = fit_bg_nbd(std::vector<CovariateGroup>{{{}, {}, patterns}});
  EXPECT_NEAR(with.certainty.log_likelihood, plain.certainty.log_likelihood, 1e-8);
  EXPECT_NEAR(with.base.b / plain.model.b, 1, 1e-5);
  // Half of the customers with z = 1: nothing is explained, so the coefficient is 0.
  const auto half =
      fit_bg_nbd(std::vector<CovariateGroup>{{{1}, {}, patterns}, {{0}, {}, patterns}});
  EXPECT_NEAR(half.buying[0], 0, 1e-5);
}

TEST(Covariates, RefusesGroupsThatDoNotFitTogether) {
  const std::vector<Pattern> patterns{{{1, 2, 9}, 4}, {{0, 0, 9}, 5}};
  EXPECT_THROW(fit_bg_nbd(std::vector<CovariateGroup>{{{1}, {}, patterns}, {{}, {}, patterns}}),
               Error);
  EXPECT_THROW(fit_pareto_nbd(std::vector<CovariateGroup>{{{std::nan("")}, {}, patterns}}), Error);
  EXPECT_THROW(fit_pareto_nbd(std::vector<CovariateGroup>{}), Error);
}

}  // namespace
}  // namespace mikata::models
