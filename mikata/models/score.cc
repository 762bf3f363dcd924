// SPDX-License-Identifier: Apache-2.0
#include "mikata/models/score.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>

#include "mikata/base/parallel.h"
#include "mikata/models/distinct_histories.h"
#include "mikata/models/quadrature.h"
#include "mikata/models/special.h"
#include "mikata/stats/logistic.h"

namespace mikata::models {
namespace {

constexpr std::size_t kScoredPerPiece = 4096;

struct Grouped {
  std::vector<History> histories;
  std::vector<std::uint32_t> of_customer;
};

Grouped group(std::span<const ValuedHistory> customers) {
  DistinctHistories distinct(customers.size());
  Grouped grouped;
  grouped.of_customer.reserve(customers.size());
  for (const auto& [history, value] : customers) {
    grouped.of_customer.push_back(distinct.add(history));
  }
  grouped.histories = distinct.histories();
  return grouped;
}

// Runs `work(i)` for i in 0..rows-1.
template <typename F>
void for_each_row(std::size_t rows, std::size_t piece_rows, F work) {
  for_each_piece(rows, piece_rows, [&](const Piece& piece) {
    for (std::size_t i = piece.begin; i < piece.end; ++i) work(i);
  });
}

struct HistoryScore {
  double p_alive = 0;
  double purchases = 0;
  double discounted = 0;
};

// E(t) of somebody who is there.
double expected_of(const BgNbd& model, const History& history, double t) {
  return expected_ahead(ahead(model, history), t);
}
double expected_of(const ParetoNbd& model, const History& history, double t) {
  return expected_purchases(ahead(model, history), t);
}
double expected_of(const MbgCnbd& model, const History& history, double t) {
  double mean = 0;
  for (const auto& [weight, from] : ahead(model, history)) mean += weight * expected_ahead(from, t);
  return mean;
}

double rate_ahead(const PurchaseModel& model, const History& history) {
  return std::visit([&](const auto& m) { return m.alpha; }, model) + history.age;
}

// E on (0, t] by its values at Chebyshev's points of s = ln(1 + t / rate), in which it is smooth:
// a dozen months for the price of eight, to 1e-8 (1e-6 for k > 1, whose E has small waves). Berrut
// and Trefethen (2004), SIAM Review 46(3), eq. (5.4).
class SmoothUntil {
 public:
  template <typename F>
  SmoothUntil(double rate, double horizon, F expected)
      : rate_(rate), length_(std::log1p(horizon / rate)) {
    for (std::size_t i = 0; i <= kPoints; ++i) {
      point_[i] = length_ * kUnit[i];
      value_[i] = i == 0 ? 0 : expected(i == kPoints ? horizon : rate * std::expm1(point_[i]));
    }
  }

  double operator()(double t) const {
    const double s = std::log1p(t / rate_);
    double above = 0;
    double below = 0;
    for (std::size_t i = 0; i <= kPoints; ++i) {
      const double distance = s - point_[i];
      if (std::abs(distance) < 1e-13 * length_) return value_[i];
      const double weight = ((i % 2 == 0) ? 1 : -1) * (i == 0 || i == kPoints ? 0.5 : 1) / distance;
      above += weight * value_[i];
      below += weight;
    }
    return above / below;
  }

 private:
  static constexpr std::size_t kPoints = 8;
  // (1 - cos(π i / 8)) / 2
  static constexpr std::array<double, kPoints + 1> kUnit{
      0,   0.03806023374435663, 0.14644660940672624, 0.30865828381745514,
      0.5, 0.6913417161825449,  0.8535533905932737,  0.9619397662556434,
      1};

  double rate_;
  double length_;
  std::array<double, kPoints + 1> point_{};
  std::array<double, kPoints + 1> value_{};
};

template <typename Model>
HistoryScore score_history(const Model& model, const History& history, const MonthlyTerms& terms) {
  const double horizon = terms.months * terms.periods_per_month;
  const auto exactly = [&](double t) { return expected_of(model, history, t); };
  HistoryScore score{.p_alive = p_alive(model, history)};
  if (horizon == 0) return score;
  if (terms.months > 8) {
    const SmoothUntil smooth(rate_ahead(model, history), horizon, exactly);
    score.purchases = score.p_alive * smooth(horizon);
    score.discounted = score.p_alive * purchases_by_month(std::cref(smooth), terms);
  } else {
    score.purchases = score.p_alive * exactly(horizon);
    score.discounted = score.p_alive * purchases_by_month(exactly, terms);
  }
  return score;
}

std::vector<HistoryScore> score_histories(const PurchaseModel& model,
                                          std::span<const History> histories,
                                          const MonthlyTerms& terms) {
  std::vector<HistoryScore> scores(histories.size());
  std::visit(
      [&](const auto& one) {
        for_each_row(histories.size(), 512,
                     [&](std::size_t i) { scores[i] = score_history(one, histories[i], terms); });
      },
      model);
  return scores;
}

bool has_value(const ValuedHistory& customer) {
  return customer.history.frequency > 0 && customer.value > 0;
}

double spend_of(const GammaGamma& spend, const ValuedHistory& customer) {
  if (!has_value(customer)) return mean_spend(spend);
  return mean_spend(spend, {customer.history.frequency, customer.value, 1});
}

// P(Y >= n), n = 1, 2 ..., of somebody who is there, until it is below `rest`.
std::vector<double> tail_of(const GeometricAhead& from, double t, double rest) {
  std::vector<double> tail;
  const double z = t / (from.rate + t);
  double mass = std::exp(-from.shape * std::log1p(t / from.rate));
  if (mass == 0) {
    // So many purchases that the first probabilities cannot be held: one by one.
    for (double n = 1; n < 1e6; ++n) {
      const double reach = beta_share(from.k * n - from.phase, from.shape, z, 1 - z);
      tail.push_back(std::exp(log_beta_rising(from.a, from.b, 0, n - 1)) * reach);
      if (tail.back() < rest) return tail;
    }
  }
  double above = 1;
  double survival = 1;
  double m = 0;
  for (double n = 1; n < 1e7; ++n) {
    for (; m < from.k * n - from.phase; ++m) {
      above -= mass;
      mass *= (from.shape + m) / (m + 1) * z;
    }
    tail.push_back(survival * std::max(0.0, above));
    survival *= (from.b + n - 1) / (from.a + from.b + n - 1);
    if (tail.back() < rest) break;
  }
  return tail;
}

// The distribution from P(Y >= 1), P(Y >= 2), ...
std::vector<double> from_tail(const std::vector<double>& tail) {
  std::vector<double> mass{1 - tail.front()};
  for (std::size_t n = 0; n + 1 < tail.size(); ++n) mass.push_back(tail[n] - tail[n + 1]);
  mass.push_back(tail.back());
  return mass;
}

std::vector<double> alive_distribution(const BgNbd& model, const History& history, double t,
                                       double rest) {
  return from_tail(tail_of(ahead(model, history), t, rest));
}

std::vector<double> alive_distribution(const MbgCnbd& model, const History& history, double t,
                                       double rest) {
  std::vector<double> sum;
  for (const auto& [weight, from] : ahead(model, history)) {
    const std::vector<double> tail = tail_of(from, t, rest);
    sum.resize(std::max(sum.size(), tail.size()));
    for (std::size_t i = 0; i < tail.size(); ++i) sum[i] += weight * tail[i];
  }
  return from_tail(sum);
}

// The nodes of the time of leaving are the same for every n; at each the negative binomial goes on
// from n to n + 1.
std::vector<double> alive_distribution(const ParetoNbd& model, const History& history, double t,
                                       double rest) {
  const auto [r, alpha, s, beta] = ahead(model, history);
  const GaussRule<16>& rule = gauss_rule<16>();
  const double length = std::log1p(t / beta);
  const int panels = static_cast<int>(std::ceil(length / std::min(0.5, 3 / std::sqrt(r + s))));
  std::vector<double> mass;
  std::vector<double> z;
  const auto add = [&](double u, double weight) {
    z.push_back(u / (alpha + u));
    mass.push_back(weight * std::exp(-r * std::log1p(u / alpha)));
  };
  const double width = length / panels;
  for (int p = 0; p < panels; ++p) {
    for (std::size_t i = 0; i < rule.node.size(); ++i) {
      const double v = width * (p + rule.node[i]);
      add(beta * std::expm1(v), rule.weight[i] * width * s * std::exp(-s * v));
    }
  }
  add(t, std::exp(-s * length));
  std::vector<double> distribution;
  double left = 1;
  for (double n = 0; n < 1e6; ++n) {
    double sum = 0;
    for (std::size_t i = 0; i < mass.size(); ++i) {
      sum += mass[i];
      mass[i] *= (r + n) / (n + 1) * z[i];
    }
    distribution.push_back(sum);
    left -= sum;
    const bool past_the_mode = n > r * t / alpha;
    if (left < rest || (past_the_mode && sum < rest * 1e-3)) break;
  }
  distribution.back() += std::max(0.0, left);
  return distribution;
}

double quantile_of(std::span<const double> distribution, double level) {
  double sum = 0;
  for (std::size_t n = 0; n < distribution.size(); ++n) {
    sum += distribution[n];
    if (sum >= level) return static_cast<double>(n);
  }
  return static_cast<double>(distribution.size() - 1);
}

// Levels of the ends of the two bands.
constexpr std::array<double, 4> kLevels{0.025, 0.1, 0.9, 0.975};

// Quantiles of purchases, and of money in units of γ + x m.
struct HistoryBands {
  std::array<double, 4> purchases{};
  std::array<double, 4> money{};
};

// The money of n = 1, 2 ... purchases below w = e^g on a grid of g, for one x.
class MoneyGrid {
 public:
  static constexpr double kFirst = -12;
  static constexpr double kStep = 0.125;
  static constexpr std::size_t kPoints = 177;  // to +10

  MoneyGrid(const GammaGamma& spend, double x, std::size_t purchases)
      : shares_(purchases * kPoints) {
    for_each_row(purchases, 1, [&](std::size_t i) {
      fill(std::span(shares_).subspan(i * kPoints, kPoints), spend.p * static_cast<double>(i + 1),
           spend.p * x + spend.q);
    });
  }

  // The w below which the money lies with each probability of kLevels.
  std::array<double, 4> quantiles(std::span<const double> distribution) const {
    std::array<double, kPoints> share;
    share.fill(distribution[0]);
    for (std::size_t n = 1; n < distribution.size(); ++n) {
      const double mass = distribution[n];
      const double* of_n = &shares_[(n - 1) * kPoints];
      for (std::size_t g = 0; g < kPoints; ++g) share[g] += mass * of_n[g];
    }
    std::array<double, 4> found{};
    for (std::size_t i = 0; i < kLevels.size(); ++i) {
      if (distribution[0] < kLevels[i]) found[i] = std::exp(position(share, kLevels[i]));
    }
    return found;
  }

 private:
  // Only where the share of Beta(a, b) below is neither 0 nor 1: ln(y / (1-y)) lies around ln(a /
  // b).
  static void fill(std::span<double> shares, double a, double b) {
    const double middle = std::log(a / b) - 0.5 / a + 0.5 / b;
    const double reach = 9 * std::sqrt(1 / a + 0.5 / (a * a) + 1 / b + 0.5 / (b * b));
    for (std::size_t g = 0; g < kPoints; ++g) {
      const double y = kFirst + kStep * static_cast<double>(g);
      const bool near = std::abs(y - middle) < reach;
      shares[g] =
          near ? beta_share(a, b, stats::logistic(y), stats::logistic(-y)) : (y > middle ? 1 : 0);
    }
  }

  static double position(std::span<const double> share, double level) {
    const auto above = std::ranges::lower_bound(share, level);
    const std::size_t g =
        std::clamp<std::size_t>(static_cast<std::size_t>(above - share.begin()), 1, kPoints - 1);
    const double rise = share[g] - share[g - 1];
    const double part = rise > 0 ? std::clamp((level - share[g - 1]) / rise, 0.0, 1.0) : 1;
    return kFirst + kStep * (static_cast<double>(g - 1) + part);
  }

  std::vector<double> shares_;
};

std::vector<HistoryBands> band_histories(const ValueModel& model,
                                         std::span<const History> histories, double t) {
  std::map<double, std::vector<std::uint32_t>> by_frequency;
  for (std::uint32_t i = 0; i < histories.size(); ++i) {
    by_frequency[histories[i].frequency].push_back(i);
  }
  std::vector<HistoryBands> bands(histories.size());
  for (const auto& [x, members] : by_frequency) {
    std::vector<std::vector<double>> distributions(members.size());
    for_each_row(members.size(), 256, [&](std::size_t i) {
      distributions[i] = purchase_distribution(model.purchases, histories[members[i]], t);
    });
    std::size_t most = 1;
    for (const auto& distribution : distributions) most = std::max(most, distribution.size());
    const MoneyGrid grid(model.spend, x, most - 1);
    for_each_row(members.size(), 256, [&](std::size_t i) {
      HistoryBands& band = bands[members[i]];
      for (std::size_t k = 0; k < kLevels.size(); ++k) {
        band.purchases[k] = quantile_of(distributions[i], kLevels[k]);
      }
      band.money = grid.quantiles(distributions[i]);
    });
  }
  return bands;
}

}  // namespace

std::vector<double> purchase_distribution(const PurchaseModel& model, const History& history,
                                          double t, double rest) {
  std::vector<double> distribution =
      std::visit([&](const auto& m) { return alive_distribution(m, history, t, rest); }, model);
  const double alive = p_alive(model, history);
  for (double& mass : distribution) mass *= alive;
  distribution[0] += 1 - alive;
  return distribution;
}

std::vector<Score> score(const ValueModel& model, std::span<const ValuedHistory> customers,
                         const ScoreTerms& terms) {
  const Grouped grouped = group(customers);
  const std::vector<HistoryScore> of_history =
      score_histories(model.purchases, grouped.histories, terms.months);
  std::vector<Score> scores(customers.size());
  for_each_row(customers.size(), kScoredPerPiece, [&](std::size_t i) {
    const HistoryScore& history = of_history[grouped.of_customer[i]];
    scores[i] = {history.p_alive, history.purchases,
                 history.discounted * spend_of(model.spend, customers[i]) * terms.margin};
  });
  return scores;
}

std::vector<ValueBands> value_bands(const ValueModel& model,
                                    std::span<const ValuedHistory> customers,
                                    const ScoreTerms& terms) {
  const Grouped grouped = group(customers);
  const std::vector<HistoryScore> of_history =
      score_histories(model.purchases, grouped.histories, terms.months);
  const std::vector<HistoryBands> bands = band_histories(
      model, grouped.histories, terms.months.months * terms.months.periods_per_month);
  std::vector<ValueBands> of_customer(customers.size());
  for_each_row(customers.size(), kScoredPerPiece, [&](std::size_t i) {
    const std::uint32_t history = grouped.of_customer[i];
    const HistoryScore& mean = of_history[history];
    const double discount = mean.purchases > 0 ? mean.discounted / mean.purchases : 1;
    const ValuedHistory& customer = customers[i];
    const double known = has_value(customer) ? customer.history.frequency * customer.value : 0;
    const double scale = (model.spend.gamma + known) * discount * terms.margin;
    const auto& [n, money] = bands[history];
    of_customer[i] = {.purchases_80 = {n[1], n[2]},
                      .purchases_95 = {n[0], n[3]},
                      .value_80 = {scale * money[1], scale * money[2]},
                      .value_95 = {scale * money[0], scale * money[3]}};
  });
  return of_customer;
}

}  // namespace mikata::models
