// SPDX-License-Identifier: Apache-2.0
#include "mikata/insights/coding.h"

#include <gtest/gtest.h>

namespace mikata {
namespace {

TEST(CodeWords, SayYesAndNoInTheAttributesOwnWords) {
  const Coding coding{.attribute = {.name = "referred",
                                    .title = {"紹介で来たか", "came through a friend"},
                                    .sql = "",
                                    .yes = {"紹介あり", "a friend who referred them"},
                                    .no = {"紹介なし", "no friend who referred them"}},
                      .levels = {"no", "yes", "perhaps"}};
  EXPECT_EQ(code_words(coding, 1, 1, {}).en, "no friend who referred them");
  EXPECT_EQ(code_words(coding, 2, 2, {}).ja, "紹介あり");
  EXPECT_EQ(code_words(coding, 3, 3, {}).ja, "紹介で来たかが「perhaps」");
  EXPECT_EQ(code_words(coding, 0, 0, {}).en, "came through a friend not known");
}

// A column that the company calls so itself is quoted as it stands.
TEST(CodeWords, QuoteWhatOtherColumnsSay) {
  const Coding coding{.attribute = {.name = "club", .title = {"会員", "club"}, .sql = ""},
                      .levels = {"yes"}};
  EXPECT_EQ(code_words(coding, 1, 1, {}).en, "club \"yes\"");
}

}  // namespace
}  // namespace mikata
