// SPDX-License-Identifier: Apache-2.0
// In which of the four fields customers stood at the end of each period, all periods in one pass:
// what Standing says of one moment, of many.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "mikata/insights/insight.h"

namespace mikata::loyalty {

inline constexpr std::int64_t kStates = 4;

// The people of one group on one day.
struct Stood {
  std::size_t moment = 0;  // its place among the days
  Value by_value;
  std::array<std::int64_t, kStates> customers{};
};

// `days` rise, and there is at least one. Not where the question is about single actions or
// accounts.
std::vector<Stood> stood_over_time(const Context& context, const std::vector<Day>& days);

}  // namespace mikata::loyalty
