// SPDX-License-Identifier: Apache-2.0
// The silence rule (METRICS): gone is who has been silent for longer than the 90 % quantile of
// their own gaps, with 5 gaps or more, else of everybody's gaps, where gaps that are still open are
// censored (Kaplan-Meier). Where fewer than nine in ten of those ever end, the longest one that
// did: who has been silent for longer has done what nobody came back from.
#pragma once

#include <optional>

#include "mikata/insights/insight.h"

namespace mikata {

inline constexpr int kOwnGaps = 5;
inline constexpr double kUsualShare = 0.9;

// Everybody's, by context.as_of: nullopt where nobody ever came back, so that nobody's silence says
// anything. Worked out when first asked for after a change of the facts, then remembered.
std::optional<double> usual_silence(const Context& context);
// The same as a limit to bind: longer than any life where there is none.
double silence_limit(const std::optional<double>& usual);

}  // namespace mikata
