// SPDX-License-Identifier: Apache-2.0
// What everybody would say, from those who answered.
//
// Each who answered stands for w people: 1 / p, p the chance to answer by a logit on what is
// recorded of them, then raked to the margins of everybody (stats/raking.h); weights above 5 times
// their mean are cut there and raked again. Rosenbaum and Rubin (1983), Biometrika 70, 41; Sarndal
// and Lundstrom (2005), Estimation in Surveys with Nonresponse, ch. 6 to 8.
//
//   y = Σ w x / N,   Var = n / (n - 1) Σ w (w - 1) e² / N²,   e: x less its regression on the
//   margins
//
// w (w - 1): those who answered are part of the people that are asked about, so they add no error.
//
// If answering also depends on the score z (in standard deviations) itself, logit P = ... + γ z,
// the silent with the same traits have scores as those who answered, times exp(-γ z): Scharfstein,
// Rotnitzky and Robins (1999), J. Am. Stat. Assoc. 94, 1096. γ cannot be seen in the answers.
#pragma once

#include <array>
#include <optional>
#include <span>
#include <vector>

#include "mikata/stats/interval.h"

namespace mikata::stats {

inline constexpr std::size_t kScores = 11;  // 0..10

// People with the same traits.
struct ResponseCell {
  std::vector<std::size_t> levels = {};  // one for each margin
  std::size_t group = 0;                 // for whom a number of their own is wanted
  double people = 0;
  std::array<double, kScores> answered{};
};

// A level of a margin for which people are there, but none who answered.
struct EmptyLevel {
  std::size_t margin = 0;
  std::size_t level = 0;
  double people = 0;
};
std::optional<EmptyLevel> empty_level(std::span<const ResponseCell> cells);

struct WholeNps {
  double people = 0;
  double answered = 0;
  Estimate points;  // of everybody, if answering depends on what is recorded only
  Interval band;    // if it depends on the score by up to `strength`, sampling error included
  double design_effect = 0;
  double n_effective = 0;
};

struct Nonresponse {
  std::vector<WholeNps> groups;
  double score_deviation = 0;  // what one standard deviation of a score is
  bool converged = false;      // the margins are met
  double weight_largest = 0;   // over the mean
};

// `strength` is exp(γ), the odds of answering for one standard deviation of the score more, 1 or
// above; the band is that of both directions. nullopt when fewer than 30 answered, or all gave one
// score. Requires that no level is empty.
std::optional<Nonresponse> whole_nps(std::span<const ResponseCell> cells, std::size_t groups,
                                     double strength);

}  // namespace mikata::stats
