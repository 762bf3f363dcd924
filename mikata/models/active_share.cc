// SPDX-License-Identifier: Apache-2.0
#include "mikata/models/active_share.h"

#include <cassert>
#include <cmath>

#include "mikata/models/quadrature.h"
#include "mikata/models/special.h"
#include "mikata/stats/logistic.h"

namespace mikata::models {
namespace {

// Of those who are there after the first purchase, which is b/(a+b) of all where it may be the
// last.
struct Exit {
  double r = 0;
  double alpha = 0;
  double a = 0;
  double b = 0;
  double stays = 1;
};

double share_of(const Exit& exit, double from, double length) {
  const auto& [r, alpha, a, b, stays] = exit;
  const double log_beta = log_gamma(a) + log_gamma(b) - log_gamma(a + b);
  const auto term = [&](double y) {
    const double density = std::exp(-a * stats::softplus(-y) - b * stats::softplus(y) - log_beta);
    const double waited = stats::logistic(y) * from;
    const double there = std::exp(-r * std::log1p(waited / alpha));
    return density * there * -std::expm1(-r * std::log1p(length / (alpha + waited)));
  };
  return stays * trapezoid_line(std::log(a / b), std::sqrt(1 / a + 1 / b), term);
}

double share_of(const BgNbd& model, double from, double length) {
  return share_of(Exit{model.r, model.alpha, model.a, model.b}, from, length);
}

// P(at least `missing` parts in `length`), the parts being NB(shape, length / (rate + length)).
double finishes(double shape, double rate, double length, int missing) {
  const double z = length / (rate + length);
  double term = std::exp(-shape * std::log1p(length / rate));
  double fewer = 0;
  for (int i = 0; i < missing; ++i) {
    fewer += term;
    term *= (shape + i) / (i + 1) * z;
  }
  return 1 - fewer;
}

double share_of(const MbgCnbd& model, double from, double length) {
  const auto& [r, alpha, a, b, k] = model;
  if (k == 1) return share_of(Exit{r, alpha, a, b + 1, b / (a + b)}, from, length);
  constexpr double kLeft = 1e-13;
  const double z = from / (alpha + from);
  double parts = std::exp(-r * std::log1p(from / alpha));
  double there = b / (a + b);
  double seen = 0;
  double sum = 0;
  for (double m = 0; 1 - seen > kLeft && parts > 0; ++m) {
    const int phase = static_cast<int>(std::fmod(m, k));
    if (m > 0 && phase == 0) {
      const double stayed = 1 + m / k;
      there *= (b + stayed - 1) / (a + b + stayed - 1);
    }
    sum += parts * there * finishes(r + m, alpha + from, length, k - phase);
    seen += parts;
    parts *= (r + m) / (m + 1) * z;
  }
  return sum;
}

double share_of(const ParetoNbd& model, double from, double length) {
  const auto& [r, alpha, s, beta] = model;
  constexpr int kPanels = 8;
  // u = from + α (e^v - 1)
  return gauss_legendre<16>(0, std::log1p(length / alpha), kPanels, [&](double v) {
    return r * std::exp(-r * v - s * std::log1p((from + alpha * std::expm1(v)) / beta));
  });
}

}  // namespace

double active_share(const PurchaseModel& model, double from, double to) {
  assert(0 <= from && from <= to);
  if (from == to) return 0;
  return std::visit([&](const auto& m) { return share_of(m, from, to - from); }, model);
}

}  // namespace mikata::models
