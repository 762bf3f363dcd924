// SPDX-License-Identifier: Apache-2.0
// Strengths: what do those praise who come back, and what do those blame who leave? Log-odds with a
// prior. See README.md.
#pragma once

#include "mikata/insights/insight.h"

namespace mikata::strengths {

// Columns: by_value, theme, title, judged (praised, blamed), came_back (remarks of customers who
// bought again within `days` after theirs), came_back_share, left (of those who did not),
// left_share, log_odds (above 0: more among those who came back), log_odds_low, log_odds_high,
// p_adjusted, key. The clearest strengths first, the clearest reasons to leave last. Behind: the
// remarks.
const Insight& insight();

}  // namespace mikata::strengths
