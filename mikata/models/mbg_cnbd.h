// SPDX-License-Identifier: Apache-2.0
// MBG/NBD and MBG/CNBD-k: BG/NBD with an occasion to leave after the first purchase too, and with
// gaps that may be regular.
//
// The gap between purchases is Erlang-k at a rate λ ~ Gamma(r, α): k = 1 is MBG/NBD (Batislam,
// Denizel and Filiztekin (2007), Int. J. Res. Marketing 24(3), 201), k > 1 suits goods that are
// bought again when used up (Platzer and Reutterer (2016), Marketing Science 35(5), 779). After
// each purchase, the first one included, a customer leaves with probability p ~ Beta(a, b). See
// geometric_exit.h and geometric_ahead.h for the forms that are computed; expected purchases are
// exact for every k.
//
// The likelihood for k > 1 needs one more sum over the purchases, Σ ln gap, which moves it by a
// constant: the parameters do not depend on it, the choice of k does.
#pragma once

#include <span>
#include <vector>

#include "mikata/models/fit.h"
#include "mikata/models/geometric_ahead.h"
#include "mikata/models/history.h"

namespace mikata::models {

struct MbgCnbd {
  double r = 0;
  double alpha = 0;
  double a = 0;
  double b = 0;
  int k = 1;
};

inline constexpr int kRegularityMost = 12;

// The model with this k. `log_gaps` is Σ ln(time between one purchase day and the next) over all
// customers; needed for k > 1 only. Fails with invalid_argument when there is not enough to fit.
Fitted<MbgCnbd> fit_mbg_cnbd(std::span<const Pattern> patterns, int k = 1, double log_gaps = 0);
// The best k from 1 to kRegularityMost: one more as long as the likelihood rises.
Fitted<MbgCnbd> fit_regularity(std::span<const Pattern> patterns, double log_gaps);

// Of the history with gaps whose logarithms sum to `log_gaps`.
double log_likelihood(const MbgCnbd& model, const History& history, double log_gaps = 0);
double p_alive(const MbgCnbd& model, const History& history);
// Of somebody new until t; of this history in (T, T + t].
double expected_purchases(const MbgCnbd& model, double t);
double expected_purchases(const MbgCnbd& model, const History& history, double t);
// P(n purchases) of the same.
double probability(const MbgCnbd& model, double n, double t);
double probability(const MbgCnbd& model, const History& history, double n, double t);

// Of somebody with this history who is there still: what may come, by the finished parts of the
// gap.
struct WeightedAhead {
  double weight = 0;
  GeometricAhead ahead;
};
std::vector<WeightedAhead> ahead(const MbgCnbd& model, const History& history);

}  // namespace mikata::models
