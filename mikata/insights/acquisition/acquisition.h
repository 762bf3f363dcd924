// SPDX-License-Identifier: Apache-2.0
// Acquisition: who comes, from where, at what cost? Customers whose first order is in the period.
// See README.md.
#pragma once

#include "mikata/insights/insight.h"

namespace mikata::acquisition {

// Columns: period, open, by_value (channel unless told), customers, share (of the period's new
// customers), share_low, share_high, cost (campaigns of that channel), cost_per_customer, key.
// Costs only by channel and without --where. Behind: the customers.
const Insight& insight();

}  // namespace mikata::acquisition
