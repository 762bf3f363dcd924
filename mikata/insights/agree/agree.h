// SPDX-License-Identifier: Apache-2.0
// Agree: would they say of us what we want them to say? The share of the top two answers.
// Interval: Wilson. See README.md.
#pragma once

#include "mikata/insights/insight.h"

namespace mikata::agree {

// Columns: period, open, by_value, n, agree, agree_low, agree_high, mean (of the scores as given),
// good (answers that count), key. Behind: the answers, newest first.
const Insight& insight();

}  // namespace mikata::agree
