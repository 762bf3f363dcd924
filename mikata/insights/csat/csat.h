// SPDX-License-Identifier: Apache-2.0
// CSAT: are they satisfied? The share of the top answers of each scale.
// Interval: Wilson. See README.md.
#pragma once

#include "mikata/insights/insight.h"

namespace mikata::csat {

// Columns: period, open, by_value, n, csat, csat_low, csat_high, mean (of the scores as given),
// good (answers that count), key. Behind: the answers, newest first.
const Insight& insight();

}  // namespace mikata::csat
