// SPDX-License-Identifier: Apache-2.0
// An estimate and how far the truth may be from it.
#pragma once

namespace mikata::stats {

// low <= high; both ends belong to it.
struct Interval {
  double low = 0;
  double high = 0;
  bool operator==(const Interval&) const = default;
};

struct Estimate {
  double value = 0;
  Interval interval;
};

inline constexpr double kConfidence = 0.95;

}  // namespace mikata::stats
