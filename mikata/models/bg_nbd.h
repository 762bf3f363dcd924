// SPDX-License-Identifier: Apache-2.0
// BG/NBD: how often somebody buys, and whether they have quietly left.
//
// While there, a customer buys at random (Poisson) at a rate λ ~ Gamma(shape r, rate α); after each
// repeat purchase they leave for good with probability p ~ Beta(a, b). Fader, Hardie and Lee
// (2005), "Counting Your Customers" the Easy Way, Marketing Science 24(2), 275: likelihood eq. (6),
// P(alive) and conditional expectation eq. (10), E[X(t)] eq. (9), P(X(t)=n) eq. (8). See
// geometric_exit.h and geometric_ahead.h for the forms that are computed. Time is in the unit of
// the histories.
//
// A customer without a repeat purchase is alive for certain in this model: it has had no occasion
// to leave (MBG/NBD mends that).
#pragma once

#include <span>

#include "mikata/models/fit.h"
#include "mikata/models/geometric_ahead.h"
#include "mikata/models/history.h"

namespace mikata::models {

struct BgNbd {
  double r = 0;
  double alpha = 0;
  double a = 0;
  double b = 0;
};

// Fails with invalid_argument when there is not enough to fit (see not_enough). Patterns need not
// be grouped, but grouped ones are faster.
Fitted<BgNbd> fit_bg_nbd(std::span<const Pattern> patterns);

double log_likelihood(const BgNbd& model, const History& history);
// Of being there still at T.
double p_alive(const BgNbd& model, const History& history);
// Of somebody new until t; of this history in (T, T + t].
double expected_purchases(const BgNbd& model, double t);
double expected_purchases(const BgNbd& model, const History& history, double t);
// P(n purchases) of the same.
double probability(const BgNbd& model, double n, double t);
double probability(const BgNbd& model, const History& history, double n, double t);

// Somebody who is there: new, or with this history.
GeometricAhead ahead(const BgNbd& model);
GeometricAhead ahead(const BgNbd& model, const History& history);

}  // namespace mikata::models
