// SPDX-License-Identifier: Apache-2.0
#include "mikata/insights/acquisition/acquisition.h"

#include <algorithm>
#include <map>
#include <optional>
#include <vector>

#include "mikata/insights/context.h"
#include "mikata/insights/histories.h"
#include "mikata/insights/key.h"
#include "mikata/insights/periods.h"
#include "mikata/insights/persons.h"
#include "mikata/stats/wilson.h"

namespace mikata::insights {
std::string_view sql(std::string_view path);
}

namespace mikata::acquisition {
namespace {

// What came and what was spent in a period by one channel (or another group).
struct Group {
  Value period;
  Value by_value;
  std::int64_t customers = 0;
  std::optional<double> cost;
};

bool is_by_channel(const Context& context) {
  return scope_of(context).columns.contains("customers.channel");
}

// A campaign has a channel and nothing else of the customers it brings: with a condition or another
// group its cost cannot be split.
void add_costs(const Context& context, std::vector<Group>& groups) {
  if (!is_by_channel(context) || !context.request.where.empty()) return;
  for (const Row& row : context.query(insights::sql("acquisition/costs.sql")).rows) {
    const auto same = [&](const Group& group) {
      return group.period == row[0] && group.by_value == row[1];
    };
    auto found = std::ranges::find_if(groups, same);
    if (found == groups.end()) found = groups.insert(found, {row[0], row[1], 0, {}});
    found->cost = as_number(row[2]);
  }
}

// By period, then by name; who came by no known channel is last.
void sort_groups(std::vector<Group>& groups) {
  std::ranges::stable_sort(groups, [](const Group& left, const Group& right) {
    if (left.period != right.period) return as_day(left.period) < as_day(right.period);
    if (is_null(left.by_value) || is_null(right.by_value)) {
      return !is_null(left.by_value) && is_null(right.by_value);
    }
    return as_text(left.by_value) < as_text(right.by_value);
  });
}

std::vector<Group> read_groups(const Context& context) {
  const std::string_view file =
      has_own_lives(context) ? "acquisition/acquisition.sql" : "acquisition/of_summary.sql";
  std::vector<Group> groups;
  for (const Row& row : context.query(insights::sql(file)).rows) {
    groups.push_back({row[0], row[1], as_integer(row[2]), {}});
  }
  add_costs(context, groups);
  sort_groups(groups);
  return groups;
}

Answer run(const Context& context) {
  Answer answer;
  answer.method = {"ウィルソン区間(割合)", "Wilson interval (share)"};
  const std::vector<Group> groups = read_groups(context);
  std::map<Day, std::int64_t> totals;
  for (const auto& group : groups) totals[as_day(group.period)] += group.customers;
  for (const auto& group : groups) {
    const Day period = as_day(group.period);
    const auto people = static_cast<double>(group.customers);
    const auto of = static_cast<double>(totals.at(period));
    answer.n += group.customers;
    Row row{period, std::int64_t{is_open(context, period) ? 1 : 0}, group.by_value,
            group.customers};
    if (of > 0) {
      const stats::Interval interval = stats::wilson(people, of);
      row.insert(row.end(), {people / of, interval.low, interval.high});
    } else {
      row.resize(row.size() + 3);
    }
    // Nobody came: no cost each. What no channel is known of was not spent on those of no channel.
    const bool each = group.cost && people > 0 && !is_null(group.by_value);
    row.push_back(group.cost ? Value(*group.cost) : Value());
    row.push_back(each ? Value(*group.cost / people) : Value());
    row.emplace_back(make_key({group.period, group.by_value}));
    answer.table.rows.push_back(std::move(row));
  }
  return answer;
}

Behind behind(const Context& context, std::string_view key, Page page) {
  const auto parts = split_key(key, 2, 2);
  BuyersOf which{key_day(parts[0]), parts[1]};
  which.condition = "d.previous_order_day IS NULL";
  return buyers_behind(context, which, page);
}

}  // namespace

const Insight& insight() {
  using enum ColumnType;
  static const Insight kInsight{
      .name = "acquisition",
      .title = {"新しいお客さま", "Acquisition"},
      .question = {"誰がどこから来るか", "Who comes, from where, at what cost?"},
      .definition =
          {"はじめての注文が期間にある人を、流入経路ごとに数えたもの。費用は、その経路の施策にか"
           "かったもの。",
           "Customers whose first order is in the period, by the channel they came by. "
           "Cost: the campaigns of that channel."},
      .interval = {"95%、ウィルソン", "95 %, Wilson"},
      .parameters = {},
      .columns = {{"period", date, "", {"期間", "Period"}},
                  {"open", integer, "", {"途中", "Open"}},
                  {"by_value", string, "", {"区分", "Group"}},
                  {"customers", integer, "people", {"新しい人", "New customers"}},
                  {"share", share, "", {"割合", "Share"}},
                  {"share_low", share, "", {"下限", "Low"}},
                  {"share_high", share, "", {"上限", "High"}},
                  {"cost", money, "", {"費用", "Cost"}},
                  {"cost_per_customer", money, "", {"一人あたりの費用", "Cost per customer"}},
                  {"key", string, "", {"鍵", "Key"}}},
      .chart =
          {.form = "line", .x = "period", .y = "customers", .series = "by_value", .side = "action"},
      .requires_facts = {"actions.kind=order"},
      // channel is how a customer came, not where an order was placed
      .own = Origin::customers,
      .default_by = "customers.channel",
      .sql = {"acquisition/acquisition.sql", "acquisition/costs.sql"},
      .run = run,
      .behind = behind,
  };
  return kInsight;
}

}  // namespace mikata::acquisition
