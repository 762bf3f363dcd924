// SPDX-License-Identifier: Apache-2.0
#include "mikata/ingest/csv.h"

#include <gtest/gtest.h>

#include <fstream>
#include <random>
#include <sstream>

#include "mikata/base/json.h"
#include "mikata/ingest/reader_testing.h"

namespace mikata::ingest {
namespace {

using Rows = std::vector<std::vector<std::string>>;
using Names = std::vector<std::string>;

TEST(Csv, RecognisesHowTheFileIsWritten) {
  struct Case {
    std::string text;
    std::string format;
    Names header;
    Rows rows;
  };
  const std::vector<Case> cases = {
      {"a,b\n1,2\n", "csv", {"a", "b"}, {{"1", "2"}}},
      {"a\tb\n1,5\t2\n", "tsv", {"a", "b"}, {{"1,5", "2"}}},
      {"a;b\r\n1,5;2\r\n1,6;3\r\n", "ssv", {"a", "b"}, {{"1,5", "2"}, {"1,6", "3"}}},
      {"a|b\r1|2\r3|4", "psv", {"a", "b"}, {{"1", "2"}, {"3", "4"}}},
      {" id  day   n\r\n 00001 19970101  1\r\n 2 3   4 \r\n",
       "padded",
       {"id", "day", "n"},
       {{"00001", "19970101", "1"}, {"2", "3", "4"}}},
      {"sep=;\na,x;b\n1;2\n", "ssv", {"a,x", "b"}, {{"1", "2"}}},
      {"comment\nI like it, really\n\"two\nlines\"\n\nend",
       "csv",
       {"comment"},
       {{"I like it, really"}, {"two\nlines"}, {"end"}}},
      {"Customer name\nJohn Smith\nAnn Lee\n",
       "csv",
       {"Customer name"},
       {{"John Smith"}, {"Ann Lee"}}},
      {"\n\n a , b ,,a\n1,2,3,4\n", "csv", {"a", "b", "column_3", "a_2"}, {{"1", "2", "3", "4"}}},
      {"a,b,\n1,2,\n3,4\n", "csv", {"a", "b", "column_3"}, {{"1", "2", ""}, {"3", "4", ""}}},
      {"a,b\n1,2,\n3,4,\n", "csv", {"a", "b"}, {{"1", "2"}, {"3", "4"}}},
      {"a,b\n,\n   \n \"x\" ,\"\"\n\"say \"\"hi\"\"\",\"1,2\r\n3\"\n",
       "csv",
       {"a", "b"},
       {{"x", ""}, {"say \"hi\"", "1,2\r\n3"}}},
      {"a,b\n5\" tape,it's \"fine\"\n", "csv", {"a", "b"}, {{"5\" tape", "it's \"fine\""}}},
      {"顧客ID,金額\nc1,１２３\n", "csv", {"顧客ID", "金額"}, {{"c1", "１２３"}}},
      {"id,name\n", "csv", {"id", "name"}, {}},
  };
  for (const Case& c : cases) {
    const WholeFile file = read_text(c.text);
    EXPECT_EQ(file.failure, "") << c.text;
    EXPECT_EQ(file.head.format, c.format) << c.text;
    EXPECT_EQ(file.head.header, c.header) << c.text;
    EXPECT_EQ(file.rows, c.rows) << c.text;
    EXPECT_TRUE(file.bad.empty()) << c.text;
  }
}

// As spreadsheets save a report: each line as wide as the table.
TEST(Csv, LeavesOutTheLinesOfAReportThatStandAboveTheHeader) {
  const WholeFile file =
      read_text("店舗売上,,\n出力日,2024/03/01,\n,,\nid,day,sum\n1,2024/1/5,9\n");
  EXPECT_EQ(file.failure, "");
  EXPECT_EQ(file.head.header, (Names{"id", "day", "sum"}));
  EXPECT_EQ(file.rows, (Rows{{"1", "2024/1/5", "9"}}));
  ASSERT_EQ(file.bad.size(), 2U);
  EXPECT_EQ(file.bad[1].reason_en, "left out: it stands above the header");
}

TEST(Csv, ReportsRowsThatDifferAndGoesOn) {
  const WholeFile file =
      read_text("Sales of May,,\n\na,b,c\n1,2\n\"x\ny\",2,3\n1,2,3,4\n\"q\"r,2,3\n7,8,9\n");
  EXPECT_EQ(file.failure, "");
  EXPECT_EQ(file.head.header, (Names{"a", "b", "c"}));
  EXPECT_EQ(file.rows, (Rows{{"x\ny", "2", "3"}, {"7", "8", "9"}}));
  EXPECT_EQ(file.lines, (std::vector<std::int64_t>{5, 9}));
  ASSERT_EQ(file.bad.size(), 4U);
  EXPECT_EQ(file.bad[0].line, 1);
  EXPECT_EQ(file.bad[0].reason_en, "left out: it stands above the header");
  EXPECT_EQ(file.bad[1].line, 4);
  EXPECT_EQ(file.bad[1].reason_en, "2 cells where the header has 3");
  EXPECT_EQ(file.bad[1].value, "1,2");
  EXPECT_EQ(file.bad[2].line, 7);
  EXPECT_EQ(file.bad[2].reason_ja, "セルが4個ありますが、見出しは3列です");
  EXPECT_EQ(file.bad[3].line, 8);
  EXPECT_EQ(file.bad[3].reason_en, "text after a closing quote (double the quotes inside a cell)");
}

TEST(Csv, RefusesWhatCannotBeReadAndSaysWhere) {
  struct Case {
    std::string text;
    std::string says;
  };
  const std::string long_cell(2000, 'x');
  std::string unclosed = "a,b\n1,2\n3,\"never closed\n";
  const std::string unclosed_soon = unclosed + "x,y\n";
  for (int i = 0; i < 300000; ++i) unclosed += "x,y\n";
  const std::vector<Case> cases = {
      {"", "the file is empty"},
      {"\xEF\xBB\xBF", "there is no text in it"},
      {"\r\n\r\n  ", "there is no text in it"},
      {"a,b\n1,\"x\n2,y\n", "line 2, column 2 (b): the quote that opens here is never closed"},
      {"a,\"b\n1,2\n", "line 1: the quote that opens here is never closed"},
      {unclosed_soon, "line 3, column 2 (b): the quote that opens here is never closed"},
      {unclosed, "line 3, column 2 (b): the cell that begins here is too long"},
      {"a,b\n1," + long_cell + "\n", "line 2, column 2 (b): the cell that begins here is too long"},
      {"a,b\n1,\"" + long_cell + "\"\n", "line 2, column 2 (b): the cell that begins"},
      {"a,b\n1,\"" + std::string(1500, '"') + "\"\n", "line 2, column 2 (b): the cell that begins"},
      {std::string("a,b\n1,2\n3,x\0y\n", 14), "line 3, column 2 (b): a NUL byte"},
      {std::string("a,b\n1,2\n3,\"x\n\0y\"\n", 17), "line 3, column 2 (b): a NUL byte"},
      {std::string(" a  b\n 1  \0\n 2  3\n", 18), "a NUL byte"},
      {std::string("\0\0\0\0\0\0\0\0", 8), "a NUL byte"},
  };
  for (const Case& c : cases) {
    const WholeFile file = read_text(c.text, {.max_field_bytes = 1024});
    EXPECT_NE(file.failure.find(c.says), std::string::npos)
        << c.says << "\nbut: " << file.failure << "\nfor: " << c.text.substr(0, 60);
  }
}

TEST(Csv, ACellMayBeAsLongAsTheLimit) {
  const ReadLimits limits = {.max_field_bytes = 1024};
  EXPECT_EQ(read_text("a,b\n1," + std::string(1024, 'x') + "\n", limits).failure, "");
  EXPECT_NE(read_text("a,b\n1," + std::string(1025, 'x') + "\n", limits).failure, "");
}

TEST(Csv, StopsAtTheRowLimit) {
  EXPECT_EQ(read_text("a\n1\n2\n", {.max_rows = 2}).failure, "");
  EXPECT_EQ(read_text("a\n1\n2\n3\n", {.max_rows = 2}).failure,
            "invalid_argument: more than 2 rows (divide the file)");
}

// One cell of arbitrary hostile bits, written as CSV wants it.
std::string random_csv(std::mt19937& random) {
  constexpr std::string_view kBits[] = {
      "a", "1", "\"\"", ",", "\n", "\r\n", "\r", "あ", "\xF0\x9F\x98\x80", "\"", ";", "  ", "xyz,"};
  std::string text = "h1,h2,h3\n";
  const std::size_t bits = random() % 400;
  for (std::size_t i = 0; i < bits; ++i) text += kBits[random() % std::size(kBits)];
  return text;
}

WholeFile read_in_windows(const std::string& text, std::size_t window, std::size_t piece) {
  WholeFile file;
  try {
    CsvReader reader(std::make_unique<MemoryBytes>(text, piece), ReadLimits{.batch_rows = 7},
                     window);
    CellBatch batch;
    while (reader.next(batch)) take_batch(file, batch);
  } catch (const Error& error) {
    file.failure = in_words(error);
  }
  return file;
}

TEST(Csv, GivesTheSameForEveryWayTheBytesArrive) {
  std::mt19937 random(7);
  for (int round = 0; round < 400; ++round) {
    const std::string text = random_csv(random);
    const WholeFile whole = read_in_windows(text, TextWindow::kBytes, SIZE_MAX);
    const WholeFile cut = read_in_windows(text, 64 + random() % 100, 1 + random() % 70);
    ASSERT_EQ(cut.failure, whole.failure) << text;
    ASSERT_EQ(cut.rows, whole.rows) << text;
    ASSERT_EQ(cut.lines, whole.lines) << text;
    ASSERT_EQ(cut.bad.size(), whole.bad.size()) << text;
  }
}

TEST(Csv, WhatIsWrittenWithQuotesIsReadBack) {
  std::mt19937 random(11);
  constexpr std::string_view kBits[] = {"a", "\"", ",", "\n", "\r\n", "\r", "あ", " ", ";", "\t"};
  for (int round = 0; round < 300; ++round) {
    Rows rows(1 + random() % 20, std::vector<std::string>(3));
    std::string text = "x,y,z\r\n";
    for (auto& row : rows) {
      for (auto& cell : row) {
        for (std::size_t i = random() % 6; i > 0; --i) cell += kBits[random() % std::size(kBits)];
        std::string doubled;
        for (const char c : cell) doubled.append(c == '"' ? 2 : 1, c);
        text += '"' + doubled + "\",";
      }
      text.back() = '\n';
    }
    const WholeFile file = read_in_windows(text, 64, SIZE_MAX);
    ASSERT_EQ(file.failure, "") << text;
    ASSERT_EQ(file.rows, rows) << text;
  }
}

std::string bytes_of(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

TEST(Csv, ReadsTheSpectrumExactly) {
  const auto data = test_data();
  if (!data) GTEST_SKIP() << "MIKATA_TEST_DATA is not set";
  int files = 0;
  for (const auto& entry :
       std::filesystem::directory_iterator(*data / "badinput/csv/csv-spectrum")) {
    if (entry.path().extension() != ".csv") continue;
    ++files;
    const WholeFile file = read_text(bytes_of(entry.path()));
    auto answer = entry.path();
    const auto expected = nlohmann::json::parse(bytes_of(answer.replace_extension(".json")));
    ASSERT_EQ(file.rows.size(), expected.size()) << entry.path() << file.failure;
    for (std::size_t row = 0; row < file.rows.size(); ++row) {
      for (std::size_t i = 0; i < file.head.header.size(); ++i) {
        // In this copy of the corpus the .csv files have LF only, the answers still CRLF.
        auto cell = expected[row].at(file.head.header[i]).get<std::string>();
        std::erase(cell, '\r');
        EXPECT_EQ(file.rows[row][i], cell);
      }
    }
  }
  EXPECT_EQ(files, 8);
}

}  // namespace
}  // namespace mikata::ingest
