// SPDX-License-Identifier: Apache-2.0
#include "mikata/base/utf8.h"

#include <gtest/gtest.h>

#include <string>

namespace mikata {
namespace {

TEST(Utf8, DecodesWhatIsWellFormed) {
  const struct {
    std::string text;
    char32_t value;
    std::size_t bytes;
  } cases[] = {{"a", U'a', 1},
               {"é", 0xe9, 2},
               {"大", 0x5927, 3},
               {"\xEF\xBF\xBF", 0xffff, 3},
               {"\xF0\x9F\x98\x80", 0x1f600, 4},
               {"\xF4\x8F\xBF\xBF", 0x10ffff, 4},
               {std::string(1, '\0'), 0, 1}};
  for (const auto& [text, value, bytes] : cases) {
    const auto point = decode_utf8(text, 0);
    ASSERT_TRUE(point) << text;
    EXPECT_EQ(point->value, value) << text;
    EXPECT_EQ(point->bytes, bytes) << text;
    EXPECT_TRUE(is_utf8(text)) << text;
  }
}

TEST(Utf8, RefusesWhatIsNot) {
  const std::string cases[] = {"\x80",              // a continuation alone
                               "\xC0\xAF",          // overlong slash
                               "\xE0\x80\xAF",      // overlong, three bytes
                               "\xF0\x80\x80\xAF",  // overlong, four bytes
                               "\xED\xA0\x80",      // a surrogate
                               "\xF4\x90\x80\x80",  // beyond U+10FFFF
                               "\xF5\x80\x80\x80",  // no such first byte
                               "\xE5\xA4",          // cut
                               "\xE5\xA4"
                               "a",                 // cut by another character
                               "\x93\xFA\x96\x7B",  // Shift_JIS
                               "\xFF"};
  for (const auto& text : cases) {
    EXPECT_FALSE(decode_utf8(text, 0)) << testing::PrintToString(text);
    EXPECT_FALSE(is_utf8("ok" + text)) << testing::PrintToString(text);
  }
}

TEST(Utf8, WideCharactersTakeTwoColumns) {
  const struct {
    std::string_view text;
    int width;
  } cases[] = {
      {"", 0},      {"region", 6},   {"大阪", 4},    {"ｶﾅ", 2},     {"ＡＢ", 4},
      {"が", 2},    {"か\u3099", 2}, {"e\u0301", 1}, {"\u3000", 2}, {"\xF0\x9F\x98\x80", 2},
      {"\t", 0},    {"\xFF", 1},     {"한글", 4},    {"…", 1},      {"é", 1},
      {"\u200d", 0}};
  for (const auto& [text, width] : cases) EXPECT_EQ(display_width(text), width) << text;
}

}  // namespace
}  // namespace mikata
