// SPDX-License-Identifier: Apache-2.0
#include "mikata/insights/csat/csat.h"

#include "mikata/insights/score_share.h"

namespace mikata::csat {
namespace {

Answer run(const Context& context) { return run_score_share(context, kCsat); }

Behind behind(const Context& context, std::string_view key, Page page) {
  return score_share_behind(context, kCsat, key, page);
}

}  // namespace

const Insight& insight() {
  static const Insight kInsight{
      .name = "csat",
      .title = {"満足度", "CSAT"},
      .question = {"満足しているか", "Are they satisfied?"},
      .definition = {"上位の答えの割合。4段階と5段階は上の2つ、7段階は6–7、3段階は一番上、10段階と0"
                     "–10は8–10。平均点は表にあります。",
                     "Share of the top answers: top two of 4 and 5, 6-7 of 7, top one of 3, 8-10 "
                     "of 10 or of 0-10. The mean is in the table."},
      .interval = {"95%、ウィルソン", "95 %, Wilson"},
      .parameters = {kWeights},
      .columns = score_share_columns("csat", {"満足度", "CSAT"}),
      .chart = {.form = "line", .x = "period", .y = "csat", .series = "by_value", .side = "voice"},
      .requires_facts = {"voices.question=csat"},
      .own = Origin::voices,
      .sql = {"scores.sql", "scores_count.sql"},
      .run = run,
      .behind = behind,
  };
  return kInsight;
}

}  // namespace mikata::csat
