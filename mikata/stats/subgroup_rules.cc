// SPDX-License-Identifier: Apache-2.0
#include "mikata/stats/subgroup_rules.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <span>

#include "mikata/stats/benjamini_hochberg.h"
#include "mikata/stats/normal.h"

namespace mikata::stats {
namespace {

constexpr double kNeighboursDiffer = 2.576;  // many neighbours are compared
constexpr double kExcessExplained = 0.2;
constexpr double kRestDiffers = 1.645;
constexpr double kSeemsToAdd = 1;
constexpr double kNever = 1e9;

std::vector<std::size_t> without(std::span<const std::size_t> selectors, std::size_t place) {
  std::vector<std::size_t> fewer(selectors.begin(), selectors.end());
  fewer.erase(fewer.begin() + static_cast<std::ptrdiff_t>(place));
  return fewer;
}

// Counts of both halves.
SubgroupCounts added(SubgroupCounts a, const SubgroupCounts& b) {
  a.rows += b.rows;
  a.positives += b.positives;
  a.expected += b.expected;
  a.variance += b.variance;
  a.optimistic += b.optimistic;
  return a;
}

double excess(const SubgroupCounts& counts) { return counts.positives - counts.expected; }

using Rows = std::vector<const SubgroupRows*>;
using Rule = std::span<const std::size_t>;

// What the condition that adds least adds, as z.
double least_gain(const Rows& halves, Rule selectors) {
  double least = kNever;
  for (std::size_t i = 0; i < selectors.size() && selectors.size() > 1; ++i) {
    SubgroupCounts counts;
    for (const SubgroupRows* half : halves) {
      const Bits wider = cover_of(*half, without(selectors, i));
      counts = added(counts, count_cover(*half, cover_of(*half, selectors), wider));
    }
    least = std::min(least, excess_z(counts));
  }
  return least;
}

bool alike(const Rows& halves, Rule a, Rule b) {
  double rows_both = 0;
  double rows_either = 0;
  for (const SubgroupRows* half : halves) {
    Bits both = cover_of(*half, a);
    const Bits second = cover_of(*half, b);
    const double first_rows = count_cover(*half, both).rows;
    for (std::size_t i = 0; i < both.size(); ++i) both[i] &= second[i];
    const double rows = count_cover(*half, both).rows;
    rows_both += rows;
    rows_either += first_rows + count_cover(*half, second).rows - rows;
  }
  return rows_both > kAlike * rows_either;
}

// Step 1.
std::vector<Subgroup> candidates(const SubgroupRows& data, const SubgroupSearch& search) {
  std::vector<Subgroup> kept;
  for (Subgroup& rule : search_subgroups(data, search)) {
    if (kept.size() == kJudged) break;
    if (least_gain({&data}, rule.selectors) < kSeemsToAdd) continue;
    const bool told = std::ranges::any_of(
        kept, [&](const Subgroup& k) { return alike({&data}, k.selectors, rule.selectors); });
    if (!told) kept.push_back(std::move(rule));
  }
  return kept;
}

std::vector<CodeRange> ranges_of(const CodedRows& half,
                                 const std::vector<CodedAttribute>& attributes) {
  std::vector<CodeRange> ranges;
  for (const CodedAttribute& attribute : attributes) {
    if (attribute.ordered) {
      std::ranges::copy(ordered_ranges(half, attribute.attribute, attribute.levels),
                        std::back_inserter(ranges));
      continue;
    }
    for (std::size_t code = 1; code <= attribute.levels; ++code) {
      const auto level = static_cast<std::uint8_t>(code);
      ranges.push_back({attribute.attribute, level, level});
    }
  }
  return ranges;
}

// What a half finds, with how it does on the other.
struct Judged {
  ConfirmedRule rule;
  double gain = 0;  // of the condition that adds least there, as z
};
std::vector<Judged> judge(const CodedRows& found_on, const CodedRows& judged_on,
                          const std::vector<CodedAttribute>& attributes,
                          const SubgroupSearch& search) {
  const std::vector<CodeRange> ranges = ranges_of(found_on, attributes);
  const SubgroupRows other = bitsets_of(judged_on, ranges);
  std::vector<Judged> judged;
  for (const Subgroup& rule : candidates(bitsets_of(found_on, ranges), search)) {
    ConfirmedRule one;
    for (const std::size_t selector : rule.selectors) one.conditions.push_back(ranges[selector]);
    one.holdout = count_cover(other, cover_of(other, rule.selectors));
    one.all = added(rule.counts, one.holdout);
    one.p = normal_cdf(-excess_z(one.holdout));
    judged.push_back({std::move(one), least_gain({&other}, rule.selectors)});
  }
  return judged;
}

// Step 2: those that hold; one that was found on either half stands with the smaller p.
std::vector<ConfirmedRule> holding(std::vector<Judged> judged, double rows_least) {
  std::vector<double> p_values;
  for (const Judged& one : judged) p_values.push_back(one.rule.p);
  const std::vector<double> adjusted = benjamini_hochberg(p_values);
  std::vector<ConfirmedRule> rules;
  for (std::size_t i = 0; i < judged.size(); ++i) {
    ConfirmedRule& rule = judged[i].rule;
    rule.p = adjusted[i];
    if (rule.p > kFalseDiscoveries || judged[i].gain < kGainSeenAgain) continue;
    if (rule.holdout.rows < rows_least) continue;
    const auto same = std::ranges::find(rules, rule.conditions, &ConfirmedRule::conditions);
    if (same == rules.end()) {
      rules.push_back(std::move(rule));
    } else if (rule.p < same->p) {
      *same = std::move(rule);
    }
  }
  std::ranges::stable_sort(rules, std::greater<>(),
                           [](const ConfirmedRule& rule) { return excess_z(rule.all); });
  return rules;
}

// Step 3, on all rows.
class Distinct {
 public:
  Distinct(const std::array<CodedRows, 2>& halves, const std::vector<ConfirmedRule>& rules) {
    for (const ConfirmedRule& rule : rules) {
      std::vector<std::size_t> selectors;
      for (const CodeRange& range : rule.conditions) selectors.push_back(selector_of(range));
      std::ranges::sort(selectors);
      rules_.push_back(std::move(selectors));
    }
    for (std::size_t i = 0; i < 2; ++i) halves_[i] = bitsets_of(halves[i], ranges_);
  }

  std::vector<ConfirmedRule> of(const std::vector<ConfirmedRule>& rules) const {
    std::vector<std::size_t> earned;
    for (std::size_t i = 0; i < rules.size(); ++i) {
      if (least_gain(both(), rules_[i]) >= kGainNeeded) earned.push_back(i);
    }
    std::vector<std::size_t> kept;
    for (const std::size_t i : earned) {
      const bool part = std::ranges::any_of(earned, [&](std::size_t j) {
        return longer(rules_[j], rules_[i]) && says_all(covers(rules_[j]), rules_[i]);
      });
      if (!part && !says_all(said_of_others(kept, rules_[i]), rules_[i])) kept.push_back(i);
    }
    std::vector<ConfirmedRule> distinct;
    for (const std::size_t i : kept) distinct.push_back(rules[i]);
    return distinct;
  }

 private:
  Rows both() const { return {halves_.data(), halves_.data() + 1}; }

  std::size_t selector_of(const CodeRange& range) {
    const auto found = std::ranges::find(ranges_, range);
    const auto place = static_cast<std::size_t>(found - ranges_.begin());
    if (found == ranges_.end()) ranges_.push_back(range);
    return place;
  }

  static bool longer(Rule a, Rule b) { return a.size() > b.size() && std::ranges::includes(a, b); }

  std::array<Bits, 2> covers(Rule rule) const {
    return {cover_of(halves_[0], rule), cover_of(halves_[1], rule)};
  }

  // What was said already; not by a shorter form of the rule, which is less exact.
  std::array<Bits, 2> said_of_others(const std::vector<std::size_t>& kept, Rule rule) const {
    std::array<Bits, 2> said{Bits(halves_[0].positives.size()), Bits(halves_[1].positives.size())};
    for (const std::size_t k : kept) {
      if (longer(rule, rules_[k])) continue;
      const std::array<Bits, 2> cover = covers(rules_[k]);
      for (std::size_t h = 0; h < 2; ++h) {
        for (std::size_t w = 0; w < cover[h].size(); ++w) said[h][w] |= cover[h][w];
      }
    }
    return said;
  }

  // Whether a rule has little to say of the rows that are not in `said`.
  bool says_all(const std::array<Bits, 2>& said, Rule rule) const {
    SubgroupCounts whole;
    SubgroupCounts rest;
    for (std::size_t h = 0; h < 2; ++h) {
      Bits cover = cover_of(halves_[h], rule);
      Bits unsaid = cover_of(halves_[h], {});
      whole = added(whole, count_cover(halves_[h], cover));
      for (std::size_t w = 0; w < cover.size(); ++w) {
        unsaid[w] &= ~said[h][w];
        cover[w] &= unsaid[w];
      }
      rest = added(rest, count_cover(halves_[h], cover, unsaid));
    }
    return excess_z(rest) < kRestDiffers || excess(rest) < kExcessExplained * excess(whole);
  }

  std::vector<CodeRange> ranges_;
  std::vector<std::vector<std::size_t>> rules_;
  std::array<SubgroupRows, 2> halves_;
};

// Rows and positives of a run of codes, stratum by stratum.
struct Run {
  std::uint8_t low = 1;
  std::uint8_t high = 1;
  std::array<double, 256> rows{};
  std::array<double, 256> positives{};
};

// Whether two runs differ, at equal standing.
double difference_z(const Run& a, const Run& b) {
  double observed = 0;
  double variance = 0;
  for (std::size_t s = 0; s < a.rows.size(); ++s) {
    const double all = a.rows[s] + b.rows[s];
    if (all < 2) continue;
    const double share = (a.positives[s] + b.positives[s]) / all;
    observed += a.positives[s] - a.rows[s] * share;
    variance += a.rows[s] * b.rows[s] * share * (1 - share) / (all - 1);
  }
  return variance > 0 ? observed / std::sqrt(variance) : 0;
}

std::vector<Run> runs_of(const CodedRows& rows, std::size_t attribute, std::uint8_t levels) {
  std::vector<Run> runs(levels);
  for (std::size_t code = 0; code < levels; ++code) {
    runs[code].low = runs[code].high = static_cast<std::uint8_t>(code + 1);
  }
  for (std::size_t row = 0; row < rows.rows(); ++row) {
    const std::uint8_t code = rows.codes[row * rows.attributes + attribute];
    if (code == 0 || code > levels) continue;
    Run& run = runs[code - 1];
    run.rows[rows.stratum[row]] += 1;
    run.positives[rows.stratum[row]] += rows.positive[row];
  }
  return runs;
}

// The first of the two neighbours that differ least, when that is not enough.
std::optional<std::size_t> least_different(const std::vector<Run>& runs) {
  std::optional<std::size_t> at;
  double least = kNeighboursDiffer;
  for (std::size_t i = 0; i + 1 < runs.size(); ++i) {
    const double z = std::abs(difference_z(runs[i], runs[i + 1]));
    if (z < least) {
      least = z;
      at = i;
    }
  }
  return at;
}

}  // namespace

ConfirmedRules confirmed_rules(const std::array<CodedRows, 2>& halves,
                               const std::vector<CodedAttribute>& attributes,
                               const SubgroupSearch& search) {
  std::vector<Judged> judged = judge(halves[0], halves[1], attributes, search);
  std::ranges::move(judge(halves[1], halves[0], attributes, search), std::back_inserter(judged));
  ConfirmedRules confirmed{.rules = {}, .judged = judged.size()};
  const std::vector<ConfirmedRule> rules = holding(std::move(judged), search.rows_least);
  confirmed.rules = Distinct(halves, rules).of(rules);
  return confirmed;
}

std::vector<CodeRange> ordered_ranges(const CodedRows& rows, std::size_t attribute,
                                      std::uint8_t levels) {
  std::vector<Run> runs = runs_of(rows, attribute, levels);
  while (const auto at = least_different(runs)) {
    Run& into = runs[*at];
    const Run& next = runs[*at + 1];
    into.high = next.high;
    for (std::size_t s = 0; s < into.rows.size(); ++s) {
      into.rows[s] += next.rows[s];
      into.positives[s] += next.positives[s];
    }
    runs.erase(runs.begin() + static_cast<std::ptrdiff_t>(*at) + 1);
  }
  std::vector<CodeRange> ranges;
  for (std::size_t i = 0; i < runs.size(); ++i) {
    if (i > 0) ranges.push_back({attribute, runs[i].low, levels});
    if (i + 1 < runs.size()) ranges.push_back({attribute, 1, runs[i].high});
    if (i > 0 && i + 1 < runs.size()) ranges.push_back({attribute, runs[i].low, runs[i].high});
  }
  return ranges;
}

double attribute_auc(const CodedRows& rows, std::size_t attribute) {
  struct Level {
    double positives = 0;
    double negatives = 0;
    double share() const {
      const double all = positives + negatives;
      return all > 0 ? positives / all : 0;
    }
  };
  std::array<Level, 256> levels{};
  for (std::size_t row = 0; row < rows.rows(); ++row) {
    Level& level = levels[rows.codes[row * rows.attributes + attribute]];
    (rows.positive[row] != 0 ? level.positives : level.negatives) += 1;
  }
  std::ranges::sort(levels, {}, &Level::share);
  double won = 0;
  double positives = 0;
  double negatives = 0;
  for (const Level& level : levels) {
    won += level.positives * (negatives + level.negatives / 2);
    positives += level.positives;
    negatives += level.negatives;
  }
  return positives > 0 && negatives > 0 ? won / (positives * negatives) : 0.5;
}

}  // namespace mikata::stats
