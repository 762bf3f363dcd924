// SPDX-License-Identifier: Apache-2.0
// What a fuzz target is: one parser, and inputs to begin with.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace mikata::fuzz {

// Parses the input. An Error is a good answer; a crash, a hang or a broken promise is not.
void feed(std::string_view input);

std::vector<std::string> seeds();

}  // namespace mikata::fuzz
