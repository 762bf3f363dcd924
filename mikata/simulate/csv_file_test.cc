// SPDX-License-Identifier: Apache-2.0
#include "mikata/simulate/csv_file.h"

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "mikata/base/error.h"

namespace mikata::shop {
namespace {

class CsvFileTest : public testing::Test {
 protected:
  void SetUp() override {
    folder_ = std::filesystem::path(testing::TempDir()) /
              testing::UnitTest::GetInstance()->current_test_info()->name();
    std::filesystem::remove_all(folder_);
    std::filesystem::create_directories(folder_);
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }

  std::string written(CsvEncoding encoding, std::string_view text) {
    const std::filesystem::path path = folder_ / "file.csv";
    CsvFile file(path, encoding);
    file.cell(text).cell(std::int64_t{-7}).empty().end_row();
    file.close();
    std::ostringstream bytes;
    bytes << std::ifstream(path, std::ios::binary).rdbuf();
    return bytes.str();
  }

  std::filesystem::path folder_;
};

TEST_F(CsvFileTest, QuotesOnlyWhatMustBe) {
  EXPECT_EQ(written(CsvEncoding::utf8, "plain text"), "plain text,-7,\n");
  EXPECT_EQ(written(CsvEncoding::utf8, "a,b"), "\"a,b\",-7,\n");
  EXPECT_EQ(written(CsvEncoding::utf8, "say \"hi\""), "\"say \"\"hi\"\"\",-7,\n");
  EXPECT_EQ(written(CsvEncoding::utf8, "two\nlines"), "\"two\nlines\",-7,\n");
  EXPECT_EQ(written(CsvEncoding::utf8, ""), ",-7,\n");
}

TEST_F(CsvFileTest, MarksUtf8WhenAsked) {
  EXPECT_EQ(written(CsvEncoding::utf8_bom, "品"), "\xEF\xBB\xBF品,-7,\n");
}

TEST_F(CsvFileTest, WritesCp932WithItsLineEnds) {
  EXPECT_EQ(written(CsvEncoding::cp932, "注文"), "\x92\x8D\x95\xB6,-7,\r\n");
  // The second byte of 表 is a backslash, of ソ too: no byte is taken for a quote or a comma.
  EXPECT_EQ(written(CsvEncoding::cp932, "表,ソ"), "\"\x95\x5C,\x83\x5C\",-7,\r\n");
}

TEST_F(CsvFileTest, RefusesWhatCp932DoesNotHave) {
  EXPECT_THROW(written(CsvEncoding::cp932, "😀"), Error);
}

TEST_F(CsvFileTest, SaysWhenItCannotWrite) {
  try {
    CsvFile file(folder_ / "missing" / "file.csv", CsvEncoding::utf8);
    FAIL() << "the folder does not exist";
  } catch (const Error& error) {
    EXPECT_EQ(error.kind(), ErrorKind::unavailable);
  }
}

TEST_F(CsvFileTest, SaysWhenTheDiskIsFull) {
  if (!std::filesystem::exists("/dev/full")) GTEST_SKIP() << "no /dev/full on this machine";
  CsvFile file("/dev/full", CsvEncoding::utf8);
  file.cell("row").end_row();
  EXPECT_THROW(file.close(), Error);
}

}  // namespace
}  // namespace mikata::shop
