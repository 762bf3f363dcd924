// SPDX-License-Identifier: Apache-2.0
// Names one after the other, as each language writes them.
#pragma once

#include <span>

#include "mikata/base/localized.h"

namespace mikata {

// "地域、性別", "region, gender"; empty for none.
Localized listed(std::span<const Localized> items);

}  // namespace mikata
