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

Slot first_of_period(const Context& context, std::string_view previous) {
  std::string first = starts_period(context.request.grain, previous);
  // A window that begins inside a period has its own first day.
  const Day start = context.period.start;
  if (period_start(start, context.request.grain) != start || context.request.grain == Grain::all) {
    first = fmt::format("({} OR {} < $start)", first, previous);
  }
  return {"first_of_period", first};
}

}  // namespace mikata
