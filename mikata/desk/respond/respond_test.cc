// SPDX-License-Identifier: Apache-2.0
#include "mikata/desk/respond/respond.h"

#include <gtest/gtest.h>

#include "mikata/base/error.h"

namespace mikata::respond {
namespace {

TEST(Respond, KnowsTheUsualCases) {
  const auto cases = read_cases("");
  struct Row {
    std::string text;
    std::string measure;  // "": no case fits
  };
  const Row rows[] = {
      {"合併してから商品名が紛らわしくなった", "trust"},
      {"結局、表示価格より高くなった", "value"},
      {"料金の説明が分かりにくい", "effort"},
      {"The product names are confusing names since the merger", "trust"},
      {"The total cost was above the advertised price", "value"},
      {"The pricing is hard to understand, hard to understand the pricing", "effort"},
      {"何度も電話したのに繋がらない", "effort"},
      {"空が青い", ""},
      {"", ""},
      {"🎉", ""},
  };
  for (const Row& row : rows) {
    const Case* found = find({row.text}, cases);
    EXPECT_EQ(found == nullptr ? "" : found->measure, row.measure) << row.text;
  }
}

TEST(Respond, HasNothingToMendInPraise) {
  EXPECT_EQ(find({"料金の説明が分かりにくいことはなく、良かった", false}, read_cases("")), nullptr);
}

TEST(Respond, PutsTheCompanysOwnCasesFirst) {
  const auto cases = read_cases(
      "[[case]]\nname = \"parking\"\nmeasure = \"effort\"\nja = [\"料金\"]\n"
      "answer = { ja = \"a\", en = \"b\" }\n");
  EXPECT_EQ(find({"料金の説明が分かりにくい"}, cases)->name, "parking");
}

TEST(Respond, RefusesWhatIsNoTable) {
  for (const std::string text :
       {"[[case", "case = 1\n[[case]]", "[[case]]\nname = \"x\"",
        "[[case]]\nname = \"x\"\nmeasure = \"joy\"",
        "[[case]]\nname = \"x\"\nmeasure = \"trust\"\nanswer = { ja = \"a\" }",
        "[[case]]\nname = \"x\"\nmeasure = \"trust\"\nanswer = { ja = \"a\", en = \"b\" }",
        "[[case]]\nname = \"x\"\nmeasure = \"trust\"\nja = [\"(\"]\nanswer = { ja = \"a\", en = "
        "\"b\" }"}) {
    EXPECT_THROW(read_cases(text), Error) << text;
  }
}

}  // namespace
}  // namespace mikata::respond
