// SPDX-License-Identifier: Apache-2.0
// Pains: what hurts most? By what it has cost, as `effect` compares; where that cannot be said, by
// share x severity x weight on the score. Intervals: delete-a-group jackknife over the 50 customer
// blocks. See README.md.
#pragma once

#include "mikata/insights/insight.h"

namespace mikata::pains {

// Over the whole window, the worst first. Columns: by_value, theme, title, n (remarks), remarks
// (that judge the theme badly), share, severity (0..1), weight (how much lower the score is, on -1
// to 1, all else equal; NULL without scores), pain, pain_low, pain_high, customers and money (who
// judges it badly, and what they bought in the last 12 months), lost, lost_low, lost_high (what
// they bought less in the 12 months after; NULL where it cannot be said), followed, why (it
// cannot), quote, voice_id, key. Behind: the remarks.
const Insight& insight();

}  // namespace mikata::pains
