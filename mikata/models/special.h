// SPDX-License-Identifier: Apache-2.0
// The functions that every model is made of, each without overflow and without cancellation.
//
// Ratios of gamma functions are never differences of two large logarithms: the arguments are moved
// above 10 by Γ(y + 1) = y Γ(y), and Stirling's series is subtracted term by term. Abramowitz and
// Stegun (1964), 6.1.15, 6.1.40, 6.3.5, 6.3.18.
#pragma once

namespace mikata::models {

// ln Γ(a + n) - ln Γ(a). Requires a > 0, n >= 0.
double log_rising(double a, double n);
// ψ(a + n) - ψ(a): what log_rising changes by with a. Requires a > 0, n >= 0.
double digamma_rising(double a, double n);
// ln B(a + i, b + j) - ln B(a, b). Requires a, b > 0 and i, j >= 0.
double log_beta_rising(double a, double b, double i, double j);
// ln Γ(a). Requires a > 0. Safe in threads, which std::lgamma is not.
double log_gamma(double a);
// ln n! / (k! (n-k)!).
double log_choose(double n, double k);
// ln(e^a + e^b); either may be -infinity.
double log_add(double a, double b);
// (e^x - 1) / x, 1 at 0.
double expm1_ratio(double x);

// The share of Beta(a, b) below z, given both z and 1 - z so that neither is rounded away. Requires
// a, b > 0.
double beta_share(double a, double b, double z, double rest);

}  // namespace mikata::models
