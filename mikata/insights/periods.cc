// SPDX-License-Identifier: Apache-2.0
#include "mikata/insights/periods.h"

#include <fmt/format.h>

namespace mikata {
namespace {

// Whether the day `previous` (SQL) lies before the period of d.local_day, or there is none.
std::string starts_period(Grain grain, std::string_view previous) {
  if (grain == Grain::all) return fmt::format("({} IS NULL)", previous);
  if (grain == Grain::day) return fmt::format("({0} IS NULL OR {0} < d.local_day)", previous);
  // The day of a quarter costs the database more than its number does.
  if (grain == Grain::quarter) {
    return fmt::format("(coalesce(quarter_no({}), 0) < quarter_no(d.local_day))", previous);
  }
  constexpr int kNever = 1'000'000;
  return fmt::format("(coalesce(days_between({}, d.local_day), {}) >= day_of_{}(d.local_day))",
                     previous, kNever, grain_name(grain));
}

// The same, where a window that begins inside a period has its own first day.
std::string first_since(const Context& context, std::string_view previous) {
  const Day start = context.period.start;
  if (is_within_one_period(context)) return fmt::format("({0} IS NULL OR {0} < $start)", previous);
  std::string first = starts_period(context.request.grain, previous);
  if (period_start(start, context.request.grain) == start) return first;
  return fmt::format("({} OR {} < $start)", first, previous);
}

}  // namespace

bool is_within_one_period(const Context& context) {
  const Grain grain = context.request.grain;
  return grain == Grain::all ||
         period_start(context.period.start, grain) == period_start(context.period.end, grain);
}

bool is_open(const Context& context, Day start) {
  if (context.request.grain == Grain::all) return false;
  const Day last = period_end(start, context.request.grain);
  const bool asked = context.request.start || !context.request.last.empty();
  const bool cut_at_start = asked && context.period.start > start;
  return last > context.period.end || last > context.as_of || cut_at_start;
}

Slot first_of_whole_period(const Context& context) {
  // Counted back from the day: in a month, the 12th has eleven days of it before.
  return {"first_of_period", starts_period(context.request.grain, "d.previous_order_day")};
}

Slot first_of_period(const Context& context) {
  return {"first_of_period", first_since(context, "d.previous_order_day")};
}

namespace {

std::string first_anything(std::string_view first_order, std::string_view first_day,
                           std::string_view order_to_come) {
  return fmt::format("CASE WHEN d.orders > 0 THEN {} ELSE {} AND coalesce(NOT ({}), TRUE) END",
                     first_order, first_day, order_to_come);
}

std::string next_order_in_period(Grain grain) {
  if (grain == Grain::all) return "d.next_order_day IS NOT NULL";
  return fmt::format("{0}_no(d.next_order_day) = {0}_no(d.local_day)", grain_name(grain));
}

}  // namespace

// A day with an order counts when no order of the period is before it. Any other day counts when
// nothing of the period is before it and no order of the period is still to come.
Slot first_of_any(const Context& context) {
  std::string to_come = "d.next_order_day <= $end";
  if (!is_within_one_period(context)) {
    to_come += " AND " + next_order_in_period(context.request.grain);
  }
  return {"first_of_any", first_anything(first_since(context, "d.previous_order_day"),
                                         first_since(context, "d.previous_day"), to_come)};
}

Slot first_of_any_whole(const Context& context) {
  const Grain grain = context.request.grain;
  return {"first_of_any",
          first_anything(starts_period(grain, "d.previous_order_day"),
                         starts_period(grain, "d.previous_day"), next_order_in_period(grain))};
}

Slot period_slot(const Context& context) {
  const Grain grain = context.request.grain;
  if (grain == Grain::all || !is_within_one_period(context))
    return {"period", period_of_day(grain)};
  return {"period", fmt::format("CAST({} AS BIGINT)", period_number(context.period.start, grain))};
}

std::string period_of_day(Grain grain) {
  return grain == Grain::all ? "CAST(0 AS BIGINT)"
                             : fmt::format("{}_no(local_day)", grain_name(grain));
}

}  // namespace mikata
