// SPDX-License-Identifier: Apache-2.0
#include "mikata/insights/persons.h"

namespace mikata {
namespace {

constexpr std::string_view kAccounts =
    "(SELECT c.account_no AS customer_no, min(c.account_id) AS customer_id, "
    "min(coalesce(t.name, c.account_id)) AS name FROM customer_summary AS c "
    "LEFT JOIN accounts_now AS t ON t.account_id = c.account_id "
    "WHERE c.account_no IS NOT NULL GROUP BY c.account_no)";

ColumnType type_of(const Column& column) {
  if (column.name == "revenue" || column.name == "amount" || column.name == "profit") {
    return ColumnType::money;
  }
  return column.type;
}

}  // namespace

Behind persons_behind(const Context& context, std::string_view sql, std::vector<Binding> bindings,
                      Page page) {
  bindings.push_back({"limit", page.limit});
  bindings.push_back({"offset", page.offset});
  const std::string persons{context.request.accounts ? kAccounts : "customer_summary"};
  Behind behind;
  behind.table = context.query(sql, std::move(bindings), {{"persons", persons}});
  const std::size_t total = behind.table.index("total");
  for (Row& row : behind.table.rows) {
    behind.total = as_integer(row[total]);
    row.resize(total);
  }
  behind.table.columns.resize(total);
  for (Column& column : behind.table.columns) column.type = type_of(column);
  return behind;
}

}  // namespace mikata
