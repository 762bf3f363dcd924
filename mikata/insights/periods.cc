// SPDX-License-Identifier: Apache-2.0
#include "mikata/insights/periods.h"

#include <fmt/format.h>

namespace mikata {

bool is_open(const Context& context, Day start) {
  if (context.request.grain == Grain::all) return false;
  const Day last = period_end(start, context.request.grain);
  const bool asked = context.request.start || !context.request.last.empty();
  const bool cut_at_start = asked && context.period.start > start;
  return last > context.period.end || last > context.as_of || cut_at_start;
}

Slot first_of_period(const Context& context) {
  const std::string grain{grain_name(context.request.grain)};
  // A window that begins inside a period has its own first day.
  const std::string before_window = "d.previous_order_day < $start";
  if (context.request.grain == Grain::all) {
    return {"first_of_period", fmt::format("(d.previous_order_day IS NULL OR {})", before_window)};
  }
  return {"first_of_period",
          fmt::format("(d.previous_order_day IS NULL OR {0} OR {1}(d.previous_order_day) < "
                      "{1}(d.local_day))",
                      before_window, grain)};
}

}  // namespace mikata
