// SPDX-License-Identifier: Apache-2.0
// Questions that count days period by period. Whole periods are read from the sums that the store
// keeps (store/sums.h); what a window cuts off, and what is asked of what customers said, of what
// models foretell or of accounts, is counted from the days.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "mikata/insights/insight.h"

namespace mikata {

// One question in two statements: `select` makes the rows of a table of sums from the days of a
// window, `read` reads such rows, be they kept or just made.
// Slots of `select`: {by_columns}, {window}, {first_of_period}, {first_of_any}, {returned}, and
// what `slots` gives; of `read`: {by_value}, and the name of the table.
struct PeriodSums {
  std::string_view table;   // of store/sums.h
  std::string_view select;  // file
  std::string_view read;    // file: alias s, its rows ordered by period
  std::vector<Slot> (*slots)(const Context&) = nullptr;
};

// How a window falls into periods: those that are in it from end to end, one after the other, and
// what is left of the first and of the last one.
struct Windows {
  std::optional<Period> head = {};
  std::optional<Period> whole = {};
  std::optional<Period> tail = {};
};
// A period counts as whole, too, where nothing is known of the days cut off.
Windows windows_of(const Context& context);

// Whether the sums that are kept know an answer to this request.
bool asks_for_sums(const Context& context);

Table query_periods(const Context& context, const PeriodSums& sums);

// Counts the days that `window` names, a condition of `d` with its own values besides $start and
// $end.
Table query_days(const Context& context, const PeriodSums& sums,
                 std::string window = "d.local_day >= $start AND d.local_day <= $end",
                 std::vector<Binding> bindings = {});

// Reads one window of whole periods from the kept sums, $first to $last being their numbers;
// nullopt where there are none.
std::optional<Table> query_kept(const Context& context, const PeriodSums& sums, Period whole);

// Slots of a plain request, for `mikata sql`.
std::vector<Slot> plain_sums(const Context& context);

// The same context with another window.
Context with_period(const Context& context, Period period);

}  // namespace mikata
