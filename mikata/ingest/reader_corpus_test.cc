// SPDX-License-Identifier: Apache-2.0
// Real files and hostile ones: each gives rows, or one sentence that says why not.
#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "mikata/ingest/cell_batch.h"
#include "mikata/ingest/reader_testing.h"

namespace mikata::ingest {
namespace {

namespace fs = std::filesystem;

class ReaderCorpus : public ::testing::Test {
 protected:
  void SetUp() override {
    const auto data = test_data();
    if (!data) GTEST_SKIP() << "MIKATA_TEST_DATA is not set";
    data_ = *data;
  }
  fs::path data_;
};

std::vector<fs::path> files_in(const fs::path& folder) {
  std::vector<fs::path> files;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    if (entry.is_regular_file()) files.push_back(entry.path());
  }
  return files;
}

std::string bytes_of_file(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

bool is_one_sentence(const std::string& failure) {
  return failure.starts_with("invalid_argument: ") && failure.size() < 600 &&
         failure.find('\n') == failure.npos;
}

struct Outcome {
  std::string failure;
  std::int64_t rows = 0;
};

// Here and not in a child, so that sanitizers see everything.
Outcome read_here(const fs::path& path) {
  Outcome outcome;
  try {
    const std::string text = bytes_of_file(path);
    LocalReader reader(std::make_unique<MemoryBytes>(text, 4093),
                       static_cast<std::int64_t>(text.size()), ReadLimits{});
    CellBatch batch;
    while (reader.next(batch)) {
      check_batch(batch, reader.head().header.size());
      outcome.rows += static_cast<std::int64_t>(batch.rows);
    }
  } catch (const Error& error) {
    outcome.failure = in_words(error);
  }
  return outcome;
}

TEST_F(ReaderCorpus, HostileTextGivesRowsOrOneSentence) {
  std::size_t files = 0;
  for (const char* folder :
       {"badinput/csv", "badinput/json", "badinput/generated/out", "badinput/strings"}) {
    for (const fs::path& path : files_in(data_ / folder)) {
      ++files;
      const Outcome outcome = read_here(path);
      EXPECT_TRUE(outcome.failure.empty() || is_one_sentence(outcome.failure))
          << path << ": " << outcome.failure;
    }
  }
  EXPECT_GT(files, 450U);
}

TEST_F(ReaderCorpus, JsonThatIsNoneGivesNoRow) {
  int files = 0;
  for (const fs::path& path : files_in(data_ / "badinput/json/JSONTestSuite/test_parsing")) {
    if (!path.filename().string().starts_with("n_")) continue;
    ++files;
    const Outcome outcome = read_here(path);
    EXPECT_EQ(outcome.rows, 0) << path;
  }
  EXPECT_EQ(files, 125);
}

TEST_F(ReaderCorpus, RealFilesHaveTheirRows) {
  struct Case {
    std::string file;
    std::string format;
    std::size_t columns;
    std::size_t rows;
  };
  const std::vector<Case> cases = {
      {"clv/CDNOW_master.txt", "padded", 4, 69659},
      {"mining/uci_online_retail_invoices.csv.gz", "csv", 4, 18532},
      {"mining/sfo/sfo_2017.csv.gz", "csv", 97, 2831},
      {"mining/cj_transactions_sample.csv.gz", "csv", 11, 75000},
      {"badinput/generated/out/csv/cols_5000.csv", "csv", 5000, 1},
      {"badinput/generated/out/csv/jp_cp932.csv", "csv", 3, 2},
      {"badinput/generated/out/csv/sep_directive.csv", "ssv", 2, 1},
      {"badinput/generated/out/csv/header_only.csv", "csv", 3, 0},
      {"badinput/generated/out/archive/gzip_multi_member.gz", "csv", 2, 99},
      {"badinput/generated/out/ndjson/mixed_bad_line.ndjson", "ndjson", 1, 1000},
      {"badinput/parquet/good-seeds/alltypes_plain.parquet", "parquet", 11, 8},
  };
  for (const Case& c : cases) {
    const WholeFile file = read_file(data_ / c.file);
    EXPECT_EQ(file.failure, "") << c.file;
    EXPECT_EQ(file.head.format, c.format) << c.file;
    EXPECT_EQ(file.head.header.size(), c.columns) << c.file;
    EXPECT_EQ(file.rows.size(), c.rows) << c.file;
  }
}

TEST_F(ReaderCorpus, FilesThatCannotBeReadSayWhy) {
  struct Case {
    std::string file;
    std::string says;
  };
  const std::vector<Case> cases = {
      {"csv/empty.csv", "empty.csv: the file is empty"},
      {"csv/only_bom.csv", "there is no text in it"},
      {"csv/nul_bytes.csv", "line 2, column 2 (b): a NUL byte"},
      {"csv/unclosed_quote.csv", "line 2, column 2 (b): the quote that opens here"},
      {"csv/jp_mixed_utf8_sjis.csv", "line 3, byte 15: 0x97 is not UTF-8"},
      {"csv/jp_cp932_truncated_lead.csv", "line 2, byte 20: 0x83 is not CP932"},
      {"archive/gzip_truncated.gz", "the .gz ends in the middle"},
      {"archive/gzip_bad_crc.gz", "the .gz is damaged"},
      {"archive/zip_slip.zip", "an Excel workbook or a zip archive"},
  };
  for (const Case& c : cases) {
    const WholeFile file = read_file(data_ / "badinput/generated/out" / c.file);
    EXPECT_NE(file.failure.find(c.says), std::string::npos) << c.file << ": " << file.failure;
  }
}

TEST_F(ReaderCorpus, BrokenParquetIsRefusedByTheChild) {
  for (const fs::path& path : files_in(data_ / "badinput/parquet")) {
    const WholeFile file = read_file(path);
    if (path.string().find("good-seeds") != std::string::npos) {
      EXPECT_EQ(file.failure, "") << path;
      EXPECT_FALSE(file.rows.empty()) << path;
    } else {
      EXPECT_TRUE(file.failure.empty() || is_one_sentence(file.failure))
          << path << ": " << file.failure;
    }
  }
}

TEST_F(ReaderCorpus, AParquetBombIsRefused) {
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
  GTEST_SKIP() << "a sanitizer's memory cannot be limited";
#else
  const WholeFile file =
      read_file(data_ / "badinput/generated/parquet_bomb_2608B_to_200GB.parquet");
  EXPECT_NE(file.failure.find("needs more than 1024 MB of memory"), std::string::npos)
      << file.failure;
#endif
}

}  // namespace
}  // namespace mikata::ingest
