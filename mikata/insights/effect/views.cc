// SPDX-License-Identifier: Apache-2.0
#include "mikata/insights/effect/views.h"

#include <fmt/format.h>

#include <array>
#include <cmath>

#include "mikata/base/grouped.h"
#include "mikata/insights/key.h"

namespace mikata::effect {
namespace {

const std::string& in_language(const Context& context, const Localized& text) {
  return context.language() == Language::ja ? text.ja : text.en;
}

Row share_row(const Asked& asked, const Value& by_value, Outcome outcome,
              const Comparison& comparison, const OutcomeEffect& effect) {
  Row row{by_value, std::string(outcome_name(outcome)),
          in_language(asked.context, outcome_title(outcome)),
          static_cast<std::int64_t>(std::llround(comparison.treated)),
          static_cast<std::int64_t>(std::llround(comparison.controls))};
  const bool share = outcome != Outcome::days;
  const auto cell = [](bool known, double value) { return known ? Value(value) : Value(); };
  const auto att = effect.att;
  row.push_back(cell(share, effect.treated_mean));
  row.push_back(cell(share, effect.without));
  row.push_back(cell(share, effect.treated_mean - effect.without));
  row.push_back(cell(share && att, att ? att->interval.low : 0));
  row.push_back(cell(share && att, att ? att->interval.high : 0));
  row.push_back(cell(share, effect.ipw));
  row.push_back(cell(share, effect.naive));
  row.push_back(cell(!share, effect.treated_mean - effect.without));
  row.push_back(cell(!share && att, att ? att->interval.low : 0));
  row.push_back(cell(!share && att, att ? att->interval.high : 0));
  row.emplace_back(make_key({by_value, std::string(outcome_name(outcome))}));
  return row;
}

void note(Answer& answer, const char* kind, std::string ja, std::string en) {
  answer.notes.push_back({kind, {std::move(ja), std::move(en)}});
}

// Nobody did it, with the experience or without.
bool never_happens(const OutcomeEffect& effect) {
  return effect.treated_mean == 0 && effect.naive == 0;
}

void add_effects(const Asked& asked, const CellGroup& group, Answer& answer) {
  const Comparison soon = compare(group.cells);
  answer.n += std::llround(soon.treated);
  if (soon.refusal != Refusal::none) return note_refusal(asked, group.by_value, soon, answer);
  for (const Outcome outcome : {Outcome::buy_90d, Outcome::told, Outcome::warned}) {
    const auto& effect = soon.outcomes[static_cast<std::size_t>(outcome)];
    if (outcome != Outcome::buy_90d && never_happens(effect)) continue;
    answer.table.rows.push_back(share_row(asked, group.by_value, outcome, soon, effect));
  }
  const double outside = soon.treated_outside + soon.controls_outside;
  if (outside > 0) {
    note(answer, "not_enough",
         fmt::format("{}比べられる相手がない瞬間を外しました:体験のあった{}、なかった{}。",
                     group_words(asked.context, group.by_value),
                     grouped(std::llround(soon.treated_outside)),
                     grouped(std::llround(soon.controls_outside))),
         fmt::format("{}Left out, because nothing comparable was there (overlap .02 to .98): {} "
                     "with the experience, {} without.",
                     group_words(asked.context, group.by_value),
                     grouped(std::llround(soon.treated_outside)),
                     grouped(std::llround(soon.controls_outside))));
  }
  const Comparison later = compare(group.cells_180);
  if (later.refusal != Refusal::none) return note_refusal(asked, group.by_value, later, answer);
  for (const Outcome outcome : {Outcome::stop, Outcome::days}) {
    const auto& effect = later.outcomes[static_cast<std::size_t>(outcome)];
    answer.table.rows.push_back(share_row(asked, group.by_value, outcome, later, effect));
  }
}

}  // namespace

std::string group_words(const Context& context, const Value& by_value) {
  if (context.request.by.empty()) return "";
  return fmt::format("{}: ", is_null(by_value) ? "-" : as_text(by_value));
}

std::string_view outcome_name(Outcome outcome) {
  constexpr std::array<std::string_view, kOutcomes> kNames{"buy_90d", "told", "warned", "stop",
                                                           "return"};
  return kNames[static_cast<std::size_t>(outcome)];
}

Localized outcome_title(Outcome outcome) {
  switch (outcome) {
    case Outcome::buy_90d:
      return {"90日以内にまた買う", "Buy again within 90 days"};
    case Outcome::told:
      return {"90日以内に人に薦める", "Tell others within 90 days"};
    case Outcome::warned:
      return {"90日以内に悪く言う", "Speak badly within 90 days"};
    case Outcome::stop:
      return {"180日買わない", "Stop: nothing bought for 180 days"};
    case Outcome::days:
      return {"戻るまでの日数(180日まで)", "Days until they return (up to 180)"};
  }
  return {};
}

std::vector<Column> summary_columns() {
  using enum ColumnType;
  return {{"by_value", string, "", {"区分", "Group"}},
          {"outcome", string, "", {"その後", "Outcome"}},
          {"title", string, "", {"その後に起きること", "What follows"}},
          {"n", integer, "people", {"体験した人", "With the experience"}},
          {"others", integer, "moments", {"比べた瞬間", "Comparable moments"}},
          {"with", share, "", {"体験した人では", "With it"}},
          {"without", share, "", {"なければ", "Without it"}},
          {"att", number, "share", {"効果", "Effect"}},
          {"att_low", number, "share", {"下限", "Low"}},
          {"att_high", number, "share", {"上限", "High"}},
          {"ipw", number, "share", {"重みづけだけの効果", "By weighting alone"}},
          {"naive", number, "share", {"そのままの差(偏りあり)", "Plain difference (biased)"}},
          {"days", number, "days", {"日数の効果", "Effect in days"}},
          {"days_low", number, "days", {"下限", "Low"}},
          {"days_high", number, "days", {"上限", "High"}},
          {"key", string, "", {"鍵", "Key"}}};
}

void note_refusal(const Asked& asked, const Value& by_value, const Comparison& comparison,
                  Answer& answer) {
  const std::string whose = group_words(asked.context, by_value);
  const auto treated = grouped(std::llround(comparison.treated));
  switch (comparison.refusal) {
    case Refusal::none:
      return;
    case Refusal::too_few:
      return note(
          answer, "not_enough",
          fmt::format("{}体験した人かその相手が30に満たないので、効果は出しません。", whose),
          fmt::format("{}Fewer than 30 people with the experience, or moments to compare "
                      "them with: no effect is given.",
                      whose));
    case Refusal::no_overlap:
      return note(answer, "not_enough",
                  fmt::format("{}体験した人の多くに、比べられる相手がいません({}人だけ)。効果は"
                              "出しません。",
                              whose, treated),
                  fmt::format("{}Refused: most people with the experience have nobody comparable "
                              "(only {} do). No effect is given.",
                              whose, treated));
    case Refusal::unbalanced:
      return note(answer, "not_enough",
                  fmt::format("{}重みづけのあとも両者が違います(SMD {:.2f}、上限{:g})。効果は"
                              "出しません。--view balance に内訳があります。",
                              whose, comparison.worst_smd, kSmdMost),
                  fmt::format("{}Refused: after weighting the two still differ (SMD {:.2f}, limit "
                              "{:g}). No effect is given; --view balance says in what.",
                              whose, comparison.worst_smd, kSmdMost));
  }
}

void add_common(const Asked& asked, Answer& answer) {
  const Moments& moments = asked.moments;
  const auto leave_out = [&](Localized reason, std::int64_t count) {
    if (count > 0) answer.left_out.push_back({std::move(reason), count});
  };
  leave_out({"買う前に体験した人", "people with the experience before they ever bought"},
            moments.before_buying);
  leave_out({"その後の90日がまだ見えない、または期間の外の人",
             "people followed for less than 90 days, or outside of the period"},
            moments.not_watched);
  const Localized& words = asked.event.words;
  answer.method = {
      fmt::format("{}。同じ月・同じような時点の、まだ体験のない人と比べました(AIPW、顧客50組の"
                  "ジャックナイフ)",
                  words.ja),
      fmt::format("{}, against comparable moments of others who had none yet, in the same month "
                  "(AIPW, jackknife over 50 customer blocks)",
                  words.en)};
  if (moments.treated_of > 1 || moments.controls_of > 1) {
    answer.method.ja += fmt::format("。体験した人は{}人に1人、相手は{}人に1人を見ました",
                                    moments.treated_of, moments.controls_of);
    answer.method.en += fmt::format(
        "; looked at one of {} with the experience and the moments of "
        "one of {} customers",
        moments.treated_of, moments.controls_of);
  }
}

Answer summary_view(const Asked& asked) {
  Answer answer;
  const CellTable table = read_cells(asked.context, asked.moments);
  for (const CellGroup& group : table.groups) {
    add_effects(asked, group, answer);
  }
  if (table.groups.empty()) note_refusal(asked, {}, {.refusal = Refusal::too_few}, answer);
  add_common(asked, answer);
  return answer;
}

}  // namespace mikata::effect
