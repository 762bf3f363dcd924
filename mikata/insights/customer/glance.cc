// SPDX-License-Identifier: Apache-2.0
#include "mikata/insights/customer/glance.h"

#include <algorithm>
#include <functional>
#include <map>

#include "mikata/insights/standing.h"
#include "mikata/insights/worth_scores.h"
#include "mikata/text/wish.h"

namespace mikata::insights {
std::string_view sql(std::string_view path);
}

namespace mikata::customer {
namespace {

// A model is fitted for them in less time than a page may take.
constexpr std::int64_t kFewCustomers = 100'000;

Table ask(const Context& context, std::string_view file, std::int64_t customer_no,
          const Value& day = {}) {
  return context.store.query(
      {std::string(insights::sql(file)),
       {{"customer_no", customer_no}, {"as_of", context.as_of}, {"day", day}},
       context.stop});
}

std::string text_or_empty(const Value& value) { return is_null(value) ? "" : as_text(value); }

std::optional<State> stage_of(const Context& context, std::int64_t customer_no) {
  const Standing standing(context, {context.as_of},
                          {.standpoint = Standpoint::stages, .customer_no = customer_no});
  for (const Moves& moves : standing.moves()) {
    for (const auto& [from, row] : moves.from_to) {
      if (row.begin()->first > kNoState) return standing.states().at(row.begin()->first);
    }
  }
  return std::nullopt;
}

std::optional<Wish> wish_of(const Table& words) {
  if (words.rows.empty()) return std::nullopt;
  const auto asking = std::ranges::find_if(
      words.rows, [](const Row& row) { return text::asks_for_something(text_or_empty(row[2])); });
  const bool asks = asking != words.rows.end();
  const Row& row = asks ? *asking : words.rows.front();
  return Wish{{text_or_empty(row[2]), as_text(row[1]), as_day(row[0])}, asks};
}

Worth worth_of(const Context& context, const Row& row) {
  Worth worth{as_number(row[0]), as_number(row[1])};
  const std::int64_t occasions = as_integer(row[2]);
  const bool few = as_integer(row[6]) <= kFewCustomers;
  if (occasions == 0 || (!few && !worth_is_fitted(context))) return worth;
  const WorthFit fit = worth_fit(context);
  if (!fit.model) return worth;
  const LifeDays days{occasions - 1, as_integer(row[3]), as_integer(row[4])};
  const double x = static_cast<double>(days.x);
  const double known = std::max(as_number(row[5]), 0.0);
  WorthTerms terms;
  if (fit.model->margin && *fit.model->margin > 0) terms.margin = *fit.model->margin;
  const std::vector<models::ValuedHistory> one{{in_weeks(days), x > 0 ? known / x : 0}};
  const models::Score score =
      models::score({fit.model->purchases.model, fit.model->spend.model}, one, score_terms(terms))
          .at(0);
  worth.clv_12m = score.value;
  worth.p_alive = score.p_alive;
  return worth;
}

// Kinds of action that went wrong, as in glance_trouble.sql.
const std::map<std::string, Localized, std::less<>> kTroubles{{"return", {"返品", "Return"}},
                                                              {"cancel", {"解約", "Cancellation"}},
                                                              {"complaint", {"苦情", "Complaint"}},
                                                              {"trouble", {"トラブル", "Trouble"}}};

// One thing that went wrong, with the moment that says which was last.
struct Happened {
  Instant moment;
  Wrong wrong;
};

Happened trouble(const Value& moment, const Value& day, const Value& kind,
                 const Value& touchpoint) {
  return {std::get<Instant>(moment),
          {.kind = WrongKind::trouble,
           .day = as_day(day),
           .title = kTroubles.at(as_text(kind)),
           .touchpoint = text_or_empty(touchpoint)}};
}

// Mostly it is among the newest facts, which a page has read already: to look through everybody's
// actions for it takes as long as all else that is told of a customer.
std::vector<Happened> trouble_on(const Context& context, std::int64_t customer_no, const Value& day,
                                 const Table& newest) {
  if (is_null(day)) return {};
  for (const Row& row : newest.rows) {
    if (as_text(row[newest.index("side")]) != "action") continue;
    const Value& kind = row[newest.index("kind")];
    if (!kTroubles.contains(as_text(kind))) continue;
    return {trouble(row[newest.index("at")], row[newest.index("local_day")], kind,
                    row[newest.index("touchpoint")])};
  }
  std::vector<Happened> happened;
  for (const Row& row : ask(context, "customer/glance_trouble.sql", customer_no, day).rows) {
    happened.push_back(trouble(row[3], row[0], row[1], row[2]));
  }
  return happened;
}

std::optional<Wrong> wrong_of(const Context& context, std::int64_t customer_no, const Table& words,
                              std::vector<Happened> happened) {
  const auto bad = std::ranges::find_if(
      words.rows, [](const Row& row) { return !is_null(row[3]) && as_number(row[3]) < 0; });
  for (const Row& row : ask(context, "customer/glance_low.sql", customer_no).rows) {
    happened.push_back(
        {std::get<Instant>(row[7]),
         {.kind = WrongKind::low_score,
          .day = as_day(row[0]),
          .title = as_text(row[1]) == "nps" ? Localized{"低い推奨度", "Low recommendation score"}
                                            : Localized{"低い満足度", "Low satisfaction score"},
          .touchpoint = text_or_empty(row[8]),
          .score = as_number(row[2]),
          .scale_low = as_number(row[3]),
          .scale_high = as_number(row[4]),
          .text = text_or_empty(row[6]),
          .voice_id = as_text(row[5])}});
  }
  if (bad != words.rows.end()) {
    happened.push_back({std::get<Instant>((*bad)[5]),
                        {.kind = WrongKind::remark,
                         .day = as_day((*bad)[0]),
                         .title = {"不満の言葉", "Critical remark"},
                         .touchpoint = text_or_empty((*bad)[4]),
                         .text = text_or_empty((*bad)[2]),
                         .voice_id = as_text((*bad)[1])}});
  }
  if (happened.empty()) return std::nullopt;
  // Of a score and the words beside it, the score says more.
  return std::ranges::max_element(happened, {},
                                  [](const Happened& one) {
                                    return std::pair(one.moment,
                                                     one.wrong.kind == WrongKind::low_score);
                                  })
      ->wrong;
}

}  // namespace

Glance read_glance(const Context& context, std::int64_t customer_no, const Table& newest) {
  const Table words = ask(context, "customer/glance_words.sql", customer_no);
  const Row known = ask(context, "customer/glance_known.sql", customer_no).rows.at(0);
  return {.stage = stage_of(context, customer_no),
          .wish = wish_of(words),
          .worth = worth_of(context, known),
          .wrong = wrong_of(context, customer_no, words,
                            trouble_on(context, customer_no, known[7], newest))};
}

}  // namespace mikata::customer
