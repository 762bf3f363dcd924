// SPDX-License-Identifier: Apache-2.0
// Effort (CES 2.0): how easy do we make it? The share who agree that it was easy.
// Interval: Wilson. See README.md.
#pragma once

#include "mikata/insights/insight.h"

namespace mikata::effort {

// Columns: period, open, by_value, n, effort, effort_low, effort_high, mean (of the scores as
// given), good (answers that count), key. Behind: the answers, newest first.
const Insight& insight();

}  // namespace mikata::effort
