// SPDX-License-Identifier: Apache-2.0
#include "mikata/segment/position_error.h"

#include <string>
#include <vector>

#include "mikata/base/error.h"
#include "mikata/base/utf8.h"

namespace mikata::segment {
namespace {

// Columns shown before and after the place.
constexpr int kBefore = 60;
constexpr int kAfter = 40;
constexpr std::string_view kCut = "...";

struct Glyph {
  std::string text;
  int width;
};

// The character at an offset as it can be shown: what would break the line is a space, what is not
// UTF-8 is a question mark.
struct Shown {
  Glyph glyph;
  std::size_t bytes;
};

Shown show(std::string_view source, std::size_t at) {
  const auto point = decode_utf8(source, at);
  if (!point) return {{"?", 1}, 1};
  const bool control = point->value < 0x20 || (point->value >= 0x7f && point->value < 0xa0);
  const bool separator = point->value == 0x2028 || point->value == 0x2029;
  if (control || separator) return {{" ", 1}, point->bytes};
  return {{std::string(source.substr(at, point->bytes)), display_width(point->value)},
          point->bytes};
}

std::vector<Glyph> glyphs(std::string_view source, std::size_t begin, std::size_t end) {
  std::vector<Glyph> shown;
  while (begin < end) {
    auto [glyph, bytes] = show(source, begin);
    shown.push_back(std::move(glyph));
    begin += bytes;
  }
  return shown;
}

}  // namespace

void fail_at(std::string_view source, std::size_t position, const Localized& fact) {
  const auto before = glyphs(source, 0, position);
  int column = 0;
  std::size_t first = before.size();
  while (first > 0 && column + before[first - 1].width <= kBefore) {
    column += before[--first].width;
  }
  std::string line(first > 0 ? kCut : std::string_view{});
  column += display_width(line);
  for (std::size_t i = first; i < before.size(); ++i) line += before[i].text;
  int room = kAfter;
  while (position < source.size() && room > 0) {
    const auto [glyph, bytes] = show(source, position);
    line += glyph.text;
    room -= glyph.width;
    position += bytes;
  }
  if (position < source.size()) line += kCut;
  fail(ErrorKind::invalid_argument, {"{}\n{}\n{:>{}}", "{}\n{}\n{:>{}}"}, fact, line, '^',
       column + 1);
}

}  // namespace mikata::segment
