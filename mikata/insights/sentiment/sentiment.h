// SPDX-License-Identifier: Apache-2.0
// Sentiment: how do customers feel in their own words?
// Interval: delete-a-group jackknife over the 50 customer blocks. See README.md.
#pragma once

#include "mikata/insights/insight.h"

namespace mikata::sentiment {

// Columns of the trend: period, open, by_value, n, sentiment (mean, -1..1), sentiment_low,
// sentiment_high, positive, positive_low, positive_high, negative, negative_low, negative_high,
// bitter (remarks with a high score and negative words), key. `--view bitter`: period, open,
// by_value, n (remarks with a high score), bitter, share, share_low, share_high, key. Behind: the
// remarks, or those with a high score and bitter words.
const Insight& insight();

}  // namespace mikata::sentiment
