// SPDX-License-Identifier: Apache-2.0
// Errors that show the place: the fact, the text, and a caret below it.
#pragma once

#include <cstddef>
#include <string_view>

#include "mikata/base/localized.h"

namespace mikata::segment {

// Throws invalid_argument with three lines. `position` is a byte offset, at most source.size(). Of
// a long or many-lined source the part around the place is shown; the caret counts columns of a
// terminal, so that it stands right below full-width characters too.
[[noreturn]] void fail_at(std::string_view source, std::size_t position, const Localized& fact);

}  // namespace mikata::segment
