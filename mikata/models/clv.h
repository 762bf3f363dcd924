// SPDX-License-Identifier: Apache-2.0
// From expected purchases to money of today: the three conventions in use, by name.
//
//   end_of_month          Σ_{i=1..months} (E(i p) - E((i-1) p)) / (1 + d)^i, p time units a month:
//                         finite, money counted at the end of its month (lifetimes, pymc-marketing)
//   annual_continuous     ∫_0^∞ e^(-δ t) dE(t), δ = ln(1 + d_year) / periods a year: without end
//                         (Fader, Hardie and Lee (2005), J. Marketing Research 42(4), eq. (2))
//   per_unit_continuous   the same with δ given per time unit (CLVTools, whose default ln 1.1 is 10
//   %
//                         a week when the unit is a week)
//
// All count purchases; money is that times the mean spend (gamma_gamma.h) times the margin.
#pragma once

#include <cmath>
#include <functional>
#include <string_view>

#include "mikata/models/bg_nbd.h"
#include "mikata/models/gamma_gamma.h"
#include "mikata/models/mbg_cnbd.h"
#include "mikata/models/pareto_nbd.h"

namespace mikata::models {

struct MonthlyTerms {
  double months = 12;
  double discount_rate_per_month = 0.01;
  double periods_per_month = 1;  // time units of the histories in a month
};

// As lifetimes counts a month: 4.345 weeks, 30 days, 1 month, 720 hours. Fails with
// invalid_argument on another letter.
double periods_per_month(std::string_view freq);

// δ of a yearly rate: ln(1 + rate) / periods_per_year.
double continuous_rate(double rate_per_year, double periods_per_year);

// What a customer is expected to buy until t from now.
using ExpectedUntil = std::function<double(double t)>;

double purchases_by_month(const ExpectedUntil& expected, const MonthlyTerms& terms);

// ∫ e^(-δ t) dE(t) for any model. Requires delta > 0.
double purchases_without_end(const ExpectedUntil& expected, double delta);

}  // namespace mikata::models
