// SPDX-License-Identifier: Apache-2.0
#include "mikata/insights/worth_scores.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "mikata/models/distinct_histories.h"
#include "mikata/stats/normal.h"

namespace mikata {
namespace {

constexpr double kMonthsPerYear = 12;
constexpr double kDaysPerYear = 365.25;
// Slopes and variances are sums over so many histories, or over every n-th of more.
constexpr std::size_t kHistoriesForSpread = 10'000;
constexpr double kDifference = 1e-4;

models::ValueModel value_model(const WorthModel& model) {
  return {model.purchases.model, model.spend.model};
}

std::vector<models::ValuedHistory> without_spend(std::span<const LifePattern> lives) {
  std::vector<models::ValuedHistory> histories;
  histories.reserve(lives.size());
  for (const auto& life : lives) histories.push_back({in_weeks(life.days), 0});
  return histories;
}

// Each history once, whatever the group.
std::vector<LifePattern> distinct(std::span<const LifePattern> lives) {
  models::DistinctHistories seen(lives.size());
  std::vector<LifePattern> once;
  for (const auto& life : lives) {
    const std::size_t known = seen.histories().size();
    if (seen.add(in_weeks(life.days)) == known) {
      once.push_back({{}, life.days, life.customers, 0, 0, 0});
    }
  }
  return once;
}

// value = slope (γ + known) where own spend is known, `alone` where it is not.
struct Money {
  double slope = 0;
  double alone = 0;
};

Money money_of(const models::ValueModel& model, const LifePattern& life, double value_alone) {
  const auto& [p, q, gamma] = model.spend;
  const double mean = models::mean_spend(model.spend);
  const double discounted = mean > 0 ? value_alone / mean : 0;
  return {discounted * p / (p * static_cast<double>(life.days.x) + q - 1), value_alone};
}

double value_of(const models::ValueModel& model, const LifePattern& life, double value_alone) {
  const auto [slope, alone] = money_of(model, life, value_alone);
  const double with_spend = life.customers - life.unknown;
  return slope * (model.spend.gamma * with_spend + life.known) + alone * life.unknown;
}

void add(WorthTotal& total, const LifePattern& life, const models::Score& score, double value) {
  total.customers += life.customers;
  total.alive += life.customers * score.p_alive;
  total.purchases += life.customers * score.purchases;
  total.value += value;
  const double lost = score.p_alive > 0 ? value * (1 - score.p_alive) / score.p_alive : 0;
  if (score.p_alive < kProbablyGone) {
    total.gone += life.customers;
    total.gone_value += lost;
  } else {
    total.at_risk += lost;
  }
}

std::vector<WorthTotal> sums(const models::ValueModel& model, std::span<const LifePattern> lives,
                             const models::ScoreTerms& terms) {
  const std::vector<models::Score> scores = models::score(model, without_spend(lives), terms);
  std::vector<WorthTotal> totals;
  for (std::size_t i = 0; i < lives.size(); ++i) {
    if (totals.empty() || totals.back().by_value != lives[i].by_value) {
      totals.push_back({.by_value = lives[i].by_value});
    }
    add(totals.back(), lives[i], scores[i], value_of(model, lives[i], scores[i].value));
  }
  return totals;
}

// Σ over the customers of a pattern of Var S; infinite where the spread of spend is.
double money_variance(const models::ValueModel& model, const LifePattern& life,
                      const models::PurchaseMoments& purchases) {
  const auto& [p, q, gamma] = model.spend;
  const auto of = [&](double x, double customers_scaled) {
    const double b = p * x + q;
    if (!(b > 2)) return std::numeric_limits<double>::infinity();
    const double inverse = 1 / (b - 1);
    const double inverse_squared = inverse / (b - 2);
    const double mean = purchases.mean;
    const double square = purchases.variance + mean * mean;
    return customers_scaled * (p * inverse_squared * mean + p * p * inverse_squared * square -
                               p * p * inverse * inverse * mean * mean);
  };
  const double with_spend = life.customers - life.unknown;
  const double scaled = gamma * gamma * with_spend + 2 * gamma * life.known + life.known_squared;
  double sum = of(static_cast<double>(life.days.x), scaled);
  if (life.unknown > 0) sum += of(0, gamma * gamma * life.unknown);
  return sum;
}

// Parameters as their logarithms, q as that of q - 1: the four of buying, then p, q, γ.
struct Point {
  models::PurchaseModel purchases;
  models::GammaGamma spend;

  models::ValueModel moved(std::size_t parameter, double step) const {
    if (parameter >= 4) {
      models::GammaGamma other = spend;
      if (parameter == 4) other.p *= std::exp(step);
      if (parameter == 5) other.q = 1 + (other.q - 1) * std::exp(step);
      if (parameter == 6) other.gamma *= std::exp(step);
      return {purchases, other};
    }
    std::vector<double> values = models::parameters(purchases);
    values[parameter] *= std::exp(step);
    return {models::with_parameters(purchases, values), spend};
  }
};

double quadratic(const stats::Matrix& matrix, std::span<const double> slope) {
  double sum = 0;
  for (std::size_t i = 0; i < slope.size(); ++i) {
    for (std::size_t j = 0; j < slope.size(); ++j) sum += slope[i] * matrix.at(i, j) * slope[j];
  }
  return sum;
}

// Slopes of one group's sums, by parameter.
struct Slopes {
  std::array<double, 7> alive{};
  std::array<double, 7> value{};
};

std::vector<Slopes> slopes_of(const WorthModel& model, std::span<const LifePattern> lives,
                              const models::ScoreTerms& terms, std::size_t groups) {
  const Point point{model.purchases.model, model.spend.model};
  const std::size_t parameters = model.spend_varies ? 7 : 4;
  std::vector<Slopes> slopes(groups);
  for (std::size_t i = 0; i < parameters; ++i) {
    const auto up = sums(point.moved(i, kDifference), lives, terms);
    const auto down = sums(point.moved(i, -kDifference), lives, terms);
    for (std::size_t g = 0; g < groups; ++g) {
      slopes[g].alive[i] = (up[g].alive - down[g].alive) / (2 * kDifference);
      slopes[g].value[i] = (up[g].value - down[g].value) / (2 * kDifference);
    }
  }
  return slopes;
}

struct Variances {
  double alive = 0;
  double value = 0;
};

// Of chance alone, by group.
std::vector<Variances> chance(const WorthModel& model, std::span<const LifePattern> lives,
                              const models::ScoreTerms& terms, std::size_t groups) {
  const models::ValueModel values = value_model(model);
  const double weeks = terms.months.months * terms.months.periods_per_month;
  const std::vector<models::Score> scores = models::score(values, without_spend(lives), terms);
  const double mean = models::mean_spend(values.spend);
  std::vector<Variances> variances(groups);
  std::size_t group = 0;
  for (std::size_t i = 0; i < lives.size(); ++i) {
    if (i > 0 && lives[i].by_value != lives[i - 1].by_value) ++group;
    const double p = scores[i].p_alive;
    variances[group].alive += lives[i].customers * p * (1 - p);
    const auto moments = models::purchase_moments(values.purchases, in_weeks(lives[i].days), weeks);
    const double discount =
        scores[i].purchases > 0 && mean > 0 ? scores[i].value / (scores[i].purchases * mean) : 0;
    variances[group].value += discount * discount * money_variance(values, lives[i], moments);
  }
  return variances;
}

// Every n-th pattern of each group, so that none is empty.
std::vector<LifePattern> thinned(std::span<const LifePattern> lives) {
  const std::size_t n = 1 + lives.size() / kHistoriesForSpread;
  std::vector<LifePattern> few;
  std::size_t since_first = 0;
  for (std::size_t i = 0; i < lives.size(); ++i) {
    if (i > 0 && lives[i].by_value != lives[i - 1].by_value) since_first = 0;
    if (since_first++ % n == 0) few.push_back(lives[i]);
  }
  return few;
}

stats::Interval around(double value, double variance) {
  const double width = stats::normal_critical(stats::kConfidence) * std::sqrt(variance);
  return {std::max(0.0, value - width), value + width};
}

double parameter_variance(const WorthModel& model, std::span<const double, 7> slope) {
  double sum = quadratic(model.purchases.certainty.covariance, slope.first<4>());
  if (model.spend_varies) sum += quadratic(model.spend.certainty.covariance, slope.last<3>());
  return sum;
}

}  // namespace

models::ScoreTerms score_terms(const WorthTerms& terms) {
  return {.months = {.months = static_cast<double>(terms.months),
                     .discount_rate_per_month =
                         std::expm1(std::log1p(terms.yearly_rate) / kMonthsPerYear),
                     .periods_per_month = kDaysPerYear / kMonthsPerYear / kDaysPerWeek},
          .margin = terms.margin};
}

GivenTable history_scores(const WorthModel& model, std::span<const LifePattern> lives,
                          const WorthTerms& terms, Bands bands) {
  const std::vector<LifePattern> once = distinct(lives);
  const models::ValueModel values = value_model(model);
  const auto histories = without_spend(once);
  const auto scores = models::score(values, histories, score_terms(terms));
  constexpr std::array kDays{"x", "t_x", "age"};
  constexpr std::array kNumbers{"p_alive", "purchases", "alone", "slope"};
  std::array<std::vector<std::int64_t>, kDays.size()> days;
  std::array<std::vector<double>, kNumbers.size()> numbers;
  for (std::size_t i = 0; i < once.size(); ++i) {
    const auto& [x, t_x, age] = once[i].days;
    const std::array<std::int64_t, 3> of_day{x, t_x, age};
    const auto [slope, alone] = money_of(values, once[i], scores[i].value);
    const std::array<double, 4> of_number{scores[i].p_alive, scores[i].purchases, alone, slope};
    for (std::size_t c = 0; c < days.size(); ++c) days[c].push_back(of_day[c]);
    for (std::size_t c = 0; c < numbers.size(); ++c) numbers[c].push_back(of_number[c]);
  }
  GivenTable table{.name = "history_scores", .columns = {}};
  for (std::size_t c = 0; c < days.size(); ++c) {
    table.columns.push_back({kDays[c], std::move(days[c])});
  }
  for (std::size_t c = 0; c < numbers.size(); ++c) {
    table.columns.push_back({kNumbers[c], std::move(numbers[c])});
  }
  if (bands == Bands::none) return table;
  constexpr std::array kEnds{"purchases_low", "purchases_high", "money_low", "money_high"};
  std::array<std::vector<double>, kEnds.size()> ends;
  const double gamma = values.spend.gamma;
  for (const auto& band : models::value_bands(values, histories, score_terms(terms))) {
    const auto& [low, high] = band.value_95;
    ends[0].push_back(band.purchases_95.low);
    ends[1].push_back(band.purchases_95.high);
    ends[2].push_back(gamma > 0 ? low / gamma : 0);
    ends[3].push_back(gamma > 0 ? high / gamma : 0);
  }
  for (std::size_t c = 0; c < ends.size(); ++c) {
    table.columns.push_back({kEnds[c], std::move(ends[c])});
  }
  return table;
}

std::vector<WorthTotal> worth_totals(const WorthModel& model, std::span<const LifePattern> lives,
                                     const WorthTerms& terms) {
  const models::ScoreTerms in_models = score_terms(terms);
  std::vector<WorthTotal> totals = sums(value_model(model), lives, in_models);
  const std::vector<LifePattern> few = thinned(lives);
  const auto of_few = sums(value_model(model), few, in_models);
  const auto slopes = slopes_of(model, few, in_models, totals.size());
  const auto variances = chance(model, few, in_models, totals.size());
  for (std::size_t g = 0; g < totals.size(); ++g) {
    WorthTotal& total = totals[g];
    // From the few to all: chances add up, slopes are a share of the sum.
    const double more = total.customers / of_few[g].customers;
    const double alive = total.alive / of_few[g].alive;
    total.alive_interval =
        around(total.alive, more * variances[g].alive +
                                alive * alive * parameter_variance(model, slopes[g].alive));
    total.alive_interval.high = std::min(total.alive_interval.high, total.customers);
    const double money = of_few[g].value > 0 ? total.value / of_few[g].value : 1;
    const double variance =
        more * variances[g].value + money * money * parameter_variance(model, slopes[g].value);
    if (std::isfinite(variance)) total.value_interval = around(total.value, variance);
  }
  return totals;
}

}  // namespace mikata
