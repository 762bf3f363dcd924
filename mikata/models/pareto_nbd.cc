// SPDX-License-Identifier: Apache-2.0
#include "mikata/models/pareto_nbd.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>

#include "mikata/base/error.h"
#include "mikata/base/parallel.h"
#include "mikata/models/quadrature.h"
#include "mikata/models/special.h"
#include "mikata/stats/logistic.h"

namespace mikata::models {
namespace {

constexpr std::size_t kParetoPerPiece = 512;
constexpr double kPanelWidth = 2.2;

// ln of the two terms of the likelihood without Γ(r+x)/Γ(r) α^r β^s, times α^r β^s scaled in
// relative form, and the means under the integrand that its slopes are made of.
struct Terms {
  double log_alive = 0;
  double log_gone = 0;  // -infinity when T = t_x
  double mean_log_a = 0;
  double mean_log_b = 0;
  double mean_per_a = 0;
  double mean_per_b = 0;
};

// Requires N nodes per panel; A = α + t_x, B = β + t_x.
template <std::size_t N>
Terms terms(const ParetoNbd& model, const History& history) {
  const auto& [r, alpha, s, beta] = model;
  const auto [x, t_x, age] = history;
  const double shape = r + x;
  const double big_a = alpha + t_x;
  const double big_b = beta + t_x;
  const double log_a = std::log(big_a);
  const double log_b = std::log(big_b);
  const double since = age - t_x;
  Terms sum;
  sum.log_alive = -shape * std::log(alpha + age) - s * std::log(beta + age);
  sum.log_gone = -HUGE_VAL;
  if (since == 0) return sum;
  const double k = shape / big_a + (s + 1) / big_b;
  const double length = std::log1p(k * since);
  const int panels = static_cast<int>(std::ceil(length / kPanelWidth));
  const double width = length / panels;
  const GaussRule<N>& rule = gauss_rule<N>();
  double integral = 0;
  for (int p = 0; p < panels; ++p) {
    for (std::size_t i = 0; i < N; ++i) {
      const double grown = std::exp(width * (p + rule.node[i]));
      const double u = (grown - 1) / k;
      const double la = std::log(1 + u / big_a);
      const double lb = std::log(1 + u / big_b);
      const double w = rule.weight[i] * grown * std::exp(-shape * la - (s + 1) * lb);
      integral += w;
      sum.mean_log_a += w * la;
      sum.mean_log_b += w * lb;
      sum.mean_per_a += w / (big_a + u);
      sum.mean_per_b += w / (big_b + u);
    }
  }
  sum.log_gone = std::log(s * integral * width / k) - shape * log_a - (s + 1) * log_b;
  sum.mean_log_a = log_a + sum.mean_log_a / integral;
  sum.mean_log_b = log_b + sum.mean_log_b / integral;
  sum.mean_per_a /= integral;
  sum.mean_per_b /= integral;
  return sum;
}

// r ln α + s ln β is added here, term by term in ratios, so that large parameters lose nothing.
double log_of(const ParetoNbd& model, const Terms& t) {
  return model.r * std::log(model.alpha) + model.s * std::log(model.beta) +
         log_add(t.log_alive, t.log_gone);
}

// n purchases by u for somebody who does not leave.
double log_nbd(const ParetoNbd& model, double n, double u) {
  const double counted =
      n > 0 ? log_rising(model.r, n) - log_gamma(n + 1) + n * std::log(u / (model.alpha + u)) : 0;
  return counted - model.r * std::log1p(u / model.alpha);
}

// ∫_0^t S(u) du / ... = (β^s ∫ (β+u)^-s du), without its singularity at s = 1.
double time_there(double s, double beta, double t) {
  const double grown = std::log1p(t / beta);
  return beta * grown * expm1_ratio(-(s - 1) * grown);
}

void add(Slope& slope, const ParetoNbd& model, const Pattern& pattern) {
  const auto& [history, customers] = pattern;
  const auto [x, t_x, age] = history;
  const Terms t = terms<16>(model, history);
  const double gone = stats::logistic(t.log_gone - t.log_alive);
  const double here = 1 - gone;
  const double shape = model.r + x;
  slope.value += customers * log_of(model, t);
  slope.gradient[0] += customers * (std::log(model.alpha) - here * std::log(model.alpha + age) -
                                    gone * t.mean_log_a);
  slope.gradient[1] += customers * (model.r / model.alpha -
                                    shape * (here / (model.alpha + age) + gone * t.mean_per_a));
  slope.gradient[2] += customers * (std::log(model.beta) - here * std::log(model.beta + age) +
                                    gone * (1 / model.s - t.mean_log_b));
  slope.gradient[3] += customers * (model.s / model.beta - here * model.s / (model.beta + age) -
                                    gone * (model.s + 1) * t.mean_per_b);
}

}  // namespace

double log_likelihood(const ParetoNbd& model, const History& history) {
  return log_rising(model.r, history.frequency) + log_of(model, terms<32>(model, history));
}

double p_alive(const ParetoNbd& model, const History& history) {
  const Terms t = terms<32>(model, history);
  return stats::logistic(t.log_alive - t.log_gone);
}

ParetoNbd ahead(const ParetoNbd& model, const History& history) {
  return {model.r + history.frequency, model.alpha + history.age, model.s,
          model.beta + history.age};
}

double expected_purchases(const ParetoNbd& model, double t) {
  return model.r / model.alpha * time_there(model.s, model.beta, t);
}

double expected_purchases(const ParetoNbd& model, const History& history, double t) {
  return p_alive(model, history) * expected_purchases(ahead(model, history), t);
}

// E[Y(Y-1)] = E[λ^2] E[min(lifetime, t)^2], the latter 2 ∫_0^t u (β/(β+u))^s du.
double expected_square(const ParetoNbd& model, double t) {
  const auto& [r, alpha, s, beta] = model;
  const double length = std::log1p(t / beta);
  const int panels = 1 + static_cast<int>(length * (1 + s / 4) / kPanelWidth);
  const double time = 2 * beta * beta * gauss_legendre<16>(0, length, panels, [&](double v) {
                        return std::expm1(v) * std::exp(v - s * v);
                      });
  return r * (r + 1) / (alpha * alpha) * time + expected_purchases(model, t);
}

double probability(const ParetoNbd& model, double n, double t) {
  if (t == 0) return n == 0 ? 1 : 0;
  const auto& [r, alpha, s, beta] = model;
  const double stayed = std::exp(log_nbd(model, n, t) - s * std::log1p(t / beta));
  // Leaves at u with n purchases by then. The mass of P(n by u) lies in a band of ln u that is
  // narrower the larger r is.
  const double k = r / alpha + (s + 1) / beta;
  const double length = std::log1p(k * t);
  const double panel = std::min(1.0, 6 / std::sqrt(r + s));
  const auto left_at = [&](double v) {
    const double u = std::expm1(v) / k;
    return std::exp(log_nbd(model, n, u) - (s + 1) * std::log1p(u / beta) + v);
  };
  const int panels = static_cast<int>(std::ceil(length / panel));
  return stayed + s / beta / k * gauss_legendre<16>(0, length, panels, left_at);
}

double probability(const ParetoNbd& model, const History& history, double n, double t) {
  const double alive = p_alive(model, history);
  return alive * probability(ahead(model, history), n, t) + (n == 0 ? 1 - alive : 0);
}

double discounted_purchases(const ParetoNbd& model, const History& history, double delta) {
  const double s = model.s;
  const double z = delta * (model.beta + history.age);
  // U = ∫_0^∞ e^(-zu) (1+u)^-s du, again with u = (e^v - 1)/(z + s); the integrand is gone where zu
  // passes 745.
  const double k = z + s;
  const double length = std::log1p(k * 745 / z);
  const double integral = gauss_legendre<32>(
      0, length, static_cast<int>(std::ceil(length / kPanelWidth)), [&](double v) {
        const double u = std::expm1(v) / k;
        return std::exp(v - z * u - s * std::log1p(u));
      });
  return p_alive(model, history) * (model.r + history.frequency) / (model.alpha + history.age) *
         (model.beta + history.age) * integral / k;
}

ParetoNbdLikelihood::ParetoNbdLikelihood(std::span<const Pattern> patterns)
    : patterns_(patterns.begin(), patterns.end()) {
  std::map<double, double> by_frequency;
  for (const auto& [history, customers] : patterns_) by_frequency[history.frequency] += customers;
  for (const auto& [x, customers] : by_frequency) frequencies_.push_back({{x, 0, 0}, customers});
}

Slope ParetoNbdLikelihood::operator()(std::span<const double> log_parameters) const {
  const ParetoNbd model{std::exp(log_parameters[0]), std::exp(log_parameters[1]),
                        std::exp(log_parameters[2]), std::exp(log_parameters[3])};
  std::vector<Slope> pieces(piece_count(patterns_.size(), kParetoPerPiece));
  for_each_piece(patterns_.size(), kParetoPerPiece, [&](const Piece& piece) {
    Slope sum{.value = 0, .gradient = std::vector<double>(4)};
    for (std::size_t i = piece.begin; i < piece.end; ++i) add(sum, model, patterns_[i]);
    pieces[piece.index] = std::move(sum);
  });
  Slope slope{.value = 0, .gradient = std::vector<double>(4)};
  for (const Slope& piece : pieces) {
    slope.value += piece.value;
    for (std::size_t i = 0; i < 4; ++i) slope.gradient[i] += piece.gradient[i];
  }
  for (const auto& [history, customers] : frequencies_) {
    slope.value += customers * log_rising(model.r, history.frequency);
    slope.gradient[0] += customers * digamma_rising(model.r, history.frequency);
  }
  const double parameters[] = {model.r, model.alpha, model.s, model.beta};
  for (std::size_t i = 0; i < 4; ++i) slope.gradient[i] *= parameters[i];
  return slope;
}

std::vector<std::vector<double>> pareto_starts(std::span<const Pattern> patterns) {
  const HistoryTotals sum = totals(patterns);
  const double rate = sum.purchases / sum.age;
  const double age = sum.age / sum.customers;
  std::vector<std::vector<double>> starts;
  const struct { double r, s, stay; } shapes[] = {{0.5, 0.5, 0.5}, {1, 0.3, 2}, {0.5, 2, 2}};
  for (const auto& [r, s, stay] : shapes) {
    starts.push_back({std::log(r), std::log(r / rate), std::log(s), std::log(stay * age)});
  }
  return starts;
}

Fitted<ParetoNbd> fit_pareto_nbd(std::span<const Pattern> patterns) {
  if (const Localized missing = not_enough(patterns); !missing.empty()) {
    fail(ErrorKind::invalid_argument, {"{}", "{}"}, missing);
  }
  const ParetoNbdLikelihood whole(patterns);
  const ParetoNbdLikelihood small(coarse(patterns));
  Solution solution = solve({.whole = [&](std::span<const double> point) { return whole(point); },
                             .small = [&](std::span<const double> point) { return small(point); },
                             .starts = pareto_starts(patterns),
                             .names = {"r", "alpha", "s", "beta"}});
  const auto& p = solution.parameters;
  return {{p[0], p[1], p[2], p[3]}, std::move(solution.certainty)};
}

}  // namespace mikata::models
