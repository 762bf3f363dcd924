// SPDX-License-Identifier: Apache-2.0
// A day as sentences say it: 2026年3月12日, 12 Mar 2026.
#pragma once

#include "mikata/base/date.h"
#include "mikata/base/localized.h"

namespace mikata {

Localized day_words(Day day);

}  // namespace mikata
