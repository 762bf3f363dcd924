// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "mikata/base/table.h"

namespace mikata::reading {

// What a file says of a voice's language, as the reader knows it: "ja-JP" is ja; "" for anything
// that is no code of two letters, and then it is guessed from the words.
std::string language_of(const Value& told);

}  // namespace mikata::reading
