// SPDX-License-Identifier: Apache-2.0
// Effect: what does one good or bad experience do to later buying and recommending? The first
// such experience of a customer against comparable moments of others who had none yet, in the same
// month. See README.md.
#pragma once

#include "mikata/insights/insight.h"

namespace mikata::effect {

// Over the whole window. Columns:
//   --view summary      by_value, outcome, title, n (experiences), others, with, without, att,
//                       att_low, att_high, ipw, naive, days, days_low, days_high, key
//   --view balance      by_value, trait, level, share (of those with the experience), before, after
//                       (SMD), ok
//   --view event_study  by_value, step (of 30 days around it), n, att, att_low, att_high
// Behind: the people with the experience, those to whom the outcome happened first.
const Insight& insight();

}  // namespace mikata::effect
