// SPDX-License-Identifier: Apache-2.0
// Text from files and people, made fit for a terminal.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace mikata::cli {

// The text on one line, without anything that a terminal would obey: line breaks and tabs become
// one blank, other control characters their picture (U+241B for escape), marks that turn the
// direction of reading and what is not UTF-8 become U+FFFD.
std::string printable(std::string_view text);

// The text in lines of at most `width` columns, broken at blanks where possible, else between
// characters. Always at least one line; width <= 0 gives exactly one.
std::vector<std::string> wrap(std::string_view text, int width);

}  // namespace mikata::cli
