// SPDX-License-Identifier: Apache-2.0
// Integrals of positive smooth functions: Gauss-Legendre in panels, and the trapezoid rule on the
// whole line.
//
// Gauss-Legendre: Golub and Welsch (1969), Math. Comp. 23, 221; the nodes are the roots of P_n,
// here by Newton's method. The trapezoid rule over a line on which the integrand falls off at both
// ends converges exponentially: Trefethen and Weideman (2014), SIAM Review 56(3), 385.
#pragma once

#include <array>
#include <cmath>
#include <cstddef>

namespace mikata::models {

template <std::size_t N>
struct GaussRule {
  std::array<double, N> node;    // in 0..1, ascending
  std::array<double, N> weight;  // sum 1
};

template <std::size_t N>
GaussRule<N> make_gauss_rule() {
  GaussRule<N> rule{};
  constexpr long double pi = 3.14159265358979323846264338327950288L;
  for (std::size_t i = 0; i < N; ++i) {
    long double x = std::cos(pi * (static_cast<long double>(N - i) - 0.25L) / (N + 0.5L));
    long double slope = 1;
    for (int step = 0; step < 100; ++step) {
      long double before = 1;
      long double value = x;
      for (std::size_t n = 2; n <= N; ++n) {
        const long double k = static_cast<long double>(n);
        const long double next = ((2 * k - 1) * x * value - (k - 1) * before) / k;
        before = value;
        value = next;
      }
      slope = N * (x * value - before) / (x * x - 1);
      const long double move = value / slope;
      x -= move;
      if (std::abs(move) < 1e-19L) break;
    }
    rule.node[i] = static_cast<double>((1 + x) / 2);
    rule.weight[i] = static_cast<double>(1 / ((1 - x * x) * slope * slope));
  }
  return rule;
}

template <std::size_t N>
const GaussRule<N>& gauss_rule() {
  static const GaussRule<N> rule = make_gauss_rule<N>();
  return rule;
}

// ∫ f over low..high in `panels` equal panels of N nodes.
template <std::size_t N, typename F>
double gauss_legendre(double low, double high, int panels, F f) {
  const GaussRule<N>& rule = gauss_rule<N>();
  const double width = (high - low) / panels;
  double sum = 0;
  for (int p = 0; p < panels; ++p) {
    for (std::size_t i = 0; i < N; ++i) {
      sum += rule.weight[i] * f(low + width * (p + rule.node[i]));
    }
  }
  return sum * width;
}

// ∫ f over the line for a positive f with its peak near `peak` and of about that width: the line is
// peak + width sinh τ, so that the peak is met in fine steps and slow tails in large ones. Stops on
// each side where f adds nothing any more.
template <typename F>
double trapezoid_line(double peak, double width, F f) {
  constexpr double kStep = 1.0 / 12;
  constexpr int kMost = 200;
  const auto term = [&](int i) {
    const double tau = i * kStep;
    return f(peak + width * std::sinh(tau)) * std::cosh(tau);
  };
  double sum = term(0);
  for (const int side : {-1, 1}) {
    int small = 0;
    for (int i = 1; i <= kMost && small < 4; ++i) {
      const double value = term(side * i);
      sum += value;
      small = value <= sum * 1e-18 ? small + 1 : 0;
    }
  }
  return sum * kStep * width;
}

}  // namespace mikata::models
