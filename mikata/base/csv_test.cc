// SPDX-License-Identifier: Apache-2.0
#include "mikata/base/csv.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <limits>

namespace mikata {
namespace {

// The text of a cell that holds `value`, without its quotes.
std::string text_cell(const std::string& value) {
  const std::string csv =
      table_csv({.columns = {{.name = "c"}}, .rows = {{value}}}, 0, CsvFor::spreadsheet);
  const std::string begin = "\xef\xbb\xbf\"c\"\r\n\"";
  EXPECT_TRUE(csv.starts_with(begin) && csv.ends_with("\"\r\n")) << csv;
  return csv.substr(begin.size(), csv.size() - begin.size() - 3);
}

TEST(Csv, WritesEachTypePlainly) {
  const Table table{
      .columns = {{.name = "name"},
                  {.name = "amount", .type = ColumnType::money},
                  {.name = "share", .type = ColumnType::share},
                  {.name = "n", .type = ColumnType::integer},
                  {.name = "day", .type = ColumnType::date},
                  {.name = "at", .type = ColumnType::timestamp},
                  {.name = "nothing"}},
      .rows = {{std::string("大阪, \"本店\""), std::int64_t{-12345}, 0.25, std::int64_t{-7},
                *parse_iso_day("2026-10-31"), Instant{0}, std::monostate{}}}};
  EXPECT_EQ(table_csv(table, 2, CsvFor::spreadsheet),
            "\xef\xbb\xbf\"name\",\"amount\",\"share\",\"n\",\"day\",\"at\",\"nothing\"\r\n"
            "\"大阪, \"\"本店\"\"\",-123.45,0.25,-7,2026-10-31,1970-01-01T00:00:00Z,\r\n");
}

TEST(Csv, IsQuotedForProgramsWhereItMustBe) {
  const Table table{.columns = {{.name = "name"}, {.name = "amount", .type = ColumnType::money}},
                    .rows = {{std::string("大阪"), std::int64_t{-12345}},
                             {std::string("a,\"b\"\n"), std::int64_t{5}},
                             {std::string("=1,2"), std::monostate{}},
                             {std::string("＝1"), std::monostate{}},
                             {std::string("-5"), std::monostate{}}}};
  EXPECT_EQ(table_csv(table, 2, CsvFor::program),
            "name,amount\n大阪,-123.45\n\"a,\"\"b\"\"\n\",0.05\n\"'=1,2\",\n'＝1,\n-5,\n");
}

TEST(Csv, LeavesNumbersThatAreNoNumbersEmpty) {
  const Table table{.columns = {{.name = "x", .type = ColumnType::number}},
                    .rows = {{std::numeric_limits<double>::quiet_NaN()},
                             {std::numeric_limits<double>::infinity()}}};
  EXPECT_EQ(table_csv(table, 0, CsvFor::spreadsheet), "\xef\xbb\xbf\"x\"\r\n\r\n\r\n");
}

TEST(Csv, DisarmsFormulas) {
  for (const std::string text : {"=1+1",
                                 "+1+cmd",
                                 "-1+cmd",
                                 "@SUM(1)",
                                 "\t=1",
                                 "\r=1",
                                 "\n=1",
                                 "＝1+1",
                                 "＋1",
                                 "－1",
                                 "＠SUM",
                                 " =1+1",
                                 "　=1",
                                 "\u200b=1",
                                 "\xef\xbb\xbf=1",
                                 "+81-3-1234-5678",
                                 "-",
                                 "=",
                                 "--1",
                                 "+-1"}) {
    EXPECT_EQ(text_cell(text), "'" + text) << text;
  }
}

TEST(Csv, LeavesOrdinaryTextAndNumbersAlone) {
  for (const std::string text : {"", "a=b", "-5", "+5", "-1.5e3", "大阪", "1-2", "'=1", "9.5"}) {
    EXPECT_EQ(text_cell(text), text) << text;
  }
}

TEST(Csv, DisarmsColumnNames) {
  EXPECT_EQ(table_csv({.columns = {{.name = "=x"}}, .rows = {}}, 0, CsvFor::spreadsheet),
            "\xef\xbb\xbf\"'=x\"\r\n");
}

TEST(Csv, DisarmsThePublishedList) {
  const char* data = std::getenv("MIKATA_TEST_DATA");
  if (data == nullptr) GTEST_SKIP() << "MIKATA_TEST_DATA is not set";
  std::ifstream list(std::filesystem::path(data) /
                     "badinput/generated/out/lists/formula_injection.txt");
  ASSERT_TRUE(list);
  int count = 0;
  for (std::string line; std::getline(list, line); ++count) {
    const std::string cell = text_cell(line);
    EXPECT_EQ(std::string("=+-@\t\r").find(cell.substr(0, 1)) != std::string::npos && !cell.empty(),
              false)
        << line;
  }
  EXPECT_GT(count, 15);
}

}  // namespace
}  // namespace mikata
