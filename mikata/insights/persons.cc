// SPDX-License-Identifier: Apache-2.0
#include "mikata/insights/persons.h"

#include <algorithm>

namespace mikata {

namespace insights {
std::string_view sql(std::string_view path);
}

namespace {

constexpr std::string_view kAccounts =
    "(SELECT c.account_no AS customer_no, min(c.account_id) AS customer_id, "
    "min(coalesce(t.name, c.account_id)) AS name FROM customer_summary AS c "
    "LEFT JOIN accounts_now AS t ON t.account_id = c.account_id "
    "WHERE c.account_no IS NOT NULL GROUP BY c.account_no)";

ColumnType type_of(const Column& column) {
  if (column.name == "revenue" || column.name == "revenue_before" || column.name == "amount" ||
      column.name == "profit" || column.name == "value" || column.name == "value_at_risk") {
    return ColumnType::money;
  }
  return column.type;
}

}  // namespace

Behind persons_behind(const Context& context, PersonsQuery query, Page page) {
  query.bindings.push_back({"limit", page.limit});
  query.bindings.push_back({"offset", page.offset});
  const std::string persons{context.request.accounts ? kAccounts : "customer_summary"};
  query.slots.push_back({"persons", persons});
  Behind behind;
  behind.table = context.query(query.sql, std::move(query.bindings), query.slots);
  const std::size_t total = behind.table.index("total");
  for (Row& row : behind.table.rows) {
    behind.total = as_integer(row[total]);
    row.resize(total);
  }
  behind.table.columns.resize(total);
  for (Column& column : behind.table.columns) column.type = type_of(column);
  return behind;
}

Period days_of_period(const Context& context, Day start) {
  if (context.request.grain == Grain::all) return context.period;
  return {std::max(start, context.period.start),
          std::min(period_end(start, context.request.grain), context.period.end)};
}

Behind buyers_behind(const Context& context, const BuyersOf& which, Page page) {
  const Period days = days_of_period(context, which.period);
  return persons_behind(
      context,
      {insights::sql("buyers_behind.sql"),
       {{"key_start", days.start}, {"key_end", days.end}, {"key_by", which.by_value}},
       {{"condition", which.condition}, {"having", which.having}}},
      page);
}

}  // namespace mikata
