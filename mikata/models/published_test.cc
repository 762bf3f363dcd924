// SPDX-License-Identifier: Apache-2.0
// Every published fit that the data at hand allow. Figures: Fader, Hardie and Lee (2005), Marketing
// Science 24(2), table 2; Fader and Hardie (2007), table 1; Fader, Hardie and Shang (2010), table
// 3; the others as lifetimes 0.11.3, BTYD 2.4.3, BTYDplus 1.2.0, CLVTools 0.12.1 and foretell 0.2.0
// give them at their optimum.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "mikata/models/bg_bb.h"
#include "mikata/models/bg_nbd.h"
#include "mikata/models/contract.h"
#include "mikata/models/gamma_gamma.h"
#include "mikata/models/mbg_cnbd.h"
#include "mikata/models/pareto_nbd.h"
#include "mikata/models/testing_data.h"

namespace mikata::models {
namespace {

struct Published {
  double log_likelihood;
  std::vector<double> parameters;
  double tolerance;  // relative, of the parameters: the digits printed, or where the peer stopped
  double within = 1e-3;  // of the log-likelihood; half a unit where two decimals are printed
};

void expect_fit(const Certainty& certainty, const std::vector<double>& parameters,
                const Published& published) {
  EXPECT_TRUE(certainty.converged) << certainty.reason;
  EXPECT_NEAR(certainty.log_likelihood, published.log_likelihood, published.within);
  ASSERT_EQ(parameters.size(), published.parameters.size());
  for (std::size_t i = 0; i < parameters.size(); ++i) {
    EXPECT_NEAR(parameters[i] / published.parameters[i], 1, published.tolerance) << i;
  }
}

void expect_bg(const std::vector<Pattern>& patterns, const Published& published) {
  const auto [m, certainty] = fit_bg_nbd(patterns);
  expect_fit(certainty, {m.r, m.alpha, m.a, m.b}, published);
}

void expect_mbg(const Cohort& cohort, int k, const Published& published) {
  const auto [m, certainty] = fit_mbg_cnbd(grouped(cohort.patterns), k, cohort.log_gaps);
  expect_fit(certainty, {m.r, m.alpha, m.a, m.b}, published);
}

void expect_pareto(const std::vector<Pattern>& patterns, const Published& published) {
  const auto [m, certainty] = fit_pareto_nbd(patterns);
  expect_fit(certainty, {m.r, m.alpha, m.s, m.beta}, published);
}

TEST(Published, CdnowSample39Weeks) {
  MIKATA_NEED_CLV_DATA();
  const Cohort cohort = cdnow_sample();
  const std::vector<Pattern> patterns = grouped(cohort.patterns);
  EXPECT_EQ(cohort.patterns.size(), 2357U);
  EXPECT_EQ(patterns.size(), 1016U);
  EXPECT_EQ(totals(patterns).purchases, 2457);
  expect_bg(patterns, {-9582.429207, {.242595, 4.413602, .792922, 2.425907}, 2e-6});
  expect_mbg(cohort, 1, {-9582.135716, {.524843, 6.183085, .891359, 1.614002}, 1e-5});
  expect_pareto(patterns, {-9594.976179, {.553277, 10.577683, .606240, 11.668733}, 2e-6});
}

TEST(Published, CdnowSampleStandardErrors) {
  MIKATA_NEED_CLV_DATA();
  const auto fitted = fit_pareto_nbd(grouped(cdnow_sample().patterns));
  const double published[] = {.0476, .8427, .1873, 6.2105};
  for (std::size_t i = 0; i < 4; ++i) {
    EXPECT_NEAR(fitted.certainty.standard_errors[i] / published[i], 1, 1e-3) << i;
  }
}

TEST(Published, CdnowSample78Weeks) {
  MIKATA_NEED_CLV_DATA();
  const Cohort cohort = cdnow_sample("1998-06-30");
  const std::vector<Pattern> patterns = grouped(cohort.patterns);
  EXPECT_EQ(totals(patterns).purchases, 4339);
  expect_bg(patterns, {-17138.2340, {.253561, 5.447252, .607366, 2.647235}, 2e-6});
  expect_mbg(cohort, 1, {-17127.3733, {.617845, 8.656960, .551524, 1.009053}, 1e-5});
  expect_pareto(patterns, {-17135.8359, {.563004, 12.559169, .408107, 10.514546}, 5e-6});
}

TEST(Published, CdnowFull39Weeks) {
  MIKATA_NEED_CLV_DATA();
  const Cohort cohort = cdnow_full();
  const std::vector<Pattern> patterns = grouped(cohort.patterns);
  EXPECT_EQ(cohort.patterns.size(), 23570U);
  EXPECT_EQ(patterns.size(), 8685U);
  expect_bg(patterns, {-95368.443933, {.251624, 4.788943, .723434, 2.161088}, 2e-6});
  expect_mbg(cohort, 1, {-95336.958320, {.637140, 7.310290, .807474, 1.228394}, 1e-5});
  expect_pareto(patterns, {-95415.118617, {.597420, 11.585658, .522186, 8.827760}, 2e-6});
}

TEST(Published, CdnowFull78Weeks) {
  MIKATA_NEED_CLV_DATA();
  const Cohort cohort = cdnow_full("1998-06-30");
  const std::vector<Pattern> patterns = grouped(cohort.patterns);
  expect_bg(patterns, {-173425.916, {.267128, 5.986492, .483517, 2.111608}, 2e-6});
  expect_mbg(cohort, 1, {-173294.442, {.689425, 9.889426, .491597, .858501}, 2e-5});
  expect_pareto(patterns, {-173327.996, {.610988, 13.614194, .312577, 6.148554}, 2e-6});
}

TEST(Published, GammaGammaOfCdnow) {
  MIKATA_NEED_CLV_DATA();
  const auto sample = fit_gamma_gamma(spend_rows(cdnow_sample().spend).rows);
  expect_fit(sample.certainty, {sample.model.p, sample.model.q, sample.model.gamma},
             {-4055.917695, {6.24935, 3.74426, 15.44431}, 1e-4});
  EXPECT_NEAR(mean_spend(GammaGamma{6.25, 3.74, 15.44}), 35.2190, 5e-5);
  const auto usable = spend_rows(cdnow_full().spend);
  EXPECT_EQ(usable.rows.size(), 9450U);
  EXPECT_EQ(usable.not_positive, 1);
  const auto full = fit_gamma_gamma(usable.rows);
  expect_fit(full.certainty, {full.model.p, full.model.q, full.model.gamma},
             {-40763.476264, {6.275343, 3.624443, 14.983711}, 2e-5});
}

TEST(Published, Grocery) {
  MIKATA_NEED_CLV_DATA();
  const Cohort cohort = grocery();
  const std::vector<Pattern> patterns = grouped(cohort.patterns);
  EXPECT_EQ(cohort.patterns.size(), 1525U);
  expect_pareto(patterns, {-15782.39, {.78644, 5.67898, .38622, 5.71712}, 5e-4, 5e-3});
  expect_bg(patterns, {-15836.57, {.34859, 2.58094, .50383, 3.64436}, 5e-4, 5e-3});
  expect_mbg(cohort, 1, {-15781.94, {1.25679, 6.03848, .36825, .71574}, 5e-4, 5e-3});
  expect_mbg(cohort, 2, {-14978.21, {1.32920, 2.81260, .42472, .79004}, 5e-4, 5e-3});
  EXPECT_EQ(fit_regularity(patterns, cohort.log_gaps).model.k, 2);
}

TEST(Published, Apparel) {
  MIKATA_NEED_CLV_DATA();
  const Cohort cohort = apparel();
  const std::vector<Pattern> patterns = grouped(cohort.patterns);
  EXPECT_EQ(cohort.patterns.size(), 600U);
  expect_pareto(patterns, {-5848.098, {1.4490, 48.636, .5613, 46.884}, 2e-4});
  expect_bg(patterns, {-5857.020, {.6073, 20.957, 1.2755, 8.8608}, 2e-4});
  const auto spend = fit_gamma_gamma(spend_rows(cohort.spend).rows);
  expect_fit(spend.certainty, {spend.model.p, spend.model.q, spend.model.gamma},
             {-1670.66, {3.0990, 5.6537, 56.504}, 2e-3, 5e-3});
}

TEST(Published, Donations) {
  MIKATA_NEED_CLV_DATA();
  std::vector<OccasionPattern> patterns;
  bool header = true;
  for (const auto& words : read_words(clv_file("donations.csv"))) {
    if (std::exchange(header, false)) continue;
    patterns.push_back(
        {{std::stod(words[0]), std::stod(words[1]), std::stod(words[2])}, std::stod(words[3])});
  }
  const auto [m, certainty] = fit_bg_bb(patterns);
  expect_fit(certainty, {m.alpha, m.beta, m.gamma, m.delta},
             {-33225.5813, {1.203507, .749767, .656757, 2.783887}, 2e-4});
  double residual = 0;
  double ahead = 0;
  for (const auto& [occasions, customers] : patterns) {
    residual += customers * discounted_purchases(m, occasions, .1);
    ahead += customers * expected_purchases(m, occasions, 5);
  }
  EXPECT_NEAR(residual, 20291.1, 3);
  EXPECT_NEAR(ahead, 12884.2, 3);
}

TEST(Published, ContractsOfTwoSegments) {
  const std::vector<double> regular{1000, 631, 468, 382, 326, 289, 262, 241};
  const std::vector<double> high_end{1000, 869, 743, 653, 593, 551, 517, 491};
  const auto a = fit_sbg(contract_counts(regular));
  expect_fit(a.certainty, {a.model.alpha, a.model.beta}, {-1680.2654, {.704, 1.182}, 1e-3});
  const auto b = fit_sbg(contract_counts(high_end));
  expect_fit(b.certainty, {b.model.alpha, b.model.beta}, {-1611.1582, {.668, 3.806}, 1e-3});
  const double later_regular[] = {22.01, 20.44, 19.12, 17.99, 17.00};
  const double later_high_end[] = {46.04, 43.58, 41.42, 39.51, 37.80};
  const double later_weibull[] = {46.77, 44.83, 43.16, 41.69, 40.39};
  const auto c = fit_bdw(contract_counts(high_end));
  EXPECT_NEAR(c.certainty.log_likelihood, -1605.31, 0.005);
  for (int i = 0; i < 5; ++i) {
    EXPECT_NEAR(100 * survival(weibull(a.model), 8 + i), later_regular[i], 0.006);
    EXPECT_NEAR(100 * survival(weibull(b.model), 8 + i), later_high_end[i], 0.006);
    EXPECT_NEAR(100 * survival(c.model, 8 + i), later_weibull[i], 0.02);
  }
}

}  // namespace
}  // namespace mikata::models
