// SPDX-License-Identifier: Apache-2.0
#include "mikata/models/geometric_ahead.h"

#include <algorithm>
#include <cmath>
#include <optional>

#include "mikata/base/error.h"
#include "mikata/models/special.h"

namespace mikata::models {
namespace {

// nullopt when the series is slow or loses digits.
std::optional<double> by_series(const GeometricAhead& ahead, double t) {
  constexpr int kTermsMost = 400;
  constexpr double kAlternating = -4;
  const auto& [shape, rate, a, b, k, phase] = ahead;
  const double z = t / (rate + t);
  const double log_rest = -std::log1p(t / rate);
  const double c = a + b - 1;
  const double first = c - shape;
  if (first < kAlternating) return std::nullopt;
  double term = first * z;
  double sum = term;
  double size = std::abs(term);
  for (int n = 1; n < kTermsMost && term != 0; ++n) {
    const double ratio = (first + n) * (a + n - 1) * z / ((c + n) * (n + 1));
    term *= ratio;
    sum += term;
    size += std::abs(term);
    const double tail = std::abs(term) * (std::abs(ratio) < 1 ? 1 / (1 - std::abs(ratio)) : 1e9);
    if (n > 4 && tail < size * 1e-17) break;
    if (n + 1 == kTermsMost) return std::nullopt;
  }
  const double whole = -c * log_rest * expm1_ratio((a - 1) * log_rest);
  const double part = std::exp((a - 1) * log_rest) * sum;
  const double expected = whole - part;
  const double lost = std::abs(whole) + std::exp((a - 1) * log_rest) * size;
  // At least twelve digits have to be left.
  if (!(expected > lost * 1e-3)) return std::nullopt;
  return expected;
}

// In y = ln(p / (1-p)) the density is e^{a y} (1 + e^y)^-(a+b) / B(a,b), and the other factor turns
// from the constant shape t/rate to 1/p around y = -ln(shape t/rate). All is analytic within π of
// the line, so the trapezoid rule with a step of 0.4 is exact to rounding, unless the density is
// narrow. Beyond `plain` both tails are plain exponentials, whose sums are known.
double by_quadrature(const GeometricAhead& ahead, double t) {
  const auto& [shape, rate, a, b, k, phase] = ahead;
  const double log_beta = log_gamma(a) + log_gamma(b) - log_gamma(a + b);
  const double peak = std::log(a / b);
  const double step = std::min(0.4, std::sqrt(1 / a + 1 / b) / 2);
  const double plain = 40 + std::abs(std::log(shape * t / rate)) + std::abs(std::log(t / rate));
  const auto term = [&](double y) {
    const double density = std::exp(-a * softplus(-y) - b * softplus(y) - log_beta);
    const double p = logistic(y);
    const double bought = shape * std::log1p(p * t / rate);
    return density * (p > 1e-290 ? -std::expm1(-bought) / p : shape * t / rate);
  };
  double sum = term(peak);
  for (const double side : {-1.0, 1.0}) {
    int small = 0;
    for (double i = 1; small < 4; ++i) {
      const double y = peak + side * i * step;
      const double value = term(y);
      sum += value;
      small = value <= sum * 1e-18 ? small + 1 : 0;
      if (side * y > plain) {
        sum += value / std::expm1(step * (side < 0 ? a : b));
        break;
      }
    }
  }
  return sum * step;
}

double log_probability_of_parts(double shape, double m, double t, double rate) {
  return log_rising(shape, m) - log_gamma(m + 1) - shape * std::log1p(t / rate) +
         (m > 0 ? m * std::log(t / (rate + t)) : 0);
}

// P(parts >= m).
double share_of_parts(const GeometricAhead& ahead, double m, double t) {
  if (m <= 0) return 1;
  return beta_share(m, ahead.shape, t / (ahead.rate + t), ahead.rate / (ahead.rate + t));
}

// Σ_m P(parts = m) G(⌊(m + phase)/k⌋) with G(N) = Σ_{n<=N} E[(1-p)^(n-1)].
double by_parts(const GeometricAhead& ahead, double t) {
  constexpr double kLarge = 1e250;
  constexpr double kPartsMost = 2e7;
  const auto& [shape, rate, a, b, k, phase] = ahead;
  const double z = t / (rate + t);
  double log_scale = -shape * std::log1p(t / rate);
  double mass = 1;  // P(parts = m) / e^log_scale
  double survival = 1;
  double gained = 0;
  double purchases = 0;
  double sum = 0;
  double total = 0;
  int finished = phase;
  for (double m = 0; m < kPartsMost; ++m) {
    sum += mass * gained;
    total += mass;
    const double ratio = (shape + m) / (m + 1) * z;
    if (ratio < 1 && m > 2 * k && mass * (gained + 1) < 1e-17 * (1 - ratio) * (sum + 1e-300)) {
      return sum * std::exp(log_scale);
    }
    if (ratio < 1 && m > 2 * k && sum == 0 && mass < 1e-300 * total) return 0;
    mass *= ratio;
    if (mass > kLarge) {
      mass /= kLarge;
      sum /= kLarge;
      total /= kLarge;
      log_scale += std::log(kLarge);
    }
    if (++finished == k) {
      finished = 0;
      gained += survival;
      survival *= (b + purchases) / (a + b + purchases);
      ++purchases;
    }
  }
  fail(ErrorKind::invalid_argument, "horizon is too long for the rate of buying: t = {}", t);
}

}  // namespace

double expected_ahead(const GeometricAhead& ahead, double t) {
  if (t == 0) return 0;
  if (ahead.k > 1) return by_parts(ahead, t);
  const auto series = by_series(ahead, t);
  return series ? *series : by_quadrature(ahead, t);
}

double probability_ahead(const GeometricAhead& ahead, double n, double t) {
  const auto& [shape, rate, a, b, k, phase] = ahead;
  if (t == 0) return n == 0 ? 1 : 0;
  // Parts that are needed for the n-th purchase, and how many end before the next one.
  const double needed = n == 0 ? 0 : k * n - phase;
  const int room = n == 0 ? k - phase : k;
  double exactly = 0;
  for (int i = 0; i < room; ++i) {
    exactly += std::exp(log_probability_of_parts(shape, needed + i, t, rate));
  }
  if (n == 0) return exactly;
  const double stays = std::exp(log_beta_rising(a, b, 0, n));       // E[(1-p)^n]
  const double leaves = std::exp(log_beta_rising(a, b, 1, n - 1));  // E[p (1-p)^(n-1)]
  return stays * exactly + leaves * share_of_parts(ahead, needed, t);
}

}  // namespace mikata::models
