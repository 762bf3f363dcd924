// SPDX-License-Identifier: Apache-2.0
// The share of answers that count as good: csat, effort and agree differ only in what is good.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "mikata/insights/scores.h"

namespace mikata {

// A score on its scale, turned so that more is better, as a step from the bottom.
struct Step {
  int place = 0;   // 1 is the worst answer, `places` the best
  int places = 0;  // answers on the scale: 5 on 1..5, 11 on 0..10
};
Step step_of(const Score& score);

// What counts as good: METRICS, csat, effort and agree.
bool is_satisfied(
    Step step);           // top two of 4 and 5, 6-7 of 7, top one of 3, 8-10 of 10 and of 0..10
bool is_easy(Step step);  // 5 or more of 7, 4 or more of 5; elsewhere two thirds of the way
bool is_agreement(Step step);  // top two; of three or two answers the top one

// What disappoints and what delights: 0-6 and 9-10 of 0..10 as NPS has it; on a scale of fewer
// answers the lower half without the middle, and the top one.
bool is_low(Step step);
bool is_high(Step step);

struct ScoreShare {
  ScoreQuestion question;
  bool (*good)(Step);
};

// The three measures, so that each has one definition wherever it is shown.
extern const ScoreShare kCsat;
extern const ScoreShare kEffort;
extern const ScoreShare kAgree;

// 1 for a good answer, else 0.
double good_or_not(const ScoreShare& which, const Score& score);

// Rows: period, open, by_value, n, NAME, NAME_low, NAME_high, mean, good (answers), key. The mean
// is of the scores as given. Interval: Wilson; with weights on the effective n (Kish).
Answer run_score_share(const Context& context, const ScoreShare& which);
Behind score_share_behind(const Context& context, const ScoreShare& which, std::string_view key,
                          Page page);
std::vector<Column> score_share_columns(const std::string& name, const Localized& title);

}  // namespace mikata
