// SPDX-License-Identifier: Apache-2.0
#include "mikata/models/compute.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <filesystem>
#include <fstream>
#include <map>

namespace mikata::models {
namespace {

using nlohmann::ordered_json;
using testing::HasSubstr;

ordered_json ask(const std::string& text) { return answer(ordered_json::parse(text)); }

double value_of(const std::string& text) {
  const ordered_json answered = ask(text);
  EXPECT_TRUE(answered.contains("value")) << answered;
  return answered.value("value", std::nan(""));
}

std::string error_of(const std::string& text) {
  const ordered_json answered = ask(text);
  EXPECT_FALSE(answered.contains("value")) << answered;
  return answered.value("error", std::string());
}

const std::string kBgJson =
    R"({"model":"bgnbd","params":{"r":0.243,"alpha":4.414,"a":0.793,"b":2.426},)";

TEST(Compute, IsTheWorkedExampleOfThePaper) {
  // Fader, Hardie and Lee (2005), figure 1: ln L -9.4596 with the spreadsheet's rounding of t_x, T.
  const std::string past = R"("input":{"x":2,"t_x":30.43,"T":38.86}})";
  EXPECT_NEAR(value_of(kBgJson + R"("quantity":"loglik",)" + past), -9.4586, 5e-5);
  EXPECT_NEAR(value_of(kBgJson + R"("quantity":"p_alive",)" + past), 0.72658, 5e-6);
  EXPECT_NEAR(value_of(kBgJson + R"("quantity":"expected_purchases_conditional",)" +
                       R"("input":{"x":2,"t_x":30.43,"T":38.86,"t":39}})"),
              1.22603, 5e-6);
}

TEST(Compute, MovesAModelByCovariates) {
  const std::string input =
      R"("quantity":"p_alive","input":{"x":2,"t_x":30.43,"T":38.86,"z":[1,2]}})";
  const std::string bg = R"({"model":"bgnbd","params":{"r":0.243,"b":2.426,)";
  // alpha e^(-.3 - .2), and a, b times e^.5
  EXPECT_NEAR(
      value_of(bg + R"("alpha":4.414,"a":0.793,"buying":[0.3,0.1],"leaving":[0.5,0]},)" + input),
      value_of(R"({"model":"bgnbd","params":{"r":0.243,"b":3.99979787,"alpha":2.67722633,)"
               R"("a":1.30743597},)" +
               input),
      1e-8);
  EXPECT_NEAR(value_of(bg + R"("alpha":4.414,"a":0.793},)" + input), .7266, 1e-4);
  EXPECT_THAT(error_of(bg + R"("alpha":4.414,"a":0.793,"buying":[0.3]},)" + input),
              HasSubstr("1 coefficients of buying for 2 covariates"));
  EXPECT_THAT(error_of(bg + R"("alpha":4.414,"a":0.793,"leaving":["x"]},)" + input),
              HasSubstr("leaving has what is not a number"));
}

TEST(Compute, KnowsTheDiscreteTimeHazard) {
  const std::string ask_for = R"({"function":"discrete_time_hazard","input":{)";
  const ordered_json value =
      ask(ask_for + R"("periods":[7,7,8],"at_risk":[72,108,165],"events":[2,13,7],)"
                    R"("covariates":[[0],[1],[0.5]]}})")["value"];
  EXPECT_EQ(value["periods"].size(), 2U);
  EXPECT_GT(value["coefficients"][0]["value"], 1);
  EXPECT_THAT(error_of(ask_for + R"("periods":[7],"at_risk":[72],"events":[80]}})"),
              HasSubstr("80 events of 72 at risk"));
  EXPECT_THAT(error_of(ask_for + R"("periods":[7,8],"at_risk":[72],"events":[8]}})"),
              HasSubstr("lists are of different length"));
}

TEST(Compute, ComparesSurvivalOfGroups) {
  const std::string km = R"({"function":"kaplan_meier","input":{"times":[1,2,3,1,2,4],)"
                         R"("events":[1,1,0,0,1,1],"groups":)";
  const ordered_json value = ask(km + R"(["web","web","web","shop","shop","shop"]}})")["value"];
  ASSERT_EQ(value["groups"].size(), 2U);
  EXPECT_EQ(value["groups"][0]["group"], "shop");
  EXPECT_EQ(value["groups"][1]["points"].size(), 2U);
  EXPECT_EQ(value["log_rank"]["degrees"], 1);
  EXPECT_THAT(error_of(km + R"(["web"]}})"), HasSubstr("6 times, 1 groups"));
  EXPECT_FALSE(ask(km + "[1,1,1,1,1,1]}}")["value"].contains("log_rank")) << "one group";
}

TEST(Compute, KnowsSharesOfDriversAndRaking) {
  const std::string lmg = R"({"function":"lmg","input":{"covariance":)";
  const ordered_json shares = ask(lmg + "[[4,0,1],[0,9,-0.9],[1,-0.9,1]]}}")["value"];
  EXPECT_NEAR(shares["r_squared"], .34, 1e-12);
  EXPECT_NEAR(shares["shares"][1], .09, 1e-12);
  EXPECT_THAT(error_of(lmg + "[[1,1,0.5],[1,1,0.5],[0.5,0.5,1]]}}"), HasSubstr("before them: 2"));
  EXPECT_THAT(error_of(lmg + "[[1,0],[0,0]]}}"), HasSubstr("outcome does not vary"));
  EXPECT_THAT(error_of(lmg + "[[1,0],[0]]}}"), HasSubstr("covariance is not square: row 2"));
  EXPECT_THAT(error_of(lmg + "[[1]]}}"), HasSubstr("0 drivers"));
  const std::string johnson = R"({"function":"johnson","input":{"covariance":)";
  EXPECT_NEAR(ask(johnson + "[[4,0,1],[0,9,-0.9],[1,-0.9,1]]}}")["value"]["shares"][0], .25, 1e-12);
  EXPECT_THAT(error_of(johnson + "[[1,1,0.5],[1,1,0.5],[0.5,0.5,1]]}}"),
              HasSubstr("before them: 2"));
  const std::string rake = R"({"function":"rake","input":{"levels":[[1],[2]],"weights":[25,75],)";
  const ordered_json raked = ask(rake + R"("margins":[[50,50]]}})")["value"];
  EXPECT_NEAR(raked["n_effective"], 75, 1e-9);
  EXPECT_THAT(error_of(rake + R"("margins":[[50,25,25]]}})"),
              HasSubstr("nobody stands for level 3"));
  // (n / N)(p - p0), and at most (positives / N)(1 - p0); two strata alike are no more than one.
  const std::string wracc = R"({"function":"wracc","input":)";
  const ordered_json one =
      ask(wracc + R"({"n":4,"positives":3,"all_n":10,"all_positives":5}})")["value"];
  EXPECT_NEAR(one["wracc"], .4 * (.75 - .5), 1e-12);
  EXPECT_NEAR(one["optimistic"], .15, 1e-12);
  const ordered_json two = ask(
      wracc + R"({"n":[4,4],"positives":[3,3],"all_n":[10,10],"all_positives":[5,5]}})")["value"];
  EXPECT_NEAR(two["wracc"], one["wracc"], 1e-12);
  EXPECT_LT(two["p"], one["p"]);
  EXPECT_THAT(error_of(wracc + R"({"n":4,"positives":5,"all_n":10,"all_positives":5}})"),
              HasSubstr("no part of all"));
  EXPECT_THAT(error_of(wracc + R"({"n":[4,4],"positives":3,"all_n":10,"all_positives":5}})"),
              HasSubstr("different length"));
  EXPECT_THAT(error_of(wracc + R"({"n":0,"positives":0,"all_n":0,"all_positives":0}})"),
              HasSubstr("nobody"));
  EXPECT_THAT(
      error_of(R"({"function":"rake","input":{"levels":[[0]],"weights":[1],"margins":[[1]]}})"),
      HasSubstr("level is not 1, 2, 3"));
}

TEST(Compute, KnowsEffectsOfWhatNobodyRandomised) {
  // Within each level of the covariate: 1 - .5 for two of the three with the event, 1 - 0.
  const std::string data =
      R"("input":{"treated":[1,1,0,0,1,0,0],"outcome":[1,1,1,0,1,0,0],"covariates":[[0],[0],[0],[0],[1],[1],[1]])";
  const ordered_json ipw = ask(R"({"function":"ipw_att",)" + data + "}}")["value"];
  EXPECT_NEAR(ipw["att"], 2.0 / 3, 1e-9);
  EXPECT_EQ(ipw["treated"], 3);
  EXPECT_EQ(ipw["balance"].size(), 1U);
  const ordered_json ate = ask(R"({"function":"aipw",)" + data + "}}")["value"];
  EXPECT_NEAR(ate["ate"], (4 * .5 + 3 * 1.0) / 7, 1e-9);
  const ordered_json att = ask(R"({"function":"aipw",)" + data + R"(,"estimand":"att"}})")["value"];
  EXPECT_NEAR(att["att"], 2.0 / 3, 1e-9);
  EXPECT_THAT(error_of(R"({"function":"aipw",)" + data + R"(,"estimand":"atc"}})"),
              HasSubstr("neither ate nor att"));
  const std::string few =
      R"({"function":"ipw_att","input":{"outcome":[1,0],"covariates":[[0],[1]],)";
  EXPECT_THAT(error_of(few + R"("treated":[1,2]}})"), HasSubstr("neither 0 nor 1: 2"));
  EXPECT_THAT(error_of(few + R"("treated":[1]}})"), HasSubstr("different length: 1 treated"));
  EXPECT_THAT(error_of(few + R"("treated":[1,0]}})"), HasSubstr("no overlap"));
}

TEST(Compute, GivesTheSameObjectBackWithItsValue) {
  const std::string question =
      R"({"id":7,"model":"bgnbd","quantity":"p_alive","params":{"r":1,"alpha":2,"a":3,"b":4},"input":{"x":0,"t_x":0,"T":5})";
  const ordered_json answered = ask(question + "}");
  EXPECT_EQ(answered.dump(), question + R"(,"value":1.0})");
  EXPECT_EQ(answer(answered), answered) << "an answer may be asked again";
}

TEST(Compute, IgnoresUnknownKeysAndSaysSo) {
  const ordered_json answered =
      ask(kBgJson + R"("quantity":"p_alive","input":{"x":0,"t_x":0,"T":38.86,"recency":3}})");
  EXPECT_EQ(answered["value"], 1.0);
  EXPECT_EQ(answered["warning"], "input key ignored: recency");
}

// Each line is a question with the value that the printed formulas give at 40 to 500 digits.
TEST(Compute, IsRightToNineDigitsOverWideInputs) {
  const auto file = std::filesystem::path(__FILE__).parent_path() / "compute_test.ndjson";
  std::ifstream in(file);
  ASSERT_TRUE(in) << file;
  int lines = 0;
  for (std::string line; std::getline(in, line); ++lines) {
    const ordered_json question = ordered_json::parse(line);
    const double expected = question["expected"].get<double>();
    const ordered_json answered = answer(question);
    ASSERT_TRUE(answered.contains("value")) << answered;
    const double value = answered["value"].get<double>();
    // A probability below 1e-290 is only known to be that small.
    if (std::abs(expected) < 1e-290) {
      EXPECT_LT(std::abs(value), 1e-280) << answered;
    } else {
      EXPECT_NEAR(value / expected, 1, 1e-9) << answered;
    }
  }
  EXPECT_EQ(lines, 1180);
}

TEST(Compute, SaysWhatIsWrong) {
  const struct {
    std::string text;
    std::string error;
  } cases[] = {
      {kBgJson + R"("quantity":"p_alive","input":{"x":1,"t_x":0,"T":3}})", "t_x is 0 but x is 1"},
      {kBgJson + R"("quantity":"p_alive","input":{"x":1,"t_x":4,"T":3}})", "t_x is after T: 4 > 3"},
      {kBgJson + R"("quantity":"p_alive","input":{"x":-1,"t_x":0,"T":3}})", "x is negative: -1"},
      {kBgJson + R"("quantity":"p_alive","input":{"x":1.5,"t_x":1,"T":3}})",
       "x is not a whole number"},
      {kBgJson + R"("quantity":"p_alive","input":{"x":0,"t_x":1,"T":3}})", "t_x is 1 but x is 0"},
      {kBgJson + R"("quantity":"p_alive","input":{"x":null,"t_x":1,"T":3}})",
       "x is not a number: null"},
      {kBgJson + R"("quantity":"p_alive","input":{"x":"NaN","t_x":1,"T":3}})",
       "x is not a number: NaN"},
      {kBgJson + R"("quantity":"p_alive","input":{"x":1,"T":3}})", "t_x missing"},
      {kBgJson + R"("quantity":"alive","input":{"x":1,"t_x":1,"T":3}})",
       "quantity not known of bgnbd"},
      {kBgJson + R"("quantity":"pmf","input":{"n":-2,"t":3}})", "n is negative: -2"},
      {kBgJson + R"("quantity":"pmf","input":{"n":0.5,"t":3}})", "n is not a whole number: 0.5"},
      {R"({"model":"bgnbdd","quantity":"pmf"})", "model not known: bgnbdd (did you mean bgnbd?)"},
      {R"({"model":"pnbd","quantity":"loglik","params":{"r":1,"alpha":-4,"s":1,"beta":1},"input":{"x":0,"t_x":0,"T":1}})",
       "alpha is not above 0: -4"},
      {R"({"model":"pnbd","quantity":"loglik","params":{"r":1,"s":1,"beta":1},"input":{"x":0,"t_x":0,"T":1}})",
       "alpha missing (pnbd needs r, alpha, s, beta)"},
      {R"({"model":"gg","quantity":"gg_conditional_mean","params":{"p":6,"q":0.9,"gamma":15},"input":{"x":0}})",
       "mean spend is infinite: q is 0.9"},
      {R"({"model":"gg","quantity":"loglik","params":{"p":6,"q":3,"gamma":15},"input":{"x":2,"m":-3}})",
       "m is not above 0: -3"},
      {R"({"model":"gg","quantity":"gg_conditional_mean","params":{"p":6,"q":3,"gamma":15},"input":{"x":2,"m":0}})",
       "m is not above 0: 0"},
      {R"({"model":"bgbb","quantity":"loglik","params":{"alpha":1,"beta":1,"gamma":1,"delta":1},"input":{"x":3,"t_x":2,"n":6}})",
       "x is larger than t_x: 3 > 2"},
      {R"({"model":"bgbb","quantity":"discounted_expected_residual_transactions","params":{"alpha":1,"beta":1,"gamma":1,"delta":1},"input":{"x":1,"t_x":2,"n":6,"d":0}})",
       "value is infinite without a discount"},
      {R"({"function":"wilsn","input":{}})", "function not known: wilsn (did you mean wilson?)"},
      {R"({"function":"wilson","input":{"successes":3,"n":2}})",
       "successes are more than n: 3 of 2"},
      {R"({"function":"kaplan_meier","input":{"times":[1,2],"events":[1]}})",
       "lists are of different length"},
      {R"({"function":"benjamini_hochberg","input":{"p_values":[0.1,2]}})", "p is above 1: 2"},
      {R"({"function":"adjusted_wald_nps","input":{"promoters":0,"passives":0,"detractors":0}})",
       "nobody answered"},
      {R"({"params":{}})", "model missing"}};
  for (const auto& [text, error] : cases) EXPECT_THAT(error_of(text), HasSubstr(error)) << text;
}

TEST(Compute, SaysWhichLineIsNoObject) {
  EXPECT_EQ(answer_line("{\"model\":", 3).dump(), R"({"line":3,"error":"not JSON: {\"model\":"})");
  EXPECT_EQ(answer_line("[1]", 4)["error"], "not a JSON object: [1]");
  EXPECT_TRUE(answer_line(R"({"input":{"x":NaN}})", 5).contains("error"));
}

TEST(Compute, KnowsTheFunctionsOfStats) {
  const auto wilson = ask(R"({"function":"wilson","input":{"successes":15,"n":148}})")["value"];
  EXPECT_NEAR(wilson["low"].get<double>(), 0.0624, 5e-5);
  EXPECT_NEAR(wilson["high"].get<double>(), 0.1605, 5e-5);
  const auto nps = ask(
      R"({"function":"adjusted_wald_nps","input":{"promoters":100,"passives":0,"detractors":0}})");
  EXPECT_EQ(nps["value"]["high"], 100.0);
  const auto newcombe = ask(
      R"({"function":"newcombe","input":{"first":{"successes":56,"n":70},"second":{"successes":48,"n":80}}})");
  EXPECT_NEAR(newcombe["value"]["low"].get<double>(), 0.0524, 5e-5);  // Newcombe (1998), table II
  const auto change = ask(
      R"({"function":"nps_change","input":{"first":{"promoters":412,"passives":305,"detractors":283},"second":{"promoters":450,"passives":300,"detractors":230}}})");
  EXPECT_NEAR(change["value"]["change"].get<double>(), 9.55, 0.005);
  EXPECT_NEAR(change["value"]["standard_error"].get<double>(), 3.65, 0.01);
  const auto adjusted =
      ask(R"({"function":"benjamini_hochberg","input":{"p_values":[0.01,0.04,0.03]}})");
  EXPECT_EQ(adjusted["value"].dump(), "[0.03,0.04,0.04]");
  const auto curve =
      ask(R"({"function":"kaplan_meier","input":{"times":[9,13,13],"events":[1,1,0]}})");
  EXPECT_NEAR(curve["value"][1]["survival"].get<double>(), 1.0 / 3, 1e-15);
}

TEST(Compute, DiscountsByThreeConventions) {
  // lifetimes 0.11.3: ggf.customer_lifetime_value(bgf, 2, 30.43, 38.86, 22.35, time=12,
  // discount_rate=0.01, freq="W") is this sum over months; here against the sum written out.
  const std::string params =
      R"("params":{"r":0.243,"alpha":4.414,"a":0.793,"b":2.426,"p":6.25,"q":3.74,"gamma":15.44})";
  const std::string past = R"("x":2,"t_x":30.43,"T":38.86,"m":22.35)";
  const double clv =
      value_of(R"({"model":"clv_bgnbd_gg","quantity":"clv",)" + params + R"(,"input":{)" + past +
               R"(,"time_months":12,"discount_rate_per_month":0.01,"freq":"W"}})");
  double expected = 0;
  double before = 0;
  for (int month = 1; month <= 12; ++month) {
    const double until = value_of(
        kBgJson +
        R"("quantity":"expected_purchases_conditional","input":{"x":2,"t_x":30.43,"T":38.86,"t":)" +
        std::to_string(4.345 * month) + "}}");
    expected += (until - before) / std::pow(1.01, month);
    before = until;
  }
  const double spend = value_of(
      R"({"model":"gg","quantity":"gg_conditional_mean","params":{"p":6.25,"q":3.74,"gamma":15.44},"input":{"x":2,"m":22.35}})");
  EXPECT_NEAR(clv, spend * expected, 1e-9 * clv);
  const auto by = [&](const std::string& rest) {
    return value_of(R"({"model":"clv_bgnbd_gg","quantity":"clv",)" + params + R"(,"input":{)" +
                    past + "," + rest + "}}");
  };
  const double yearly =
      by(R"("convention":"annual_continuous","discount_rate_per_year":0.15,"periods_per_year":52)");
  const double weekly =
      by(R"("convention":"per_unit_continuous","delta":)" + std::to_string(std::log(1.15) / 52));
  EXPECT_NEAR(yearly, weekly, 1e-4 * yearly) << "the same rate, said in two ways";
  EXPECT_GT(yearly, clv) << "without end is more than a year";
}

}  // namespace
}  // namespace mikata::models
