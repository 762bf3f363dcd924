// SPDX-License-Identifier: Apache-2.0
#include "mikata/insights/acquisition/acquisition.h"

#include <map>

#include "mikata/insights/key.h"
#include "mikata/insights/periods.h"
#include "mikata/insights/persons.h"
#include "mikata/stats/wilson.h"

namespace mikata::insights {
std::string_view sql(std::string_view path);
}

namespace mikata::acquisition {
namespace {

using Costs = std::map<std::string, double>;  // by key of period and channel

bool is_by_channel(const Request& request) {
  return request.by == "channel" || request.by == "customers.channel" ||
         request.by == "customer.channel";
}

Costs read_costs(const Context& context) {
  Costs costs;
  if (!is_by_channel(context.request) || !context.request.where.empty()) return costs;
  const Table table = context.query(insights::sql("acquisition/costs.sql"));
  for (const Row& row : table.rows) costs[make_key({row[0], row[1]})] = as_number(row[2]);
  return costs;
}

Answer run(const Context& context) {
  Answer answer;
  answer.method = {"ウィルソン区間(割合)", "Wilson interval (share)"};
  const Costs costs = read_costs(context);
  const Table table = context.query(insights::sql("acquisition/acquisition.sql"));
  std::map<Day, double> totals;
  for (const Row& row : table.rows) totals[as_day(row[0])] += as_number(row[2]);
  for (const Row& row : table.rows) {
    const Day period = as_day(row[0]);
    const double people = as_number(row[2]);
    const double of = totals.at(period);
    const stats::Interval interval = stats::wilson(people, of);
    const std::string key = make_key({row[0], row[1]});
    const auto cost = costs.find(key);
    const bool known = cost != costs.end();
    answer.n += as_integer(row[2]);
    answer.table.rows.push_back({row[0], std::int64_t{is_open(context, period) ? 1 : 0}, row[1],
                                 row[2], people / of, interval.low, interval.high,
                                 known ? Value(cost->second) : Value(),
                                 known ? Value(cost->second / people) : Value(), key});
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
      .own = Origin::actions,
      .default_by = "customers.channel",
      .sql = {"acquisition/acquisition.sql", "acquisition/costs.sql"},
      .run = run,
      .behind = behind,
  };
  return kInsight;
}

}  // namespace mikata::acquisition
