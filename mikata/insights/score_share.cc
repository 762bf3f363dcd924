// SPDX-License-Identifier: Apache-2.0
#include "mikata/insights/score_share.h"

#include <cmath>

#include "mikata/insights/key.h"
#include "mikata/stats/weighted_mean.h"
#include "mikata/stats/wilson.h"

namespace mikata {
namespace {

Row row_of(const Context& context, const ScoreShare& which, const ScoreGroup& group) {
  const std::string key = make_key({group.period, group.by_value});
  Row row{group.period, std::int64_t{is_open(context, group.period) ? 1 : 0}, group.by_value};
  const ScoreSums sums =
      sum_scores(group, [&](const Score& score) { return which.good(step_of(score)) ? 1.0 : 0.0; });
  // Kish: answers that weigh differently say less than their number; those that weigh nothing,
  // nothing.
  const double effective = stats::effective_n(sums.weight, sums.weight_square);
  const stats::Interval interval = stats::wilson(sums.mean * effective, effective);
  const auto known = [&](double value) { return effective > 0 ? Value(value) : Value(); };
  std::int64_t good = 0;
  for (const auto& count : group.counts) {
    if (which.good(step_of(count.score))) good += count.answers;
  }
  row.insert(row.end(), {group.n, known(sums.mean), known(interval.low), known(interval.high),
                         known(sums.score_mean), good});
  row.emplace_back(key);
  return row;
}

}  // namespace

const ScoreShare kCsat{
    .question = {.question = "csat", .each_touchpoint = true, .overall_first = true},
    .good = is_satisfied};
const ScoreShare kEffort{
    .question = {.question = "effort", .each_touchpoint = true, .overall_first = true},
    .good = is_easy};
const ScoreShare kAgree{.question = {.question = "agree", .each_touchpoint = true},
                        .good = is_agreement};

bool is_satisfied(Step step) {
  if (step.places <= 3) return step.place == step.places;
  if (step.places <= 9) return step.place >= step.places - 1;
  return step.places == 10 ? step.place >= 8 : 10 * (step.place - 1) >= 8 * (step.places - 1);
}

bool is_easy(Step step) { return 3 * (step.place - 1) >= 2 * (step.places - 1); }

bool is_agreement(Step step) {
  return step.places <= 3 ? step.place == step.places : step.place >= step.places - 1;
}

bool is_low(Step step) {
  if (step.places < 10) return 2 * step.place <= step.places;
  return 10 * (step.place - 1) <= 6 * (step.places - 1);
}

bool is_high(Step step) {
  if (step.places < 10) return step.place == step.places;
  return step.places == 10 ? step.place >= 9 : 10 * (step.place - 1) >= 9 * (step.places - 1);
}

double good_or_not(const ScoreShare& which, const Score& score) {
  return which.good(step_of(score)) ? 1.0 : 0.0;
}

Step step_of(const Score& score) {
  const double from_bottom =
      score.higher_is_better ? score.value - score.scale_low : score.scale_high - score.value;
  return {static_cast<int>(std::floor(from_bottom)) + 1,
          static_cast<int>(std::round(score.scale_high - score.scale_low)) + 1};
}

Answer run_score_share(const Context& context, const ScoreShare& which) {
  const ScoreTable scores = count_scores(context, which.question);
  Answer answer;
  answer.n = scores.n;
  answer.left_out = scores.left_out;
  answer.notes = scores.notes;
  answer.method = scores.weighted ? Localized{"重み付き、ウィルソン区間(Kishの有効数)",
                                              "weighted, Wilson interval on Kish's effective n"}
                                  : Localized{"ウィルソン区間", "Wilson interval"};
  for (const auto& group : scores.groups) {
    answer.table.rows.push_back(row_of(context, which, group));
  }
  return answer;
}

Behind score_share_behind(const Context& context, const ScoreShare& which, std::string_view key,
                          Page page) {
  const auto parts = split_key(key, 2, 2);
  return answers_behind(context, which.question, {key_day(parts[0]), parts[1]}, page);
}

std::vector<Column> score_share_columns(const std::string& name, const Localized& title) {
  using enum ColumnType;
  return {{"period", date, "", {"期間", "Period"}},
          {"open", integer, "", {"途中", "Open"}},
          {"by_value", string, "", {"区分", "Group"}},
          {"n", integer, "answers", {"回答", "Answers"}},
          {name, share, "", title},
          {name + "_low", share, "", {"下限", "Low"}},
          {name + "_high", share, "", {"上限", "High"}},
          {"mean", number, "", {"平均点", "Mean score"}},
          {"good", integer, "answers", {"該当", "Counted"}},
          {"key", string, "", {"鍵", "Key"}}};
}

}  // namespace mikata
