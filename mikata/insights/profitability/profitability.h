// SPDX-License-Identifier: Apache-2.0
// Profitability: which customers and segments earn money? Revenue - cost of goods - returns -
// discounts - cost to serve. Interval: delete-a-group jackknife. See README.md.
#pragma once

#include "mikata/insights/insight.h"

namespace mikata::profitability {

// view=groups: period, open, by_value, customers, revenue, cost, returns, discounts, cost_to_serve,
// profit, profit_low, profit_high, profit_per_customer, profit_per_customer_low,
// profit_per_customer_high, margin (profit / revenue), key.
// view=whale: customers_share (0..1, most profitable first), customers, profit, cumulative_share
// (of all profit), losing (customers who cost more than they bring), key. Behind: the customers,
// the greatest loss first.
const Insight& insight();

}  // namespace mikata::profitability
