// SPDX-License-Identifier: Apache-2.0
#include "mikata/desk/voices/voices.h"

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <array>
#include <filesystem>
#include <fstream>
#include <map>

#include "mikata/base/error.h"
#include "mikata/base/json.h"
#include "mikata/desk/reading/corrections.h"
#include "mikata/desk/reading/reading.h"
#include "mikata/store/batch.h"

namespace mikata::voices {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

constexpr std::size_t kRemarks = 60;
constexpr std::int64_t kFirstDay = 20454;  // 2026-01-01

class VoicesTest : public testing::Test {
 protected:
  void SetUp() override {
    folder_ = fs::temp_directory_path() / fmt::format("mikata-voices-{}", ::getpid());
    fs::remove_all(folder_);
    fs::create_directories(folder_);
    Book::create(folder_ / "a.book", {});
    book_ = Book::open(folder_ / "a.book");
    say(words());
    reading::read_book(*book_, {});
  }
  void say(const Batch& batch) {
    const auto append = book_->store().append("I1");
    append->add(batch);
    append->publish();
  }
  void TearDown() override {
    book_.reset();
    fs::remove_all(folder_);
  }

  // Five kinds of remark in turn, over two touchpoints, three channels and 60 days; every tenth is
  // promised anonymous.
  static Batch words() {
    constexpr std::array kSaid{"値段が高いし、待たされて最悪です", "とても親切で最高でした",
                               "普通です", "駐車場が狭くて不便でした", "Great service, thank you"};
    const FactTable& table = *find_fact_table("voices");
    Batch batch{.table = &table, .rows = kRemarks, .columns = {}, .properties = {}, .source = ""};
    batch.properties.resize(kRemarks);
    batch.columns.resize(table.columns.size());
    for (BatchColumn& column : batch.columns) {
      column.texts.resize(kRemarks);
      column.reals.resize(kRemarks);
      column.integers.resize(kRemarks);
      column.valid.assign(kRemarks, 0);
    }
    for (std::size_t i = 0; i < kRemarks; ++i) {
      const auto at = [&](std::string_view name) -> BatchColumn& {
        BatchColumn& column = batch.columns[*table.find(name)];
        column.valid[i] = 1;
        return column;
      };
      const std::int64_t day = kFirstDay + static_cast<std::int64_t>(i);
      at("voice_id").texts[i] = fmt::format("V{:02}", i);
      at("question").texts[i] = "nps";
      at("score").reals[i] = static_cast<double>(i % 11);
      at("scale_low").reals[i] = 0;
      at("scale_high").reals[i] = 10;
      at("text").texts[i] = kSaid[i % kSaid.size()];
      at("touchpoint").texts[i] = i % 2 == 0 ? "shop" : "call";
      at("channel").texts[i] = i % 3 == 0 ? "web" : "form";
      at("anonymous").integers[i] = i % 10 == 9 ? 1 : 0;
      at("local_day").integers[i] = day;
      at("occurred_at").integers[i] = day * 86'400'000'000;
    }
    return batch;
  }

  json page(const Filter& filter = {}) { return voices_().page(filter, Language::en, {}); }
  Voices& voices_() {
    if (!list_) list_ = std::make_unique<Voices>(*book_);
    return *list_;
  }

  // What a facet says, by counting the list itself.
  static std::map<std::string, int> by_hand(const json& voices, const std::string& facet) {
    std::map<std::string, int> counts;
    for (const json& one : voices) {
      if (facet == "month") ++counts[one["day"].get<std::string>().substr(0, 7)];
      if (facet == "touchpoint" || facet == "channel") ++counts[one[facet].get<std::string>()];
      if (facet == "sentiment") ++counts[one["reading"]["label"].get<std::string>()];
      if (facet != "theme") continue;
      for (const json& theme : one["reading"]["themes"]) ++counts[theme["key"].get<std::string>()];
    }
    return counts;
  }
  static std::map<std::string, int> told(const json& page, const std::string& facet) {
    std::map<std::string, int> counts;
    for (const json& one : page["facets"][facet]) {
      if (one["key"] != "bitter" && one["count"] > 0) counts[one["key"]] = one["count"];
    }
    return counts;
  }

  fs::path folder_;
  std::unique_ptr<Book> book_;
  std::unique_ptr<Voices> list_;
};

TEST_F(VoicesTest, CountEachFacetOverAllFiltersButItsOwn) {
  const Filter all{.sentiment = "negative",
                   .touchpoint = "shop",
                   .channel = "form",
                   .start = parse_iso_day("2026-01-05"),
                   .end = parse_iso_day("2026-02-20"),
                   .limit = 200};
  const json found = page(all);
  EXPECT_EQ(found["total"], found["voices"].size());
  EXPECT_GT(found["total"], 0);
  std::map<std::string, Filter> without;
  without["theme"] = all;
  (without["sentiment"] = all).sentiment.clear();
  (without["touchpoint"] = all).touchpoint.reset();
  (without["channel"] = all).channel.reset();
  (without["month"] = all).start.reset();
  without["month"].end.reset();
  for (const auto& [facet, filter] : without) {
    EXPECT_EQ(told(found, facet), by_hand(page(filter)["voices"], facet)) << facet;
  }
}

// A form asks for a score and for words: two answers.
TEST_F(VoicesTest, WordsOfAQuestionAreThoseOfItsFormsToo) {
  Batch form = words();
  for (std::size_t i = 0; i < kRemarks; ++i) {
    const auto at = [&](std::string_view name) -> BatchColumn& {
      BatchColumn& column = form.columns[*form.table->find(name)];
      column.valid[i] = 1;
      return column;
    };
    const bool open = i % 2 == 0;
    at("voice_id").texts[i] = fmt::format("F{:02}", i);
    at("response_id").texts[i] = fmt::format("R{:02}", i / 2);
    at("question").texts[i] = open ? "open" : "csat";
    at("score").valid[i] = open ? 0 : 1;
    at("score").reals[i] = static_cast<double>(1 + i / 2 % 5);
    at("scale_low").reals[i] = 1;
    at("scale_high").reals[i] = 5;
    at("text").valid[i] = open ? 1 : 0;
    at("anonymous").integers[i] = 0;
  }
  say(form);
  const json all = page({.question = "csat", .limit = 200});
  EXPECT_EQ(all["total"], 30);
  for (const json& one : all["voices"]) EXPECT_EQ(one["question"], "open");
  EXPECT_EQ(page({.question = "csat", .scores = {{1, 2}}, .limit = 200})["total"], 12);
  EXPECT_EQ(page({.question = "nps", .limit = 200})["total"], 54);
  EXPECT_EQ(page({.question = "nps", .scores = {{9, 10}}, .limit = 200})["total"], 9);
}

TEST_F(VoicesTest, TheWordsLookedForNarrowEveryFacet) {
  const json found = page({.text = "最高", .limit = 200});
  EXPECT_EQ(found["total"], found["voices"].size());
  EXPECT_EQ(found["total"], 12);
  for (const std::string facet : {"sentiment", "touchpoint", "channel", "month"}) {
    EXPECT_EQ(told(found, facet), by_hand(found["voices"], facet)) << facet;
  }
  EXPECT_EQ(page({.text = "どこにもない"})["total"], 0);
}

TEST_F(VoicesTest, AnonymousOnesAreToldAndNotListed) {
  const json found = page({.limit = 200});
  EXPECT_EQ(found["anonymous"], kRemarks / 10);
  EXPECT_EQ(found["total"], kRemarks - kRemarks / 10);
  EXPECT_EQ(page({.sentiment = "positive"})["anonymous"], kRemarks / 10);
}

TEST_F(VoicesTest, KeptCountsGiveWayToACorrectionAndToATheme) {
  const json before = page();
  EXPECT_EQ(page(), before);
  const std::string id = before["voices"][0]["voice_id"];
  const std::string label =
      before["voices"][0]["reading"]["label"] == "neutral" ? "positive" : "neutral";
  reading::correct(*book_, {.voice_id = id, .label = label, .themes = {}});
  const json after = page();
  EXPECT_EQ(told(after, "sentiment")[label], told(before, "sentiment")[label] + 1);
  ASSERT_FALSE(after["facets"]["theme"].empty());
  std::ofstream(book_->folder() / "themes.toml") << fmt::format(
      "[[theme]]\nname = \"{}\"\ntitle = {{ ja = \"別の名\", en = \"Renamed\" }}\nja = [\"x\"]\n"
      "en = [\"x\"]\n",
      after["facets"]["theme"][0]["key"].get<std::string>());
  const json now = page();
  EXPECT_EQ(now["facets"]["theme"][0]["title"], "Renamed");
}

TEST_F(VoicesTest, ThePagesOfAListFollowEachOther) {
  std::vector<std::string> ids;
  Filter filter{.limit = 7};
  for (;;) {
    const json found = page(filter);
    for (const json& one : found["voices"]) ids.push_back(one["voice_id"]);
    if (found["next"].is_null()) break;
    filter.cursor = found["next"];
  }
  EXPECT_EQ(ids.size(), kRemarks - kRemarks / 10);
  EXPECT_THROW(page({.cursor = "yesterday"}), Error);
  EXPECT_THROW(page({.sentiment = "furious"}), Error);
}

}  // namespace
}  // namespace mikata::voices
