// SPDX-License-Identifier: Apache-2.0
// The change of NPS between two periods (see change.h), with the variances and sizes of the
// adjusted Wald interval (see adjusted_wald_nps.h): v = p + d - (p - d)^2 over n + 3 answers.
#pragma once

#include <optional>

#include "mikata/stats/adjusted_wald_nps.h"
#include "mikata/stats/change.h"

namespace mikata::stats {

// In points, -200..200. In `overlap` a promoter is 1, a passive 0, a detractor -1; {} when the
// periods share nobody. nullopt when one period has no answers.
std::optional<Change> nps_change(const NpsCounts& first, const NpsCounts& second,
                                 const Overlap& overlap = {}, double confidence = kConfidence);

}  // namespace mikata::stats
