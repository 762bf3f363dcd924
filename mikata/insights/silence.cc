// SPDX-License-Identifier: Apache-2.0
#include "mikata/insights/silence.h"

#include "mikata/insights/worth_model.h"
#include "mikata/stats/kaplan_meier.h"

namespace mikata {

std::optional<double> usual_silence(const Context& context) {
  const EverybodysContext everybody(context);
  const Table table = everybody.context().query(lives_sql(everybody.context(), "silence.sql"));
  std::vector<stats::SurvivalCount> counts;
  for (const Row& row : table.rows) {
    counts.push_back({as_number(row[0]), as_number(row[1]), as_number(row[2])});
  }
  return stats::event_time_quantile(stats::kaplan_meier(counts), kUsualShare);
}

}  // namespace mikata
