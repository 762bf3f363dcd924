// SPDX-License-Identifier: Apache-2.0
#include "mikata/models/geometric_ahead.h"

#include <algorithm>
#include <cmath>
#include <optional>

#include "mikata/base/error.h"
#include "mikata/models/special.h"
#include "mikata/stats/logistic.h"

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
  bool ended = false;
  for (int n = 1; n < kTermsMost && !ended; ++n) {
    const double ratio = (first + n) * (a + n - 1) * z / ((c + n) * (n + 1));
    term *= ratio;
    sum += term;
    size += std::abs(term);
    // What follows is less than a geometric tail; asked every fourth term, as it costs a division.
    ended = term == 0 || (n % 4 == 0 && std::abs(ratio) < 1 &&
                          std::abs(term) < size * 1e-17 * (1 - std::abs(ratio)));
  }
  if (!ended) return std::nullopt;
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
    const double density = std::exp(-a * stats::softplus(-y) - b * stats::softplus(y) - log_beta);
    const double p = stats::logistic(y);
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

// Σ_m P(parts = m) G(⌊(m + phase)/k⌋) with G(N) = Σ_{n<=N} E[(1-p)^(n-1)], and for the square
// Σ_{n<=N} (2n-1) E[(1-p)^(n-1)].
class PartsSum {
 public:
  PartsSum(const GeometricAhead& ahead, double t)
      : ahead_(ahead),
        z_(t / (ahead.rate + t)),
        log_scale_(-ahead.shape * std::log1p(t / ahead.rate)),
        finished_(ahead.phase) {}

  AheadMoments run() {
    constexpr double kPartsMost = 2e7;
    for (double m = 0; m < kPartsMost; ++m) {
      mean_ += mass_ * gained_;
      square_ += mass_ * gained_square_;
      total_ += mass_;
      const double ratio = (ahead_.shape + m) / (m + 1) * z_;
      if (m > 2 * ahead_.k && ratio < 1 && is_tail_empty(ratio)) {
        return {mean_ * std::exp(log_scale_), square_ * std::exp(log_scale_)};
      }
      mass_ *= ratio;
      rescale();
      finish_part();
    }
    fail(ErrorKind::invalid_argument,
         {"買う頻度に対して期間が長すぎます: z = {}",
          "horizon is too long for the rate of buying: z = {}"},
         z_);
  }

 private:
  bool is_tail_empty(double ratio) const {
    if (mean_ == 0) return mass_ < 1e-300 * total_;
    return mass_ * (gained_square_ + 1) < 1e-17 * (1 - ratio) * square_;
  }

  void rescale() {
    constexpr double kLarge = 1e250;
    if (mass_ < kLarge) return;
    for (double* sum : {&mass_, &mean_, &square_, &total_}) *sum /= kLarge;
    log_scale_ += std::log(kLarge);
  }

  void finish_part() {
    if (++finished_ < ahead_.k) return;
    finished_ = 0;
    gained_ += survival_;
    gained_square_ += (2 * purchases_ + 1) * survival_;
    survival_ *= (ahead_.b + purchases_) / (ahead_.a + ahead_.b + purchases_);
    ++purchases_;
  }

  const GeometricAhead& ahead_;
  double z_;
  double log_scale_;
  int finished_;
  double mass_ = 1;  // P(parts = m) / e^log_scale
  double survival_ = 1;
  double gained_ = 0;
  double gained_square_ = 0;
  double purchases_ = 0;
  double mean_ = 0;
  double square_ = 0;
  double total_ = 0;
};

}  // namespace

double expected_ahead(const GeometricAhead& ahead, double t) {
  if (t == 0) return 0;
  if (ahead.k > 1) return PartsSum(ahead, t).run().mean;
  const auto series = by_series(ahead, t);
  return series ? *series : by_quadrature(ahead, t);
}

AheadMoments moments_ahead(const GeometricAhead& ahead, double t) {
  if (t == 0) return {};
  return PartsSum(ahead, t).run();
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
