// SPDX-License-Identifier: Apache-2.0
// Tenure: is our customer base ageing? Active customers by time since their first order; the first
// band is those who are new in 12 months. Interval: Wilson. See README.md.
#pragma once

#include "mikata/insights/insight.h"

namespace mikata::tenure {

// Columns: period, open, by_value, tenure (0-1y, 1-2y, 2-3y, 3-5y, 5y+), customers, share (of the
// period's active customers), share_low, share_high, median_age (today, of those with a birth
// date), key. Behind: the customers of a band.
const Insight& insight();

}  // namespace mikata::tenure
