// SPDX-License-Identifier: Apache-2.0
// What the kinds of actions that Mikata knows are called where people read them.
#pragma once

#include <string>

#include "mikata/base/localized.h"

namespace mikata {

// A company's own kinds stay as it writes them.
Localized action_kind_title(const std::string& kind);

}  // namespace mikata
