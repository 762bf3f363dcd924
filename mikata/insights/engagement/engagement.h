// SPDX-License-Identifier: Apache-2.0
// Engagement: do they answer, attend, follow, open? Interval: Wilson. See README.md.
#pragma once

#include "mikata/insights/insight.h"

namespace mikata::engagement {

// Columns: period, open, by_value, measure, n (the base), people, rate, rate_low, rate_high,
// touches_per_customer, key. Measures: answered_of_delivered (the response rate),
// answered_of_invited; and of the customers touched by a campaign those who opened, clicked,
// attended, followed, shared. Behind: the people.
const Insight& insight();

}  // namespace mikata::engagement
