// SPDX-License-Identifier: Apache-2.0
// Themes: what do they talk about? Near duplicates count once. Interval: Wilson. See README.md.
#pragma once

#include "mikata/insights/insight.h"

namespace mikata::themes {

// Columns: period, open, by_value, theme (its name), title, n (remarks of the period), remarks
// (about the theme), share, share_low, share_high, good, bad (of those, how many judge it well or
// badly), sentiment (their mean), quote and voice_id (one of them, in the newest closed period),
// key. Behind: the remarks. `--view topics`: topics.h.
const Insight& insight();

}  // namespace mikata::themes
