// SPDX-License-Identifier: Apache-2.0
// Drivers: what moves satisfaction and loyalty most? LMG shares of R² of an outcome on the
// ratings of the same form, intervals by jackknife over customer blocks. See README.md.
#pragma once

#include "mikata/insights/insight.h"

namespace mikata::drivers {

// Over the whole window, the largest share first. Columns:
//   --view shares          by_value, driver, n (complete forms), share (of R²), share_low,
//                          share_high, part (of the outcome's variance), correlation, rank_best,
//                          rank_worst, r_squared, r_squared_low, r_squared_high, key
//   --view performance     by_value, driver, n, share .., performance (top answers) .., mean,
//                          field, key
//   --view penalty_reward  by_value, driver, n, penalty (points of the outcome where the rating is
//                          low) .., reward (where it is high) .., kind, low, high (answers), key
// Behind: the answers that rate the driver low.
const Insight& insight();

}  // namespace mikata::drivers
