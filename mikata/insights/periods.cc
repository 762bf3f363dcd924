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
  std::string first = starts_period(context.request.grain, previous);
  if (period_start(start, context.request.grain) == start && context.request.grain != Grain::all) {
    return first;
  }
  return fmt::format("({} OR {} < $start)", first, previous);
}

}  // namespace

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

// A day with an order counts when no order of the period is before it. Any other day counts when
// nothing of the period is before it and no order of the period is still to come.
std::string any_of(const Context& context, std::string_view first_order, std::string_view first_day,
                   std::string_view within) {
  const std::string same_period =
      context.request.grain == Grain::all
          ? ""
          : fmt::format(" AND {0}_no(d.next_order_day) = {0}_no(d.local_day)",
                        grain_name(context.request.grain));
  return fmt::format("CASE WHEN d.orders > 0 THEN {} ELSE {} AND coalesce(NOT ({}{}), TRUE) END",
                     first_order, first_day, within, same_period);
}

}  // namespace

Slot first_of_any(const Context& context) {
  return {"first_of_any",
          any_of(context, first_since(context, "d.previous_order_day"),
                 first_since(context, "d.previous_day"), "d.next_order_day <= $end")};
}

Slot first_of_any_whole(const Context& context) {
  const Grain grain = context.request.grain;
  return {"first_of_any",
          any_of(context, starts_period(grain, "d.previous_order_day"),
                 starts_period(grain, "d.previous_day"), "d.next_order_day IS NOT NULL")};
}

}  // namespace mikata
