// SPDX-License-Identifier: Apache-2.0
// Pulse: what do customers say and do, this period against the last? The last complete period is
// compared with the one before and with the same a year ago; all measures of the page are judged
// together (Benjamini-Hochberg, 5 %). A period that is not over is shown and never compared.
// See README.md.
#pragma once

#include "mikata/insights/insight.h"

namespace mikata::pulse {

// Columns: measure, side (voice, action), title, unit, period, open, n, value, value_low,
// value_high, previous, change, change_low, change_high, changed (0, 1), year_ago, change_year,
// change_year_low, change_year_high, changed_year, key. The comparisons stand on the row of the
// last complete period. Values: points, shares 0..1, days, money in major units. Behind: answers or
// customers of one measure and period.
const Insight& insight();

}  // namespace mikata::pulse
