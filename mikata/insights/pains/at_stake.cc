// SPDX-License-Identifier: Apache-2.0
#include "mikata/insights/pains/at_stake.h"

#include <fmt/format.h>

namespace mikata::insights {
std::string_view sql(std::string_view path);
}

namespace mikata::pains {
namespace {

// The summary holds the 12 months before the last day of the book; any other day is counted anew.
std::string spent_sql(const Context& context) {
  if (!context.request.as_of) {
    return "SELECT p.customer_no AS customer_no, p.revenue_365d_minor AS money\n"
           "  FROM customer_summary AS p";
  }
  return "SELECT o.customer_no AS customer_no, sum(o.revenue_minor) AS money\n"
         "  FROM order_days AS o\n"
         "  WHERE o.local_day > add_days($as_of, -365) AND o.local_day <= $as_of\n"
         "  GROUP BY o.customer_no";
}

std::string joined(const std::vector<std::string>& columns) {
  std::string text;
  for (const std::string& column : columns) text += (text.empty() ? "" : ",\n    ") + column;
  return text;
}

GroupAtStake group_of(const Row& row, std::size_t themes) {
  GroupAtStake group{row[0], {}};
  for (std::size_t theme = 0; theme < themes; ++theme) {
    group.themes.push_back({as_integer(row[1 + 2 * theme]), as_integer(row[2 + 2 * theme])});
  }
  return group;
}

}  // namespace

std::vector<GroupAtStake> at_stake(const Context& context, const CountedRemarks& counted,
                                   const std::vector<std::string>& names) {
  if (names.empty()) return {};
  std::vector<std::string> marks;
  std::vector<std::string> sums;
  std::vector<Binding> bindings = counted.bindings;
  for (std::size_t theme = 0; theme < names.size(); ++theme) {
    marks.push_back(fmt::format(
        "max(CASE WHEN contains_text(concat(' ', a.themes, ' '), $mark_{0}) THEN 1 ELSE 0 END) "
        "AS bad_{0}",
        theme));
    sums.push_back(fmt::format("to_integer(sum(g.bad_{0})) AS customers_{0}", theme));
    sums.push_back(
        fmt::format("to_integer(sum(g.bad_{0} * coalesce(s.money, 0))) AS money_{0}", theme));
    bindings.push_back({fmt::format("mark_{}", theme), " " + names[theme] + "- "});
  }
  const Table table = context.query(insights::sql("pains/at_stake.sql"), std::move(bindings),
                                    {{"counted", counted.condition},
                                     {"marks", joined(marks)},
                                     {"stake_sums", joined(sums)},
                                     {"spent", spent_sql(context)}});
  std::vector<GroupAtStake> groups;
  for (const Row& row : table.rows) groups.push_back(group_of(row, names.size()));
  return groups;
}

}  // namespace mikata::pains
