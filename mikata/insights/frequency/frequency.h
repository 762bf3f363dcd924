// SPDX-License-Identifier: Apache-2.0
// Frequency: how often and how much do they buy? Occasions (days with an order) per active
// customer. Interval: delete-a-group jackknife. See README.md.
#pragma once

#include "mikata/insights/insight.h"

namespace mikata::frequency {

// view=trend: period, open, by_value, customers, occasions, orders, frequency, frequency_low,
// frequency_high, gap_days (median days since the occasion before), revenue, revenue_per_customer,
// revenue_per_customer_low, revenue_per_customer_high, key.
// view=histogram: occasions (20 is 20 or more), by_value, customers, share, share_low, share_high,
// key. Behind: the customers.
// view=tracking, by_purchases, holdout, deciles: forecast.h.
const Insight& insight();

}  // namespace mikata::frequency
