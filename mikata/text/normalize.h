// SPDX-License-Identifier: Apache-2.0
// One comment as all later steps see it: NFKC, lower case, without what only disturbs, and for
// every byte the code point of the input that it came from.
//
// Half-width kana become wide ones, full-width letters narrow; invisible characters, direction
// marks and the stacked marks of "zalgo" go; すごーーーい is すごーい and soooo is soo. Bytes that
// are not UTF-8 read as U+FFFD, one for each maximal cut sequence, as most programs show them.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace mikata::text {

// Half-open, in Unicode code points of the input.
struct Span {
  std::uint32_t start = 0;
  std::uint32_t end = 0;
  bool operator==(const Span&) const = default;
};

struct CleanText {
  std::u32string input;               // as it came, decoded
  std::string text;                   // UTF-8
  std::vector<std::uint32_t> origin;  // text.size() + 1 indices into input

  // Where text[begin, end) stood in the input. Requires begin < end <= text.size().
  Span span(std::size_t begin, std::size_t end) const;
};

CleanText clean(std::string_view input);

// Code points of bytes that may be broken.
std::u32string decode(std::string_view input);
// UTF-8; what is no code point becomes U+FFFD.
std::string encode(std::u32string_view input);
void append_utf8(std::string& out, char32_t c);

}  // namespace mikata::text
