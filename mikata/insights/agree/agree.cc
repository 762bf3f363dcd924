// SPDX-License-Identifier: Apache-2.0
#include "mikata/insights/agree/agree.h"

#include "mikata/insights/score_share.h"

namespace mikata::agree {
namespace {

Answer run(const Context& context) { return run_score_share(context, kAgree); }

Behind behind(const Context& context, std::string_view key, Page page) {
  return score_share_behind(context, kAgree, key, page);
}

}  // namespace

const Insight& insight() {
  static const Insight kInsight{
      .name = "agree",
      .title = {"言葉への同意", "Agreement"},
      .question = {"言ってほしい言葉に同意してくれるか",
                   "Would they say of us what we want them to say, in their words?"},
      .definition = {"お客さまの側から書いた言葉に、上の2つの答えで同意した割合。接点で"
                     "分けると(--by touchpoint)、言葉ごとの値が見られます。",
                     "Share of the top two answers to a statement written from the customer's "
                     "side. Grouped by touchpoint (--by touchpoint) each statement is seen."},
      .interval = {"95%、ウィルソン", "95 %, Wilson"},
      .parameters = {kWeights},
      .columns = score_share_columns("agree", {"言葉への同意", "Agreement"}),
      .chart = {.form = "bars", .x = "by_value", .y = "agree", .series = "period", .side = "voice"},
      .requires_facts = {"voices.question=agree"},
      .own = Origin::voices,
      .sql = {"scores.sql", "scores_count.sql"},
      .run = run,
      .behind = behind,
  };
  return kInsight;
}

}  // namespace mikata::agree
