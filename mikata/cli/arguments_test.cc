// SPDX-License-Identifier: Apache-2.0
#include "mikata/cli/arguments.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "mikata/base/error.h"

namespace mikata::cli {
namespace {

using testing::ElementsAre;

const std::vector<Flag> kKnown{{"start", "DATE", {}}, {"as-of", "DATE", {}}, {"limit", "N", {}},
                               {"merge", "A B", {}},  {"help", "", {}},      {"quiet", "", {}}};

Parsed parse(const std::vector<std::string>& arguments) {
  return parse_arguments(arguments, kKnown);
}

std::string error_of(const std::vector<std::string>& arguments) {
  try {
    parse(arguments);
  } catch (const Error& error) {
    EXPECT_EQ(error.kind(), ErrorKind::invalid_argument);
    return error.what();
  }
  return "no error";
}

TEST(Arguments, FlagsAndWordsComeInAnyOrder) {
  const Parsed parsed = parse({"a", "--start", "2026-01-01", "b", "--quiet", "c"});
  EXPECT_THAT(parsed.words, ElementsAre("a", "b", "c"));
  EXPECT_EQ(parsed.get("start"), "2026-01-01");
  EXPECT_TRUE(parsed.has("quiet"));
  EXPECT_FALSE(parsed.has("limit"));
}

TEST(Arguments, EqualsAndBlankMeanTheSame) {
  EXPECT_EQ(parse({"--start=2026-01-01"}).get("start"), "2026-01-01");
  EXPECT_EQ(parse({"--start=a=b"}).get("start"), "a=b");
  EXPECT_EQ(parse({"--start="}).get("start"), "");
}

TEST(Arguments, UnderscoreAndHyphenMeanTheSame) {
  EXPECT_EQ(parse({"--as_of", "2026-01-01"}).get("as-of"), "2026-01-01");
}

TEST(Arguments, AFlagMayTakeTwoValues) {
  EXPECT_THAT(parse({"--merge", "C-1", "C-2", "x"}).flags.at("merge"), ElementsAre("C-1", "C-2"));
  EXPECT_THAT(parse({"--merge=C-1", "C-2"}).flags.at("merge"), ElementsAre("C-1", "C-2"));
}

TEST(Arguments, TwoHyphensEndTheFlags) {
  EXPECT_THAT(parse({"--", "--start", "-x"}).words, ElementsAre("--start", "-x"));
}

TEST(Arguments, ASingleHyphenIsAWordAndMinusHAsksForHelp) {
  EXPECT_THAT(parse({"-"}).words, ElementsAre("-"));
  EXPECT_TRUE(parse({"-h"}).has("help"));
}

TEST(Arguments, ValuesMayBeginWithOneHyphen) {
  EXPECT_EQ(parse({"--start", "-5"}).get("start"), "-5");
}

TEST(Arguments, WrongOnesSayWhatAndHowToMend) {
  struct Case {
    std::vector<std::string> arguments;
    std::string error;
  };
  const Case cases[] = {
      {{"--strat", "x"}, "flag not known: --strat (did you mean --start?)"},
      {{"--zzzzzzzz"}, "flag not known: --zzzzzzzz (--help lists the flags)"},
      {{"-x"}, "flag not known: -x (flags are written --name)"},
      {{"--start"}, "value missing: --start DATE"},
      {{"--start", "--quiet"}, "value missing: --start DATE"},
      {{"--merge", "C-1"}, "value missing: --merge A B"},
      {{"--quiet=yes"}, "flag takes no value: --quiet=yes"},
      {{"--start=1", "--start=2"}, "flag given twice: --start"},
  };
  for (const Case& wrong : cases) EXPECT_EQ(error_of(wrong.arguments), wrong.error);
}

TEST(Arguments, WholeNumbersAreChecked) {
  EXPECT_EQ(parse({"--limit=10"}).get_integer("limit", 50, 1), 10);
  EXPECT_EQ(parse({}).get_integer("limit", 50, 1), 50);
  for (const char* wrong : {"0", "-3", "1.5", "ten", "", "1e3", "99999999999999999999"}) {
    const Parsed parsed = parse({std::string("--limit=") + wrong});
    EXPECT_THROW(parsed.get_integer("limit", 50, 1), Error) << wrong;
  }
}

}  // namespace
}  // namespace mikata::cli
