// SPDX-License-Identifier: Apache-2.0
// RFM: who bought recently, often, much? Scores 1..5 by rank, equal values share a score. See
// README.md.
#pragma once

#include "mikata/insights/insight.h"

namespace mikata::rfm {

// Columns: by_value, recency (5 is the most recent), frequency, customers, share (of all), revenue,
// monetary (mean score), recency_days, occasions (means), key. view=value: by_value, recency,
// frequency, customers, revenue, p_alive, expected_orders, clv (means of the next 12 months),
// clv_total, key; as of the book's last day only. Behind: the customers of a field with their three
// scores.
const Insight& insight();

}  // namespace mikata::rfm
