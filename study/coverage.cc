// SPDX-License-Identifier: Apache-2.0
// How often a 95 % interval holds the truth, on cohorts whose truth is known.
//
//   coverage MODEL COHORTS CUSTOMERS       seeds 1..COHORTS; one JSON line with the shares
//
// A cohort joins over 13 weeks, is watched until week 52 and forecast for the 39 weeks after it.
#include <fmt/core.h>
#include <fmt/ranges.h>

#include <cmath>
#include <cstdlib>
#include <limits>
#include <string>

#include "mikata/base/error.h"
#include "mikata/models/cohort_forecast.h"
#include "mikata/simulate/draw.h"

namespace mikata::study {
namespace {

using models::BgNbd;
using models::MbgCnbd;
using models::ParetoNbd;
using models::PurchaseModel;
using models::PurchaseModelKind;

constexpr double kJoining = 13;
constexpr double kWatched = 52;
constexpr double kAhead = 39;

struct Setting {
  std::string name;
  PurchaseModelKind kind;
  PurchaseModel truth;
};

// Parameters near those of published fits, with people who leave and people who stay.
const Setting kSettings[] = {{"bgnbd", PurchaseModelKind::bgnbd, BgNbd{0.8, 6, 0.9, 2.5}},
                             {"mbgnbd", PurchaseModelKind::mbgnbd, MbgCnbd{0.8, 6, 0.6, 1.5, 1}},
                             {"mbgcnbd", PurchaseModelKind::mbgcnbd, MbgCnbd{1.3, 3, 0.45, 0.9, 2}},
                             {"pnbd", PurchaseModelKind::pnbd, ParetoNbd{0.9, 9, 0.7, 9}}};

struct Cohort {
  std::vector<models::Pattern> patterns;
  double log_gaps = 0;
  double after = 0;
};

// When a customer leaves for good, decided after each purchase or for all time.
struct Life {
  double rate = 0;
  int k = 1;
  double leaves_after_purchase = 0;  // probability
  double lifetime = std::numeric_limits<double>::infinity();
  bool may_leave_at_once = false;
};

Life draw_life(const PurchaseModel& truth, Random& random) {
  if (const auto* m = std::get_if<BgNbd>(&truth)) {
    return {.rate = shop::gamma(random, m->r, m->alpha),
            .leaves_after_purchase = shop::beta(random, m->a, m->b)};
  }
  if (const auto* m = std::get_if<MbgCnbd>(&truth)) {
    return {.rate = shop::gamma(random, m->r, m->alpha),
            .k = m->k,
            .leaves_after_purchase = shop::beta(random, m->a, m->b),
            .may_leave_at_once = true};
  }
  const auto& m = std::get<ParetoNbd>(truth);
  const double rate = shop::gamma(random, m.r, m.alpha);
  const double leaving = shop::gamma(random, m.s, m.beta);
  return {.rate = rate, .lifetime = shop::exponential(random) / leaving};
}

void add_customer(Cohort& cohort, const Life& life, Random& random) {
  const double age = kWatched - kJoining * random.uniform();
  double now = 0;
  models::History history{0, 0, age};
  bool here = !(life.may_leave_at_once && shop::happens(random, life.leaves_after_purchase));
  while (here) {
    double gap = 0;
    for (int i = 0; i < life.k; ++i) gap += shop::exponential(random) / life.rate;
    now += gap;
    if (now > life.lifetime || now > age + kAhead) break;
    if (now <= age) {
      ++history.frequency;
      history.recency = now;
      cohort.log_gaps += std::log(gap);
    } else {
      ++cohort.after;
    }
    here = !shop::happens(random, life.leaves_after_purchase);
  }
  cohort.patterns.push_back({history, 1});
}

Cohort simulate(const PurchaseModel& truth, std::uint64_t seed, int customers) {
  Random random(seed);
  Cohort cohort;
  for (int i = 0; i < customers; ++i) add_customer(cohort, draw_life(truth, random), random);
  return cohort;
}

int run(const std::string& name, int cohorts, int customers) {
  const Setting* setting = nullptr;
  for (const Setting& one : kSettings) setting = one.name == name ? &one : setting;
  if (setting == nullptr) fail(ErrorKind::not_found, "model not found: {}", name);
  const std::vector<double> truth = parameters(setting->truth);
  std::vector<int> covered(truth.size());
  int total_covered = 0;
  int converged = 0;
  for (int seed = 1; seed <= cohorts; ++seed) {
    const Cohort cohort = simulate(setting->truth, static_cast<std::uint64_t>(seed), customers);
    const auto fitted = fit_purchases(setting->kind, cohort.patterns, cohort.log_gaps);
    if (!fitted.certainty.converged) continue;
    ++converged;
    const std::vector<double> estimate = parameters(fitted.model);
    for (std::size_t i = 0; i < truth.size(); ++i) {
      const auto interval = models::parameter_interval(fitted.certainty, i, estimate[i]);
      covered[i] += interval.low <= truth[i] && truth[i] <= interval.high;
    }
    const auto forecast = models::forecast_cohort(fitted, cohort.patterns, kAhead);
    const auto& [low, high] = forecast.purchases.interval;
    total_covered += low <= cohort.after && cohort.after <= high;
  }
  // A fit that did not converge covers nothing.
  std::vector<double> shares;
  for (const int count : covered) shares.push_back(static_cast<double>(count) / cohorts);
  fmt::print(
      "{{\"model\":\"{}\",\"cohorts\":{},\"customers\":{},\"converged\":{},\"purchases\":{:.4f},"
      "\"parameters\":[{:.4f}]}}\n",
      name, cohorts, customers, converged, static_cast<double>(total_covered) / cohorts,
      fmt::join(shares, ","));
  return 0;
}

}  // namespace
}  // namespace mikata::study

int main(int count, char** words) {
  if (count != 4) {
    fmt::print(stderr, "usage: coverage MODEL COHORTS CUSTOMERS\n");
    return 2;
  }
  try {
    return mikata::study::run(words[1], std::atoi(words[2]), std::atoi(words[3]));
  } catch (const std::exception& error) {
    fmt::print(stderr, "coverage: {}\n", error.what());
    return 1;
  }
}
