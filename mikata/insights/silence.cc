// SPDX-License-Identifier: Apache-2.0
#include "mikata/insights/silence.h"

#include <fmt/core.h>

#include "mikata/insights/worth_model.h"
#include "mikata/stats/kaplan_meier.h"

namespace mikata {

namespace insights {
std::string_view sql(std::string_view path);
}

namespace {

constexpr double kNever = 1e9;

std::optional<double> work_out(const EverybodysContext& everybody) {
  const Context& context = everybody.context();
  const Table table =
      context.query(has_own_lives(context) ? lives_sql(context, "silence.sql")
                                           : std::string(insights::sql("silence_waits.sql")));
  std::vector<stats::SurvivalCount> counts;
  for (const Row& row : table.rows) {
    counts.push_back({as_number(row[0]), as_number(row[1]), as_number(row[2])});
  }
  const std::vector<stats::SurvivalPoint> curve = stats::kaplan_meier(counts);
  if (curve.empty()) return std::nullopt;
  return stats::event_time_quantile(curve, kUsualShare).value_or(curve.back().time);
}

}  // namespace

std::optional<double> usual_silence(const Context& context) {
  const EverybodysContext everybody(context);
  const std::string name = "usual_silence 1 " + everybody.name();
  if (const auto text = context.store.recall(name)) {
    return text->empty() ? std::nullopt : std::optional(std::stod(*text));
  }
  const std::optional<double> days = work_out(everybody);
  context.store.remember(name, days ? fmt::format("{}", *days) : "");
  return days;
}

double silence_limit(const std::optional<double>& usual) { return usual.value_or(kNever); }

}  // namespace mikata
