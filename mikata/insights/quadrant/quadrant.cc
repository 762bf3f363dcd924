// SPDX-License-Identifier: Apache-2.0
#include "mikata/insights/quadrant/quadrant.h"

#include <fmt/format.h>

#include "mikata/insights/standing.h"
#include "mikata/insights/worth_model.h"

namespace mikata::quadrant {
namespace {

GoneBy gone_by(const Context& context) {
  return context.request.parameters.at("action") == "model" ? GoneBy::model : GoneBy::silence;
}

// Fitted to the histories as they are today, the model does not say who was thought alive earlier.
Answer no_flows() {
  Answer answer;
  answer.columns = flow_columns();
  answer.chart = Chart{"flows", "from", "customers", "to", "action"};
  answer.notes.push_back(
      {"not_enough",
       {"モデルは今の時点だけを判断するので、移り変わりは分かりません。「来なくなったことの判断」を"
        "沈黙(silence)にすると見られます。",
        "The model judges today alone, so nobody's move is known. Told by silence (--action "
        "silence) there are moves."}});
  return answer;
}

Answer run(const Context& context) {
  const bool flows = context.request.parameters.at("view") == "flows";
  const Moments moments = moments_of(context);
  if (gone_by(context) == GoneBy::model) {
    Answer empty;
    if (flows) return no_flows();
    Context now = context;
    now.as_of = moments.now;
    if (!worth_model(now, empty)) return empty;
  }
  const Standing standing(context, moments, {Standpoint::fields, gone_by(context)});
  Answer answer = standing_answer(standing, flows ? StandingView::flows : StandingView::states);
  const Localized gone = standing.gone_words();
  answer.method = {"来なくなった:" + gone.ja, "gone: " + gone.en};
  if (gone_by(context) == GoneBy::model) {
    answer.notes.push_back({"not_enough",
                            {"モデルは今の時点だけを判断するので、前と比べた変化は示しません。",
                             "The model judges today alone, so no change since before is shown."}});
  }
  if (const std::int64_t count = standing.unlinked(); count > 0) {
    answer.left_out.push_back(
        {{"誰の声か分からない回答", "answers that are linked to nobody"}, count});
  }
  return answer;
}

Behind behind(const Context& context, std::string_view key, Page page) {
  const Standing::Of which = which_of(states_of(Standpoint::fields), key);
  Moments moments = moments_of(context);
  if (!which.from) moments.then.reset();
  const Standing standing(context, moments, {Standpoint::fields, gone_by(context)});
  return standing.behind(which, page);
}

}  // namespace

const Insight& insight() {
  static const Insight kInsight{
      .name = "quadrant",
      .title = {"声と行動", "Voice and action"},
      .question = {"満足だが来ない人、不満だが通う人は誰か",
                   "Who is content but gone, who complains but stays?"},
      .definition =
          {"満足:365日以内の最後の回答が尺度の7割以上(推奨度なら7点以上、5段階の満足度なら4以上)。"
           "来なくなった:いつもの間隔より長い沈黙(action=model "
           "では続いている見込みが0.5未満)。回答がなければ「回答なし」。",
           "Content: the last own answer within 365 days is at least 7 tenths of the way up its "
           "scale (NPS 7 or more, CSAT 4 of 5). Gone: silent for longer than usual (action=model: "
           "P(alive) below 0.5). Without such an answer: no answer."},
      .interval = {"95%、ウィルソン。変化は同じ人を考慮した正規近似",
                   "95 %, Wilson; of a change: normal, with the people of both moments"},
      .parameters =
          {{"view", ParameterType::choice, "fields", {"fields", "flows"}, {"見方", "View"}},
           {"action",
            ParameterType::choice,
            "silence",
            {"silence", "model"},
            {"来なくなったことの判断", "Gone by"}}},
      .columns = state_columns("field", {"声と行動", "Voice and action"}),
      .chart = {.form = "fields", .x = "field", .y = "customers", .series = "", .side = "action"},
      .requires_facts = {"voices.question=nps|voices.question=csat", "actions.kind=order"},
      .own = Origin::actions,
      .sql = {"standing_customers.sql", "standing_spoken.sql", "standing_moments.sql",
              "standing_moves.sql"},
      .run = run,
      .behind = behind,
  };
  return kInsight;
}

}  // namespace mikata::quadrant
