// SPDX-License-Identifier: Apache-2.0
// Periods of a request: which are not over, and where each begins for a customer.
#pragma once

#include "mikata/insights/insight.h"

namespace mikata {

// Whether the period that begins on `start` is not over, or cut by the ends that were asked for.
bool is_open(const Context& context, Day start);

// Whether the window does not reach beyond one period.
bool is_within_one_period(const Context& context);

// The number of the period of a row's local_day, in SQL.
std::string period_of_day(Grain grain);
// {period}: the same for the days of the window; inside of one period it is the same for each.
Slot period_slot(const Context& context);

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
