// SPDX-License-Identifier: Apache-2.0
// Periods of a request: which are not over, and where each begins for a customer.
#pragma once

#include "mikata/insights/insight.h"

namespace mikata {

// Whether the period that begins on `start` is not over, or cut by the ends that were asked for.
bool is_open(const Context& context, Day start);

// {first_of_period}: true on a customer's first day with an order in its period (alias d), so that
// counting these days counts customers.
Slot first_of_period(const Context& context);
// The same for days with anything on them: one row per customer and period, although a day with an
// order and something else has two.
Slot first_of_any(const Context& context);
// The same where every period begins with its own first day, and ends with its last, whatever the
// window.
Slot first_of_whole_period(const Context& context);
Slot first_of_any_whole(const Context& context);

}  // namespace mikata
