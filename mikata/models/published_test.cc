// SPDX-License-Identifier: Apache-2.0
// Every published fit that the data at hand allow. Figures: Fader, Hardie and Lee (2005), Marketing
// Science 24(2), table 2; Fader and Hardie (2007), table 1; Fader, Hardie and Shang (2010), table
// 3; the others as lifetimes 0.11.3, BTYD 2.4.3, BTYDplus 1.2.0, CLVTools 0.12.1 and foretell 0.2.0
// give them at their optimum.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <functional>
#include <iomanip>

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
  std::vector<std::string> parameters;  // as printed
  // Relative. Nil where a parameter agrees to the last printed digit; else how far the peer stopped
  // from the maximum: at its parameters the likelihood must then be lower than ours.
  double stopped_short = 0;
  double within = 1e-3;  // of the log-likelihood; half a unit where two decimals are printed
};

double half_a_digit(const std::string& printed) {
  const auto point = printed.find('.');
  return 0.5001 * std::pow(10, -static_cast<double>(printed.size() - point - 1));
}

using LogLikelihoodAt = std::function<double(const std::vector<double>&)>;

void expect_fit(const Certainty& certainty, const std::vector<double>& parameters,
                const Published& published, const LogLikelihoodAt& log_likelihood) {
  EXPECT_TRUE(certainty.converged) << certainty.reason;
  EXPECT_NEAR(certainty.log_likelihood, published.log_likelihood, published.within);
  ASSERT_EQ(parameters.size(), published.parameters.size());
  std::vector<double> theirs;
  bool to_the_digit = true;
  for (std::size_t i = 0; i < parameters.size(); ++i) {
    theirs.push_back(std::stod(published.parameters[i]));
    const double difference = std::abs(parameters[i] - theirs[i]);
    to_the_digit = to_the_digit && difference <= half_a_digit(published.parameters[i]);
    EXPECT_LE(difference,
              std::max(half_a_digit(published.parameters[i]), published.stopped_short * theirs[i]))
        << "parameter " << i << ": " << std::setprecision(9) << parameters[i];
  }
  EXPECT_EQ(to_the_digit, published.stopped_short == 0);
  if (!to_the_digit) {
    EXPECT_LT(log_likelihood(theirs), log_likelihood(parameters));
  }
}

// Of a model of buying with these parameters, over all customers.
template <typename Model>
LogLikelihoodAt over(std::span<const Pattern> patterns, int k = 1) {
  return [patterns, k](const std::vector<double>& p) {
    Model model{p[0], p[1], p[2], p[3]};
    if constexpr (std::is_same_v<Model, MbgCnbd>) model.k = k;
    double sum = 0;
    for (const auto& [history, customers] : patterns) {
      sum += customers * log_likelihood(model, history);
    }
    return sum;
  };
}

void expect_bg(const std::vector<Pattern>& patterns, const Published& published) {
  const auto [m, certainty] = fit_bg_nbd(patterns);
  expect_fit(certainty, {m.r, m.alpha, m.a, m.b}, published, over<BgNbd>(patterns));
}

void expect_mbg(const Cohort& cohort, int k, const Published& published) {
  const std::vector<Pattern> patterns = grouped(cohort.patterns);
  const auto [m, certainty] = fit_mbg_cnbd(patterns, k, cohort.log_gaps);
  expect_fit(certainty, {m.r, m.alpha, m.a, m.b}, published, over<MbgCnbd>(patterns, k));
}

void expect_pareto(const std::vector<Pattern>& patterns, const Published& published) {
  const auto [m, certainty] = fit_pareto_nbd(patterns);
  expect_fit(certainty, {m.r, m.alpha, m.s, m.beta}, published, over<ParetoNbd>(patterns));
}

void expect_spend(const std::vector<Spend>& rows, const Published& published) {
  const auto [m, certainty] = fit_gamma_gamma(rows);
  expect_fit(certainty, {m.p, m.q, m.gamma}, published, [&](const std::vector<double>& p) {
    double sum = 0;
    for (const Spend& row : rows) sum += row.customers * log_likelihood({p[0], p[1], p[2]}, row);
    return sum;
  });
}

void expect_contracts(const std::vector<ContractCount>& counts, const Published& published) {
  const auto [m, certainty] = fit_sbg(counts);
  expect_fit(certainty, {m.alpha, m.beta}, published, [&](const std::vector<double>& p) {
    return log_likelihood(Bdw{p[0], p[1], 1}, counts);
  });
}

TEST(Published, CdnowSample39Weeks) {
  MIKATA_NEED_CLV_DATA();
  const Cohort cohort = cdnow_sample();
  const std::vector<Pattern> patterns = grouped(cohort.patterns);
  EXPECT_EQ(cohort.patterns.size(), 2357U);
  EXPECT_EQ(patterns.size(), 1016U);
  EXPECT_EQ(totals(patterns).purchases, 2457);
  expect_bg(patterns, {-9582.429207, {".242595", "4.413602", ".792922", "2.425907"}});
  expect_mbg(cohort, 1, {-9582.135716, {".524843", "6.183085", ".891359", "1.614002"}});
  expect_pareto(patterns, {-9594.976179, {".553277", "10.577683", ".606240", "11.668733"}, 3e-7});
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
  expect_bg(patterns, {-17138.2340, {".253561", "5.447252", ".607366", "2.647235"}, 2e-6});
  expect_mbg(cohort, 1, {-17127.3733, {".617845", "8.656960", ".551524", "1.009053"}, 7e-6});
  expect_pareto(patterns, {-17135.8359, {".563004", "12.559169", ".408107", "10.514546"}, 2e-7});
}

TEST(Published, CdnowFull39Weeks) {
  MIKATA_NEED_CLV_DATA();
  const Cohort cohort = cdnow_full();
  const std::vector<Pattern> patterns = grouped(cohort.patterns);
  EXPECT_EQ(cohort.patterns.size(), 23570U);
  EXPECT_EQ(patterns.size(), 8685U);
  expect_bg(patterns, {-95368.443933, {".251624", "4.788943", ".723434", "2.161088"}});
  expect_mbg(cohort, 1, {-95336.958320, {".637140", "7.310290", ".807474", "1.228394"}});
  expect_pareto(patterns, {-95415.118617, {".597420", "11.585658", ".522186", "8.827760"}, 2e-7});
}

TEST(Published, CdnowFull78Weeks) {
  MIKATA_NEED_CLV_DATA();
  const Cohort cohort = cdnow_full("1998-06-30");
  const std::vector<Pattern> patterns = grouped(cohort.patterns);
  expect_bg(patterns, {-173425.916, {".267128", "5.986492", ".483517", "2.111608"}});
  expect_mbg(cohort, 1, {-173294.442, {".689425", "9.889426", ".491597", ".858501"}, 2e-5});
  expect_pareto(patterns, {-173327.996, {".610988", "13.614194", ".312577", "6.148554"}, 4e-7});
}

TEST(Published, GammaGammaOfCdnow) {
  MIKATA_NEED_CLV_DATA();
  expect_spend(spend_rows(cdnow_sample().spend).rows,
               {-4055.917695, {"6.24935", "3.74426", "15.44431"}, 6e-5});
  EXPECT_NEAR(mean_spend(GammaGamma{6.25, 3.74, 15.44}), 35.2190, 5e-5);
  const auto usable = spend_rows(cdnow_full().spend);
  EXPECT_EQ(usable.rows.size(), 9450U);
  EXPECT_EQ(usable.not_positive, 1);
  expect_spend(usable.rows, {-40763.476264, {"6.275343", "3.624443", "14.983711"}, 3e-6});
}

TEST(Published, Grocery) {
  MIKATA_NEED_CLV_DATA();
  const Cohort cohort = grocery();
  const std::vector<Pattern> patterns = grouped(cohort.patterns);
  EXPECT_EQ(cohort.patterns.size(), 1525U);
  expect_pareto(patterns, {-15782.39, {".78644", "5.67898", ".38622", "5.71712"}, 2e-4, 5e-3});
  expect_bg(patterns, {-15836.57, {".34859", "2.58094", ".50383", "3.64436"}, 3e-4, 5e-3});
  expect_mbg(cohort, 1, {-15781.94, {"1.25679", "6.03848", ".36825", ".71574"}, 2e-4, 5e-3});
  expect_mbg(cohort, 2, {-14978.21, {"1.32920", "2.81260", ".42472", ".79004"}, 3e-5, 5e-3});
  EXPECT_EQ(fit_regularity(patterns, cohort.log_gaps).model.k, 2);
}

TEST(Published, Apparel) {
  MIKATA_NEED_CLV_DATA();
  const Cohort cohort = apparel();
  const std::vector<Pattern> patterns = grouped(cohort.patterns);
  EXPECT_EQ(cohort.patterns.size(), 600U);
  expect_pareto(patterns, {-5848.098, {"1.4490", "48.636", ".5613", "46.884"}, 5e-5});
  expect_bg(patterns, {-5857.020, {".6073", "20.957", "1.2755", "8.8608"}, 5e-5});
  expect_spend(spend_rows(cohort.spend).rows, {-1670.66, {"3.0990", "5.6537", "56.504"}, 0, 5e-3});
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
             {-33225.5813, {"1.203507", ".749767", ".656757", "2.783887"}, 2e-4},
             [&](const std::vector<double>& p) {
               double sum = 0;
               for (const auto& [occasions, customers] : patterns) {
                 sum += customers * log_likelihood(BgBb{p[0], p[1], p[2], p[3]}, occasions);
               }
               return sum;
             });
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
  expect_contracts(contract_counts(regular), {-1680.2654, {".704", "1.182"}});
  expect_contracts(contract_counts(high_end), {-1611.1582, {".668", "3.806"}});
  const auto a = fit_sbg(contract_counts(regular));
  const auto b = fit_sbg(contract_counts(high_end));
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
