// SPDX-License-Identifier: Apache-2.0
// Silent: what would those who never answer say? NPS of everybody who has bought, by the chance to
// answer and raking to what is known of all. Interval: linearised; beside it the band for answering
// that depends on the score itself. See README.md.
#pragma once

#include "mikata/insights/insight.h"

namespace mikata::silent {

// One row for each group. Columns: by_value, n (customers who have bought), answered (when last
// asked), response (answered / n), nps_before (of the last answers as they are), nps (of all
// customers), nps_low, nps_high, band_low, band_high (--strength), change (nps - nps_before),
// design_effect, n_effective, key.
// Behind: the customers who never answered, those who spent most first.
const Insight& insight();

}  // namespace mikata::silent
