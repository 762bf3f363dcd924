// SPDX-License-Identifier: Apache-2.0
#include "mikata/stats/nonresponse.h"

#include <algorithm>
#include <cmath>

#include "mikata/stats/level_fit.h"
#include "mikata/stats/normal.h"

namespace mikata::stats {
namespace {

constexpr double kAnsweredLeast = 30;
constexpr double kWeightMost = 5;  // times the mean
constexpr int kTrims = 5;
// Keeps rare levels from making a chance of 0 or 1; raking then meets their margins all the same.
constexpr double kRidge = 1;
constexpr double kMet = 1e-3;  // by how much of everybody a margin may be missed
// Whoever answered stands for so much of the silent, at least.
constexpr double kSilentLeast = 1e-3;
constexpr double kLeverageLeft = 0.1;  // a row that is nearly foretold by itself alone

double points(std::size_t score) { return score >= 9 ? 100 : score <= 6 ? -100 : 0; }

// Those who answered, and what everybody is.
struct Answers {
  LevelRows traits;
  std::vector<std::uint8_t> scores;
  std::vector<std::uint32_t> groups;
  std::vector<double> chances;    // to have answered
  std::vector<double> everybody;  // what the weights shall sum to
  double people = 0;

  double count() const { return static_cast<double>(scores.size()); }
};

// What everybody is, less those who answered.
std::vector<double> silent_of(const Answers& answers, const LevelDesign& design) {
  std::vector<double> silent = answers.everybody;
  const std::vector<double> there = design.sums(std::vector<double>(answers.scores.size(), 1.0));
  for (std::size_t k = 0; k < silent.size(); ++k) silent[k] -= there[k];
  return silent;
}

Answers answers_of(const ResponseRows& rows, const LevelDesign& everybody) {
  const std::size_t people = rows.traits.count;
  std::vector<double> events(people);
  for (std::size_t i = 0; i < people; ++i) events[i] = rows.scores[i] == kSilent ? 0 : 1;
  const std::vector<double> chances = fit_chances(everybody, events, kRidge);
  Answers answers{.traits = {.traits = rows.traits.traits},
                  .scores = {},
                  .groups = {},
                  .chances = {},
                  .everybody = everybody.sums(std::vector<double>(people, 1.0)),
                  .people = static_cast<double>(people)};
  for (std::size_t i = 0; i < people; ++i) {
    if (rows.scores[i] == kSilent) continue;
    for (std::size_t t = 0; t < rows.traits.traits; ++t) {
      answers.traits.levels.push_back(rows.traits.at(i, t));
    }
    ++answers.traits.count;
    answers.scores.push_back(rows.scores[i]);
    answers.groups.push_back(rows.groups[i]);
    answers.chances.push_back(std::clamp(chances[i], 1e-3, 1.0));
  }
  return answers;
}

LevelWeights weigh(const Answers& answers, const LevelDesign& design) {
  std::vector<double> start;
  for (const double chance : answers.chances) start.push_back(1 / chance);
  LevelWeights weights = rake_rows(design, start, answers.everybody);
  const double most = kWeightMost * answers.people / answers.count();
  for (int trim = 0; trim < kTrims; ++trim) {
    bool cut = false;
    for (double& weight : weights.of_row) {
      if (weight <= most * 1.0001) continue;
      weight = most;
      cut = true;
    }
    if (!cut) break;
    weights = rake_rows(design, weights.of_row, answers.everybody);
  }
  return weights;
}

// Mean and standard deviation of the scores that were given.
struct ScoreSpread {
  double mean = 0;
  double deviation = 0;
};

ScoreSpread spread_of(const std::vector<std::uint8_t>& scores) {
  double n = 0;
  double sum = 0;
  double squares = 0;
  for (const double score : scores) {
    if (score == kSilent) continue;
    n += 1;
    sum += score;
    squares += score * score;
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

// The standard error of a group's weighted mean.
double standard_error(const Answers& answers, const LevelRegression& regression,
                      const std::vector<double>& weights, std::size_t group, const Sums& sums) {
  const double mean = sums.points / sums.weight;
  std::vector<double> y(weights.size());
  for (std::size_t i = 0; i < y.size(); ++i) {
    if (answers.groups[i] == group) y[i] = points(answers.scores[i]) - mean;
  }
  const std::vector<double> foretold = regression.foretold(y);
  const std::vector<double>& leverages = regression.leverages();
  double variance = 0;
  for (std::size_t i = 0; i < y.size(); ++i) {
    if (weights[i] <= 1) continue;
    // The fit follows a heavy row more than a light one: without that row it would be off by more.
    const double off = (y[i] - foretold[i]) / std::max(kLeverageLeft, 1 - leverages[i]);
    variance += weights[i] * (weights[i] - 1) * off * off;
  }
  return std::sqrt(variance) / sums.weight;
}

// The silent, each of those who answered standing for as many as the tilt gives: then what the
// groups' means over everybody are.
std::vector<double> tilted_points(const Answers& answers, const LevelDesign& design,
                                  const std::vector<double>& weights, const ScoreSpread& spread,
                                  double gamma) {
  std::vector<double> silent;
  for (std::size_t i = 0; i < weights.size(); ++i) {
    const double z = (answers.scores[i] - spread.mean) / spread.deviation;
    silent.push_back(std::max(kSilentLeast, weights[i] - 1) * std::exp(-gamma * z));
  }
  if (gamma != 0) silent = rake_rows(design, silent, silent_of(answers, design)).of_row;
  std::vector<double> people;
  std::vector<double> sums;
  for (std::size_t i = 0; i < silent.size(); ++i) {
    const std::size_t group = answers.groups[i];
    if (group >= sums.size()) {
      people.resize(group + 1);
      sums.resize(group + 1);
    }
    people[group] += 1 + silent[i];
    sums[group] += (1 + silent[i]) * points(answers.scores[i]);
  }
  for (std::size_t g = 0; g < sums.size(); ++g) sums[g] = people[g] > 0 ? sums[g] / people[g] : 0;
  return sums;
}

double on_scale(double value) { return std::clamp(value, -100.0, 100.0); }

}  // namespace

std::optional<EmptyLevel> empty_level(const ResponseRows& rows) {
  const LevelDesign design(rows.traits, count_levels(rows.traits));
  std::vector<double> everybody(rows.traits.count, 1.0);
  std::vector<double> there;
  for (const std::uint8_t score : rows.scores) there.push_back(score == kSilent ? 0 : 1);
  for (std::size_t t = 0; t < rows.traits.traits; ++t) {
    const std::vector<double> people = design.level_sums(everybody, t);
    const std::vector<double> answered = design.level_sums(there, t);
    for (std::size_t level = 0; level < people.size(); ++level) {
      if (people[level] > 0 && answered[level] == 0) return EmptyLevel{t, level, people[level]};
    }
  }
  return std::nullopt;
}

std::optional<Nonresponse> whole_nps(const ResponseRows& rows, std::size_t groups,
                                     double strength) {
  const ScoreSpread spread = spread_of(rows.scores);
  if (!(spread.deviation > 0)) return std::nullopt;
  const LevelDesign everybody(rows.traits, count_levels(rows.traits));
  const Answers answers = answers_of(rows, everybody);
  const LevelDesign design(answers.traits, everybody.levels_of());
  const LevelWeights weights = weigh(answers, design);
  Nonresponse whole{.groups = std::vector<WholeNps>(groups),
                    .score_deviation = spread.deviation,
                    .converged = weights.error < kMet};
  for (const std::uint32_t group : rows.groups) whole.groups[group].people += 1;
  std::vector<Sums> sums(groups);
  double heaviest = 0;
  for (std::size_t i = 0; i < answers.scores.size(); ++i) {
    Sums& of = sums[answers.groups[i]];
    const double weight = weights.of_row[i];
    of.answered += 1;
    of.weight += weight;
    of.weight_square += weight * weight;
    of.points += weight * points(answers.scores[i]);
    heaviest = std::max(heaviest, weight);
  }
  whole.weight_largest = heaviest * answers.count() / answers.people;
  // Where everybody answered there is nobody to think about.
  const double gamma = answers.count() < answers.people ? std::log(strength) : 0;
  auto low = tilted_points(answers, design, weights.of_row, spread, gamma);
  auto high = tilted_points(answers, design, weights.of_row, spread, -gamma);
  const LevelRegression regression(design, weights.of_row);
  const double z = normal_critical(kConfidence);
  for (std::size_t g = 0; g < groups; ++g) {
    WholeNps& group = whole.groups[g];
    group.answered = sums[g].answered;
    if (sums[g].answered < kAnsweredLeast) continue;
    const double error = z * standard_error(answers, regression, weights.of_row, g, sums[g]);
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
