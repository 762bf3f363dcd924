// SPDX-License-Identifier: Apache-2.0
// Churn: who is leaving, and how much goes with them? Without contracts 1 - P(alive) by the fitted
// model (worth_model.h), the silence rule beside it; with contracts, lost / active. See README.md.
#pragma once

#include "mikata/insights/insight.h"

namespace mikata::churn {

// view=risk: band (of P(alive)), by_value, customers, leaving (expected), churn (mean of
// 1 - P(alive)), silent (share), value, value_at_risk, key.
// view=total: by_value, customers, churn, churn_low, churn_high, silent, value, value_at_risk, gone
// (customers with P(alive) below .2, listed apart), gone_value, key.
// view=contract, view=survival: contract.h. Behind: the customers, the one with most at risk first.
const Insight& insight();

}  // namespace mikata::churn
