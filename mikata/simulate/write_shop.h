// SPDX-License-Identifier: Apache-2.0
// simulate() with the effort as a parameter, so that tests need not draw a million rows.
#pragma once

#include <cstdint>

#include "mikata/simulate/simulate.h"

namespace mikata::shop {

inline constexpr std::int64_t kDriverRows = 1'000'000;

void write_shop(const SimulateOptions& options, std::int64_t driver_rows);

}  // namespace mikata::shop
