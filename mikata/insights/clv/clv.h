// SPDX-License-Identifier: Apache-2.0
// CLV: what will each customer be worth? Expected discounted margin over the coming months: how
// often they will buy (worth_model.h) times what they spend (Gamma-Gamma). Intervals: predictive
// for a customer, parameters and process for a total. See README.md.
#pragma once

#include "mikata/insights/insight.h"

namespace mikata::clv {

// view=histogram: value_from, value_to (none: open upwards), by_value, customers, share, value (of
// these customers), key.
// view=total: by_value, customers, still_here (expected), purchases, value, value_low, value_high,
// value_per_customer, top_share (of the value, held by the top tenth of customers), key.
// view=model: model, chosen, log_score, log_likelihood (both a customer, on trial), parameters.
// Behind: the customers, the most valuable first, with predictive bands of 80 and 95 %.
const Insight& insight();

}  // namespace mikata::clv
