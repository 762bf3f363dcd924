// SPDX-License-Identifier: Apache-2.0
#include "mikata/insights/effort/effort.h"

#include "mikata/insights/score_share.h"

namespace mikata::effort {
namespace {

Answer run(const Context& context) { return run_score_share(context, kEffort); }

Behind behind(const Context& context, std::string_view key, Page page) {
  return score_share_behind(context, kEffort, key, page);
}

}  // namespace

const Insight& insight() {
  static const Insight kInsight{
      .name = "effort",
      .title = {"手間のなさ", "Ease (CES)"},
      .question = {"手間をかけていないか", "How easy do we make it?"},
      .definition = {"「手間なくできた」に同意した答えの割合。7段階は5以上、5段階は4以上。尺度の向"
                     "きは設問ごとに読みます。",
                     "Share agreeing that we made it easy: 5 or more of 7, 4 or more of 5. The "
                     "direction of the scale is part of the question."},
      .interval = {"95%、ウィルソン", "95 %, Wilson"},
      .parameters = {kWeights},
      .columns = score_share_columns("effort", {"手間のなさ", "Ease (CES)"}),
      .chart =
          {.form = "line", .x = "period", .y = "effort", .series = "by_value", .side = "voice"},
      .requires_facts = {"voices.question=effort"},
      .own = Origin::voices,
      .sql = {"scores.sql", "scores_count.sql"},
      .run = run,
      .behind = behind,
  };
  return kInsight;
}

}  // namespace mikata::effort
