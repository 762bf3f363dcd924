// SPDX-License-Identifier: Apache-2.0
// The experience in time: each 30 days around it, less the 30 days before it, against the same of
// the others. ATT(g,t) of the experiences of month g with those as controls who have had none yet,
// averaged over the months by their experiences (Callaway and Sant'Anna 2021, J. Econometrics 225,
// 200-230), doubly robust (Sant'Anna and Zhao 2020, J. Econometrics 219, 101-122).
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "mikata/insights/effect/views.h"
#include "mikata/stats/benjamini_hochberg.h"
#include "mikata/stats/student_t.h"

namespace mikata::effect {
namespace {

constexpr double kDegrees = 49;
constexpr double kNotSure = 0.05;

std::vector<Column> event_columns() {
  using enum ColumnType;
  return {{"by_value", string, "", {"区分", "Group"}},
          {"step", integer, "", {"体験からの30日ごと", "30 days from the experience"}},
          {"n", integer, "people", {"体験した人", "With the experience"}},
          {"att", number, "share", {"買った割合への効果", "Effect on the share who buy"}},
          {"att_low", number, "share", {"下限", "Low"}},
          {"att_high", number, "share", {"上限", "High"}}};
}

// How surely a step is not 0.
double p_of(const stats::Estimate& estimate) {
  const double half = (estimate.interval.high - estimate.interval.low) / 2;
  const double error = half / stats::student_t_critical(stats::kConfidence, kDegrees);
  if (!(error > 0)) return estimate.value == 0 ? 1 : 0;
  return 2 * (1 - stats::student_t_cdf(std::abs(estimate.value) / error, kDegrees));
}

void note_before(const Asked& asked, const CellGroup& group, const Comparison& comparison,
                 Answer& answer) {
  std::vector<double> p_values;
  for (std::size_t k = 0; k + 1 < kStepsBefore; ++k) {
    const auto& att = comparison.outcomes[k].att;
    if (att) p_values.push_back(p_of(*att));
  }
  if (p_values.empty()) return;
  const std::vector<double> adjusted = stats::benjamini_hochberg(p_values);
  const double p = *std::ranges::min_element(adjusted);
  const std::string whose = group_words(asked.context, group.by_value);
  if (p < kNotSure) {
    answer.notes.push_back(
        {"not_significant",
         {fmt::format("{}体験の前から両者は違っていました(補正p={:.3f})。効果と読めません。", whose,
                      p),
          fmt::format(
              "{}The two differed already before the experience (adjusted p {:.3f}): do not "
              "read this as an effect.",
              whose, p)}});
    return;
  }
  answer.notes.push_back(
      {"not_significant",
       {fmt::format("{}体験の前の違いは見られません(補正p={:.2f})。", whose, p),
        fmt::format("{}Before the experience the two did not differ (adjusted p {:.2f}).", whose,
                    p)}});
}

void add_steps(const Asked& asked, const CellGroup& group, Answer& answer) {
  const Comparison comparison = compare(group.cells);
  answer.n += std::llround(comparison.treated);
  if (comparison.refusal != Refusal::none) {
    return note_refusal(asked, group.by_value, comparison, answer);
  }
  const auto add = [&](int step, double value, const std::optional<stats::Interval>& band) {
    answer.table.rows.push_back({group.by_value, std::int64_t{step},
                                 static_cast<std::int64_t>(std::llround(comparison.treated)), value,
                                 band ? Value(band->low) : Value(),
                                 band ? Value(band->high) : Value()});
  };
  for (int step = -kStepsBefore; step < kStepsAfter; ++step) {
    if (step == -1) {
      add(step, 0, std::nullopt);  // what the others are compared with
      continue;
    }
    const int place = step + kStepsBefore - (step >= 0 ? 1 : 0);
    const OutcomeEffect& effect = comparison.outcomes[static_cast<std::size_t>(place)];
    add(step, effect.treated_mean - effect.without,
        effect.att ? std::optional(effect.att->interval) : std::nullopt);
  }
  note_before(asked, group, comparison, answer);
}

// The same question of a date at which nothing had happened yet.
void note_placebo(const Asked& asked, Answer& answer) {
  for (const CellGroup& group : read_cells(asked.context, asked.moments, Look::placebo).groups) {
    const Comparison comparison = compare(group.cells);
    const std::string whose = group_words(asked.context, group.by_value);
    if (comparison.refusal != Refusal::none || !comparison.outcomes[0].att) {
      answer.notes.push_back(
          {"not_enough",
           {fmt::format("{}偽の日付での確かめは、比べられる人が足りずできません。", whose),
            fmt::format("{}A false date could not be tried: too few are comparable.", whose)}});
      continue;
    }
    const stats::Estimate& att = *comparison.outcomes[0].att;
    const bool clear = att.interval.low > 0 || att.interval.high < 0;
    const std::string range = fmt::format("{:+.1f} % ({:+.1f} – {:+.1f})", 100 * att.value,
                                          100 * att.interval.low, 100 * att.interval.high);
    answer.notes.push_back(
        {"not_significant",
         {fmt::format(
              "{}偽の日付(91日以上前)での「90日以内に買う」への効果:{}。{}", whose, range,
              clear ? "0のはずなので、効果は疑わしいです。" : "0のはずで、区間に0が入っています。"),
          fmt::format("{}A false date (91 days earlier or more), effect on buying within 90 days: "
                      "{}. {}",
                      whose, range,
                      clear ? "It should be 0: doubt the effect."
                            : "It should be 0, and the interval holds 0.")}});
  }
}

}  // namespace

Answer event_view(const Asked& asked) {
  Answer answer;
  answer.columns = event_columns();
  answer.chart = Chart{"event", "step", "att", "by_value", "action"};
  const CellTable table = read_cells(asked.context, asked.moments, Look::steps);
  for (const CellGroup& group : table.groups) add_steps(asked, group, answer);
  if (table.groups.empty()) note_refusal(asked, {}, {.refusal = Refusal::too_few}, answer);
  asked.context.tell(0.7, {"偽の日付で確かめています", "trying a false date"});
  note_placebo(asked, answer);
  add_common(asked, answer);
  return answer;
}

}  // namespace mikata::effect
