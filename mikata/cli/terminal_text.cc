// SPDX-License-Identifier: Apache-2.0
#include "mikata/cli/terminal_text.h"

#include <algorithm>

#include "mikata/base/utf8.h"

namespace mikata::cli {
namespace {

constexpr std::string_view kReplacement = "\ufffd";

// Calls take(character, bytes) for each character; one byte that is not UTF-8 is U+FFFD.
template <typename Take>
void each_character(std::string_view text, Take take) {
  std::size_t at = 0;
  while (at < text.size()) {
    const auto point = decode_utf8(text, at);
    take(point ? point->value : U'\ufffd', point ? text.substr(at, point->bytes) : kReplacement);
    at += point ? point->bytes : 1;
  }
}

bool is_blank(char32_t value) { return value == '\n' || value == '\t' || value == '\r'; }

// The C1 controls, and the marks that turn the direction of what follows.
bool steers(char32_t value) {
  return (value >= 0x7f && value <= 0x9f) || (value >= 0x202a && value <= 0x202e) ||
         (value >= 0x2066 && value <= 0x2069);
}

// No line begins with these (JIS X 4051): the character before comes along.
bool stays_with_previous(char32_t value) {
  return std::u32string_view(U"、。，．」』）】！？ーっゃゅょッャュョ").find(value) !=
         std::u32string_view::npos;
}

// U+2400 is the picture of NUL, U+241F the last one: three bytes each.
std::string picture(char32_t control) {
  return {'\xe2', '\x90', static_cast<char>(0x80 + control)};
}

}  // namespace

std::string printable(std::string_view text) {
  std::string clean;
  clean.reserve(text.size());
  each_character(text, [&](char32_t value, std::string_view bytes) {
    if (is_blank(value)) {
      if (!clean.ends_with(' ')) clean += ' ';
    } else if (value < 0x20) {
      clean += picture(value);
    } else {
      clean += steers(value) ? kReplacement : bytes;
    }
  });
  return clean;
}

std::vector<std::string> wrap(std::string_view text, int width) {
  if (width <= 0 || display_width(text) <= width) return {std::string(text)};
  std::vector<std::string> lines;
  std::string line;
  int used = 0;
  bool after_wide = false;
  std::size_t last = 0;  // where the last character of the line begins
  each_character(text, [&](char32_t value, std::string_view bytes) {
    const int more = display_width(value);
    if (used + more > width && !line.empty()) {
      // Japanese breaks between any two characters, words of Latin letters at blanks.
      const bool anywhere = after_wide || more == 2 || value == ' ';
      std::string rest;
      if (stays_with_previous(value)) {
        rest = line.substr(last);
        line.resize(last);
      } else if (const std::size_t blank = line.rfind(' ');
                 !anywhere && blank != std::string::npos) {
        rest = line.substr(blank + 1);
        line.resize(blank);
      }
      lines.push_back(line);
      line = rest;
      used = display_width(line);
    }
    after_wide = more == 2;
    if (value == ' ' && line.empty()) return;
    last = line.size();
    line += bytes;
    used += more;
  });
  if (!line.empty() || lines.empty()) lines.push_back(line);
  return lines;
}

}  // namespace mikata::cli
