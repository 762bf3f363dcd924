// SPDX-License-Identifier: Apache-2.0
#include "mikata/models/geometric_exit.h"

#include <cmath>
#include <unordered_map>

#include "mikata/base/parallel.h"
#include "mikata/models/special.h"
#include "mikata/stats/logistic.h"

namespace mikata::models {
namespace {

constexpr std::size_t kExitPerPiece = 16384;

// y: how often somebody with x repeat purchases did not leave.
double stays(FirstExit first_exit, double x) {
  return first_exit == FirstExit::after_a_repeat ? x : x + 1;
}

bool may_have_left(FirstExit first_exit, double x) {
  return x > 0 || first_exit == FirstExit::after_the_first_purchase;
}

// S and its slope in r and α over S.
struct Unfinished {
  double log_sum = 0;
  double by_r = 0;
  double by_alpha = 0;
};

Unfinished unfinished(int k, double shape, double since, double horizon) {
  if (k == 1) return {};
  double term = 1;
  double digamma = 0;
  Unfinished sum{.log_sum = 1};
  for (int j = 1; j < k; ++j) {
    term *= (shape + j - 1) / j * (since / horizon);
    digamma += 1 / (shape + j - 1);
    sum.log_sum += term;
    sum.by_r += term * digamma;
    sum.by_alpha -= term * j / horizon;
  }
  return {std::log(sum.log_sum), sum.by_r / sum.log_sum, sum.by_alpha / sum.log_sum};
}

// d - ln S; requires that the customer may have left.
double exit_log_odds(const GeometricExit& model, const History& history) {
  const auto [x, t_x, age] = history;
  const double shape = model.r + model.k * x;
  const double since = age - t_x;
  const double d = std::log(model.a / (model.b + stays(model.first_exit, x) - 1)) +
                   shape * std::log1p(since / (model.alpha + t_x));
  return d - unfinished(model.k, shape, since, model.alpha + age).log_sum;
}

// Position of each value in a table of distinct values.
class Distinct {
 public:
  std::uint32_t position(double value) {
    const auto [found, is_new] =
        positions_.try_emplace(value, static_cast<std::uint32_t>(values_.size()));
    if (is_new) values_.push_back(value);
    return found->second;
  }
  const std::vector<double>& values() const { return values_; }

 private:
  std::unordered_map<double, std::uint32_t> positions_;
  std::vector<double> values_;
};

}  // namespace

double log_likelihood(const GeometricExit& model, const History& history) {
  const auto [x, t_x, age] = history;
  const double shape = model.r + model.k * x;
  const double stayed = stays(model.first_exit, x);
  const double common = log_rising(model.r, model.k * x) - model.r * std::log1p(age / model.alpha) -
                        model.k * x * std::log(model.alpha + age) +
                        log_beta_rising(model.a, model.b, 0, stayed) +
                        unfinished(model.k, shape, age - t_x, model.alpha + age).log_sum;
  if (!may_have_left(model.first_exit, x)) return common;
  return common + stats::softplus(exit_log_odds(model, history));
}

double p_alive(const GeometricExit& model, const History& history) {
  if (!may_have_left(model.first_exit, history.frequency)) return 1;
  return stats::logistic(-exit_log_odds(model, history));
}

std::vector<double> phase_shares(const GeometricExit& model, const History& history) {
  const auto [x, t_x, age] = history;
  const double shape = model.r + model.k * x;
  std::vector<double> shares{1};
  double sum = 1;
  for (int j = 1; j < model.k; ++j) {
    shares.push_back(shares.back() * (shape + j - 1) / j * ((age - t_x) / (model.alpha + age)));
    sum += shares.back();
  }
  for (double& share : shares) share /= sum;
  return shares;
}

// What is the same for all patterns with one x or one time.
struct GeometricExitLikelihood::Tables {
  std::vector<double> exit_odds;  // ln a - ln(b + y - 1) by x
  std::vector<double> shape;      // r + kx by x
  std::vector<double> exit_by_b;  // 1 / (b + y - 1) by x
  std::vector<double> log_time;   // ln(α + t) by time
  std::vector<double> per_time;   // 1 / (α + t) by time
};

GeometricExitLikelihood::GeometricExitLikelihood(std::span<const Pattern> patterns,
                                                 FirstExit first_exit, int k)
    : first_exit_(first_exit), k_(k) {
  Distinct xs;
  Distinct times;
  rows_.reserve(patterns.size());
  for (const auto& [history, customers] : patterns) {
    const std::uint32_t x = xs.position(history.frequency);
    const std::uint32_t age = times.position(history.age);
    const std::uint32_t recency = times.position(history.recency);
    frequencies_.resize(xs.values().size());
    frequencies_[x].x = history.frequency;
    frequencies_[x].customers += customers;
    ages_.resize(times.values().size());
    ages_[age].customers += customers;
    ages_[age].purchases += customers * k * history.frequency;
    if (k > 1 || may_have_left(first_exit, history.frequency)) {
      rows_.push_back({x, recency, age, customers});
    }
  }
  times_ = times.values();
}

Slope GeometricExitLikelihood::operator()(std::span<const double> log_parameters) const {
  const GeometricExit model{std::exp(log_parameters[0]),
                            std::exp(log_parameters[1]),
                            std::exp(log_parameters[2]),
                            std::exp(log_parameters[3]),
                            first_exit_,
                            k_};
  Slope slope = sum_of_rows(model);
  add_frequencies(model, slope);
  add_ages(model, slope);
  const double parameters[] = {model.r, model.alpha, model.a, model.b};
  for (std::size_t i = 0; i < 4; ++i) slope.gradient[i] *= parameters[i];
  return slope;
}

void GeometricExitLikelihood::add_frequencies(const GeometricExit& model, Slope& slope) const {
  for (const auto& [x, customers] : frequencies_) {
    const double y = stays(first_exit_, x);
    slope.value +=
        customers * (log_rising(model.r, k_ * x) + log_beta_rising(model.a, model.b, 0, y));
    const double both = digamma_rising(model.a + model.b, y);
    slope.gradient[0] += customers * digamma_rising(model.r, k_ * x);
    slope.gradient[2] -= customers * both;
    slope.gradient[3] += customers * (digamma_rising(model.b, y) - both);
  }
}

void GeometricExitLikelihood::add_ages(const GeometricExit& model, Slope& slope) const {
  for (std::size_t i = 0; i < ages_.size(); ++i) {
    const auto& [customers, purchases] = ages_[i];
    if (customers == 0) continue;
    const double horizon = model.alpha + times_[i];
    const double grown = std::log1p(times_[i] / model.alpha);
    slope.value -= customers * model.r * grown + purchases * std::log(horizon);
    slope.gradient[0] -= customers * grown;
    slope.gradient[1] +=
        customers * model.r / model.alpha - (customers * model.r + purchases) / horizon;
  }
}

std::array<double, 5> GeometricExitLikelihood::sum_piece(const GeometricExit& model,
                                                         const Tables& tables,
                                                         std::span<const PatternRow> rows) const {
  std::array<double, 5> sum{};
  for (const auto& [x, recency, age, customers] : rows) {
    const double shape = tables.shape[x];
    const double log_grown = tables.log_time[age] - tables.log_time[recency];
    const Unfinished still =
        unfinished(k_, shape, times_[age] - times_[recency], model.alpha + times_[age]);
    double left = 0;
    double value = still.log_sum;
    if (may_have_left(first_exit_, frequencies_[x].x)) {
      const double odds = tables.exit_odds[x] + shape * log_grown - still.log_sum;
      const double small = std::exp(-std::abs(odds));
      value += std::fmax(odds, 0.0) + std::log1p(small);
      left = (odds >= 0 ? 1 : small) / (1 + small);
    }
    const double gone = customers * left;
    const double here = customers - gone;
    sum[0] += customers * value;
    sum[1] += gone * log_grown + here * still.by_r;
    sum[2] +=
        gone * shape * (tables.per_time[age] - tables.per_time[recency]) + here * still.by_alpha;
    sum[3] += gone;
    sum[4] -= gone * tables.exit_by_b[x];
  }
  return sum;
}

Slope GeometricExitLikelihood::sum_of_rows(const GeometricExit& model) const {
  Tables tables;
  for (const auto& [x, customers] : frequencies_) {
    const double rest = model.b + stays(first_exit_, x) - 1;
    tables.exit_odds.push_back(std::log(model.a / rest));
    tables.shape.push_back(model.r + k_ * x);
    tables.exit_by_b.push_back(1 / rest);
  }
  for (const double time : times_) {
    tables.log_time.push_back(std::log(model.alpha + time));
    tables.per_time.push_back(1 / (model.alpha + time));
  }
  std::vector<std::array<double, 5>> pieces(piece_count(rows_.size(), kExitPerPiece));
  for_each_piece(rows_.size(), kExitPerPiece, [&](const Piece& piece) {
    pieces[piece.index] =
        sum_piece(model, tables, std::span(rows_).subspan(piece.begin, piece.end - piece.begin));
  });
  Slope slope{.value = 0, .gradient = std::vector<double>(4)};
  for (const auto& sum : pieces) {
    slope.value += sum[0];
    slope.gradient[0] += sum[1];
    slope.gradient[1] += sum[2];
    slope.gradient[2] += sum[3] / model.a;
    slope.gradient[3] += sum[4];
  }
  return slope;
}

}  // namespace mikata::models
