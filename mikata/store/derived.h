// SPDX-License-Identifier: Apache-2.0
// Tables computed from the facts, thrown away and computed again at will. Insights read these.
//
// They are built in this order, each by one SELECT in the shared dialect (store/derived/NAME.sql)
// over the current facts (customers_now, actions_now ...) and the derived tables before it:
//   customer_ids      customer_id as written -> customer_no: one person, one number from 1
//   order_days        one row is a customer's local day with an order
//   order_days_by_month  the same, those of a month together: a window reads a part of it
//   usual_gaps        one row is a customer with five gaps or more between order days
//   other_days        one row is a customer's local day with anything else
//   customer_days     both, as a view: a day with an order and something else has two rows;
//                     customer_days_by_month is the same with those of a month together
//   answers           one row is an answer that was given, with its respondent
//   answer_counts     question, touchpoint, local_day, score: answers, weight
//   group_numbers     one row is a value of a text column of customers, with its number
//   customer_summary  one row is a customer: attributes, sums, last answers, block
//   waits             one row is a day with an order and the next one, with how many customers
//   remarks           one row is an answer in words, with how it was read
//   alike_shared      one row is a number that several remarks have, as near duplicates
//   fact_kinds        which kinds of actions, questions, statuses and promises there are
//   book_summary      one row: first and last local day, counts
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "mikata/base/date.h"
#include "mikata/store/dialect.h"
#include "mikata/store/schema.h"

namespace mikata {

enum class DerivedKind { table, view };

struct DerivedTable {
  std::string_view name;
  std::string_view sql_file;  // in mikata/store
  DerivedKind kind = DerivedKind::table;
};

std::span<const DerivedTable> derived_tables();

// What the SELECT of a derived table needs to know.
struct DerivedSettings {
  std::vector<std::string> activity;  // kinds of action that count as an order
  // How far the book's days are from those of UTC; none: not at all.
  std::vector<ZoneOffset> offsets = {};
};
// Of a book in this time zone.
DerivedSettings derived_settings(std::vector<std::string> activity, const std::string& timezone);

// Whose rows change: what an import, an undo or a correction says of the table touched_persons.
inline constexpr std::string_view kOfTouchedPersons =
    "customer_no IN (SELECT customer_no FROM touched_persons)";

// Which rows a SELECT makes: all, or those of the customers in touched_persons (customer_no) and of
// the voices in touched_voices (seq). Then there must be, too, touched_names (customer_id) and
// touched_contacts (identity), under which those customers are written, and touched_actions, their
// current actions; remarks look at touched_remarks (answer_no) alone.
enum class DerivedRows { all, touched };

// The SELECT with its slots filled; still in the shared dialect.
std::string derived_select(const DerivedTable& table, const DerivedSettings& settings,
                           DerivedRows rows = DerivedRows::all);
// Fails with internal when there is no such table.
const DerivedTable& find_derived_table(std::string_view name);

// customer_days of some actions only, or told apart by something an action says, or by account.
// The SQL may use the aliases x (action), i (item), c (customer_summary).
struct DaysOfActions {
  std::string condition = "TRUE";
  std::string by = "''";   // becomes day_group: each value is counted as a shop of its own
  bool items = false;      // condition or by name an item's column
  bool customers = false;  // condition or by name a customer's column
  bool accounts = false;   // customer_no is the account's number
  bool neighbours = true;  // previous_day and next_order_day are wanted; without them it is faster
  // The customers' columns: customer_summary, or a sub-select that has more of them.
  std::string customers_source = "customer_summary";
};
// A sub-select in parentheses, in the shared dialect.
std::string days_of_actions(const DaysOfActions& which, const DerivedSettings& settings);

// The same in its two parts: the days with an order, and those with anything else, which look for
// the orders around them in `order_days`.
struct DayParts {
  std::string orders;
  std::string others;
};
DayParts day_parts(const DaysOfActions& which, const DerivedSettings& settings, DerivedRows rows,
                   const std::string& order_days);
// The sub-select over both.
std::string days_of_parts(const DayParts& parts);

// A column of a derived table that --where and --by may name, beyond those of the fact tables.
struct DerivedColumn {
  std::string_view name;  // as people write it: revenue_365d
  std::string_view sql;   // as the table calls it: c.revenue_365d_minor
  FactType type;
};

// Of customer_summary, alias c.
std::span<const DerivedColumn> customer_measures();

// What models say of a customer, one row each in customer_measures; alias c where the measures are
// joined to customer_summary.
std::span<const DerivedColumn> model_measures();

// Columns of customer_summary whose values have a number, in the order of the texts, in NAME_no.
std::span<const std::string_view> customer_numbered();

}  // namespace mikata
