// SPDX-License-Identifier: Apache-2.0
// What people call the columns they split by.
#pragma once

#include <string_view>

#include "mikata/base/localized.h"

namespace mikata {

// "customers.channel" or "channel" -> 流入経路, Channel; a name nobody knows stands for itself.
Localized column_title(std::string_view name);

}  // namespace mikata
