// SPDX-License-Identifier: Apache-2.0
#include "mikata/http/progress_board.h"

#include <gtest/gtest.h>

#include "mikata/base/json.h"
#include "mikata/http/test_site.h"

namespace mikata::http {
namespace {

using nlohmann::json;

TEST(ProgressBoard, KnowsOnlyWhatIsBeingMade) {
  ProgressBoard board;
  EXPECT_FALSE(board.look("nps"));
  {
    ProgressBoard::Work work(board, "nps");
    ASSERT_TRUE(board.look("nps"));
    EXPECT_FALSE(board.look("nps")->share);
    work.tell(0.25, {"数える", "counting"});
    EXPECT_EQ(board.look("nps")->share, 0.25);
    EXPECT_EQ(board.look("nps")->what.en, "counting");
    work.tell(7, {"数える", "counting"});
    EXPECT_EQ(board.look("nps")->share, 1);
    EXPECT_FALSE(board.look("csat"));
  }
  EXPECT_FALSE(board.look("nps"));
}

TEST(ProgressBoard, IsAskedByTheSameQuestion) {
  TestSite test;
  const auto progress = [&](const char* query) {
    return json::parse(test.get(std::string("/v1/insights/nps/progress?") + query).body);
  };
  json same;
  json other;
  json english;
  test.book.during_run = [&](const Watch& watch) {
    EXPECT_EQ(progress("by=region"), (json{{"making", true}, {"share", nullptr}, {"what", ""}}));
    watch.progress(0.5, {"数える", "counting"});
    same = progress("by=region");
    other = progress("by=channel");
    english = progress("by=region&lang=en");
  };
  test.get("/v1/insights/nps?by=region");
  EXPECT_EQ(same, (json{{"making", true}, {"share", 0.5}, {"what", "数える"}}));
  EXPECT_EQ(other, (json{{"making", false}, {"share", nullptr}, {"what", ""}}));
  // Answers are made language by language.
  EXPECT_EQ(english, other);
  EXPECT_EQ(progress("by=region"), other);
}

TEST(ProgressBoard, ForgetsWorkThatFailed) {
  TestSite test;
  test.book.during_run = [](const Watch&) { fail(ErrorKind::unavailable, "stopped"); };
  EXPECT_EQ(test.get("/v1/insights/nps").status, 503);
  EXPECT_EQ(json::parse(test.get("/v1/insights/nps/progress").body).at("making"), false);
  EXPECT_EQ(test.get("/v1/insights/nobody/progress").status, 404);
  EXPECT_EQ(test.get("/v1/insights/nps/progress?start=yesterday").status, 400);
}

}  // namespace
}  // namespace mikata::http
