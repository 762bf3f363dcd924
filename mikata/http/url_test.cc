// SPDX-License-Identifier: Apache-2.0
#include "mikata/http/url.h"

#include <gmock/gmock.h>

#include "mikata/http/problem.h"

namespace mikata::http {
namespace {

using testing::ElementsAre;
using testing::Pair;

TEST(Url, DecodesPathAndQuery) {
  const Url url =
      parse_target("/v1/customers/C%2F1?where=region%20%3D+%27%E5%A4%A7%E9%98%AA%27&by=");
  EXPECT_THAT(url.path, ElementsAre("v1", "customers", "C/1"));
  EXPECT_THAT(url.query, ElementsAre(Pair("by", ""), Pair("where", "region = '大阪'")));
}

TEST(Url, KeepsAPlusInAPath) { EXPECT_THAT(parse_target("/a+b").path, ElementsAre("a+b")); }

TEST(Url, KnowsEmptySegments) {
  EXPECT_THAT(parse_target("/").path, ElementsAre(""));
  EXPECT_THAT(parse_target("/v1/").path, ElementsAre("v1", ""));
  EXPECT_THAT(parse_target("/?a").query, ElementsAre(Pair("a", "")));
}

TEST(Url, TakesADashForAnUnderscoreInNames) {
  EXPECT_THAT(parse_target("/?as-of=2026-10-31").query, ElementsAre(Pair("as_of", "2026-10-31")));
}

TEST(Url, RefusesWhatIsNotWellFormed) {
  for (const char* target :
       {"/%", "/%4", "/%zz", "/%+1", "/% 1", "/%-1", "/?a=%", "/?%ff", "/%c0%af", "/%ed%a0%80",
        "/?a=%00", "/%00", "/?a=1&a=2", "/?as-of=1&as_of=2", "/?=1", "", "x", "*"}) {
    EXPECT_THROW(parse_target(target), Problem) << target;
  }
}

TEST(Url, PointsAtAParameterGivenTwice) {
  try {
    parse_target("/?by=a&by=b");
    FAIL();
  } catch (const Problem& problem) {
    EXPECT_EQ(problem.status, 400);
    ASSERT_EQ(problem.parts.size(), 1U);
    EXPECT_EQ(problem.parts[0].pointer, "/query/by");
  }
}

}  // namespace
}  // namespace mikata::http
