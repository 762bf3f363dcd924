// SPDX-License-Identifier: Apache-2.0
#include "mikata/insights/comparison.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>

#include "mikata/base/parallel.h"
#include "mikata/stats/cholesky.h"
#include "mikata/stats/jackknife.h"
#include "mikata/stats/logit.h"

namespace mikata::comparison {
namespace {

constexpr double kTrim = 0.02;
// As if each trait's level had been seen a little in both kinds.
constexpr double kRidge = 0.01;
constexpr std::size_t kBlocks = 50;
constexpr std::size_t kNoBlock = static_cast<std::size_t>(-1);
constexpr double kNothing = std::numeric_limits<double>::quiet_NaN();

struct Level {
  std::size_t trait = 0;
  std::int64_t level = 0;
  auto operator<=>(const Level&) const = default;
};

struct Counts {
  double treated = 0;
  double controls = 0;
};

Counts count(const std::vector<Cell>& cells, const std::vector<char>& in) {
  Counts counts;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    if (in[i] != 0) (cells[i].treated ? counts.treated : counts.controls) += cells[i].moments;
  }
  return counts;
}

// Leaves out cells with a level that only one kind has, until every level has both.
void keep_shared_levels(const std::vector<Cell>& cells, std::vector<char>& in) {
  for (bool changed = true; changed;) {
    changed = false;
    std::map<Level, Counts> levels;
    for (std::size_t i = 0; i < cells.size(); ++i) {
      if (in[i] == 0) continue;
      for (std::size_t trait = 0; trait < cells[i].levels.size(); ++trait) {
        Counts& counts = levels[{trait, cells[i].levels[trait]}];
        (cells[i].treated ? counts.treated : counts.controls) += cells[i].moments;
      }
    }
    for (std::size_t i = 0; i < cells.size(); ++i) {
      for (std::size_t trait = 0; in[i] != 0 && trait < cells[i].levels.size(); ++trait) {
        const Counts& counts = levels[{trait, cells[i].levels[trait]}];
        if (counts.treated > 0 && counts.controls > 0) continue;
        in[i] = 0;
        changed = true;
      }
    }
  }
}

// The columns of the regression: a constant, then every level of a trait but its first.
class Columns {
 public:
  Columns(const std::vector<Cell>& cells, const std::vector<char>& in) {
    std::map<std::size_t, std::int64_t> first;
    for (std::size_t i = 0; i < cells.size(); ++i) {
      if (in[i] == 0) continue;
      for (std::size_t trait = 0; trait < cells[i].levels.size(); ++trait) {
        const Level level{trait, cells[i].levels[trait]};
        if (first.try_emplace(trait, level.level).first->second == level.level) continue;
        columns_.try_emplace(level, columns_.size() + 1);
      }
    }
  }

  stats::Design design(const std::vector<Cell>& cells) const {
    stats::Design design(columns_.size() + 1);
    for (const Cell& cell : cells) {
      std::vector<stats::DesignEntry> entries{{0, 1}};
      for (std::size_t trait = 0; trait < cell.levels.size(); ++trait) {
        const auto column = columns_.find({trait, cell.levels[trait]});
        if (column != columns_.end()) entries.push_back({column->second, 1});
      }
      std::ranges::sort(entries, {}, &stats::DesignEntry::column);
      design.add_row(entries);
    }
    return design;
  }

 private:
  std::map<Level, std::size_t> columns_;
};

// The cells that are compared, and what it takes to weigh them.
struct Weighing {
  const std::vector<Cell>& cells;
  std::vector<char> in;
  stats::Design design{1};
  std::vector<double> coefficients;

  std::vector<double> fit() const {
    std::vector<double> trials(cells.size());
    std::vector<double> events(cells.size());
    for (std::size_t i = 0; i < cells.size(); ++i) {
      if (in[i] == 0) continue;
      trials[i] = cells[i].moments;
      events[i] = cells[i].treated ? cells[i].moments : 0;
    }
    const stats::LogitData data{design, trials, events};
    const stats::LogitFit logit = stats::fit_logit(data, {.ridge = kRidge});
    return stats::fit_balancing(data, {.ridge = kRidge, .start = logit.coefficients}).coefficients;
  }

  // Of a moment of each cell that is compared.
  std::vector<double> odds(const std::vector<double>& at) const {
    std::vector<double> found(cells.size());
    for (std::size_t i = 0; i < cells.size(); ++i) {
      if (in[i] != 0) found[i] = std::exp(design.dot(i, at));
    }
    return found;
  }
};

void refit(Weighing& weighing) {
  keep_shared_levels(weighing.cells, weighing.in);
  weighing.design = Columns(weighing.cells, weighing.in).design(weighing.cells);
  weighing.coefficients.clear();
  const Counts counts = count(weighing.cells, weighing.in);
  if (counts.treated == 0 || counts.controls == 0) return;
  weighing.coefficients = weighing.fit();
}

Weighing weigh(const std::vector<Cell>& cells) {
  Weighing weighing{cells, std::vector<char>(cells.size(), 1), stats::Design(1), {}};
  refit(weighing);
  if (weighing.coefficients.empty()) return weighing;
  const Counts counts = count(cells, weighing.in);
  const std::vector<double> odds = weighing.odds(weighing.coefficients);
  bool trimmed = false;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    if (weighing.in[i] == 0) continue;
    const double ratio = odds[i] * counts.controls / counts.treated;
    if (ratio >= kTrim / (1 - kTrim) && ratio <= (1 - kTrim) / kTrim) continue;
    weighing.in[i] = 0;
    trimmed = true;
  }
  if (trimmed) refit(weighing);
  return weighing;
}

// treated mean, ipw, aipw of each outcome without one block.
std::vector<double> effects(const Weighing& weighing, std::size_t without_block,
                            const std::vector<double>& coefficients) {
  const std::vector<Cell>& cells = weighing.cells;
  const std::size_t outcomes = cells.front().outcomes.size();
  const std::size_t columns = weighing.design.columns();
  const std::vector<double> odds = weighing.odds(coefficients);
  stats::Matrix gram(columns);
  std::vector<std::vector<double>> sides(outcomes, std::vector<double>(columns));
  std::vector<double> treated(outcomes);
  std::vector<double> control(outcomes);
  double treated_moments = 0;
  double weight = 0;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    const Cell& cell = cells[i];
    if (weighing.in[i] == 0 || cell.block == without_block) continue;
    if (!cell.treated) weighing.design.add_gram(i, odds[i] * cell.moments, gram);
    (cell.treated ? treated_moments : weight) += cell.moments * (cell.treated ? 1 : odds[i]);
    for (std::size_t k = 0; k < outcomes; ++k) {
      if (cell.treated) {
        treated[k] += cell.outcomes[k];
      } else {
        control[k] += odds[i] * cell.outcomes[k];
        weighing.design.add_side(i, odds[i] * cell.outcomes[k], sides[k]);
      }
    }
  }
  std::vector<double> found(3 * outcomes, kNothing);
  for (std::size_t c = 1; c < columns; ++c) gram.at(c, c) += kRidge;
  const auto factor = stats::Cholesky::of(gram);
  if (!factor || treated_moments == 0) return found;
  for (std::size_t k = 0; k < outcomes; ++k) {
    const std::vector<double> m = factor->solve(sides[k]);
    double expected_treated = 0;
    double expected_control = 0;
    for (std::size_t i = 0; i < cells.size(); ++i) {
      if (weighing.in[i] == 0 || cells[i].block == without_block) continue;
      const double expected = cells[i].moments * weighing.design.dot(i, m);
      (cells[i].treated ? expected_treated : expected_control) +=
          cells[i].treated ? expected : odds[i] * expected;
    }
    found[3 * k] = treated[k] / treated_moments;
    found[3 * k + 1] = found[3 * k] - control[k] / weight;
    found[3 * k + 2] = (treated[k] - expected_treated) / treated_moments -
                       (control[k] - expected_control) / weight;
  }
  return found;
}

// What a Newton step of the balancing fit is made of, at the coefficients of the whole.
struct Slope {
  bool anybody = false;
  std::vector<double> gradient;
  stats::Matrix information{0};
};

std::vector<Slope> slopes(const Weighing& weighing) {
  const std::size_t columns = weighing.design.columns();
  std::vector<Slope> blocks(kBlocks, {false, std::vector<double>(columns), stats::Matrix(columns)});
  const std::vector<double> odds = weighing.odds(weighing.coefficients);
  for (std::size_t i = 0; i < weighing.cells.size(); ++i) {
    const Cell& cell = weighing.cells[i];
    if (weighing.in[i] == 0) continue;
    Slope& block = blocks.at(cell.block);
    block.anybody = true;
    const double weight = cell.treated ? cell.moments : -odds[i] * cell.moments;
    weighing.design.add_side(i, weight, block.gradient);
    if (!cell.treated) weighing.design.add_gram(i, -weight, block.information);
  }
  return blocks;
}

// The coefficients without one block, one step from those of the whole.
std::vector<double> step_without(const Weighing& weighing, const std::vector<Slope>& blocks,
                                 std::size_t without) {
  const std::size_t columns = weighing.design.columns();
  std::vector<double> gradient(columns);
  stats::Matrix information(columns);
  for (std::size_t block = 0; block < blocks.size(); ++block) {
    if (block == without || !blocks[block].anybody) continue;
    for (std::size_t row = 0; row < columns; ++row) {
      gradient[row] += blocks[block].gradient[row];
      for (std::size_t column = 0; column <= row; ++column) {
        information.at(row, column) += blocks[block].information.at(row, column);
      }
    }
  }
  for (std::size_t k = 1; k < columns; ++k) {
    gradient[k] -= kRidge * weighing.coefficients[k];
    information.at(k, k) += kRidge;
  }
  std::vector<double> coefficients = weighing.coefficients;
  const auto factor = stats::Cholesky::of(information);
  if (!factor) return coefficients;
  const std::vector<double> move = factor->solve(gradient);
  for (std::size_t k = 0; k < columns; ++k) coefficients[k] += move[k];
  return coefficients;
}

// Of everybody, then without each block that has anybody in it.
std::vector<std::vector<double>> replicates(const Weighing& weighing) {
  const std::vector<Slope> blocks = slopes(weighing);
  std::vector<std::vector<double>> found(kBlocks + 1);
  found[0] = effects(weighing, kNoBlock, weighing.coefficients);
  for_each_piece(kBlocks, 1, [&](const Piece& piece) {
    const std::size_t block = piece.begin;
    if (!blocks[block].anybody) return;
    found[block + 1] = effects(weighing, block, step_without(weighing, blocks, block));
  });
  std::erase_if(found, [](const std::vector<double>& numbers) { return numbers.empty(); });
  return found;
}

// Sums over the moments of one kind.
struct Arm {
  double sum = 0;
  double square = 0;

  void add(double weight, double value, double squared) {
    sum += weight * value;
    square += weight * squared;
  }
};

// A share of the moments, or the mean of a number.
struct Covariate {
  Arm treated;
  Arm controls;
  Arm weighed;  // the controls by their odds

  void add(const Cell& cell, double odds, double value, double squared) {
    (cell.treated ? treated : controls).add(1, value, squared);
    if (!cell.treated) weighed.add(odds, value, squared);
  }
};

struct Totals {
  double treated = 0;
  double controls = 0;
  double weighed = 0;
};

struct Weighed {
  double treated = 0;
  stats::CovariateBalance smd;
};
Weighed weighed(const Covariate& covariate, const Totals& totals) {
  const double with = covariate.treated.sum / totals.treated;
  const double without = covariate.controls.sum / totals.controls;
  const double after = covariate.weighed.sum / totals.weighed;
  const auto variance = [](const Arm& arm, double total, double mean) {
    return std::max(0.0, arm.square / total - mean * mean);
  };
  const double scale = std::sqrt((variance(covariate.treated, totals.treated, with) +
                                  variance(covariate.controls, totals.controls, without)) /
                                 2);
  if (!(scale > 0)) return {with, {}};
  return {with, {(with - without) / scale, (with - after) / scale}};
}

void add_balance(const Weighing& weighing, Comparison& comparison) {
  const std::vector<double> odds = weighing.odds(weighing.coefficients);
  std::map<Level, Covariate> levels;
  std::vector<Covariate> numbers(weighing.cells.front().numbers.size());
  Totals totals;
  for (std::size_t i = 0; i < weighing.cells.size(); ++i) {
    const Cell& cell = weighing.cells[i];
    if (weighing.in[i] == 0) continue;
    (cell.treated ? totals.treated : totals.controls) += cell.moments;
    if (!cell.treated) totals.weighed += odds[i] * cell.moments;
    for (std::size_t trait = 0; trait < cell.levels.size(); ++trait) {
      levels[{trait, cell.levels[trait]}].add(cell, odds[i], cell.moments, cell.moments);
    }
    for (std::size_t k = 0; k < numbers.size(); ++k) {
      numbers[k].add(cell, odds[i], cell.numbers[k], cell.squares[k]);
    }
  }
  for (const auto& [level, covariate] : levels) {
    const Weighed found = weighed(covariate, totals);
    comparison.traits.push_back({level.trait, level.level, found.treated, found.smd});
    comparison.worst_smd = std::max(comparison.worst_smd, std::abs(found.smd.after));
  }
  for (std::size_t k = 0; k < numbers.size(); ++k) {
    const Weighed found = weighed(numbers[k], totals);
    comparison.numbers.push_back({k, found.treated, found.smd});
    comparison.worst_smd = std::max(comparison.worst_smd, std::abs(found.smd.after));
  }
}

void add_sizes(const Weighing& weighing, Comparison& comparison) {
  const Counts all = count(weighing.cells, std::vector<char>(weighing.cells.size(), 1));
  const Counts kept = count(weighing.cells, weighing.in);
  comparison.treated = kept.treated;
  comparison.controls = kept.controls;
  comparison.treated_outside = all.treated - kept.treated;
  comparison.controls_outside = all.controls - kept.controls;
  if (weighing.coefficients.empty()) return;
  const std::vector<double> odds = weighing.odds(weighing.coefficients);
  double weight = 0;
  double squares = 0;
  for (std::size_t i = 0; i < weighing.cells.size(); ++i) {
    if (weighing.cells[i].treated) continue;
    weight += odds[i] * weighing.cells[i].moments;
    squares += odds[i] * odds[i] * weighing.cells[i].moments;
  }
  comparison.controls_effective = weight * weight / squares;
}

// What anybody would compute: every moment with the event against every other, as they are.
double naive(const std::vector<Cell>& cells, std::size_t outcome) {
  Counts sums;
  Counts counts;
  for (const Cell& cell : cells) {
    (cell.treated ? sums.treated : sums.controls) += cell.outcomes[outcome];
    (cell.treated ? counts.treated : counts.controls) += cell.moments;
  }
  return sums.treated / counts.treated - sums.controls / counts.controls;
}

void add_outcomes(const Weighing& weighing, Comparison& comparison) {
  const std::vector<std::vector<double>> numbers = replicates(weighing);
  for (std::size_t k = 0; k < weighing.cells.front().outcomes.size(); ++k) {
    std::vector<double> att;
    for (const auto& replicate : numbers) att.push_back(replicate[3 * k + 2]);
    OutcomeEffect outcome;
    outcome.treated_mean = numbers[0][3 * k];
    outcome.ipw = numbers[0][3 * k + 1];
    outcome.without = outcome.treated_mean - numbers[0][3 * k + 2];
    outcome.att = stats::jackknife_interval(att);
    outcome.naive = naive(weighing.cells, k);
    comparison.outcomes.push_back(outcome);
  }
}

}  // namespace

std::vector<char> comparable(const std::vector<Cell>& cells) { return weigh(cells).in; }

Comparison compare(const std::vector<Cell>& cells) {
  Comparison comparison;
  if (cells.empty()) {
    comparison.refusal = Refusal::too_few;
    return comparison;
  }
  const Weighing weighing = weigh(cells);
  add_sizes(weighing, comparison);
  const Counts all = count(cells, std::vector<char>(cells.size(), 1));
  if (all.treated < kMomentsMin || all.controls < kMomentsMin) {
    comparison.refusal = Refusal::too_few;
  } else if (comparison.treated < kMomentsMin || comparison.controls < kMomentsMin ||
             comparison.treated < all.treated / 2) {
    comparison.refusal = Refusal::no_overlap;
  }
  if (comparison.refusal != Refusal::none) return comparison;
  add_balance(weighing, comparison);
  if (!(comparison.worst_smd < kSmdMost)) {
    comparison.refusal = Refusal::unbalanced;
    return comparison;
  }
  add_outcomes(weighing, comparison);
  return comparison;
}

}  // namespace mikata::comparison
