// SPDX-License-Identifier: Apache-2.0
// The data files that are part of the program.
#pragma once

#include <string_view>

namespace mikata::text {

// A file by its name, e.g. "vader.tsv"; empty when the program was built without it.
std::string_view embedded(std::string_view name);

}  // namespace mikata::text
