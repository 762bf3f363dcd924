// SPDX-License-Identifier: Apache-2.0
#include "mikata/models/gamma_gamma.h"

#include <algorithm>
#include <cmath>

#include "mikata/base/error.h"
#include "mikata/base/parallel.h"
#include "mikata/models/special.h"

namespace mikata::models {
namespace {

constexpr std::size_t kSpendPerPiece = 8192;

// -ln B(n, q), by Γ(n + q) / Γ(n).
double minus_log_beta(double n, double q) { return log_rising(n, q) - log_gamma(q); }

// Value and slopes in p, q, γ.
Slope one(const GammaGamma& model, const Spend& spend) {
  const auto& [p, q, gamma] = model;
  const double n = p * spend.purchases;
  const double total = spend.purchases * spend.value;
  const double over = std::log1p(total / gamma);
  const double under = std::log1p(gamma / total);
  const double both = gamma + total;
  return {.value = minus_log_beta(n, q) - std::log(spend.value) - q * over - n * under,
          .gradient = {spend.purchases * (digamma_rising(n, q) - under),
                       digamma_rising(q, n) - over, (q * total / gamma - n) / both}};
}

// (ln p, ln(q - 1), ln γ).
GammaGamma model_at(std::span<const double> point) {
  return {std::exp(point[0]), 1 + std::exp(point[1]), std::exp(point[2])};
}

Slope likelihood(std::span<const Spend> rows, std::span<const double> point) {
  const GammaGamma model = model_at(point);
  std::vector<Slope> pieces(piece_count(rows.size(), kSpendPerPiece));
  for_each_piece(rows.size(), kSpendPerPiece, [&](const Piece& piece) {
    Slope sum{.value = 0, .gradient = std::vector<double>(3)};
    for (std::size_t i = piece.begin; i < piece.end; ++i) {
      const Slope slope = one(model, rows[i]);
      sum.value += rows[i].customers * slope.value;
      for (std::size_t j = 0; j < 3; ++j) {
        sum.gradient[j] += rows[i].customers * slope.gradient[j];
      }
    }
    pieces[piece.index] = std::move(sum);
  });
  Slope slope{.value = 0, .gradient = std::vector<double>(3)};
  for (const Slope& piece : pieces) {
    slope.value += piece.value;
    for (std::size_t j = 0; j < 3; ++j) slope.gradient[j] += piece.gradient[j];
  }
  slope.gradient[0] *= model.p;
  slope.gradient[1] *= model.q - 1;
  slope.gradient[2] *= model.gamma;
  return slope;
}

// Every so-manieth customer in order of spend, so that a few hundred stand for all.
std::vector<Spend> thinned(std::span<const Spend> rows) {
  constexpr std::size_t kRows = 400;
  if (rows.size() <= 2 * kRows) return {rows.begin(), rows.end()};
  std::vector<Spend> sorted(rows.begin(), rows.end());
  std::ranges::sort(sorted, {}, &Spend::value);
  double customers = 0;
  for (const Spend& row : sorted) customers += row.customers;
  const double step = customers / kRows;
  std::vector<Spend> few;
  double passed = 0;
  double next = step / 2;
  for (const Spend& row : sorted) {
    passed += row.customers;
    if (passed < next) continue;
    const double stands_for = 1 + std::floor((passed - next) / step);
    few.push_back({row.purchases, row.value, step * stands_for});
    next += step * stands_for;
  }
  return few;
}

void check_enough(std::span<const Spend> rows) {
  double customers = 0;
  bool differ = false;
  for (const Spend& row : rows) {
    if (!(row.purchases > 0) || !(row.value > 0)) {
      fail(ErrorKind::invalid_argument,
           {"金額が 0 より大きくありません: {}（購入 {} 回）",
            "spend is not above 0: {} in {} purchases"},
           row.value, row.purchases);
    }
    customers += row.customers;
    differ = differ || row.value != rows.front().value;
  }
  if (customers < 2) {
    fail(ErrorKind::invalid_argument,
         {"当てはめるにはデータが足りません: もう一度買って金額のある顧客が {} 人です",
          "not enough to fit: {} customers bought again and spent something"},
         customers);
  }
  if (!differ) {
    fail(ErrorKind::invalid_argument,
         {"当てはめるにはデータが足りません: 顧客 {} 人の金額がすべて同じです: {}",
          "not enough to fit: all {} customers spend the same: {}"},
         customers, rows.front().value);
  }
}

}  // namespace

SpendRows spend_rows(std::span<const Spend> rows) {
  SpendRows usable;
  for (const Spend& row : rows) {
    if (!std::isfinite(row.purchases) || row.purchases < 0 || !std::isfinite(row.value)) {
      fail(
          ErrorKind::invalid_argument,
          {"金額が数ではありません: {}（購入 {} 回）", "spend is not a number: {} in {} purchases"},
          row.value, row.purchases);
    }
    if (row.purchases == 0) {
      usable.without_purchase += row.customers;
    } else if (row.value <= 0) {
      usable.not_positive += row.customers;
    } else {
      usable.rows.push_back(row);
    }
  }
  return usable;
}

Fitted<GammaGamma> fit_gamma_gamma(std::span<const Spend> rows) {
  check_enough(rows);
  double spent = 0;
  double customers = 0;
  for (const Spend& row : rows) {
    spent += row.customers * row.value;
    customers += row.customers;
  }
  const double mean = spent / customers;
  FitProblem problem{.whole = [&](std::span<const double> at) { return likelihood(rows, at); },
                     .small = {},
                     .starts = {},
                     .names = {"p", "q", "gamma"}};
  const std::vector<Spend> few = thinned(rows);
  if (few.size() < rows.size()) {
    problem.small = [&](std::span<const double> at) { return likelihood(few, at); };
  }
  const struct { double p, q; } shapes[] = {{5, 4}, {1, 2}, {20, 10}};
  for (const auto& [p, q] : shapes) {
    problem.starts.push_back({std::log(p), std::log(q - 1), std::log(mean * (q - 1) / p)});
  }
  const Solution solution = solve(problem);
  Fitted<GammaGamma> fitted{
      {solution.parameters[0], 1 + solution.parameters[1], solution.parameters[2]},
      solution.certainty};
  return fitted;
}

double log_likelihood(const GammaGamma& model, const Spend& spend) {
  if (!(spend.purchases > 0)) {
    fail(ErrorKind::invalid_argument,
         {"x が 0 のため、金額を見積もれません（x は 2 回目からの購入の回数です）",
          "x is 0: there is no spend to judge (x counts repeat purchases)"});
  }
  if (!(spend.value > 0)) {
    fail(ErrorKind::invalid_argument,
         {"m が 0 より大きくありません: {}（返品や贈り物だけの顧客は除かれます）",
          "m is not above 0: {} (customers with returns or gifts only are left out)"},
         spend.value);
  }
  return one(model, spend).value;
}

double mean_spend(const GammaGamma& model) {
  if (!(model.q > 1)) {
    fail(ErrorKind::invalid_argument,
         {"平均の金額が無限大になります: q は {} ですが、1 より大きい必要があります",
          "mean spend is infinite: q is {}, it has to be above 1"},
         model.q);
  }
  return model.p * model.gamma / (model.q - 1);
}

double mean_spend(const GammaGamma& model, const Spend& spend) {
  if (spend.purchases == 0) return mean_spend(model);
  if (!(spend.value > 0)) {
    fail(ErrorKind::invalid_argument,
         {"m が 0 より大きくありません: {}（返品や贈り物だけの顧客は除かれます）",
          "m is not above 0: {} (customers with returns or gifts only are left out)"},
         spend.value);
  }
  const double rest = model.p * spend.purchases + model.q - 1;
  if (!(rest > 0)) {
    fail(ErrorKind::invalid_argument,
         {"平均の金額が無限大になります: p x + q は {} ですが、1 より大きい必要があります",
          "mean spend is infinite: p x + q is {}, it has to be above 1"},
         rest + 1);
  }
  return model.p * (model.gamma + spend.purchases * spend.value) / rest;
}

}  // namespace mikata::models
