// SPDX-License-Identifier: Apache-2.0
// Loyalty: how does one-time satisfaction become loyalty over time? After Dick and Basu (1994). See
// README.md.
#pragma once

#include "mikata/insights/insight.h"

namespace mikata::loyalty {

// view=time: period, open, by_value, state (true_loyalty, latent, spurious, no_loyalty), title,
// customers, share, share_low, share_high, key. view=flows: moves.h. view=precedes: by_value, from,
// from_title, to, to_title, what (action, theme), name, title, movers, movers_share, stayers,
// stayers_share, log_odds, log_odds_low, log_odds_high, p_adjusted, key. Behind: the people and
// their last words.
const Insight& insight();

}  // namespace mikata::loyalty
