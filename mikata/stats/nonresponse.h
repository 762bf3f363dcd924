// SPDX-License-Identifier: Apache-2.0
// What everybody would say, from those who answered.
//
// Each who answered stands for w people: 1 / p, p the chance to answer by a logit on what is
// recorded of them, then raked to the margins of everybody (stats/raking.h); weights above 5 times
// their mean are cut there and raked again. Rosenbaum and Rubin (1983), Biometrika 70, 41; Sarndal
// and Lundstrom (2005), Estimation in Surveys with Nonresponse, ch. 6 to 8.
//
//   y = Σ w x / N,   Var = Σ w (w - 1) (e / (1 - h))² / N²,   e: x less its regression on the
//   traits
//
// w (w - 1): those who answered are part of the people that are asked about, so they add no error.
// h, the leverage w x'(X'WX)^-1 x: with a hundred levels and some hundred answers the fit follows
// those who weigh most, and e alone makes the error too small by a tenth. e / (1 - h) is what the
// jackknife that leaves out one person at a time gives: Valliant (2002), Survey Methodology 28, 103
// (v_J); MacKinnon and White (1985), J. Econometrics 29, 305 (HC3).
//
// If answering also depends on the score z (in standard deviations) itself, logit P = ... + γ z,
// the silent with the same traits have scores as those who answered, times exp(-γ z): Scharfstein,
// Rotnitzky and Robins (1999), J. Am. Stat. Assoc. 94, 1096. γ cannot be seen in the answers.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "mikata/stats/interval.h"
#include "mikata/stats/level_design.h"

namespace mikata::stats {

inline constexpr std::size_t kScores = 11;  // 0..10
inline constexpr std::uint8_t kSilent = 255;

// One row is somebody who is asked about.
struct ResponseRows {
  LevelRows traits = {};
  std::vector<std::uint8_t> scores = {};   // 0..10, or kSilent
  std::vector<std::uint32_t> groups = {};  // for whom a number of their own is wanted
};

// A level of a trait that people have, but none who answered.
struct EmptyLevel {
  std::size_t trait = 0;
  std::size_t level = 0;
  double people = 0;
};
std::optional<EmptyLevel> empty_level(const ResponseRows& rows);

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
std::optional<Nonresponse> whole_nps(const ResponseRows& rows, std::size_t groups, double strength);

}  // namespace mikata::stats
