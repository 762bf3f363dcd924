// SPDX-License-Identifier: Apache-2.0
// The silence rule (METRICS): gone is who has been silent for longer than the 90 % quantile of
// their own gaps, with 5 gaps or more, else of everybody's gaps, where gaps that are still open are
// censored (Kaplan-Meier).
#pragma once

#include <optional>

#include "mikata/insights/insight.h"

namespace mikata {

inline constexpr int kOwnGaps = 5;
inline constexpr double kUsualShare = 0.9;

// Everybody's: nullopt where nine in ten gaps never end, so that nobody's silence says anything.
std::optional<double> usual_silence(const Context& context);

}  // namespace mikata
