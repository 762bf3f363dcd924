// SPDX-License-Identifier: Apache-2.0
#include "mikata/insights/drivers/drivers.h"

#include <fmt/format.h>

#include "mikata/base/error.h"
#include "mikata/insights/context.h"
#include "mikata/insights/drivers/views.h"
#include "mikata/insights/key.h"

namespace mikata::drivers {
namespace {

// A form rates several touchpoints: they make no groups of forms.
void check_groups(const Context& context) {
  const Scope scope = scope_of(context);
  for (const char* column : {"voices.touchpoint", "voices.question"}) {
    if (scope.columns.contains(column)) {
      fail(ErrorKind::invalid_argument,
           {"{} は1つの答えを分ける列で、回答者を分けません（--outcome と --drivers "
            "で指定してください）",
            "{} tells single answers apart, not forms (name --outcome and --drivers instead)"},
           column);
    }
  }
}

// Nobody rated anything beside an outcome.
Answer nothing_rated(const Choice& choice) {
  Answer answer;
  const std::string outcome = choice.outcome.empty() ? "-" : choice.outcome;
  answer.notes.push_back(
      {"not_enough",
       {fmt::format("同じ用紙に、結果({})と接点の評価がそろった答えがありません。同じ用紙の答えは"
                    "回答ID(response_id)で結ばれます。",
                    outcome),
        fmt::format("No form has the outcome ({}) together with ratings. Answers of one form are "
                    "held together by response_id.",
                    outcome)}});
  return answer;
}

Answer run(const Context& context) {
  check_groups(context);
  const Choice choice = choose(context);
  if (choice.complete == 0) {
    Answer answer = nothing_rated(choice);
    answer.notes.insert(answer.notes.end(), choice.notes.begin(), choice.notes.end());
    return answer;
  }
  const std::string& view = context.request.parameters.at("view");
  if (view == "performance") return performance_view(context, choice);
  if (view == "penalty_reward") return penalty_view(context, choice);
  return share_view(context, choice);
}

Behind behind(const Context& context, std::string_view key, Page page) {
  check_groups(context);
  const auto parts = split_key(key, 2, 2);
  const std::string& name = key_text(parts[1]);
  const Choice choice = choose(context);
  for (std::size_t i = 0; i < choice.survey.ratings.size(); ++i) {
    if (choice.survey.ratings[i].full_name() != name) continue;
    return low_ratings(context, choice.survey, {parts[0], i}, page);
  }
  fail(ErrorKind::not_found,
       {"その名前のドライバーはありません: {}（key の列にあります）",
        "no driver is called: {} (take the key from the column key)"},
       name);
}

}  // namespace

const Insight& insight() {
  static const Insight kInsight{
      .name = "drivers",
      .title = {"要因", "Drivers"},
      .question = {"何が満足と忠誠を動かすか", "What moves satisfaction and loyalty most?"},
      .definition =
          {"結果の点のばらつきのうち、同じ用紙の接点の評価で説明できる部分(R²)を、LMG(シャープレイ"
           "値)で分けた割合。すべてに答えた用紙だけを使い、点は補いません。",
           "LMG (Shapley) shares of R² of the outcome on the touchpoint ratings of the same form; "
           "forms with every rating only, none is filled in."},
      .interval = {"95%、顧客50組のジャックナイフ", "95 %, jackknife over 50 customer blocks"},
      .parameters = {{"view",
                      ParameterType::choice,
                      "shares",
                      {"shares", "performance", "penalty_reward"},
                      {"見方", "View"}},
                     {"outcome", ParameterType::text, "", {}, {"結果", "Outcome"}},
                     {"drivers",
                      ParameterType::text,
                      "",
                      {},
                      {"要因(コンマ区切り)", "Drivers (with commas)"}},
                     kWeights},
      .columns = share_columns(),
      .chart = {.form = "bars", .x = "driver", .y = "share", .series = "by_value", .side = "voice"},
      .requires_facts = {"voices.score"},
      .own = Origin::voices,
      .sql = {"drivers/questions.sql", "drivers/forms.sql", "drivers/sums.sql"},
      .run = run,
      .behind = behind,
  };
  return kInsight;
}

}  // namespace mikata::drivers
