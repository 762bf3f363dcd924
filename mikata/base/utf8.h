// SPDX-License-Identifier: Apache-2.0
// UTF-8, code point by code point, and the room it takes on a terminal.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace mikata {

struct CodePoint {
  char32_t value = 0;
  std::size_t bytes = 0;  // 1..4
};

// The code point that begins at text[at]; nullopt when the bytes there are not UTF-8 (overlong
// forms, surrogates and cut sequences are not). Requires at < text.size().
std::optional<CodePoint> decode_utf8(std::string_view text, std::size_t at);
bool is_utf8(std::string_view text);

// Columns on a terminal with a fixed-width font: 2 for East Asian wide and full-width characters
// and emoji, 0 for combining marks, control and format characters, else 1. Ambiguous characters
// count 1 (Unicode Standard Annex 11). A byte that is not UTF-8 counts 1.
int display_width(char32_t value);
int display_width(std::string_view text);

}  // namespace mikata
