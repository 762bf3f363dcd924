// SPDX-License-Identifier: Apache-2.0
// Moments at which an event came or might have come, made comparable.
//
//   odds(x) = e(x) / (1 - e(x)) by a logit on the levels of every trait, the month among them,
//   which
//             then is made to balance them (stats/logit.h, fit_balancing)
//   IPW ATT  mean of y over those with the event - Σ odds y / Σ odds over the others
//   AIPW ATT the same of y - m(x), m by least squares among the others with the odds as weights
//
// Only levels that hold both kinds count, and only moments whose propensity, were both kinds as
// many, lies within .02 and .98. Intervals: delete-a-group jackknife over the customer blocks with
// every fit taken one Newton step further, so that all moments of a customer stay together.
// Sources: stats/treatment_effect.h.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "mikata/stats/design.h"
#include "mikata/stats/interval.h"
#include "mikata/stats/treatment_effect.h"

namespace mikata::comparison {

// Moments of one block that are alike.
struct Cell {
  std::size_t block = 0;
  bool treated = false;
  double moments = 0;
  std::vector<std::int64_t> levels;  // of each trait
  std::vector<double> numbers;       // Σ z of each covariate that is a number
  std::vector<double> squares;       // Σ z²
  std::vector<double> outcomes;      // Σ y of each outcome
};

struct TraitBalance {
  std::size_t trait = 0;
  std::int64_t level = 0;
  double treated = 0;  // share of the moments with the event
  stats::CovariateBalance smd;
};
struct NumberBalance {
  std::size_t number = 0;
  double treated = 0;  // mean
  stats::CovariateBalance smd;
};

struct OutcomeEffect {
  double treated_mean = 0;
  double without = 0;                  // the others, weighted and adjusted: treated_mean - att
  std::optional<stats::Estimate> att;  // AIPW
  double ipw = 0;
  double naive = 0;
};

enum class Refusal { none, too_few, no_overlap, unbalanced };

struct Comparison {
  Refusal refusal = Refusal::none;
  double treated = 0;  // compared
  double controls = 0;
  double controls_effective = 0;  // Kish
  double treated_outside = 0;     // no comparable others
  double controls_outside = 0;
  std::vector<TraitBalance> traits = {};
  std::vector<NumberBalance> numbers = {};
  double worst_smd = 0;
  std::vector<OutcomeEffect> outcomes = {};  // none where it refuses
};

inline constexpr double kSmdMost = 0.1;
inline constexpr double kMomentsMin = 30;

// Requires cells of equal numbers of traits, covariates and outcomes.
Comparison compare(const std::vector<Cell>& cells);
// Of each cell, whether it is compared (1), or has nothing comparable among the others (0).
std::vector<char> comparable(const std::vector<Cell>& cells);

}  // namespace mikata::comparison
