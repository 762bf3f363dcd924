// SPDX-License-Identifier: Apache-2.0
#include "mikata/models/bg_bb.h"

#include <algorithm>
#include <cmath>

#include "mikata/base/error.h"
#include "mikata/models/history.h"
#include "mikata/models/special.h"

namespace mikata::models {
namespace {

void check_count(const char* name, double value, const std::string& where) {
  if (!std::isfinite(value) || value < 0 || value != std::floor(value)) {
    refuse_history(where, localized({"{} が 0 以上の整数ではありません: {}",
                                     "{} is not a whole number of 0 or more: {}"},
                                    name, value));
  }
}

// ln B(α+i, β+j) - ln B(α, β), and with γ, δ.
double log_take(const BgBb& model, double i, double j) {
  return log_beta_rising(model.alpha, model.beta, i, j);
}
double log_stay(const BgBb& model, double i, double j) {
  return log_beta_rising(model.gamma, model.delta, i, j);
}

// Calls visit(i, j, k, l) with each term B(α+i, β+j) B(γ+k, δ+l) of the likelihood; the first is
// the one of who is there still.
template <typename F>
void for_each_term(const Occasions& occasions, F visit) {
  const auto [x, last, n] = occasions;
  visit(x, n - x, 0.0, n);
  for (double i = 0; i < n - last; ++i) visit(x, last - x + i, 1.0, last + i);
}

Slope one(const BgBb& model, const Occasions& occasions) {
  Slope slope{.value = log_likelihood(model, occasions), .gradient = std::vector<double>(4)};
  for_each_term(occasions, [&](double i, double j, double k, double l) {
    const double share = std::exp(log_take(model, i, j) + log_stay(model, k, l) - slope.value);
    const double taken = digamma_rising(model.alpha + model.beta, i + j);
    const double stayed = digamma_rising(model.gamma + model.delta, k + l);
    slope.gradient[0] += share * (digamma_rising(model.alpha, i) - taken);
    slope.gradient[1] += share * (digamma_rising(model.beta, j) - taken);
    slope.gradient[2] += share * (digamma_rising(model.gamma, k) - stayed);
    slope.gradient[3] += share * (digamma_rising(model.delta, l) - stayed);
  });
  return slope;
}

Slope likelihood(std::span<const OccasionPattern> patterns, std::span<const double> point) {
  const BgBb model{std::exp(point[0]), std::exp(point[1]), std::exp(point[2]), std::exp(point[3])};
  const double parameters[] = {model.alpha, model.beta, model.gamma, model.delta};
  Slope sum{.value = 0, .gradient = std::vector<double>(4)};
  for (const auto& [occasions, customers] : patterns) {
    const Slope slope = one(model, occasions);
    sum.value += customers * slope.value;
    for (std::size_t i = 0; i < 4; ++i) {
      sum.gradient[i] += customers * slope.gradient[i] * parameters[i];
    }
  }
  return sum;
}

void check_enough(std::span<const OccasionPattern> patterns) {
  double customers = 0;
  double taken = 0;
  bool differ = false;
  for (const auto& [occasions, count] : patterns) {
    check_occasions(occasions);
    customers += count;
    taken += count * occasions.taken;
    const Occasions& first = patterns.front().occasions;
    differ = differ || occasions.taken != first.taken || occasions.last != first.last ||
             occasions.n != first.n;
  }
  if (customers < 2) {
    fail(ErrorKind::invalid_argument,
         {"当てはめるにはデータが足りません: 顧客が {} 人です", "not enough to fit: {} customers"},
         customers);
  }
  if (taken == 0) {
    fail(ErrorKind::invalid_argument,
         {"当てはめるにはデータが足りません: 顧客 {} 人のうち、もう一度買った人がいません",
          "not enough to fit: none of {} customers bought again"},
         customers);
  }
  if (!differ) {
    fail(ErrorKind::invalid_argument,
         {"当てはめるにはデータが足りません: 顧客 {} 人の買い方がすべて同じです",
          "not enough to fit: all {} customers are alike"},
         customers);
  }
}

// The model of a customer who is there after these occasions.
BgBb ahead_of(const BgBb& model, const Occasions& occasions) {
  return {model.alpha + occasions.taken, model.beta + occasions.n - occasions.taken, model.gamma,
          model.delta + occasions.n};
}

}  // namespace

void check_occasions(const Occasions& occasions, const std::string& where) {
  const auto [x, last, n] = occasions;
  check_count("x", x, where);
  check_count("t_x", last, where);
  check_count("n", n, where);
  if (last > n) {
    refuse_history(where, localized({"t_x が最後の機会より後です: {} > n = {}",
                                     "t_x is after the last occasion: {} > n = {}"},
                                    last, n));
  }
  if (x > last) {
    refuse_history(where,
                   localized({"x が t_x より大きいです: {} > {}（1 回の機会に購入は 1 回です）",
                              "x is larger than t_x: {} > {} (one purchase an occasion)"},
                             x, last));
  }
  if (x == 0 && last > 0)
    refuse_history(where,
                   localized({"t_x は {} ですが x は 0 です", "t_x is {} but x is 0"}, last));
}

Fitted<BgBb> fit_bg_bb(std::span<const OccasionPattern> patterns) {
  check_enough(patterns);
  FitProblem problem{
      .whole = [&](std::span<const double> point) { return likelihood(patterns, point); },
      .small = {},
      .starts = {},
      .names = {"alpha", "beta", "gamma", "delta"}};
  for (const double leaving : {0.3, 1.0, 3.0}) {
    problem.starts.push_back({0, 0, std::log(leaving), std::log(3.0)});
  }
  Solution solution = solve(problem);
  const auto& p = solution.parameters;
  return {{p[0], p[1], p[2], p[3]}, std::move(solution.certainty)};
}

double log_likelihood(const BgBb& model, const Occasions& occasions) {
  double sum = -HUGE_VAL;
  for_each_term(occasions, [&](double i, double j, double k, double l) {
    sum = log_add(sum, log_take(model, i, j) + log_stay(model, k, l));
  });
  return sum;
}

double p_alive(const BgBb& model, const Occasions& occasions, double later) {
  const auto [x, last, n] = occasions;
  return std::exp(log_take(model, x, n - x) + log_stay(model, 0, n + later) -
                  log_likelihood(model, occasions));
}

double expected_purchases(const BgBb& model, double n) {
  double stays = 1;  // until occasion j
  double sum = 0;
  for (double j = 0; j < n; ++j) {
    stays *= (model.delta + j) / (model.gamma + model.delta + j);
    sum += stays;
  }
  return model.alpha / (model.alpha + model.beta) * sum;
}

double expected_purchases(const BgBb& model, const Occasions& occasions, double ahead) {
  return p_alive(model, occasions) * expected_purchases(ahead_of(model, occasions), ahead);
}

double probability(const BgBb& model, double x, double n) {
  if (x > n) return 0;
  double sum = std::exp(log_choose(n, x) + log_take(model, x, n - x) + log_stay(model, 0, n));
  for (double i = x; i < n; ++i) {
    sum += std::exp(log_choose(i, x) + log_take(model, x, i - x) + log_stay(model, 1, i));
  }
  return sum;
}

double probability(const BgBb& model, const Occasions& occasions, double x, double ahead) {
  const double alive = p_alive(model, occasions);
  return alive * probability(ahead_of(model, occasions), x, ahead) + (x == 0 ? 1 - alive : 0);
}

double discounted_purchases(const BgBb& model, const Occasions& occasions, double d) {
  constexpr double kTermsMost = 1e8;
  const BgBb ahead = ahead_of(model, occasions);
  if (d == 0 && ahead.gamma <= 1) {
    fail(ErrorKind::invalid_argument,
         {"割引なしでは価値が無限大になります: gamma は {} です（d を 0 より大きくしてください）",
          "value is infinite without a discount: gamma is {} (give d above 0)"},
         ahead.gamma);
  }
  double term = 1;
  double sum = 0;
  for (double j = 0; j < kTermsMost; ++j) {
    term *= (ahead.delta + j) / (ahead.gamma + ahead.delta + j) / (1 + d);
    sum += term;
    // What follows is at most a geometric tail, or with d = 0 the tail of Σ j^-γ.
    const double tail = d > 0 ? term / d : term * (ahead.delta + j) / (ahead.gamma - 1);
    if (tail < 1e-16 * sum) break;
  }
  return p_alive(model, occasions) * ahead.alpha / (ahead.alpha + ahead.beta) * sum;
}

}  // namespace mikata::models
