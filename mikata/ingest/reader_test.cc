// SPDX-License-Identifier: Apache-2.0
#include "mikata/ingest/reader.h"

#include <gtest/gtest.h>

#include <fstream>
#include <string>
#include <vector>

#include "mikata/base/error.h"

namespace mikata {
namespace {

class Reader : public ::testing::Test {
 protected:
  std::filesystem::path write(const std::string& bytes, const std::string& name = "file.csv") {
    const std::filesystem::path path = std::filesystem::path(::testing::TempDir()) / name;
    std::ofstream(path, std::ios::binary) << bytes;
    return path;
  }
};

std::string failure_of(const std::filesystem::path& file, const ReadLimits& limits = {}) {
  try {
    const auto reader = open_file(file, limits);
    CellBatch batch;
    while (reader->next(batch)) {
    }
  } catch (const Error& error) {
    return std::string(error_name(error.kind())) + ": " + error.what();
  }
  return "";
}

TEST_F(Reader, GivesHeaderCellsAndLines) {
  const auto reader =
      open_file(write("id,\"name\"\r\n1,Ann\r\n\r\n2,\"a \"\"b\"\"\nc\"\r\n3,\r\n"));
  EXPECT_EQ(reader->head().header, (std::vector<std::string>{"id", "name"}));
  EXPECT_EQ(reader->head().format, "csv");
  EXPECT_EQ(reader->head().encoding, "UTF-8");
  CellBatch batch;
  ASSERT_TRUE(reader->next(batch));
  ASSERT_EQ(batch.rows, 3U);
  EXPECT_EQ(batch.columns[0].cell(0), "1");
  EXPECT_EQ(batch.columns[1].cell(1), "a \"b\"\nc");
  EXPECT_EQ(batch.columns[1].cell(2), "");
  EXPECT_EQ(batch.lines, (std::vector<std::int64_t>{2, 4, 6}));
  EXPECT_FALSE(reader->next(batch));
  EXPECT_FALSE(reader->next(batch));
}

TEST_F(Reader, SaysWhatIsWrongInOneSentence) {
  struct Case {
    std::string bytes;
    std::string says;
  };
  const std::vector<Case> cases = {
      {"", "invalid_argument: file.csv: the file is empty"},
      {"\n\n", "file.csv: there is no text in it"},
      {"a,b\n1,2\n3,\"x\n4,5\n", "file.csv: line 3, column 2 (b): the quote that opens here"},
      {std::string("a,b\n1,\0\n", 8), "file.csv: line 2, column 2 (b): a NUL byte"},
      {"a,b\n1," + std::string(3 << 20, 'x') + "\n", "line 2, column 2 (b): the cell that begins"},
      {"PK\x03\x04 and more", "no text but an Excel workbook"},
      {"a\n\xE3\x81\x82\xE3\x81\x84\n\x82\xA0\n", "line 3, byte 10: 0x82 is not UTF-8"},
  };
  for (const Case& c : cases) {
    EXPECT_NE(failure_of(write(c.bytes)).find(c.says), std::string::npos)
        << c.says << "\n but: " << failure_of(write(c.bytes));
  }
  EXPECT_EQ(failure_of("/nowhere/x.csv"), "not_found: file not found: /nowhere/x.csv");
}

}  // namespace
}  // namespace mikata
