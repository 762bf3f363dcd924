// SPDX-License-Identifier: Apache-2.0
#include "mikata/insights/effect/effect.h"

#include <array>

#include "mikata/base/error.h"
#include "mikata/insights/effect/views.h"
#include "mikata/insights/key.h"

namespace mikata {

namespace insights {
std::string_view sql(std::string_view path);
}

namespace effect {
namespace {

void check(const Context& context) {
  if (context.request.accounts) {
    fail(ErrorKind::invalid_argument,
         {"unit が account です: effect はひとりひとりの顧客を追います（取引先は --where "
          "で選んでください）",
          "unit is account: effect follows single customers (use --where on the account instead)"});
  }
}

Answer nothing_to_ask() {
  Answer answer;
  answer.notes.push_back(
      {"not_enough",
       {"体験が見つかりません。トラブルや問い合わせの行動、または点の付いた答えを取り込んでください"
        "。",
        "No experience is in the book: import actions of trouble or contact, or scored answers."}});
  return answer;
}

Answer run(const Context& context) {
  check(context);
  const Event event = event_of(context);
  if (event.name.empty()) return nothing_to_ask();
  const Moments moments = moments_of(context, event);
  const Asked asked{context, event, moments};
  context.tell(0.3, {"体験と、比べられる瞬間を集めています", "gathering moments to compare"});
  const std::string& view = context.request.parameters.at("view");
  Answer answer = view == "balance"       ? balance_view(asked)
                  : view == "event_study" ? event_view(asked)
                                          : summary_view(asked);
  comparison::note_known_afterwards(context, answer);
  return answer;
}

// SQL of a compared moment (alias m) to which the outcome happened.
std::string happened(const std::string& outcome) {
  if (outcome == "buy_90d") return "m.next_day <= add_days(m.index_day, 90)";
  if (outcome == "stop") return "m.next_day IS NULL OR m.next_day > add_days(m.index_day, 180)";
  for (const char* other : {"told", "warned", "return", "experience"}) {
    if (outcome == other) return "TRUE";
  }
  fail(ErrorKind::not_found,
       {"その名前の結果はありません: {}（key の列にあります）",
        "no outcome is called: {} (take the key from the column key)"},
       outcome);
}

// Whether such a moment is followed for 180 days, not 90.
bool is_long(const std::string& outcome) { return outcome == "stop" || outcome == "return"; }

Behind behind(const Context& context, std::string_view key, Page page) {
  check(context);
  const auto parts = split_key(key, 2, 2);
  const std::string& outcome = key_text(parts[1]);
  const std::vector<Slot> slots{{"happened", happened(outcome)}};
  const Event event = event_of(context);
  if (event.name.empty())
    fail(ErrorKind::not_found, {"ブックに体験がありません", "no experience is in the book"});
  const Moments moments = moments_of(context, event, GroupAs::text);
  std::vector<Binding> bindings = moments.bindings;
  bindings.push_back({"key_by", parts[0]});
  bindings.push_back({"limit", page.limit});
  bindings.push_back({"offset", page.offset});
  const std::array given{GivenTable{
      .name = "compared_people",
      .columns = {{"customer_no", compared_people(context, moments, parts[0], is_long(outcome))}}}};
  Context asking = context;
  asking.given = given;
  Behind behind;
  behind.table =
      asking.query(moments.sql + std::string(insights::sql("effect/behind.sql")), bindings, slots);
  const std::size_t total = behind.table.index("total");
  for (Row& row : behind.table.rows) {
    behind.total = as_integer(row[total]);
    row.resize(total);
  }
  behind.table.columns.resize(total);
  return behind;
}

std::vector<Parameter> parameters() {
  return {{"view",
           ParameterType::choice,
           "summary",
           {"summary", "event_study", "balance"},
           {"見方", "View"}},
          {"of", ParameterType::choice, "bad", {"bad", "good"}, {"体験", "Experience"}},
          {"event", ParameterType::text, "", {}, {"何を体験とするか", "What counts as one"}}};
}

}  // namespace

const Insight& insight() {
  static const Insight kInsight{
      .name = "effect",
      .title = {"体験の効果", "Effect"},
      .question = {"一度の良い・悪い体験は何を変えるか",
                   "What does one good or bad experience do to later buying and recommending?"},
      .definition =
          {"はじめて体験した人のその後と、同じ月・同じような時点のまだ体験のない人を、重みづけで"
           "そろえて比べた差(体験した人への平均効果、AIPW)。そろわないときは出しません。",
           "What followed the first such experience, against comparable moments of others who had "
           "none yet, in the same month (ATT, AIPW). Refused where the two cannot be made alike "
           "(SMD below 0.1)."},
      .interval = {"95%、顧客50組のジャックナイフ", "95 %, jackknife over 50 customer blocks"},
      .parameters = parameters(),
      .columns = summary_columns(),
      .chart = {.form = "marks", .x = "title", .y = "att", .series = "by_value", .side = "action"},
      .requires_facts = {"actions.kind=order"},
      .own = Origin::actions,
      .sql = {"effect/lags.sql", "effect/moments.sql", "comparison_cells.sql"},
      .run = run,
      .behind = behind,
  };
  return kInsight;
}

}  // namespace effect
}  // namespace mikata
