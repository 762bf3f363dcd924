// SPDX-License-Identifier: Apache-2.0
// 69659 -> "69,659", for people to read: Japanese and English group alike; the minus is U+2212.
#pragma once

#include <cstdint>
#include <string>

namespace mikata {

std::string grouped(std::int64_t number);

}  // namespace mikata
