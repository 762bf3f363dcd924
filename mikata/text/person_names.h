// SPDX-License-Identifier: Apache-2.0
// Names of people, as far as parts of speech and titles tell. Best effort.
#pragma once

#include <string_view>
#include <vector>

#include "mikata/text/normalize.h"
#include "mikata/text/pattern.h"
#include "mikata/text/tokens.h"

namespace mikata::text {

std::vector<Range> japanese_names(std::string_view text, const std::vector<Token>& tokens);

// First and last names written with capitals in the input; the first must be a usual one.
std::vector<Range> english_names(const CleanText& clean, const std::vector<Token>& tokens);

}  // namespace mikata::text
