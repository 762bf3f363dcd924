// SPDX-License-Identifier: Apache-2.0
// Quadrant: who is content but gone, who complains but stays? Where customers stand (standing.h),
// and who moved since the period before. See README.md.
#pragma once

#include "mikata/insights/insight.h"

namespace mikata::quadrant {

// view=fields: by_value, field, title, customers, share, share_low, share_high, revenue_12m,
// revenue_before_12m, change (of the share), change_low, change_high, changed (1: more than
// chance), key. view=flows: by_value, from, from_title, to, to_title, customers, share (of those in
// from), share_low, share_high, revenue_12m, revenue_before_12m, key. Behind: the people and their
// last words, those who bring most first.
const Insight& insight();

}  // namespace mikata::quadrant
