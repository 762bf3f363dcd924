// SPDX-License-Identifier: Apache-2.0
// How long until it happens, when for some we only know that it has not happened yet.
//
//   S(t) = Π over times t_i <= t of (1 - d_i / n_i)
//   Greenwood: Var S = S^2 Σ d_i / (n_i (n_i - d_i))
//   interval on the log(-log) scale: S^exp(±z se / (S log S)), se = sqrt(Var S)
//
// d_i events and n_i at risk at t_i; who is censored at t_i is still at risk there. Kaplan and
// Meier (1958), J. Am. Stat. Assoc. 53, 457; Kalbfleisch and Prentice (2002),
// section 1.4. As R's survfit(Surv(time, status) ~ 1, conf.type = "log-log").
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "mikata/stats/interval.h"

namespace mikata::stats {

struct SurvivalCount {
  double time = 0;
  double events = 0;
  double censored = 0;
};

// What holds from `time` on, until the next point.
struct SurvivalPoint {
  double time = 0;
  double at_risk = 0;
  double events = 0;
  double survival = 1;
  double standard_error = 0;
  // nullopt once survival is 0; the standard error is 0 there.
  std::optional<Interval> interval;
};

// One point per time with an event, in order of time; none when there are no events. Times may
// repeat and come in any order. Requires events, censored >= 0.
std::vector<SurvivalPoint> kaplan_meier(std::span<const SurvivalCount> counts,
                                        double confidence = kConfidence);

// The first time by which the share p has had the event: S(t) <= 1 - p. nullopt when the curve
// does not fall so far: then the time is longer than what was watched. Requires 0 <= p <= 1.
std::optional<double> event_time_quantile(std::span<const SurvivalPoint> curve, double p);

}  // namespace mikata::stats
