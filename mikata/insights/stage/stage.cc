// SPDX-License-Identifier: Apache-2.0
#include "mikata/insights/stage/stage.h"

#include "mikata/insights/standing.h"

namespace mikata::stage {
namespace {

Answer run(const Context& context) {
  const Standing standing(context, moments_of(context), {.standpoint = Standpoint::stages});
  Answer answer = standing_answer(standing, context.request.parameters.at("view") == "flows"
                                                ? StandingView::flows
                                                : StandingView::states);
  const Localized gone = standing.gone_words();
  answer.method = {"離れた:" + gone.ja, "lapsed: " + gone.en};
  return answer;
}

Behind behind(const Context& context, std::string_view key, Page page) {
  const Standing::Of which = which_of(states_of(Standpoint::stages), key);
  Moments moments = moments_of(context);
  if (!which.from) moments.then.reset();
  const Standing standing(context, moments, {.standpoint = Standpoint::stages});
  return standing.behind(which, page);
}

}  // namespace

const Insight& insight() {
  static const Insight kInsight{
      .name = "stage",
      .title = {"お付き合いの段階", "Lifecycle stage"},
      .question = {"お客さまはいまどの段階にいて、どこへ進むか",
                   "Where is each customer in the lifecycle, and where do they go from there?"},
      .definition =
          {"知っている:訪問などの接点があり、まだ買っていない。考えている:"
           "買う前にカゴ・お試し・問い"
           "合わせがある。はじめて買った:1回買い、いつもの間隔のうち。続けている:"
           "2回以上。薦めている:"
           "紹介したか、1年以内の推奨度が9–10で通っている。離れた:いつもより長い沈黙。",
           "Awareness: a touch or visit, no order yet. Consideration: cart, trial or contact "
           "before "
           "the first order. Purchase: one order, within the usual gap. Retention: two or more. "
           "Advocacy: sent somebody, or a promoter within a year, and still coming. Lapsed: silent "
           "for longer than usual."},
      .interval = {"95%、ウィルソン。変化は同じ人を考慮した正規近似",
                   "95 %, Wilson; of a change: normal, with the people of both moments"},
      .parameters =
          {{"view", ParameterType::choice, "stages", {"stages", "flows"}, {"見方", "View"}}},
      .columns = state_columns("stage", {"段階", "Stage"}),
      .chart = {.form = "states", .x = "title", .y = "customers", .series = "", .side = "action"},
      .requires_facts = {"actions.customer_id|actions.identity"},
      .own = Origin::actions,
      .sql = {"standing_customers.sql", "standing_senders.sql", "standing_promoters.sql",
              "standing_moments.sql", "standing_moves.sql"},
      .run = run,
      .behind = behind,
  };
  return kInsight;
}

}  // namespace mikata::stage
