// SPDX-License-Identifier: Apache-2.0
// Money is a 64-bit integer in minor units of the book's one currency (ISO 4217).
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace mikata {

// Decimals of a currency: JPY 0, USD 2, KWD 3. nullopt when the code is not known.
std::optional<int> minor_digits(std::string_view currency);

// 10^digits, e.g. 100 for USD. Fails with invalid_argument for an unknown currency.
double minor_per_major(std::string_view currency);

}  // namespace mikata
