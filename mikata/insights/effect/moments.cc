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

std::string quoted_activity(const Context& context) {
  std::string list;
  for (const std::string& kind : context.settings.activity) {
    std::string quoted;
    for (const char c : kind) quoted += c == '\'' ? std::string("''") : std::string(1, c);
    list += fmt::format("{}'{}'", list.empty() ? "" : ", ", quoted);
  }
  return list;
}

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

class CellReader {
 public:
  void add(const Row& row) {
    if (table_.groups.empty() || table_.groups.back().by_value != row[0]) {
      table_.groups.push_back({row[0], {}, {}});
    }
    CellGroup& group = table_.groups.back();
    Cell cell;
    cell.block = static_cast<std::size_t>(as_integer(row[1]));
    cell.treated = as_integer(row[2]) != 0;
    cell.levels.push_back(timing(as_text(row[4]), as_integer(row[5])));
    for (std::size_t i = 6; i < 14; ++i) cell.levels.push_back(as_integer(row[i]));
    cell.moments = as_number(row[14]);
    for (std::size_t i = 15; i < 23; i += 2) {
      cell.numbers.push_back(as_number(row[i]));
      cell.squares.push_back(as_number(row[i + 1]));
    }
    for (std::size_t i = 23; i < row.size(); ++i) cell.outcomes.push_back(as_number(row[i]));
    if (as_integer(row[3]) != 0) group.cells_180.push_back(cell);
    group.cells.push_back(std::move(cell));
  }
  CellTable done() { return std::move(table_); }

 private:
  // Where it was bought and how long ago go together: a parcel comes days later.
  std::int64_t timing(const std::string& channel, std::int64_t lag_level) {
    const std::string name = fmt::format("{}|{}", channel, lag_level);
    const auto [found, added] =
        timings_.try_emplace(name, static_cast<std::int64_t>(timings_.size()));
    if (added) table_.timings.push_back(name);
    return found->second;
  }

  CellTable table_;
  std::map<std::string, std::int64_t> timings_;
};

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
  const std::string channels =
      context.fill(insights::sql("effect/channels.sql"), {{"activity", quoted_activity(context)}});
  std::vector<Slot> slots{{"first_events", first_events_sql(context, event, Among::looked_at)},
                          {"looked_at", std::string(insights::sql("effect/looked_at.sql"))},
                          {"chances", chances.tables},
                          {"channels", channels},
                          {"chance_day", chances.day},
                          {"chance_join", chances.join}};
  if (groups == GroupAs::text) slots.push_back({"group", context.fill("{by}")});
  moments.sql = context.fill(insights::sql("effect/moments.sql"), slots);
  return moments;
}

CellTable read_cells(const Context& context, const Moments& moments, Look look) {
  const auto text = [](const char* file) { return std::string(insights::sql(file)); };
  const std::string look_sql = look == Look::steps ? text("effect/steps.sql")
                               : look == Look::placebo
                                   ? text("effect/placebo.sql") + text("effect/cells.sql")
                                   : text("effect/cells.sql");
  const std::string sql =
      moments.sql +
      context.fill(look_sql, {{"source", look == Look::placebo ? "placebo" : "compared"},
                              {"levels", text("effect/levels.sql")},
                              {"tells", std::string(kTells)},
                              {"low", low_answer_sql()}});
  CellReader reader;
  for (const Row& row : context.query(sql, moments.bindings).rows) reader.add(row);
  return reader.done();
}

}  // namespace effect
}  // namespace mikata
