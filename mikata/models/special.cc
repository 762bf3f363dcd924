// SPDX-License-Identifier: Apache-2.0
#include "mikata/models/special.h"

#include <boost/math/special_functions/beta.hpp>
#include <cmath>
#include <limits>

namespace mikata::models {
namespace {

constexpr double kSeriesFrom = 10;

// What Stirling's formula for ln Γ(y) leaves out, to 1e-15 from y = 10 on.
double stirling_rest(double y) {
  const double i = 1 / y;
  const double q = i * i;
  return i * (1.0 / 12 +
              q * (-1.0 / 360 +
                   q * (1.0 / 1260 +
                        q * (-1.0 / 1680 + q * (1.0 / 1188 + q * (-691.0 / 360360 + q / 156))))));
}

// ln y - ψ(y).
double digamma_rest(double y) {
  const double i = 1 / y;
  const double q = i * i;
  return i * 0.5 +
         q * (1.0 / 12 -
              q * (1.0 / 120 -
                   q * (1.0 / 252 -
                        q * (1.0 / 240 - q * (1.0 / 132 - q * (691.0 / 32760 - q / 12))))));
}

// ln B(a, b + j) - ln B(a, b), by whichever of the two ratios is the shorter way.
double log_beta_step(double a, double b, double j) {
  if (j < a) return log_rising(b, j) - log_rising(a + b, j);
  return log_rising(b, a) - log_rising(b + j, a);
}

}  // namespace

double log_rising(double a, double n) {
  if (n == 0) return 0;
  double moved = 1;
  for (; a < kSeriesFrom; ++a) moved *= a / (a + n);
  const double series = (a + n - 0.5) * std::log1p(n / a) + n * (std::log(a) - 1) +
                        (stirling_rest(a + n) - stirling_rest(a));
  return series + std::log(moved);
}

double digamma_rising(double a, double n) {
  double moved = 0;
  for (; a < kSeriesFrom; ++a) moved += n / (a * (a + n));
  return moved + std::log1p(n / a) - (digamma_rest(a + n) - digamma_rest(a));
}

double log_beta_rising(double a, double b, double i, double j) {
  return log_beta_step(a, b, j) + log_beta_step(b + j, a, i);
}

double log_gamma(double a) {
  int sign = 0;
  return ::lgamma_r(a, &sign);
}

double log_choose(double n, double k) {
  return log_gamma(n + 1) - log_gamma(k + 1) - log_gamma(n - k + 1);
}

double log_add(double a, double b) {
  const double high = std::fmax(a, b);
  if (high == -std::numeric_limits<double>::infinity()) return high;
  return high + std::log1p(std::exp(-std::abs(a - b)));
}

double expm1_ratio(double x) { return x == 0 ? 1 : std::expm1(x) / x; }

double beta_share(double a, double b, double z, double rest) {
  if (z <= 0) return 0;
  if (rest <= 0) return 1;
  // In plain doubles: Boost's long doubles give two digits more and take ten times as long.
  using namespace boost::math::policies;
  constexpr policy<promote_double<false>> kPlain;
  return z < 0.5 ? boost::math::ibeta(a, b, z, kPlain) : boost::math::ibetac(b, a, rest, kPlain);
}

}  // namespace mikata::models
