// SPDX-License-Identifier: Apache-2.0
// The people (or accounts) behind a row.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "mikata/insights/insight.h"

namespace mikata {

// Asks `sql`, whose last column is `total`, with $limit and $offset of the page bound. Its slot
// {persons} is the table that says who customer_no is: customers, or accounts with --unit account.
struct PersonsQuery {
  std::string_view sql;
  std::vector<Binding> bindings = {};
  std::vector<Slot> slots = {};
};
Behind persons_behind(const Context& context, PersonsQuery query, Page page);

// The customers who bought in one period of one group. `condition` is SQL over their days (alias
// d), `having` over the customer's sums (alias b: occasions, orders, revenue_minor).
struct BuyersOf {
  Day period;
  Value by_value;
  std::string condition = "TRUE";
  std::string having = "TRUE";
};
Behind buyers_behind(const Context& context, const BuyersOf& which, Page page);

// The days of a period that were looked at: cut by the ends that were asked for.
Period days_of_period(const Context& context, Day start);

}  // namespace mikata
