// SPDX-License-Identifier: Apache-2.0
// Traits: what do those who left, or the best customers, have in common? Rules by WRAcc at equal
// tenure, found on one half of the customers and confirmed on the other. Interval: Wilson. See
// README.md.
#pragma once

#include "mikata/insights/insight.h"

namespace mikata::traits {

// The rule with the largest excess first. Columns: by_value, sentence, n (customers of the rule),
// share (of customers), rate (of them with the outcome), rate_low, rate_high, rate_equal (of all of
// the same tenure), rate_all, excess (customers with the outcome beyond those expected), wracc,
// confirmed (rate in the half that had not been looked at), p (there, adjusted), key.
// Behind: the customers of the rule.
const Insight& insight();

}  // namespace mikata::traits
