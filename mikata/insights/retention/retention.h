// SPDX-License-Identifier: Apache-2.0
// Retention: who stays? A cohort is the customers whose first order fell in one period; retained in
// period k are those with at least one order in it. Interval: Wilson. See README.md.
#pragma once

#include "mikata/insights/insight.h"

namespace mikata::retention {

// view=contract: contract.h. view=cohorts: cohort, age (periods since the first), open, by_value,
// customers (of the cohort), retained, retention, retention_low, retention_high, key. One row for
// every age up to as_of, also where nobody came. Behind: the customers who bought in that period.
const Insight& insight();

}  // namespace mikata::retention
