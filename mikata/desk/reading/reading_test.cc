// SPDX-License-Identifier: Apache-2.0
#include "mikata/desk/reading/reading.h"

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>

#include "mikata/base/error.h"
#include "mikata/base/json.h"
#include "mikata/base/random.h"
#include "mikata/desk/reading/corrections.h"
#include "mikata/desk/reading/folder.h"
#include "mikata/desk/reading/stored.h"
#include "mikata/desk/reading/theme_file.h"
#include "mikata/insights/remarks.h"

namespace mikata::reading {
namespace {

namespace fs = std::filesystem;

struct Said {
  std::string text;
  std::optional<double> score = {};  // 0 to 10
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
    at(i, "voice_id").texts[i] = fmt::format("V{:03}", i);
    at(i, "question").texts[i] = "nps";
    at(i, "text").texts[i] = said[i].text;
    at(i, "local_day").integers[i] = 20000 + static_cast<std::int64_t>(i % 50);
    at(i, "occurred_at").integers[i] = (20000 + static_cast<std::int64_t>(i % 50)) * 86'400'000'000;
    if (!said[i].score) continue;
    at(i, "score").reals[i] = *said[i].score;
    at(i, "scale_low").reals[i] = 0;
    at(i, "scale_high").reals[i] = 10;
  }
  return batch;
}

class ReadingTest : public testing::Test {
 protected:
  void SetUp() override {
    folder_ = fs::temp_directory_path() / fmt::format("mikata-reading-{}", ::getpid());
    fs::remove_all(folder_);
    make("a.book");
  }
  void TearDown() override {
    book_.reset();
    fs::remove_all(folder_);
  }
  void make(const std::string& name) {
    book_.reset();
    fs::create_directories(folder_);
    Book::create(folder_ / name, {});
    book_ = Book::open(folder_ / name);
  }
  void say(const std::vector<Said>& said, const std::string& import_id = "I1") {
    const auto append = book_->store().append(import_id);
    append->add(voices_batch(said));
    append->publish();
  }
  ReadReport read(unsigned threads = 2) { return read_book(*book_, {.threads = threads}); }
  std::string shown(const std::string& sql) {
    std::string text;
    for (const Row& row : book_->store().query({sql}).rows) {
      for (const Value& value : row) {
        const auto* word = std::get_if<std::string>(&value);
        text += word != nullptr  ? *word
                : is_null(value) ? "-"
                                 : fmt::format("{}", as_number(value));
        text += '|';
      }
      text += '\n';
    }
    return text;
  }
  std::string readings() {
    return shown(
        "SELECT voice_id, reader_version, label, sentiment, confidence, themes, emotion, "
        "masked_text, words, evidence, alike FROM readings_now ORDER BY ALL");
  }

  fs::path folder_;
  std::unique_ptr<Book> book_;
};

// Remarks whose scores follow what they say.
std::vector<Said> shop_remarks(int count) {
  const std::vector<Said> kinds{{"とても親切で最高でした、また来ます", 10.0},
                                {"値段が高いし、待たされて最悪です", 2.0},
                                {"普通です。特に言うことはありません", 7.0},
                                {"Great service and very friendly staff", 9.0},
                                {"The delivery was late and nobody answered", 1.0}};
  std::vector<Said> said;
  for (int i = 0; i < count; ++i) {
    said.push_back(kinds[static_cast<std::size_t>(i) % kinds.size()]);
    said.back().text += fmt::format(" {}", i);
  }
  return said;
}

TEST_F(ReadingTest, ReadsEveryRemarkOnceAndStoresMaskedWordsOnly) {
  say({{"電話は 090-1234-5678 です。対応が最悪でした"}, {"とても良い"}, {""}, {"🎉"}});
  ReadReport report = read();
  EXPECT_EQ(report.read, 3);  // who said nothing is no remark
  EXPECT_EQ(report.left, 0);
  EXPECT_FALSE(report.reader.trained);
  EXPECT_EQ(readings().find("1234"), std::string::npos);
  EXPECT_NE(readings().find("[phone]"), std::string::npos);
  report = read();
  EXPECT_EQ(report.read, 0);
  EXPECT_EQ(report.again, 0);
}

// What lies on the disk while the book is open is what a power cut leaves.
TEST_F(ReadingTest, IsOnTheDiskOnceItIsStored) {
  say(shop_remarks(40));
  read();
  const std::string stored = readings();
  fs::remove_all(folder_ / "cut.book");
  fs::copy(folder_ / "a.book", folder_ / "cut.book", fs::copy_options::recursive);
  fs::remove(folder_ / "cut.book" / "server.sock");
  book_ = Book::open(folder_ / "cut.book");
  EXPECT_EQ(readings(), stored);
  EXPECT_EQ(read().read, 0);
}

// Small batches, so that one is stored while the next one is read.
TEST_F(ReadingTest, GivesTheSameReadingsWithAnyNumberOfThreads) {
  std::string alone;
  for (const unsigned threads : {1U, 2U, 5U}) {
    make(fmt::format("{}.book", threads));
    say(shop_remarks(150));
    EXPECT_EQ(read_book(*book_, {.threads = threads, .batch = 40}).read, 150);
    if (alone.empty()) alone = readings();
    EXPECT_EQ(readings(), alone) << threads;
    put_theme(*book_, {"staff", {"店員", "Staff"}, {"親切"}, {"staff"}});
    EXPECT_EQ(read_book(*book_, {.threads = threads, .batch = 40}).again, 150) << threads;
    EXPECT_EQ(waiting(*book_).again, 0);
    EXPECT_EQ(shown("SELECT count(*) AS n FROM remarks WHERE contains(themes, 'staff')"), "60|\n")
        << threads;
  }
}

TEST_F(ReadingTest, LearnsFromItsOwnScoresAndSaysHowWell) {
  say(shop_remarks(150));
  const ReadReport report = read();
  EXPECT_TRUE(report.learned);
  EXPECT_TRUE(report.reader.trained);
  EXPECT_EQ(report.reader.pairs, 150);
  EXPECT_GT(report.reader.auc, 0.9);
  EXPECT_EQ(report.reader.date, to_string(*book_->as_of()));
}

TEST_F(ReadingTest, LearnsNothingFromScoresThatDoNotFollowTheWords) {
  std::vector<Said> said = shop_remarks(100);
  Random random(5);
  for (Said& one : said) one.score = random.below(2) == 0 ? 10 : 0;
  say(said);
  const ReadReport report = read();
  EXPECT_FALSE(report.reader.trained);
  EXPECT_NE(report.not_learned.find("do not follow"), std::string::npos) << report.not_learned;
  EXPECT_EQ(report.read, 100);
}

TEST_F(ReadingTest, StandsBackWhereAPersonKnowsBetter) {
  say({{"とても良い"}, {"最悪"}});
  read();
  correct(*book_, {.voice_id = "V000", .label = "negative", .themes = {{"price"}}});
  const std::string sql = "SELECT label, themes, corrected FROM remarks WHERE voice_id = 'V000'";
  EXPECT_EQ(shown(sql), "-1|price-|1|\n");
  read_book(*book_, {.again = Again::everything});
  EXPECT_EQ(shown(sql), "-1|price-|1|\n") << "the machine wrote over a person";
  take_back(*book_, "V000");
  EXPECT_EQ(shown(sql), "1||0|\n");
  EXPECT_THROW(correct(*book_, {.voice_id = "V000", .label = "angry"}), Error);
  EXPECT_THROW(correct(*book_, {.voice_id = "V000", .themes = {{"nosuch"}}}), Error);
  EXPECT_THROW(correct(*book_, {.voice_id = "nobody", .label = "negative"}), Error);
}

TEST_F(ReadingTest, LearnsThemesFromCorrections) {
  std::vector<Said> said = shop_remarks(60);
  for (std::size_t i = 0; i < said.size(); ++i) {
    said[i].text = fmt::format("{} {}", i % 2 == 0 ? "ぷりぷり" : "もふもふ", said[i].text);
  }
  say(said);
  read();
  for (int i = 0; i < 40; ++i) {
    correct(*book_,
            {.voice_id = fmt::format("V{:03}", i), .themes = {{i % 2 == 0 ? "quality" : "trust"}}});
  }
  EXPECT_TRUE(read().learned);
  EXPECT_EQ(
      shown("SELECT count(*) AS n FROM remarks WHERE corrected = 0 AND answer_no % 2 = (SELECT "
            "answer_no % 2 FROM remarks WHERE voice_id = 'V000') AND contains(themes, "
            "'quality')"),
      "10|\n");
}

TEST_F(ReadingTest, FollowsAnUndoAndACorrectedText) {
  say({{"とても良い"}, {"最悪"}}, "I1");
  read();
  say({{"最悪"}, {"最悪"}}, "I2");  // the first of them says something else now
  EXPECT_EQ(shown("SELECT voice_id FROM remarks WHERE label IS NULL"), "V000|\n");
  read();
  EXPECT_EQ(shown("SELECT label FROM remarks ORDER BY voice_id"), "-1|\n-1|\n");
  book_->store().retract("I2");
  read();
  EXPECT_EQ(shown("SELECT label FROM remarks ORDER BY voice_id"), "1|\n-1|\n");
  book_->store().retract("I1");
  EXPECT_EQ(shown("SELECT count(*) AS n FROM remarks"), "0|\n");
}

TEST_F(ReadingTest, ReadsAgainWhenTheCompanyWritesATheme) {
  say({{"駐車場が狭い"}, {"とても良い"}});
  read();
  put_theme(*book_, {"parking", {"駐車場", "Parking"}, {"駐車"}, {"parking"}});
  EXPECT_EQ(waiting(*book_).again, 2);
  EXPECT_EQ(read().again, 2);
  EXPECT_NE(shown("SELECT themes FROM remarks ORDER BY voice_id").find("parking"),
            std::string::npos);
  EXPECT_EQ(waiting(*book_).again, 0);
  const std::string before = own_themes(*book_);
  EXPECT_THROW(put_theme(*book_, {"bad", {}, {"("}, {}}), Error);
  EXPECT_THROW(put_theme(*book_, {"Bad Key", {}, {"x"}, {}}), Error);
  EXPECT_THROW(put_theme(*book_, {"empty", {}, {}, {}}), Error);
  EXPECT_EQ(own_themes(*book_), before);
  drop_theme(*book_, "parking");
  EXPECT_THROW(drop_theme(*book_, "parking"), Error);
  read();
  EXPECT_EQ(shown("SELECT themes FROM remarks ORDER BY voice_id").find("parking"),
            std::string::npos);
}

TEST_F(ReadingTest, GivesNearDuplicatesOfAMonthOneNumber) {
  const std::string long_one =
      "配送がとても遅くて、連絡もなく、一日中家で待っていました。もう頼みません";
  say({{long_one},
       {"まったく別の長い文章をここに書いておきます。二つは似ていません"},
       {long_one + "。"},
       {"高い"},
       {"高い"}});
  read();
  EXPECT_EQ(shown("SELECT count(DISTINCT alike) AS groups, count(*) AS remarks FROM remarks"),
            "4|5|\n")
      << "many people say 高い on their own account; a copied text counts once";
}

TEST_F(ReadingTest, FindsWhatIsLikeARemarkThatWasReadBefore) {
  const std::string long_one =
      "配送がとても遅くて、連絡もなく、一日中家で待っていました。もう頼みません";
  std::vector<Said> said{{long_one},
                         {"まったく別の長い文章をここに書いておきます。二つは似ていません"}};
  say(said);
  read();
  said.push_back({long_one + "。"});
  say(said, "I2");
  read();
  EXPECT_EQ(shown("SELECT alike = (SELECT alike FROM remarks WHERE voice_id = 'V000') AS like "
                  "FROM remarks ORDER BY voice_id"),
            "1|\n0|\n1|\n");
}

TEST_F(ReadingTest, KeepsWhatWasReadWhenItIsStopped) {
  say(shop_remarks(60));
  std::stop_source stop;
  stop.request_stop();
  EXPECT_THROW(read_book(*book_, {.stop = stop.get_token()}), Error);  // while learning
  EXPECT_EQ(read().read, 60);
}

TEST(StoredReading, CountsEvidenceInTheMaskedText) {
  const text::Reader reader;
  const text::Reading read =
      reader.session()->read({.text = "090-1234-5678に電話したが最悪だった"});
  const std::u32string masked = text::decode(read.masked);
  for (const auto& one : masked_evidence(read)) {
    ASSERT_LE(one.end, masked.size());
    if (one.of != "negative") continue;
    EXPECT_NE(text::encode(masked.substr(one.start, one.end - one.start)).find("最悪"),
              std::string::npos)
        << read.masked;
  }
}

TEST(StoredReading, WritesThemesWithTheirTone) {
  const std::string written =
      themes_text({"price", "service", "quality"},
                  {text::Label::negative, text::Label::positive, text::Label::neutral});
  EXPECT_EQ(written, "price- service+ quality");
  const auto read = theme_marks(written);
  ASSERT_EQ(read.size(), 3U);
  EXPECT_EQ(read[0].name, "price");
  EXPECT_EQ(read[0].tone, -1);
  EXPECT_EQ(read[1].tone, 1);
  EXPECT_EQ(read[2].tone, 0);
  EXPECT_TRUE(theme_marks("").empty());
}

}  // namespace
}  // namespace mikata::reading
