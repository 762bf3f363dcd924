// SPDX-License-Identifier: Apache-2.0
// NPS: how likely are they to recommend us? 100 (promoters 9-10 - detractors 0-6) / answered, only
// on the scale 0..10; -100..100 points. Interval: adjusted Wald (Rocks 2016, n + 3), clipped; with
// weights, linearised. See README.md.
#pragma once

#include "mikata/insights/insight.h"

namespace mikata::nps {

// Columns: period, open, by_value, n, nps, nps_low, nps_high, promoters, passives, detractors
// (people; weighted people with weights), score_0 .. score_10 (answers), key.
// Behind: key, or key|promoters, key|passives, key|detractors, key|score_N.
const Insight& insight();

}  // namespace mikata::nps
