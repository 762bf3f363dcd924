// SPDX-License-Identifier: Apache-2.0
#include "mikata/insights/retention/contract.h"

#include <fmt/format.h>

#include "mikata/base/error.h"
#include "mikata/insights/context.h"
#include "mikata/insights/key.h"
#include "mikata/insights/periods.h"
#include "mikata/insights/persons.h"
#include "mikata/stats/wilson.h"
#include "mikata/store/derived.h"

namespace mikata::insights {
std::string_view sql(std::string_view path);
}

namespace mikata::retention {
namespace {

constexpr std::string_view kView = "contract";

std::int64_t whole(const Context& context, const std::string& name, std::int64_t least) {
  const std::int64_t number = std::stoll(context.request.parameters.at(name));
  if (number < least || number > 1200) {
    fail(ErrorKind::invalid_argument, "{} is not from {} to 1200: {}", name, least, number);
  }
  return number;
}

// The days with a renewal, under the same conditions and groups as the days with an order.
std::string renewals_of(const Context& context) {
  const Scope scope = scope_of(context);
  DaysOfActions which;
  which.condition = "x.kind = 'renew' AND (" + scope.condition + ")";
  which.by = scope.by;
  which.items = scope.origins.contains(Origin::items);
  which.customers = scope.origins.contains(Origin::customers);
  which.accounts = context.request.accounts;
  which.customers_source = customers_source(scope);
  return days_of_actions(which, {{"renew"}});
}

std::vector<Binding> bindings_of(const Context& context) {
  return {{"term_months", whole(context, "term_months", 1)},
          {"grace_days", whole(context, "grace_days", 0)}};
}

bool has_renewals(const Context& context) {
  return !context.store
              .query({"SELECT 1 AS found FROM fact_kinds WHERE what = 'actions.kind' AND "
                      "value = 'renew' LIMIT 1"})
              .rows.empty();
}

std::vector<Column> columns() {
  using enum ColumnType;
  return {{"period", date, "", {"更新の時期", "Up for renewal in"}},
          {"open", integer, "", {"途中", "Open"}},
          {"by_value", string, "", {"区分", "Group"}},
          {"due", integer, "contracts", {"更新を迎えた契約", "Up for renewal"}},
          {"renewed", integer, "contracts", {"更新した契約", "Renewed"}},
          {"renewal_rate", share, "", {"更新率", "Renewal rate"}},
          {"renewal_rate_low", share, "", {"下限", "Low"}},
          {"renewal_rate_high", share, "", {"上限", "High"}},
          {"key", string, "", {"鍵", "Key"}}};
}

std::string contracts_sql(std::string_view question) {
  return std::string(insights::sql("retention/contract.sql")) +
         std::string(insights::sql(question));
}

// Until the grace is over a contract of the period may still be renewed.
bool is_undecided(const Context& context, Day period, std::int64_t grace_days) {
  if (is_open(context, period)) return true;
  const Day last = context.request.grain == Grain::all ? context.period.end
                                                       : period_end(period, context.request.grain);
  return last.days + grace_days > context.as_of.days;
}

}  // namespace

Answer run_contract(const Context& context) {
  const std::vector<Binding> bindings = bindings_of(context);
  const std::int64_t term = as_integer(bindings[0].value);
  const std::int64_t grace = as_integer(bindings[1].value);
  Answer answer;
  answer.columns = columns();
  answer.chart = Chart{"line", "period", "renewal_rate", "by_value", "action"};
  answer.method = {
      fmt::format("契約は{}か月、満了後{}日までの更新を数える。ウィルソン区間", term, grace),
      fmt::format("terms of {} months, renewed up to {} days late; Wilson interval", term, grace)};
  if (!has_renewals(context)) {
    answer.notes.push_back(
        {"not_enough",
         {"更新(renew)の行動がありません。契約の更新を取り込んでください。",
          "There is no action of kind renew: import the renewals of contracts."}});
    return answer;
  }
  const Table table = context.query(contracts_sql("retention/contract_rates.sql"), bindings,
                                    {{"renewals", renewals_of(context)}});
  for (const Row& row : table.rows) {
    const double due = as_number(row[2]);
    const double renewed = as_number(row[3]);
    const stats::Interval interval = stats::wilson(renewed, due);
    answer.n += as_integer(row[2]);
    answer.table.rows.push_back({row[0],
                                 std::int64_t{is_undecided(context, as_day(row[0]), grace) ? 1 : 0},
                                 row[1], row[2], row[3], renewed / due, interval.low, interval.high,
                                 make_key({std::string(kView), row[0], row[1]})});
  }
  return answer;
}

Behind contract_behind(const Context& context, const std::vector<Value>& parts, Page page) {
  const std::string sql = contracts_sql("retention/contract_behind.sql");
  const Period days = days_of_period(context, key_day(parts[1]));
  PersonsQuery query{sql, bindings_of(context), {{"renewals", renewals_of(context)}}};
  query.bindings.push_back({"key_start", days.start});
  query.bindings.push_back({"key_end", days.end});
  query.bindings.push_back({"key_by", parts[2]});
  return persons_behind(context, std::move(query), page);
}

}  // namespace mikata::retention
