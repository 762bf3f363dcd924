// SPDX-License-Identifier: Apache-2.0
#include "mikata/insights/histories.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "mikata/insights/context.h"
#include "mikata/insights/silence.h"

namespace mikata {

namespace insights {
std::string_view sql(std::string_view path);
}

namespace {

LifeDays days_at(const Row& row, std::size_t first) {
  return {as_integer(row[first]), as_integer(row[first + 1]), as_integer(row[first + 2])};
}

void replace(std::string& text, std::string_view slot, std::string_view by) {
  text.replace(text.find(slot), slot.size(), by);
}

}  // namespace

bool chooses_actions(const Context& context) {
  return std::ranges::any_of(scope_of(context).origins, of_actions);
}

bool has_own_lives(const Context& context) {
  return context.request.accounts || chooses_actions(context);
}

std::string lives_sql(const Context& context, std::string_view file, UsualGap gap) {
  const bool summarised = !has_own_lives(context) && context.as_of == latest_day(context.store);
  std::string text{insights::sql("lives.sql")};
  replace(text, "{lived}",
          insights::sql(summarised ? "lives_of_summary.sql" : "lives_of_days.sql"));
  if (!summarised) {
    std::string usual = "0";
    if (gap == UsualGap::needed) {
      usual = fmt::format(
          "CASE WHEN count(*) > {} THEN usual_gap(days_between(d.previous_order_day, d.local_day)) "
          "END",
          kOwnGaps);
    }
    replace(text, "{usual}", usual);
  }
  return text + std::string(insights::sql(file));
}

models::History in_weeks(const LifeDays& days) {
  return {static_cast<double>(days.x), static_cast<double>(days.t_x) / kDaysPerWeek,
          static_cast<double>(days.age) / kDaysPerWeek};
}

std::vector<LifePattern> life_patterns(const Context& context) {
  Table table = context.query(lives_sql(context, "lives_patterns.sql"));
  std::vector<LifePattern> patterns;
  patterns.reserve(table.rows.size());
  for (Row& row : table.rows) {
    patterns.push_back({std::move(row[0]), days_at(row, 1), as_number(row[4]), as_number(row[5]),
                        as_number(row[6]), as_number(row[7])});
  }
  return patterns;
}

std::vector<models::Pattern> in_weeks(const std::vector<LifePattern>& patterns) {
  std::vector<models::Pattern> rows;
  rows.reserve(patterns.size());
  for (const auto& pattern : patterns) rows.push_back({in_weeks(pattern.days), pattern.customers});
  return models::grouped(rows);
}

std::vector<models::Spend> life_spend(const Context& context) {
  const Table table = context.query(lives_sql(context, "lives_spend.sql"));
  std::vector<models::Spend> spend;
  spend.reserve(table.rows.size());
  for (const Row& row : table.rows) {
    const double x = as_number(row[0]);
    spend.push_back({x, as_number(row[1]) / x, as_number(row[2])});
  }
  return spend;
}

Trial life_trial(const Context& context, Day cut, std::int64_t blocks) {
  const Table table =
      context.query(insights::sql("lives_trial.sql"), {{"cut", cut}, {"blocks", blocks}});
  Trial trial;
  double gaps = 0;
  for (const Row& row : table.rows) {
    trial.patterns.push_back({days_at(row, 0), as_number(row[3]), as_number(row[4])});
    trial.log_gaps += as_number(row[5]);
    gaps += as_number(row[0]) * as_number(row[4]);
  }
  trial.log_gaps -= gaps * std::log(kDaysPerWeek);
  return trial;
}

std::vector<models::Pattern> in_weeks(const Trial& trial) {
  std::vector<models::Pattern> rows;
  rows.reserve(trial.patterns.size());
  for (const auto& pattern : trial.patterns) {
    rows.push_back({in_weeks(pattern.days), pattern.customers});
  }
  return models::grouped(rows);
}

}  // namespace mikata
