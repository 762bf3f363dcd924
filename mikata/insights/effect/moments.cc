// SPDX-License-Identifier: Apache-2.0
#include "mikata/insights/effect/moments.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

namespace mikata {

namespace insights {
std::string_view sql(std::string_view path);
}

namespace effect {
namespace {

// Later than this after buying, the event is not about it.
constexpr std::int64_t kLagMost = 365;
// More moments would not make an interval that anybody could tell apart.
constexpr std::int64_t kTreatedEnough = 10'000;
constexpr std::int64_t kControlCustomers = 10'000;
constexpr std::int64_t kControlMoments = 30'000;
constexpr std::int64_t kShares = 9973;

// Days after buying, few and whole: those that are many together stand for those between.
std::vector<Lag> few_lags(const std::vector<Lag>& lags) {
  constexpr std::int64_t kEnds[]{0, 1, 2, 3, 5, 7, 10, 14, 21, 30, 45, 60, 90, 150, kLagMost};
  std::vector<Lag> few;
  std::size_t at = 0;
  for (const std::int64_t end : kEnds) {
    Lag joined;
    std::int64_t most = 0;
    for (; at < lags.size() && lags[at].days <= end; ++at) {
      joined.customers += lags[at].customers;
      if (lags[at].customers > most) joined.days = lags[at].days;
      most = std::max(most, lags[at].customers);
    }
    if (joined.customers > 0) few.push_back(joined);
  }
  return few;
}

std::int64_t one_of(std::int64_t have, std::int64_t enough) {
  return std::max<std::int64_t>(1, have / enough);
}

// Nobody, where no action recommends.
constexpr std::string_view kTells =
    R"(    SELECT n.customer_no AS customer_no, x.local_day AS local_day
    FROM actions_now AS x
    LEFT JOIN identities_now AS l ON l.identity = x.identity
    INNER JOIN customer_ids AS n ON n.customer_id = coalesce(x.customer_id, l.customer_id)
    WHERE x.kind IN ('refer', 'share'))";

}  // namespace

Moments moments_of(const Context& context, const Event& event, GroupAs groups) {
  Moments moments;
  std::vector<Lag> lags;
  const Table table =
      context.query(insights::sql("effect/lags.sql"), {{"event", event.value}},
                    {{"first_events", first_events_sql(context, event, Among::everybody)}});
  std::int64_t watched = 0;
  for (const Row& row : table.rows) {
    const std::int64_t customers = as_integer(row[1]);
    moments.events += customers;
    if (is_null(row[0])) {
      moments.before_buying += customers;
    } else {
      watched += as_integer(row[2]);
      moments.not_watched += customers - as_integer(row[2]);
      if (as_integer(row[0]) <= kLagMost) lags.push_back({as_integer(row[0]), customers});
    }
  }
  const Row sizes =
      context.store.query({std::string(insights::sql("effect/sizes.sql"))}).rows.at(0);
  moments.treated_of = one_of(watched, kTreatedEnough);
  moments.controls_of = one_of(as_integer(sizes[0]), kControlCustomers);
  const std::int64_t occasions = as_integer(sizes[1]) / moments.controls_of;
  const std::int64_t share =
      occasions > kControlMoments ? kShares * kControlMoments / occasions : kShares;
  moments.bindings = {{"event", event.value},
                      {"treated_of", moments.treated_of},
                      {"controls_of", moments.controls_of},
                      {"controls_share", share},
                      {"lag_most", kLagMost}};
  const Chances chances = chances_sql(context, event, few_lags(lags));
  std::vector<Slot> slots{{"first_events", first_events_sql(context, event, Among::looked_at)},
                          {"looked_at", std::string(insights::sql("effect/looked_at.sql"))},
                          {"chances", chances.tables},
                          {"chance_day", chances.day},
                          {"chance_join", chances.join}};
  std::vector<Slot> days;
  if (groups == GroupAs::text) days.push_back({"group", context.fill("{by}")});
  slots.push_back({"occasions", comparison::occasions_sql(context, days)});
  moments.sql = context.fill(insights::sql("effect/moments.sql"), slots);
  return moments;
}

namespace {

std::string followed_sql(const Context& context, Look look) {
  const auto text = [](const char* file) { return std::string(insights::sql(file)); };
  std::string followed = look == Look::steps ? text("effect/steps.sql") : text("effect/after.sql");
  if (look == Look::placebo) followed = text("effect/placebo.sql") + followed;
  return context.fill(followed, {{"source", look == Look::placebo ? "placebo" : "compared"},
                                 {"tells", std::string(kTells)},
                                 {"low", low_answer_sql()}});
}

}  // namespace

CellTable read_cells(const Context& context, const Moments& moments, Look look) {
  const std::vector<std::string> keys{"by_value", "block", "treated", "followed_180"};
  const std::size_t outcomes = look == Look::steps ? kStepsBefore - 1 + kStepsAfter : kOutcomes;
  const std::string sql =
      moments.sql + followed_sql(context, look) + comparison::cells_sql(keys, outcomes);
  CellTable table;
  comparison::CellReader reader;
  for (const Row& row : context.query(sql, moments.bindings).rows) {
    if (table.groups.empty() || table.groups.back().by_value != row[0]) {
      table.groups.push_back({row[0], {}, {}});
    }
    CellGroup& group = table.groups.back();
    Cell cell = reader.read(row, keys.size());
    cell.block = static_cast<std::size_t>(as_integer(row[1]));
    cell.treated = as_integer(row[2]) != 0;
    if (as_integer(row[3]) != 0) group.cells_180.push_back(cell);
    group.cells.push_back(std::move(cell));
  }
  table.timings = reader.timings();
  return table;
}

std::vector<std::int64_t> compared_people(const Context& context, const Moments& moments,
                                          const Value& by_value, bool long_watched) {
  const std::vector<std::string> keys{"by_value", "person", "followed_180"};
  const std::string sql =
      moments.sql + followed_sql(context, Look::after) + comparison::cells_sql(keys, 0);
  std::vector<std::int64_t> people;
  std::vector<Cell> cells;
  comparison::CellReader reader;
  for (const Row& row : context.query(sql, moments.bindings).rows) {
    if (row[0] != by_value || (long_watched && as_integer(row[2]) == 0)) continue;
    people.push_back(as_integer(row[1]));
    cells.push_back(reader.read(row, keys.size()));
    cells.back().treated = people.back() != 0;
  }
  const std::vector<char> comparable = comparison::comparable(cells);
  std::vector<std::int64_t> compared;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    if (cells[i].treated && comparable[i] != 0) compared.push_back(people[i]);
  }
  return compared;
}

}  // namespace effect
}  // namespace mikata
