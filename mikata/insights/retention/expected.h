// SPDX-License-Identifier: Apache-2.0
// Actual against expected: the share of customers with an order in each period after their first,
// beside what the model of buying expects of people who joined on the same days. The model is the
// one that `clv` values customers with, fitted to all of them. See models/active_share.h.
#pragma once

#include "mikata/insights/insight.h"

namespace mikata::retention {

// view=expected: age, customers (of the cohorts for which that period is over), retained,
// retention, retention_low, retention_high, expected.
Answer run_expected(const Context& context);

}  // namespace mikata::retention
