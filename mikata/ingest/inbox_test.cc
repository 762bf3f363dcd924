// SPDX-License-Identifier: Apache-2.0
#include "mikata/ingest/inbox.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <fstream>

#include "mikata/base/json.h"
#include "mikata/ingest/import.h"

namespace mikata {
namespace {

namespace fs = std::filesystem;

class Inbox : public testing::Test {
 protected:
  void SetUp() override {
    folder_ = fs::temp_directory_path() / ("mikata_inbox_" + std::to_string(::getpid()));
    fs::remove_all(folder_);
    Book::create(folder_, {.name = "shop"});
    book_ = Book::open(folder_);
  }
  void TearDown() override {
    book_.reset();
    fs::remove_all(folder_);
  }

  fs::path put(const std::string& name, const std::string& text) const {
    const fs::path file = folder_ / "inbox" / name;
    std::ofstream(file) << text;
    return file;
  }
  static nlohmann::json report(const fs::path& file) {
    std::ifstream in(file.string() + ".report.json");
    return nlohmann::json::parse(in);
  }

  fs::path folder_;
  std::unique_ptr<Book> book_;
};

constexpr const char* kOrders = "顧客ID,注文日,金額\nC1,2026-01-05,100\nC2,2026-01-06,200\n";
constexpr const char* kMoreOrders = "顧客ID,注文日,金額\nC3,2026-02-05,300\n";

TEST_F(Inbox, AFileOfAKnownShapeIsImportedOnceAndItsReportLiesBesideIt) {
  const fs::path first = folder_ / "first.csv";
  std::ofstream(first) << kOrders;
  import_files(*book_, {.files = {first}});
  const fs::path file = put("february.csv", kMoreOrders);
  const auto done = import_inbox(*book_, 0, {});
  ASSERT_EQ(done.size(), 1U);
  EXPECT_TRUE(done[0].imported) << done[0].why_not.en;
  EXPECT_EQ(report(file)["accepted"], 1);
  EXPECT_TRUE(import_inbox(*book_, 0, {}).empty());
}

TEST_F(Inbox, AFileOfAnUnknownShapeIsNotTakenAndTheReportSaysSo) {
  const fs::path file = put("orders.csv", kOrders);
  const auto done = import_inbox(*book_, 0, {});
  ASSERT_EQ(done.size(), 1U);
  EXPECT_FALSE(done[0].imported);
  EXPECT_NE(done[0].why_not.en.find("no remembered mapping"), std::string::npos);
  EXPECT_EQ(report(file)["error"], done[0].why_not.ja);
  EXPECT_EQ(book_->store().version(), 0);
}

TEST_F(Inbox, TheReportSpeaksTheLanguageOfTheBook) {
  book_.reset();
  fs::remove_all(folder_);
  Book::create(folder_, {.name = "shop", .language = Language::en});
  book_ = Book::open(folder_);
  const fs::path file = put("empty.csv", "");
  ASSERT_EQ(import_inbox(*book_, 0, {}).size(), 1U);
  EXPECT_EQ(report(file)["error"], "empty.csv: the file is empty");
}

TEST_F(Inbox, AFileThatIsStillWrittenIsLeftAlone) {
  put("orders.csv", kOrders);
  EXPECT_TRUE(import_inbox(*book_, 3600, {}).empty());
}

TEST_F(Inbox, AnEmptyFileGetsAReportAndNothingElse) {
  const fs::path file = put("empty.csv", "");
  ASSERT_EQ(import_inbox(*book_, 0, {}).size(), 1U);
  EXPECT_EQ(report(file)["error"], "empty.csv: ファイルが空です");
}

}  // namespace
}  // namespace mikata
