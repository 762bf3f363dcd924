// SPDX-License-Identifier: Apache-2.0
#include "mikata/desk/low_scores/low_scores.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <memory>

#include "mikata/base/error.h"
#include "mikata/base/json.h"
#include "mikata/desk/low_scores/ticks.h"
#include "mikata/store/batch.h"
#include "mikata/store/schema.h"

namespace mikata::low_scores {
namespace {

using nlohmann::json;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

struct Said {
  std::string voice_id;
  std::string customer_id;
  std::string question;
  std::string day;
  double score;
  std::string response_id = {};
  std::string text = {};
  bool anonymous = false;
};

Batch voices_batch(const std::vector<Said>& said) {
  const FactTable& table = *find_fact_table("voices");
  Batch batch{.table = &table, .rows = said.size(), .columns = {}, .properties = {}, .source = ""};
  batch.properties.resize(said.size());
  batch.columns.resize(table.columns.size());
  for (BatchColumn& column : batch.columns) {
    column.texts.resize(said.size());
    column.reals.resize(said.size());
    column.integers.resize(said.size());
    column.valid.assign(said.size(), 0);
  }
  const auto at = [&](std::size_t row, std::string_view name) -> BatchColumn& {
    BatchColumn& column = batch.columns[*table.find(name)];
    column.valid[row] = 1;
    return column;
  };
  for (std::size_t i = 0; i < said.size(); ++i) {
    const Said& one = said[i];
    const std::int64_t day = parse_iso_day(one.day).value().days;
    at(i, "voice_id").texts[i] = one.voice_id;
    at(i, "customer_id").texts[i] = one.customer_id;
    at(i, "question").texts[i] = one.question;
    at(i, "local_day").integers[i] = day;
    at(i, "occurred_at").integers[i] = day * 86'400'000'000;
    at(i, "anonymous").integers[i] = one.anonymous ? 1 : 0;
    if (!one.response_id.empty()) at(i, "response_id").texts[i] = one.response_id;
    if (!one.text.empty()) at(i, "text").texts[i] = one.text;
    if (one.question == "open") continue;
    at(i, "score").reals[i] = one.score;
    at(i, "scale_low").reals[i] = one.question == "csat" ? 1 : 0;
    at(i, "scale_high").reals[i] = one.question == "csat" ? 5 : 10;
  }
  return batch;
}

class LowScores : public testing::Test {
 protected:
  void SetUp() override {
    folder_ = std::filesystem::path(testing::TempDir()) /
              testing::UnitTest::GetInstance()->current_test_info()->name();
    std::filesystem::remove_all(folder_);
    Book::create(folder_, {.name = "shop"});
    book_ = Book::open(folder_);
  }
  void TearDown() override {
    book_.reset();
    std::filesystem::remove_all(folder_);
  }

  void say(const std::vector<Said>& said) {
    const auto append = book_->store().append("said");
    append->add(voices_batch(said));
    append->publish();
  }

  std::vector<std::string> ids(const Filter& filter = {}) {
    std::vector<std::string> found;
    const json shown = page(*book_, filter, {});
    for (const json& voice : shown.at("voices")) {
      found.push_back(voice.at("voice_id").get<std::string>());
    }
    return found;
  }

  std::filesystem::path folder_;
  std::unique_ptr<Book> book_;
};

TEST_F(LowScores, AreThoseOfTheLastDaysNewestFirstOncePerForm) {
  say({{"old", "A", "nps", "2026-06-16", 2},
       {"first", "A", "nps", "2026-06-17", 6},
       {"passive", "B", "nps", "2026-06-20", 7},
       {"form_csat", "C", "csat", "2026-06-25", 1, "f1"},
       {"form_nps", "C", "nps", "2026-06-25", 3, "f1"},
       {"form_words", "C", "open", "2026-06-25", 0, "f1", "届くのが遅い"},
       {"only_csat", "D", "csat", "2026-06-28", 3, "f2"},
       {"well", "D", "nps", "2026-06-28", 9, "f2"},
       {"nobody", "E", "nps", "2026-06-29", 0, "", "", true},
       {"last", "F", "csat", "2026-06-30", 5}});
  EXPECT_THAT(ids(), ElementsAre("only_csat", "form_nps", "first"));
  EXPECT_THAT(ids({.last_days = 15, .cursor = {}}),
              ElementsAre("only_csat", "form_nps", "first", "old"));
  const json voice = page(*book_, {}, {}).at("voices").at(1);
  EXPECT_EQ(voice.at("text"), "届くのが遅い");
  EXPECT_EQ(voice.at("scale"), json::array({0.0, 10.0}));
  EXPECT_TRUE(voice.at("answered").is_null());
}

TEST_F(LowScores, ATickAnswersTheWholeFormAndCanBeTakenBack) {
  say({{"nps", "C", "nps", "2026-06-25", 3, "f1"},
       {"csat", "C", "csat", "2026-06-25", 1, "f1"},
       {"other", "D", "nps", "2026-06-26", 0}});
  const json first = tick(*book_, "csat", "花子");
  EXPECT_EQ(first.at("answered").at("by"), "花子");
  EXPECT_THAT(ids(), ElementsAre("other"));
  EXPECT_THAT(ids({.which = Which::answered, .cursor = {}}), ElementsAre("nps"));
  EXPECT_EQ(page(*book_, {.which = Which::all, .cursor = {}}, {}).at("waiting"), 1);
  // Whoever ticks it again does not become the one who answered.
  EXPECT_EQ(tick(*book_, "csat", "太郎"), first);
  EXPECT_TRUE(untick(*book_, "csat").at("answered").is_null());
  EXPECT_THAT(ids(), ElementsAre("other", "nps"));
  EXPECT_TRUE(untick(*book_, "csat").at("answered").is_null());
  EXPECT_TRUE(tick(*book_, "csat", "").at("answered").at("by").is_null());
}

TEST_F(LowScores, TicksOutliveTheProcess) {
  say({{"v", "C", "nps", "2026-06-25", 3}});
  tick(*book_, "v", "花子");
  book_.reset();
  book_ = Book::open(folder_);
  EXPECT_THAT(ids(), IsEmpty());
  EXPECT_EQ(Ticks(folder_).standing().size(), 1U);
}

TEST_F(LowScores, PagesGoOnAfterARowThatWasAnsweredMeanwhile) {
  say({{"a", "A", "nps", "2026-06-21", 1},
       {"b", "B", "nps", "2026-06-22", 1},
       {"c", "C", "nps", "2026-06-23", 1}});
  const json first = page(*book_, {.cursor = {}, .limit = 2}, {});
  EXPECT_EQ(first.at("total"), 3);
  const auto next = first.at("next").get<std::string>();
  tick(*book_, "b", "");
  EXPECT_THAT(ids({.cursor = next, .limit = 2}), ElementsAre("a"));
  EXPECT_TRUE(page(*book_, {.cursor = next, .limit = 2}, {}).at("next").is_null());
}

TEST_F(LowScores, AnEmptyBookHasNone) {
  const json none = page(*book_, {}, {});
  EXPECT_EQ(none.at("total"), 0);
  EXPECT_TRUE(none.at("as_of").is_null());
}

TEST_F(LowScores, RefusesWhatMakesNoSense) {
  say({{"v", "C", "nps", "2026-06-25", 3}, {"nobody", "E", "nps", "2026-06-25", 0, "", "", true}});
  const auto refusal = [](const auto& call) -> std::string {
    try {
      call();
    } catch (const Error& error) {
      return error.what();
    }
    return "";
  };
  for (const char* last : {"", "14", "0d", "-1d", "367d", "2w", "14dd", "99999999999d"}) {
    EXPECT_THAT(refusal([&] { last_days_of(last); }), HasSubstr("last is not from 1d to 366d"))
        << last;
  }
  EXPECT_EQ(last_days_of("366d"), 366);
  EXPECT_THAT(refusal([] { which_of("maybe"); }), HasSubstr("answered is none of no, yes, all"));
  EXPECT_THAT(refusal([&] { tick(*book_, "gone", ""); }), HasSubstr("voice not found: gone"));
  // That somebody answers would tell who it was.
  EXPECT_THAT(refusal([&] { tick(*book_, "nobody", ""); }), HasSubstr("voice not found"));
  EXPECT_THAT(refusal([&] { untick(*book_, "gone"); }), HasSubstr("voice not found: gone"));
  EXPECT_THAT(refusal([&] { tick(*book_, "v", std::string(201, 'x')); }),
              HasSubstr("by is longer than 200 bytes"));
  for (const char* cursor : {"x", "-5", "999999", "1.5"}) {
    EXPECT_THAT(refusal([&] { page(*book_, {.cursor = cursor}, {}); }),
                HasSubstr("cursor names no page"))
        << cursor;
  }
}

}  // namespace
}  // namespace mikata::low_scores
