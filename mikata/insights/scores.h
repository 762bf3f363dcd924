// SPDX-License-Identifier: Apache-2.0
// Scored answers, counted: what nps, csat, effort, agree and pulse have in common. A customer
// counts with the last answer of a period (each answer with --all-answers); an answer linked to
// nobody is a respondent of its own.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <vector>

#include "mikata/insights/insight.h"
#include "mikata/insights/periods.h"
#include "mikata/stats/change.h"

namespace mikata {

// A score on its scale; the scale is part of the question.
struct Score {
  double value = 0;
  double scale_low = 0;
  double scale_high = 10;
  bool higher_is_better = true;
  auto operator<=>(const Score&) const = default;
};

// How many gave one score, and the sums of their weights.
struct ScoreCount {
  Score score;
  std::int64_t answers = 0;
  double weight = 0;         // sum of w
  double weight_square = 0;  // sum of w^2
};

struct ScoreGroup {
  Day period;
  Value by_value;
  std::vector<ScoreCount> counts;
  std::int64_t n = 0;
};

struct ScoreQuestion {
  std::string question;          // "nps"
  bool each_touchpoint = false;  // a respondent counts once per touchpoint, not once
  bool overall_first = false;    // if the question was asked about the whole, parts do not count
};

// NPS is asked on 0..10 only; a promoter (9-10) is 1, a detractor (0-6) -1, a passive 0.
extern const ScoreQuestion kNps;
double nps_side(const Score& score);

// Whether voices.weight counts where it is filled: use (as METRICS says), ignore.
extern const Parameter kWeights;

struct ScoreTable {
  std::vector<ScoreGroup> groups;  // by period, then by group
  std::int64_t n = 0;
  bool weighted = false;
  bool overall = false;  // what was asked about parts did not count
  std::vector<LeftOut> left_out;
  std::vector<Note> notes;
};

ScoreTable count_scores(const Context& context, const ScoreQuestion& question);

// A group's numbers under one rule: which scores count for (1), against (-1) or not (0).
struct ScoreSums {
  double n = 0;  // answers
  double weight = 0;
  double weight_square = 0;
  double mean = 0;      // weighted mean of the rule's values
  double variance = 0;  // sum of w^2 (value - mean)^2
  double score_mean = 0;
};

ScoreSums sum_scores(const ScoreGroup& group, const std::function<double(const Score&)>& rule);

// NPS of one group of the table: adjusted Wald, or linearised where answers have weights. nullopt
// where nobody answered.
std::optional<stats::Estimate> nps_estimate(const ScoreTable& table, const ScoreGroup& group);

// Periods by their first days: one, and one or two before it that it is compared with.
struct Waves {
  std::vector<Day> earlier;
  Day last;
};

// The people who answered in an earlier period and in the last one, with a rule's values: what the
// test of a change needs. One for each of the earlier ones. `counted`: what count_scores gave.
std::vector<stats::Overlap> count_overlaps(const Context& context, const ScoreQuestion& question,
                                           const ScoreTable& counted, const Waves& waves,
                                           const std::function<double(const Score&)>& rule);

// The answers behind one group, the newest first; those promised anonymous last, in no order, with
// the month in place of the day. Or behind a part of it: `part` is SQL over the standing answer
// (alias s), e.g. s.score >= 9.
struct PartOfGroup {
  Day period;
  Value by_value;
  std::string part = "TRUE";
};
Behind answers_behind(const Context& context, const ScoreQuestion& question,
                      const PartOfGroup& which, Page page);

}  // namespace mikata
