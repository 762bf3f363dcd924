// SPDX-License-Identifier: Apache-2.0
#include "mikata/stats/nonresponse.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "mikata/stats/logit.h"
#include "mikata/stats/normal.h"
#include "mikata/stats/raking.h"

namespace mikata::stats {
namespace {

constexpr double kAnsweredLeast = 30;
constexpr double kWeightMost = 5;  // times the mean
constexpr int kTrims = 5;
// Keeps rare levels from making a chance of 0 or 1; raking then meets their margins all the same.
constexpr double kRidge = 1;
constexpr double kSilentLeast =
    1e-3;  // whoever answered stands for so much of the silent, at least

double points(std::size_t score) { return score >= 9 ? 100 : score <= 6 ? -100 : 0; }

double answered(const ResponseCell& cell) {
  return std::accumulate(cell.answered.begin(), cell.answered.end(), 0.0);
}

double people_of(std::span<const ResponseCell> cells) {
  double people = 0;
  for (const ResponseCell& cell : cells) people += cell.people;
  return people;
}

std::vector<std::size_t> levels_of(std::span<const ResponseCell> cells) {
  std::vector<std::size_t> levels(cells.empty() ? 0 : cells[0].levels.size());
  for (const ResponseCell& cell : cells) {
    for (std::size_t m = 0; m < levels.size(); ++m) {
      levels[m] = std::max(levels[m], cell.levels[m] + 1);
    }
  }
  return levels;
}

// A constant, and each level but the first of each margin.
Design design_of(std::span<const ResponseCell> cells, const std::vector<std::size_t>& levels) {
  std::vector<std::size_t> first(levels.size());
  std::size_t columns = 1;
  for (std::size_t m = 0; m < levels.size(); ++m) {
    first[m] = columns - 1;
    columns += levels[m] - 1;
  }
  Design design(columns);
  std::vector<DesignEntry> entries;
  for (const ResponseCell& cell : cells) {
    entries.assign(1, {0, 1});
    for (std::size_t m = 0; m < levels.size(); ++m) {
      if (cell.levels[m] > 0) entries.push_back({first[m] + cell.levels[m], 1});
    }
    design.add_row(entries);
  }
  return design;
}

// What the levels of each margin sum to, of a number for each cell.
template <typename Amount>
std::vector<RakingMargin> margins_of(std::span<const ResponseCell> cells,
                                     const std::vector<std::size_t>& levels, Amount amount) {
  std::vector<RakingMargin> margins;
  for (std::size_t m = 0; m < levels.size(); ++m) {
    margins.emplace_back(levels[m]);
    for (const ResponseCell& cell : cells) margins[m][cell.levels[m]] += amount(cell);
  }
  return margins;
}

// The weights of those who answered, cell by cell.
struct Weights {
  std::vector<double> of_cell;
  bool converged = false;
};

Weights raked(std::span<const ResponseCell> cells, const std::vector<RakingMargin>& margins,
              std::vector<double> start) {
  std::vector<RakingCell> sums;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    const double n = answered(cells[i]);
    sums.push_back({cells[i].levels, n, n * start[i], n * start[i] * start[i]});
  }
  const Raked found = rake(sums, margins);
  for (std::size_t i = 0; i < cells.size(); ++i) start[i] *= found.factors[i];
  return {std::move(start), found.error < 1e-3};
}

Weights weigh(std::span<const ResponseCell> cells, const Design& design,
              const std::vector<std::size_t>& levels) {
  std::vector<double> trials;
  std::vector<double> events;
  for (const ResponseCell& cell : cells) {
    trials.push_back(cell.people);
    events.push_back(answered(cell));
  }
  const LogitFit fit =
      fit_logit({.design = design, .trials = trials, .events = events}, {.ridge = kRidge});
  std::vector<double> start;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    start.push_back(1 / std::clamp(fit.probability(design, i), 1e-3, 1.0));
  }
  const auto margins =
      margins_of(cells, levels, [](const ResponseCell& cell) { return cell.people; });
  Weights weights = raked(cells, margins, std::move(start));
  const double most =
      kWeightMost * people_of(cells) / std::accumulate(events.begin(), events.end(), 0.0);
  for (int trim = 0; trim < kTrims; ++trim) {
    bool cut = false;
    for (std::size_t i = 0; i < cells.size(); ++i) {
      if (events[i] == 0 || weights.of_cell[i] <= most * 1.0001) continue;
      weights.of_cell[i] = most;
      cut = true;
    }
    if (!cut) break;
    weights = raked(cells, margins, std::move(weights.of_cell));
  }
  return weights;
}

// Mean and standard deviation of the scores that were given.
struct Spread {
  double mean = 0;
  double deviation = 0;
};

Spread spread_of(std::span<const ResponseCell> cells) {
  double n = 0;
  double sum = 0;
  double squares = 0;
  for (const ResponseCell& cell : cells) {
    for (std::size_t s = 0; s < kScores; ++s) {
      const auto score = static_cast<double>(s);
      n += cell.answered[s];
      sum += cell.answered[s] * score;
      squares += cell.answered[s] * score * score;
    }
  }
  if (n < kAnsweredLeast) return {};
  const double mean = sum / n;
  return {mean, std::sqrt(std::max(0.0, squares / n - mean * mean))};
}

struct Sums {
  double answered = 0;
  double weight = 0;
  double weight_square = 0;
  double points = 0;
};

void add_weighted(const ResponseCell& cell, double weight, Sums& sums) {
  const double n = answered(cell);
  sums.answered += n;
  sums.weight += n * weight;
  sums.weight_square += n * weight * weight;
  for (std::size_t s = 0; s < kScores; ++s) sums.points += cell.answered[s] * weight * points(s);
}

// The standard error of a group's weighted mean.
double standard_error(std::span<const ResponseCell> cells, const Design& design,
                      const std::vector<double>& weights, std::size_t group, const Sums& sums) {
  const double mean = sums.points / sums.weight;
  std::vector<double> weight(cells.size());
  std::vector<double> weighted(cells.size());
  double n = 0;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    const double there = answered(cells[i]);
    n += there;
    weight[i] = there * weights[i];
    if (cells[i].group != group) continue;
    for (std::size_t s = 0; s < kScores; ++s) {
      weighted[i] += cells[i].answered[s] * weights[i] * (points(s) - mean);
    }
  }
  const std::vector<double> slope = fit_linear(design, weight, weighted, 1e-6);
  double variance = 0;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    const double foretold = slope.empty() ? 0 : design.dot(i, slope);
    const double counts = weights[i] * std::max(0.0, weights[i] - 1);
    for (std::size_t s = 0; s < kScores; ++s) {
      const double x = cells[i].group == group ? points(s) - mean : 0;
      variance += cells[i].answered[s] * counts * (x - foretold) * (x - foretold);
    }
  }
  // Residuals of a fit are too small by about p / n, and so are what weights fitted to the same
  // people make of them.
  const double parameters = static_cast<double>(design.columns());
  return n / std::max(1.0, n - parameters) * std::sqrt(variance) / sums.weight;
}

// The silent, each cell and score with as many as the tilt gives it: then what the groups' means
// over everybody are.
std::vector<double> tilted_points(std::span<const ResponseCell> cells, std::size_t groups,
                                  const std::vector<double>& weights, const Spread& spread,
                                  double gamma) {
  const std::vector<std::size_t> levels = levels_of(cells);
  std::vector<RakingCell> silent;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    for (std::size_t s = 0; s < kScores; ++s) {
      const double z = (static_cast<double>(s) - spread.mean) / spread.deviation;
      const double mass =
          cells[i].answered[s] * std::max(kSilentLeast, weights[i] - 1) * std::exp(-gamma * z);
      if (mass > 0) silent.push_back({cells[i].levels, 1, mass, mass * mass});
    }
  }
  const auto targets = margins_of(
      cells, levels, [](const ResponseCell& cell) { return cell.people - answered(cell); });
  Raked found{.factors = std::vector<double>(silent.size(), 1.0)};
  if (gamma != 0) found = rake(silent, targets);
  std::vector<double> people(groups);
  std::vector<double> sums(groups);
  std::size_t next = 0;
  for (const ResponseCell& cell : cells) {
    for (std::size_t s = 0; s < kScores; ++s) {
      if (cell.answered[s] == 0) continue;
      const double mass = cell.answered[s] + silent[next].weight * found.factors[next];
      people[cell.group] += mass;
      sums[cell.group] += mass * points(s);
      ++next;
    }
  }
  for (std::size_t g = 0; g < groups; ++g) sums[g] = people[g] > 0 ? sums[g] / people[g] : 0;
  return sums;
}

double on_scale(double value) { return std::clamp(value, -100.0, 100.0); }

}  // namespace

std::optional<EmptyLevel> empty_level(std::span<const ResponseCell> cells) {
  const std::vector<std::size_t> levels = levels_of(cells);
  const auto people = margins_of(cells, levels, [](const ResponseCell& c) { return c.people; });
  const auto there = margins_of(cells, levels, answered);
  for (std::size_t m = 0; m < levels.size(); ++m) {
    for (std::size_t level = 0; level < levels[m]; ++level) {
      if (people[m][level] > 0 && there[m][level] == 0)
        return EmptyLevel{m, level, people[m][level]};
    }
  }
  return std::nullopt;
}

std::optional<Nonresponse> whole_nps(std::span<const ResponseCell> cells, std::size_t groups,
                                     double strength) {
  const Spread spread = spread_of(cells);
  if (!(spread.deviation > 0)) return std::nullopt;
  const std::vector<std::size_t> levels = levels_of(cells);
  const Design design = design_of(cells, levels);
  const Weights weights = weigh(cells, design, levels);
  Nonresponse whole{.groups = std::vector<WholeNps>(groups),
                    .score_deviation = spread.deviation,
                    .converged = weights.converged};
  std::vector<Sums> sums(groups);
  Sums all;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    whole.groups[cells[i].group].people += cells[i].people;
    add_weighted(cells[i], weights.of_cell[i], sums[cells[i].group]);
    add_weighted(cells[i], weights.of_cell[i], all);
  }
  for (std::size_t i = 0; i < cells.size(); ++i) {
    if (answered(cells[i]) == 0) continue;
    whole.weight_largest =
        std::max(whole.weight_largest, weights.of_cell[i] * all.answered / all.weight);
  }
  // Where everybody answered there is nobody to think about.
  const double gamma = all.answered < people_of(cells) ? std::log(strength) : 0;
  const auto low = tilted_points(cells, groups, weights.of_cell, spread, gamma);
  const auto high = tilted_points(cells, groups, weights.of_cell, spread, -gamma);
  const double z = normal_critical(kConfidence);
  for (std::size_t g = 0; g < groups; ++g) {
    WholeNps& group = whole.groups[g];
    group.answered = sums[g].answered;
    if (sums[g].answered < kAnsweredLeast) continue;
    const double error = z * standard_error(cells, design, weights.of_cell, g, sums[g]);
    const double mean = sums[g].points / sums[g].weight;
    group.points = {mean, {on_scale(mean - error), on_scale(mean + error)}};
    group.band = {on_scale(std::min(low[g], high[g]) - error),
                  on_scale(std::max(low[g], high[g]) + error)};
    group.n_effective = sums[g].weight * sums[g].weight / sums[g].weight_square;
    group.design_effect = sums[g].answered / group.n_effective;
  }
  return whole;
}

}  // namespace mikata::stats
