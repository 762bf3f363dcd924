// SPDX-License-Identifier: Apache-2.0
// Stage: where is each customer in the lifecycle, and where do they go from there? See README.md.
#pragma once

#include "mikata/insights/insight.h"

namespace mikata::stage {

// view=stages: by_value, stage, title, customers, share, share_low, share_high, revenue_12m,
// revenue_before_12m, change (of the share), change_low, change_high, changed, key. view=flows:
// moves.h. Behind: the people and their last words, those who bring most first.
const Insight& insight();

}  // namespace mikata::stage
