// SPDX-License-Identifier: Apache-2.0
#include "tests/test_files/test_file.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "mikata/base/error.h"
#include "mikata/store/duckdb_store.h"
#include "tests/test_files/fixture.h"

namespace mikata::test_files {
namespace {

constexpr const char* kText = R"(# words about the file
book currency=USD activity=order,visit k=3

fixture actions kind=order
customer_id, local_day, amount_minor, 年代
C1, 2026-01-05, 1200, 40代
# a comment between rows
C2, 2026-01-06, ,

request nps --where "region = '大阪'"
expect
old | table

request nps --by x
)";

std::filesystem::path write(const std::string& text) {
  const auto path = std::filesystem::temp_directory_path() / "mikata_test_file_test.test";
  std::ofstream(path, std::ios::binary) << text;
  return path;
}

TEST(TestFile, IsReadBlockByBlock) {
  const TestFile file = read_test_file(write(kText));
  EXPECT_EQ(file.settings.currency, "USD");
  EXPECT_EQ(file.settings.activity, (std::vector<std::string>{"order", "visit"}));
  EXPECT_EQ(file.settings.k, 3);
  ASSERT_EQ(file.fixtures.size(), 1U);
  EXPECT_EQ(file.fixtures[0].rows.size(), 2U);
  ASSERT_EQ(file.cases.size(), 2U);
  EXPECT_EQ(file.cases[0].words, (std::vector<std::string>{"nps", "--where", "region = '大阪'"}));
  EXPECT_EQ(file.cases[0].expected, (std::vector<std::string>{"expect", "old | table"}));
  EXPECT_TRUE(file.cases[1].expected.empty());
}

TEST(TestFile, IsRewrittenWithTheRestUntouched) {
  const TestFile file = read_test_file(write(kText));
  EXPECT_EQ(rewrite(file, {file.cases[0].expected, {}}), kText);
  const std::string text = rewrite(file, {{"expect", "new"}, {"error not_found", "gone"}});
  EXPECT_NE(text.find("大阪'\"\nexpect\nnew\n\nrequest"), std::string::npos);
  EXPECT_TRUE(text.ends_with("--by x\nerror not_found\ngone\n"));
}

TEST(TestFile, FixtureBecomesTypedRows) {
  const Batch batch = make_batch(read_test_file(write(kText)).fixtures[0]);
  ASSERT_EQ(batch.rows, 2U);
  const auto column = [&](const char* name) { return batch.columns[*batch.table->find(name)]; };
  EXPECT_EQ(column("action_id").texts, (std::vector<std::string>{"actions-1", "actions-2"}));
  EXPECT_EQ(column("kind").texts[1], "order");
  EXPECT_EQ(column("amount_minor").integers[0], 1200);
  EXPECT_EQ(column("amount_minor").valid, (std::vector<std::uint8_t>{1, 0}));
  EXPECT_EQ(column("occurred_at").integers[0],
            column("local_day").integers[0] * 86'400'000'000 + 43'200'000'000);
  EXPECT_EQ(batch.properties, (std::vector<std::string>{R"({"年代":"40代"})", ""}));
}

TEST(TestFile, FixturesWithoutKeysDoNotReplaceEachOther) {
  const TestFile file =
      read_test_file(write("fixture actions kind=order\ncustomer_id\nC1\n\n"
                           "fixture actions\naction_id, customer_id\nx, C2\n\n"
                           "fixture actions kind=visit\ncustomer_id\nC3\n"));
  const auto store = open_duckdb_store({.file = {}, .derived = {{"order"}}});
  load(file, *store);
  const Table ids = store->query({"SELECT action_id FROM actions_now ORDER BY action_id"});
  EXPECT_EQ(ids.rows, (std::vector<Row>{{"actions-1"}, {"actions-2"}, {"x"}}));
}

TEST(TestFile, BadInputNamesTheLine) {
  struct Bad {
    const char* text;
    const char* message;
  };
  const Bad cases[] = {
      {"\nrequests nps\n", ":2: block not known: requests"},
      {"request\n", ":1: request without an insight"},
      {"request nps --by 'x\n", ":1: quote not closed"},
      {"fixture\n", ":1: fixture without a table"},
      {"fixture actions\n\n", ":2: fixture without a header"},
      {"fixture actions kind\nx\n", ":1: name=value expected: kind"},
      {"fixture actions\na, b\n1\n", ":3: row has 1 cells, the header 2: 1"},
      {"book color=red\n", "book setting not known: color"},
  };
  for (const auto& bad : cases) {
    SCOPED_TRACE(bad.text);
    try {
      static_cast<void>(read_test_file(write(bad.text)));
      ADD_FAILURE() << "was read";
    } catch (const Error& error) {
      EXPECT_NE(std::string(error.what()).find(bad.message), std::string::npos) << error.what();
    }
  }
}

TEST(TestFile, BadCellsNameTheColumn) {
  struct Bad {
    const char* text;
    const char* message;
  };
  const Bad cases[] = {
      {"fixture shops\nx\n1\n", "table not known: shops"},
      {"fixture actions\nlocal_day\n2026-02-30\n", "not a day like 2026-10-31: 2026-02-30"},
      {"fixture actions\namount_minor\n1.5\n", "row 1, amount_minor: not a whole number: 1.5"},
      {"fixture actions\noccurred_at\n2026-01-01Tnoon!\n", "row 1, occurred_at: not a time"},
      {"fixture items\nactive\nyes\n", "row 1, active: not true or false: yes"},
  };
  for (const auto& bad : cases) {
    SCOPED_TRACE(bad.text);
    try {
      static_cast<void>(make_batch(read_test_file(write(bad.text)).fixtures.at(0)));
      ADD_FAILURE() << "was made";
    } catch (const Error& error) {
      EXPECT_NE(std::string(error.what()).find(bad.message), std::string::npos) << error.what();
    }
  }
}

}  // namespace
}  // namespace mikata::test_files
