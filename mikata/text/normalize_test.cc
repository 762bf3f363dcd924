// SPDX-License-Identifier: Apache-2.0
#include "mikata/text/normalize.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace mikata::text {
namespace {

TEST(Clean, FoldsWidthCaseAndWhatOnlyDisturbs) {
  struct Case {
    std::string_view input;
    std::string_view expected;
  };
  const Case cases[] = {
      {"", ""},
      {"Hello World", "hello world"},
      {"ﾊﾝｶｸ ｶﾞｷﾞ", "ハンカク ガギ"},
      {"ＡＢＣ１２３", "abc123"},
      {"が", "が"},  // か and a combining voiced mark
      {"㈱平成", "(株)平成"},
      {"すごーーーーい", "すごーい"},
      {"soooooo goooood!!!!!", "soo good!!"},
      {"090-0000-0000", "090-0000-0000"},  // digits are not squeezed
      {"H̷̡̢e̸l̵̛l̶o̷", "hello"},
      {"a\u200B\u200Fb\uFEFFc", "abc"},
      {"((((((((", "(("},
      {"a\tb\r\nc", "a b\n\nc"},
      {"“didn’t”", "\"didn't\""},
      {"\xFF", "\xEF\xBF\xBD"},
      {"\xE3\x81", "\xEF\xBF\xBD"},
      {"😀", "😀"},
  };
  for (const Case& c : cases) EXPECT_EQ(clean(c.input).text, c.expected) << c.input;
}

TEST(Clean, KnowsWhereEachPartStoodInTheInput) {
  const CleanText text = clean("ｶﾞは㍻");
  ASSERT_EQ(text.text, "ガは平成");
  EXPECT_EQ(text.span(0, 3), (Span{0, 2}));  // two half-width marks are one letter
  EXPECT_EQ(text.span(3, 6), (Span{2, 3}));
  EXPECT_EQ(text.span(6, 9), (Span{3, 4}));  // one sign is two letters
  EXPECT_EQ(text.span(9, 12), (Span{3, 4}));
  EXPECT_EQ(text.span(0, 12), (Span{0, 4}));
}

RC_GTEST_PROP(Clean, SpansStayInsideTheInputAndAreNotEmpty, (const std::string& input)) {
  const CleanText text = clean(input);
  RC_ASSERT(text.origin.size() == text.text.size() + 1);
  for (std::size_t i = 0; i < text.text.size(); ++i) {
    const Span span = text.span(i, i + 1);
    RC_ASSERT(span.start < span.end);
    RC_ASSERT(span.end <= text.input.size());
  }
}

}  // namespace
}  // namespace mikata::text
