// SPDX-License-Identifier: Apache-2.0
// Periods of a request: which are not over, and where each begins for a customer.
#pragma once

#include "mikata/insights/insight.h"

namespace mikata {

// Whether the period that begins on `start` is not over, or cut by the ends that were asked for.
bool is_open(const Context& context, Day start);

// {first_of_period}: true on a customer's first day with an order in its period (alias d), so that
// counting these days counts customers. `previous` may be another column with the day before:
// d.previous_day counts customers with anything on a day.
Slot first_of_period(const Context& context, std::string_view previous = "d.previous_order_day");
// The same where every period begins with its own first day, whatever the window.
Slot first_of_whole_period(const Context& context);

}  // namespace mikata
