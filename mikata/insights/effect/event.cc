// SPDX-License-Identifier: Apache-2.0
#include "mikata/insights/effect/event.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "mikata/base/error.h"
#include "mikata/base/suggest.h"
#include "mikata/insights/action_kind.h"

namespace mikata {

namespace insights {
std::string_view sql(std::string_view path);
}

namespace effect {
namespace {

// What companies call an order that went wrong.
constexpr std::array<std::string_view, 18> kTroubles{
    "trouble", "complaint", "complain", "claim",    "incident", "defect",
    "damage",  "damaged",   "late",     "delay",    "delayed",  "late_delivery",
    "failure", "苦情",      "クレーム", "トラブル", "遅延",     "不良"};
// More steps would not be told apart: the draw is of 10007.
constexpr std::size_t kLagsMost = 40;
constexpr std::int64_t kDraws = 10007;

// From the bottom in the good direction; as is_low and is_high of score_share.
constexpr std::string_view kFromBottom =
    "CASE WHEN a.higher_is_better THEN a.score - a.scale_low ELSE a.scale_high - a.score END";

std::string high_answer_sql() {
  return fmt::format(
      "CASE WHEN a.scale_high - a.scale_low + 1 < 10 THEN {0} >= a.scale_high - a.scale_low "
      "WHEN a.scale_high - a.scale_low + 1 < 11 THEN {0} >= 8 "
      "ELSE 10 * ({0}) >= 9 * (a.scale_high - a.scale_low) END",
      kFromBottom);
}

std::vector<std::string> kinds_of(const Context& context) {
  std::vector<std::string> kinds;
  const Table table = context.store.query(
      {"SELECT value FROM fact_kinds WHERE what = 'actions.kind' AND value <> '' ORDER BY facts "
       "DESC, value"});
  for (const Row& row : table.rows) kinds.push_back(as_text(row[0]));
  return kinds;
}

// nps, else the question about the whole that most people answered; "" where there is none.
std::string scored_question(const Context& context) {
  const Table table = context.store.query(
      {"SELECT a.question AS question, count(*) AS given FROM answers AS a WHERE a.counts = 1 AND "
       "a.touchpoint = '' AND a.customer_no IS NOT NULL AND NOT a.anonymous AND a.question IS NOT "
       "NULL GROUP BY a.question ORDER BY CASE WHEN a.question = 'nps' THEN 0 ELSE 1 END, 2 DESC, "
       "1 LIMIT 1"});
  return table.rows.empty() ? std::string() : as_text(table.rows[0][0]);
}

Event action_event(const std::string& kind) {
  return {EventSource::action,
          kind,
          kind,
          {fmt::format("はじめての「{}」", action_kind_title(kind).ja),
           fmt::format("the first action {}", kind)}};
}

Event answer_event(const std::string& name, const std::string& question) {
  const bool low = name == "low_score";
  return {EventSource::answer,
          name,
          question,
          {fmt::format("はじめての{}点({})", low ? "低い" : "高い", question),
           fmt::format("the first {} score ({})", low ? "low" : "high", question)}};
}

Event usual_event(const Context& context, const std::vector<std::string>& kinds) {
  const std::string question = scored_question(context);
  const bool bad = context.request.parameters.at("of") == "bad";
  if (bad) {
    for (const std::string& kind : kinds) {
      if (std::ranges::find(kTroubles, kind) != kTroubles.end()) return action_event(kind);
    }
  }
  if (!question.empty()) return answer_event(bad ? "low_score" : "high_score", question);
  const bool contacts = std::ranges::find(kinds, "contact") != kinds.end();
  return bad && contacts ? action_event("contact") : Event{};
}

}  // namespace

std::string low_answer_sql() {
  return fmt::format(
      "CASE WHEN a.scale_high - a.scale_low + 1 < 10 THEN 2 * ({0} + 1) <= a.scale_high - "
      "a.scale_low + 1 ELSE 10 * ({0}) <= 6 * (a.scale_high - a.scale_low) END",
      kFromBottom);
}

Event event_of(const Context& context) {
  const std::string& asked = context.request.parameters.at("event");
  const std::vector<std::string> kinds = kinds_of(context);
  if (asked.empty()) return usual_event(context, kinds);
  if (asked == "low_score" || asked == "high_score") {
    const std::string question = scored_question(context);
    if (question.empty()) {
      fail(ErrorKind::invalid_argument,
           {"だれの答えか分かる点がありません: {}", "nobody who is known gave a score: {}"}, asked);
    }
    return answer_event(asked, question);
  }
  for (const std::string& activity : context.settings.activity) {
    if (asked == activity) {
      fail(ErrorKind::invalid_argument,
           {"{} は買うことそのものです: 体験を指定してください",
            "{} is what customers do anyway: name an experience, not buying itself"},
           asked);
    }
  }
  if (std::ranges::find(kinds, asked) == kinds.end()) {
    std::vector<std::string> known = kinds;
    known.insert(known.end(), {"low_score", "high_score"});
    fail(ErrorKind::invalid_argument,
         {"この種類の行動はありません: {}{}", "no action is of this kind: {}{}"}, asked,
         did_you_mean(asked, known));
  }
  return action_event(asked);
}

std::string first_events_sql(const Context& context, const Event& event, Among among) {
  const bool action = event.source == EventSource::action;
  const std::string who =
      among == Among::everybody
          ? "TRUE"
          : fmt::format("({0}.customer_no % $treated_of = 0 OR {0}.customer_no % $controls_of = 0)",
                        action ? "n" : "a");
  return context.fill(
      insights::sql(action ? "effect/actions_first.sql" : "effect/answers_first.sql"),
      {{"side", event.name == "low_score" ? low_answer_sql() : high_answer_sql()}, {"among", who}});
}

Chances chances_sql(const Context& context, const Event& event, const std::vector<Lag>& lags) {
  if (event.source == EventSource::answer) {
    const std::string side = event.name == "low_score" ? low_answer_sql() : high_answer_sql();
    return {context.fill(insights::sql("effect/answers_chances.sql"), {{"side", side}}),
            "\n  LEFT JOIN chances AS g ON g.customer_no = o.customer_no AND g.order_day = "
            "o.order_day",
            "g.answer_day"};
  }
  // The others are looked at as many days after buying as the events came, by a draw that depends
  // on the customer and the day alone.
  double all = 0;
  for (const Lag& lag : lags) all += static_cast<double>(lag.customers);
  std::string draw;
  double below = 0;
  for (std::size_t i = 0; i < lags.size() && i < kLagsMost; ++i) {
    below += static_cast<double>(lags[i].customers);
    draw += fmt::format(
        "WHEN (CAST(o.customer_no AS BIGINT) * 7919 + day_no(o.order_day) * 104729) "
        "% {} < {} THEN {} ",
        kDraws, static_cast<std::int64_t>(below / all * kDraws), lags[i].days);
  }
  if (lags.empty()) return {"", "", "o.order_day"};
  const std::int64_t last = lags[std::min(lags.size(), kLagsMost) - 1].days;
  return {"", "", fmt::format("add_days(o.order_day, CASE {}ELSE {} END)", draw, last)};
}

}  // namespace effect
}  // namespace mikata
