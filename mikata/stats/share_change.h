// SPDX-License-Identifier: Apache-2.0
// The change of a share between two periods (see change.h), each with one success and one failure
// added: p = (s + 1) / (n + 2), v = p (1 - p). Agresti and Caffo (2000), Am. Stat. 54(4), 280.
#pragma once

#include <optional>

#include "mikata/stats/change.h"
#include "mikata/stats/newcombe.h"

namespace mikata::stats {

// second - first, in -1..1. In `overlap` a success is 1, a failure 0; {} when the periods share
// nobody. nullopt when one period has n = 0.
std::optional<Change> share_change(const Share& first, const Share& second,
                                   const Overlap& overlap = {}, double confidence = kConfidence);

}  // namespace mikata::stats
