// SPDX-License-Identifier: Apache-2.0
// The functions of stats/ that the calculator knows.
#include <cmath>
#include <map>

#include "mikata/base/error.h"
#include "mikata/models/compute.h"
#include "mikata/models/discrete_hazard.h"
#include "mikata/stats/adjusted_wald_nps.h"
#include "mikata/stats/benjamini_hochberg.h"
#include "mikata/stats/johnson.h"
#include "mikata/stats/kaplan_meier.h"
#include "mikata/stats/lmg.h"
#include "mikata/stats/log_rank.h"
#include "mikata/stats/newcombe.h"
#include "mikata/stats/normal.h"
#include "mikata/stats/nps_change.h"
#include "mikata/stats/raking.h"
#include "mikata/stats/subgroups.h"
#include "mikata/stats/treatment_effect.h"
#include "mikata/stats/wilson.h"

namespace mikata::models {
namespace {

using nlohmann::ordered_json;

double confidence(const Values& in) {
  const double level = in.number("confidence", stats::kConfidence);
  if (!(level > 0 && level < 1)) {
    fail(ErrorKind::invalid_argument, "confidence is not between 0 and 1: {}", level);
  }
  return level;
}

stats::Share share(const Values& in) {
  const stats::Share read{in.not_negative("successes"), in.not_negative("n")};
  if (read.successes > read.n) {
    fail(ErrorKind::invalid_argument, "successes are more than n: {} of {}", read.successes,
         read.n);
  }
  return read;
}

stats::NpsCounts nps_counts(const Values& in) {
  return {in.not_negative("promoters"), in.not_negative("passives"), in.not_negative("detractors")};
}

[[noreturn]] void nobody() { fail(ErrorKind::invalid_argument, "nobody answered: n is 0"); }

ordered_json wilson_value(const Values& in) {
  const auto [successes, n] = share(in);
  const stats::Interval interval = stats::wilson(successes, n, confidence(in));
  return {{"low", interval.low}, {"high", interval.high}};
}

ordered_json nps_value(const Values& in) {
  const auto nps = stats::adjusted_wald_nps(nps_counts(in), confidence(in));
  if (!nps) nobody();
  return {{"nps", nps->value}, {"low", nps->interval.low}, {"high", nps->interval.high}};
}

ordered_json newcombe_value(const Values& in) {
  const auto difference =
      stats::newcombe(share(in.object("first")), share(in.object("second")), confidence(in));
  if (!difference) nobody();
  return {{"difference", difference->value},
          {"low", difference->interval.low},
          {"high", difference->interval.high}};
}

stats::Overlap overlap(const Values& in) {
  if (!in.has("overlap")) return {};
  const Values both = in.object("overlap");
  return {both.not_negative("people"), both.number("first"), both.number("second"),
          both.number("product")};
}

ordered_json nps_change_value(const Values& in) {
  const auto change = stats::nps_change(
      nps_counts(in.object("first")), nps_counts(in.object("second")), overlap(in), confidence(in));
  if (!change) nobody();
  return {{"change", change->value},
          {"low", change->interval.low},
          {"high", change->interval.high},
          {"standard_error", change->standard_error},
          {"z", change->z},
          {"p", change->p}};
}

ordered_json benjamini_hochberg_value(const Values& in) {
  const std::vector<double> p_values = in.numbers("p_values");
  for (const double p : p_values) {
    if (p > 1) fail(ErrorKind::invalid_argument, "p is above 1: {}", p);
  }
  return stats::benjamini_hochberg(p_values);
}

std::vector<stats::SurvivalCount> survival_counts(const Values& in) {
  const std::vector<double> times = in.numbers("times");
  const std::vector<double> events = in.numbers("events");
  const bool are_counts = in.has("censored");
  const std::vector<double> censored = are_counts ? in.numbers("censored") : std::vector<double>();
  if (events.size() != times.size() || (are_counts && censored.size() != times.size())) {
    fail(ErrorKind::invalid_argument, "lists are of different length: {} times, {} events",
         times.size(), events.size());
  }
  std::vector<stats::SurvivalCount> counts;
  for (std::size_t i = 0; i < times.size(); ++i) {
    if (!are_counts && events[i] != 0 && events[i] != 1) {
      fail(ErrorKind::invalid_argument,
           "event is neither 0 nor 1: {} (give censored too when these are counts)", events[i]);
    }
    counts.push_back({times[i], events[i], are_counts ? censored[i] : 1 - events[i]});
  }
  return counts;
}

ordered_json survival_points(std::span<const stats::SurvivalCount> counts, double level) {
  ordered_json points = ordered_json::array();
  for (const auto& point : stats::kaplan_meier(counts, level)) {
    ordered_json row{{"time", point.time},
                     {"at_risk", point.at_risk},
                     {"events", point.events},
                     {"survival", point.survival},
                     {"standard_error", point.standard_error},
                     {"low", nullptr},
                     {"high", nullptr}};
    if (point.interval) {
      row["low"] = point.interval->low;
      row["high"] = point.interval->high;
    }
    points.push_back(std::move(row));
  }
  return points;
}

// One curve for each group, in the order of the groups' names, and whether they differ.
ordered_json survival_by_group(const std::vector<stats::SurvivalCount>& counts,
                               const std::vector<std::string>& names, double level) {
  if (names.size() != counts.size()) {
    fail(ErrorKind::invalid_argument, "lists are of different length: {} times, {} groups",
         counts.size(), names.size());
  }
  std::map<std::string, std::vector<stats::SurvivalCount>> groups;
  for (std::size_t i = 0; i < counts.size(); ++i) groups[names[i]].push_back(counts[i]);
  std::vector<std::vector<stats::SurvivalCount>> in_order;
  for (const auto& [name, of_group] : groups) in_order.push_back(of_group);
  const auto test = stats::log_rank(in_order);
  ordered_json rows = ordered_json::array();
  std::size_t at = 0;
  for (const auto& [name, of_group] : groups) {
    ordered_json row{{"group", name}, {"points", survival_points(of_group, level)}};
    if (test) {
      row["observed"] = test->groups[at].observed;
      row["expected"] = test->groups[at].expected;
    }
    ++at;
    rows.push_back(std::move(row));
  }
  ordered_json value{{"groups", std::move(rows)}};
  if (test) {
    value["log_rank"] = {
        {"chi_square", test->chi_square}, {"degrees", test->degrees}, {"p", test->p}};
  }
  return value;
}

ordered_json kaplan_meier_value(const Values& in) {
  const auto counts = survival_counts(in);
  if (!in.has("groups")) return survival_points(counts, confidence(in));
  return survival_by_group(counts, in.texts("groups"), confidence(in));
}

std::vector<HazardCount> hazard_counts(const Values& in) {
  const std::vector<double> periods = in.any_numbers("periods");
  const std::vector<double> at_risk = in.numbers("at_risk");
  const std::vector<double> events = in.numbers("events");
  const auto covariates = in.has("covariates") ? in.lists("covariates")
                                               : std::vector<std::vector<double>>(periods.size());
  if (at_risk.size() != periods.size() || events.size() != periods.size() ||
      covariates.size() != periods.size()) {
    fail(ErrorKind::invalid_argument,
         "lists are of different length: {} periods, {} at_risk, {} events, {} covariates",
         periods.size(), at_risk.size(), events.size(), covariates.size());
  }
  std::vector<HazardCount> counts;
  for (std::size_t i = 0; i < periods.size(); ++i) {
    counts.push_back({periods[i], at_risk[i], events[i], covariates[i]});
  }
  return counts;
}

ordered_json discrete_time_hazard_value(const Values& in) {
  const DiscreteHazard model = fit_discrete_hazard(hazard_counts(in));
  if (!model.converged) fail(ErrorKind::invalid_argument, "{}", model.reason);
  ordered_json periods = ordered_json::array();
  for (const HazardPeriod& period : model.periods) {
    periods.push_back({{"period", period.period},
                       {"at_risk", period.at_risk},
                       {"events", period.events},
                       {"logit", period.logit ? ordered_json(*period.logit) : ordered_json()},
                       {"standard_error", period.standard_error},
                       {"hazard", period.hazard},
                       {"survival", period.survival}});
  }
  ordered_json coefficients = ordered_json::array();
  for (const auto& [value, error] : model.coefficients) {
    coefficients.push_back({{"value", value}, {"standard_error", error}});
  }
  return {{"log_likelihood", model.log_likelihood},
          {"coefficients", std::move(coefficients)},
          {"periods", std::move(periods)}};
}

stats::Matrix square(const Values& in, std::string_view name) {
  const auto rows = in.lists(name);
  stats::Matrix matrix(rows.size());
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (rows[i].size() != rows.size()) {
      fail(ErrorKind::invalid_argument, "{} is not square: row {} has {} of {} numbers", name,
           i + 1, rows[i].size(), rows.size());
    }
    for (std::size_t j = 0; j < rows.size(); ++j) matrix.at(i, j) = rows[i][j];
  }
  return matrix;
}

stats::Matrix driver_covariance(const Values& in, std::size_t drivers_most) {
  stats::Matrix covariance = square(in, "covariance");
  if (covariance.size < 2 || covariance.size > drivers_most + 1) {
    fail(ErrorKind::invalid_argument, "{} drivers: 1 to {} can be told apart, the outcome is last",
         covariance.size == 0 ? 0 : covariance.size - 1, drivers_most);
  }
  return covariance;
}

ordered_json driver_shares(const std::optional<stats::DriverShares>& found,
                           const stats::Matrix& covariance) {
  if (found) return {{"r_squared", found->r_squared}, {"shares", found->shares}};
  std::string which;
  for (const std::size_t driver : stats::redundant_drivers(covariance)) {
    which += fmt::format("{}{}", which.empty() ? "" : ", ", driver + 1);
  }
  if (which.empty()) fail(ErrorKind::invalid_argument, "outcome does not vary");
  fail(ErrorKind::invalid_argument,
       "drivers do not vary or are told by those before them: {} (leave them out, or group them)",
       which);
}

ordered_json lmg_value(const Values& in) {
  const stats::Matrix covariance = driver_covariance(in, stats::kMostDrivers);
  return driver_shares(stats::lmg(covariance), covariance);
}

ordered_json johnson_value(const Values& in) {
  constexpr std::size_t kDriversMost = 200;
  const stats::Matrix covariance = driver_covariance(in, kDriversMost);
  return driver_shares(stats::johnson(covariance), covariance);
}

ordered_json rake_value(const Values& in) {
  std::vector<stats::RakingCell> cells;
  const auto levels = in.lists("levels");
  const std::vector<double> weights = in.numbers("weights");
  const std::vector<double> rows = in.has("rows") ? in.numbers("rows") : weights;
  const std::vector<double> squares =
      in.has("weight_squares") ? in.numbers("weight_squares") : weights;
  if (levels.size() != weights.size() || rows.size() != weights.size() ||
      squares.size() != weights.size()) {
    fail(ErrorKind::invalid_argument, "lists are of different length: {} levels, {} weights",
         levels.size(), weights.size());
  }
  for (std::size_t i = 0; i < levels.size(); ++i) {
    stats::RakingCell cell{{}, rows[i], weights[i], squares[i]};
    for (const double level : levels[i]) {
      if (!(level >= 1) || level != std::floor(level)) {
        fail(ErrorKind::invalid_argument, "level is not 1, 2, 3 ...: {}", level);
      }
      cell.levels.push_back(static_cast<std::size_t>(level) - 1);
    }
    cells.push_back(std::move(cell));
  }
  const stats::Raked raked = stats::rake(cells, in.lists("margins"));
  return {{"factors", raked.factors},
          {"passes", raked.passes},
          {"error", raked.error},
          {"converged", raked.converged},
          {"design_effect", raked.design_effect},
          {"n_effective", raked.n_effective}};
}

stats::Observations observations(const Values& in) {
  stats::Observations data{in.numbers("treated"), in.any_numbers("outcome"), in.lists("covariates"),
                           in.any_numbers("clusters")};
  const std::size_t n = data.treated.size();
  if (data.outcome.size() != n || data.covariates.size() != n ||
      (!data.clusters.empty() && data.clusters.size() != n)) {
    fail(ErrorKind::invalid_argument,
         "lists are of different length: {} treated, {} outcome, {} covariates, {} clusters", n,
         data.outcome.size(), data.covariates.size(), data.clusters.size());
  }
  for (std::size_t i = 0; i < n; ++i) {
    if (data.treated[i] != 0 && data.treated[i] != 1) {
      fail(ErrorKind::invalid_argument, "treated is neither 0 nor 1: {}", data.treated[i]);
    }
    if (data.covariates[i].size() != data.covariates.front().size()) {
      fail(ErrorKind::invalid_argument, "covariates: row {} has {} numbers, the first has {}",
           i + 1, data.covariates[i].size(), data.covariates.front().size());
    }
  }
  return data;
}

stats::TreatmentOptions treatment_options(const Values& in) {
  const double trim = in.number("trim", 0);
  if (!(trim >= 0 && trim < .5)) {
    fail(ErrorKind::invalid_argument, "trim is not from 0 to below .5: {}", trim);
  }
  return {.trim = trim, .confidence = confidence(in)};
}

ordered_json effect_json(const char* name, const stats::TreatmentEffect& found) {
  ordered_json balance = ordered_json::array();
  for (const auto& smd : found.balance) {
    balance.push_back({{"before", smd.before}, {"after", smd.after}});
  }
  return {{name, found.effect.value},
          {"standard_error", found.standard_error},
          {"low", found.effect.interval.low},
          {"high", found.effect.interval.high},
          {"naive", found.naive},
          {"treated", found.treated},
          {"controls", found.controls},
          {"trimmed", found.trimmed},
          {"controls_effective", found.controls_effective},
          {"balance", std::move(balance)}};
}

ordered_json ipw_att_value(const Values& in) {
  return effect_json("att", stats::ipw_att(observations(in), treatment_options(in)));
}

ordered_json aipw_value(const Values& in) {
  const std::string estimand = in.has("estimand") ? in.text("estimand") : "ate";
  if (estimand != "ate" && estimand != "att") {
    fail(ErrorKind::invalid_argument, "estimand is neither ate nor att: {}", estimand);
  }
  const bool att = estimand == "att";
  return effect_json(
      att ? "att" : "ate",
      stats::aipw(observations(in), att ? stats::Estimand::att : stats::Estimand::ate,
                  treatment_options(in)));
}

// One stratum, or lists with one number for each.
std::vector<double> strata(const Values& in, std::string_view name) {
  return in.is_list(name) ? in.numbers(name) : std::vector<double>{in.not_negative(name)};
}

ordered_json wracc_value(const Values& in) {
  const std::vector<double> rows = strata(in, "n");
  const std::vector<double> positives = strata(in, "positives");
  const std::vector<double> all = strata(in, "all_n");
  const std::vector<double> all_positives = strata(in, "all_positives");
  if (positives.size() != rows.size() || all.size() != rows.size() ||
      all_positives.size() != rows.size()) {
    fail(ErrorKind::invalid_argument, "lists are of different length: {} n, {} all_n", rows.size(),
         all.size());
  }
  stats::SubgroupCounts counts;
  double everybody = 0;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const double others = all[i] - rows[i];
    if (positives[i] > rows[i] || all_positives[i] > all[i] || others < 0 ||
        all_positives[i] < positives[i] || all_positives[i] - positives[i] > others) {
      fail(ErrorKind::invalid_argument,
           "a subgroup is no part of all: {} of {} positive, of all {} of {}", positives[i],
           rows[i], all_positives[i], all[i]);
    }
    counts = stats::with_stratum(counts, {rows[i], positives[i], all[i], all_positives[i]});
    everybody += all[i];
  }
  if (!(everybody > 0)) fail(ErrorKind::invalid_argument, "all_n is 0: there is nobody");
  const double z = stats::excess_z(counts);
  return {{"wracc", (counts.positives - counts.expected) / everybody},
          {"optimistic", counts.optimistic / everybody},
          {"expected", counts.expected},
          {"z", z},
          {"p", stats::normal_cdf(-z)}};
}

}  // namespace

std::vector<StatsFunction> stats_functions() {
  return {
      {"wilson",
       {"successes", "n", "confidence?"},
       wilson_value,
       "score interval of a share: low, high"},
      {"adjusted_wald_nps",
       {"promoters", "passives", "detractors", "confidence?"},
       nps_value,
       "NPS in points with its adjusted Wald interval (n+3): nps, low, high"},
      {"newcombe",
       {"first", "second", "confidence?"},
       newcombe_value,
       "first - second of two shares, each {successes, n}: difference, low, high"},
      {"nps_change",
       {"first", "second", "overlap?", "confidence?"},
       nps_change_value,
       "second - first of two NPS, each {promoters, passives, detractors}; overlap {people, first, "
       "second, product} of who answered both: change, low, high, standard_error, z, p"},
      {"benjamini_hochberg",
       {"p_values"},
       benjamini_hochberg_value,
       "p-values adjusted for the false discovery rate, in the order given"},
      {"kaplan_meier",
       {"times", "events", "censored?", "groups?", "confidence?"},
       kaplan_meier_value,
       "survival with Greenwood's standard error; events are 0 or 1 per time, or counts beside "
       "censored: a list of {time, at_risk, events, survival, standard_error, low, high}; with a "
       "list of group names: groups {group, points, observed, expected}, log_rank {chi_square, "
       "degrees, p}"},
      {"discrete_time_hazard",
       {"periods", "at_risk", "events", "covariates?"},
       discrete_time_hazard_value,
       "logistic regression of leaving on the period and a list of covariates per count: "
       "log_likelihood, coefficients {value, standard_error}, periods {period, at_risk, events, "
       "logit, standard_error, hazard, survival} of covariates 0"},
      {"lmg",
       {"covariance"},
       lmg_value,
       "share of an outcome's variance that each driver explains, over all orders of entering; the "
       "covariance (or n times it) of the drivers and, last, the outcome: r_squared, shares"},
      {"johnson",
       {"covariance"},
       johnson_value,
       "Johnson's relative weights, nearly lmg for any number of drivers: r_squared, shares"},
      {"ipw_att",
       {"treated", "outcome", "covariates", "clusters?", "trim?", "confidence?"},
       ipw_att_value,
       "effect on those with an event (treated 0 or 1), the others weighed by the odds of a "
       "logistic propensity on the covariates (a list per observation): att, standard_error, low, "
       "high, naive, treated, controls, trimmed, controls_effective, balance {before, after}"},
      {"aipw",
       {"treated", "outcome", "covariates", "clusters?", "estimand?", "trim?", "confidence?"},
       aipw_value,
       "the same, doubly robust, with least squares of the outcome within each arm; estimand ate "
       "(of everybody, the default) or att"},
      {"wracc",
       {"n", "positives", "all_n", "all_positives"},
       wracc_value,
       "weighted relative accuracy of a subgroup, numbers, or lists with one for each stratum of "
       "equal standing: wracc, optimistic (of any refinement), expected (positives), z, p "
       "(one-sided)"},
      {"rake",
       {"levels", "weights", "margins", "rows?", "weight_squares?"},
       rake_value,
       "factors that bring the cells of a table (levels from 1, one for each margin; summed "
       "weights) to the margins' targets: factors, passes, error, converged, design_effect, "
       "n_effective (rows and weight_squares, where the rows do not all weigh 1)"}};
}

}  // namespace mikata::models
