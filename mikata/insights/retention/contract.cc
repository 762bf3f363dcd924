// SPDX-License-Identifier: Apache-2.0
#include "mikata/insights/retention/contract.h"

#include <fmt/format.h>

#include "mikata/insights/contracts.h"
#include "mikata/insights/key.h"
#include "mikata/insights/periods.h"
#include "mikata/insights/persons.h"
#include "mikata/stats/wilson.h"

namespace mikata::insights {
std::string_view sql(std::string_view path);
}

namespace mikata::retention {
namespace {

constexpr std::string_view kView = "contract";

std::vector<Column> contract_columns() {
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

}  // namespace

Answer run_contract(const Context& context) {
  const ContractTerms terms = contract_terms(context);
  Answer answer;
  answer.columns = contract_columns();
  answer.chart = Chart{"line", "period", "renewal_rate", "by_value", "action"};
  answer.method = {fmt::format("契約は{}か月、満了後{}日までの更新を数える。ウィルソン区間",
                               terms.months, terms.grace_days),
                   fmt::format("terms of {} months, renewed up to {} days late; Wilson interval",
                               terms.months, terms.grace_days)};
  if (!has_actions(context, "renew")) {
    answer.notes.push_back(
        {"not_enough",
         {"更新(renew)の行動がありません。契約の更新を取り込んでください。",
          "There is no action of kind renew: import the renewals of contracts."}});
    return answer;
  }
  const Table table = context.query(contracts_sql("retention/contract_rates.sql"),
                                    contract_bindings(terms), contract_slots(context));
  for (const Row& row : table.rows) {
    const double due = as_number(row[2]);
    const double renewed = as_number(row[3]);
    const stats::Interval interval = stats::wilson(renewed, due);
    answer.n += as_integer(row[2]);
    answer.table.rows.push_back({row[0],
                                 std::int64_t{is_undecided(context, as_day(row[0]), terms) ? 1 : 0},
                                 row[1], row[2], row[3], renewed / due, interval.low, interval.high,
                                 make_key({std::string(kView), row[0], row[1]})});
  }
  return answer;
}

Behind contract_behind(const Context& context, const std::vector<Value>& parts, Page page) {
  const std::string sql = contracts_sql("retention/contract_behind.sql");
  const Period days = days_of_period(context, key_day(parts[1]));
  PersonsQuery query{sql, contract_bindings(contract_terms(context)), contract_slots(context)};
  query.bindings.push_back({"key_start", days.start});
  query.bindings.push_back({"key_end", days.end});
  query.bindings.push_back({"key_by", parts[2]});
  return persons_behind(context, std::move(query), page);
}

}  // namespace mikata::retention
