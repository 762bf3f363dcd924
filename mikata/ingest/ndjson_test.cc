// SPDX-License-Identifier: Apache-2.0
#include "mikata/ingest/ndjson.h"

#include <gtest/gtest.h>

#include "mikata/ingest/reader_testing.h"

namespace mikata::ingest {
namespace {

using Rows = std::vector<std::vector<std::string>>;
using Names = std::vector<std::string>;

TEST(Ndjson, GivesKeysAsColumns) {
  struct Case {
    std::string text;
    Names header;
    Rows rows;
  };
  const std::vector<Case> cases = {
      {"{\"id\":1,\"name\":\"A\"}\n{\"id\":2,\"name\":\"B\"}\n",
       {"id", "name"},
       {{"1", "A"}, {"2", "B"}}},
      {"\xEF\xBB\xBF{\"a\":1}\r\n\r\n{\"b\":null}\r\n",
       {"a", "b"},
       {{"1", "NULL"}, {"NULL", "NULL"}}},
      {R"({"u":{"name":"山","deep":{"x":[1]}},"tags":["a", {"b":1}],"t":true,"n":-1.50e3})",
       {"u.name", "u.deep", "tags", "t", "n"},
       {{"山", "{\"x\":[1]}", "[\"a\", {\"b\":1}]", "true", "-1.50e3"}}},
      {R"([{"a":1}, {"b":"x\n\u3042"} ])", {"a", "b"}, {{"1", "NULL"}, {"NULL", "x\nあ"}}},
      {"{\n \"a\": 1\n}\n{\n \"a\": 2\n}\n", {"a"}, {{"1"}, {"2"}}},
      {R"({"a":"","b":12345678901234567890123.10})",
       {"a", "b"},
       {{"", "12345678901234567890123.10"}}},
      {R"({" a ":1,"a":2,"":3})", {"a", "a_2", "column_3"}, {{"1", "2", "3"}}},
  };
  for (const Case& c : cases) {
    const WholeFile file = read_text(c.text);
    EXPECT_EQ(file.failure, "") << c.text;
    EXPECT_EQ(file.head.format, "ndjson") << c.text;
    EXPECT_EQ(file.head.header, c.header) << c.text;
    EXPECT_EQ(file.rows, c.rows) << c.text;
    EXPECT_TRUE(file.bad.empty()) << c.text << file.bad[0].reason_en;
  }
}

TEST(Ndjson, ABrokenLineIsReportedAndTheRestGoesOn) {
  const std::string deep = std::string(70, '[') + std::string(70, ']');
  const std::vector<std::string> broken = {
      R"({"a":1,})",           R"({"a" 1})",        R"({"a":01})",           R"({"a":-})",
      R"({"a":nul})",          R"({"a":tru})",      R"({"a":"\x"})",         R"({"a":"\uD800"})",
      R"({"a":1} x)",          R"({"a":1}{"a":2})", R"({"a":1,"a":2})",      R"(["a"])",
      R"({"a":[1,]})",         R"({"a":{"b":{]}})", R"({"a":"\u0000"})",     R"({"a":1)",
      R"({"a":)" + deep + "}", "just text",         R"({"a":{"b":1,"b":2}})"};
  for (const std::string& line : broken) {
    const WholeFile file = read_text("{\"a\":1}\n\n" + line + "\n{\"a\":3}\n");
    EXPECT_EQ(file.failure, "") << line;
    ASSERT_EQ(file.bad.size(), 1U) << line;
    EXPECT_EQ(file.bad[0].line, 3) << line;
    EXPECT_FALSE(file.bad[0].reason_ja.empty());
    ASSERT_EQ(file.rows.size(), 2U) << line;
    EXPECT_EQ(file.rows[1][0], "3") << line;
    EXPECT_EQ(file.lines[1], 4) << line;
  }
}

TEST(Ndjson, RefusesWhatHoldsNoObjects) {
  struct Case {
    std::string text;
    std::string says;
  };
  const std::vector<Case> cases = {
      {"[]", "no JSON object with keys in it"},
      {"[1,2]", "no JSON object with keys in it"},
      {"[[{\"a\":1}]]", "no JSON object with keys in it"},
      {"{}\n{}\n", "no JSON object with keys in it"},
      {std::string(100000, '['), "no JSON object with keys in it"},
      {"[{\"a\":1}\n{\"a\":2}]", "line 2: not JSON: an object, a comma or the end is missing"},
      {"[{\"a\":1},\n{\"a\":2}", "not JSON: an object, a comma or the end is missing"},
      {"[{\"a\":1},\n]", "line 2: not JSON: an object, a comma or the end is missing"},
      {"[{\"a\":1}] x", "not JSON: an object, a comma or the end is missing"},
      {"{\"a\":\"" + std::string(2000, 'x') + "\"}", "line 1: a value is too long"},
  };
  for (const Case& c : cases) {
    const WholeFile file = read_text(c.text, {.max_field_bytes = 1024});
    EXPECT_NE(file.failure.find(c.says), std::string::npos)
        << c.text.substr(0, 80) << "\nbut: " << file.failure;
  }
}

TEST(Ndjson, KeysThatComeLateStandTogether) {
  std::string text;
  for (int i = 0; i < 60000; ++i) text += "{\"id\":" + std::to_string(i) + "}\n";
  text += R"({"id":60000,"late":"a\"b","n":[1,2],"none":null})";
  const WholeFile file = read_text(text);
  EXPECT_EQ(file.failure, "");
  EXPECT_EQ(file.head.header, (Names{"id", "_more"}));
  ASSERT_EQ(file.rows.size(), 60001U);
  EXPECT_EQ(file.rows[0], (Names{"0", "NULL"}));
  EXPECT_EQ(file.rows.back(), (Names{"60000", R"({"late":"a\"b","n":[1,2],"none":null})"}));
}

TEST(Ndjson, GivesTheSameForEveryWayTheBytesArrive) {
  std::string text;
  for (int i = 0; i < 300; ++i) {
    text += "{\"id\":" + std::to_string(i) + ",\"t\":\"" +
            std::string(static_cast<std::size_t>(i) % 90, 'x') + "あ\"}\n";
    if (i % 50 == 49) text += "broken {\n";
  }
  const WholeFile whole = read_text(text);
  for (const std::size_t window : {64, 100, 1000}) {
    WholeFile file;
    NdjsonReader reader(std::make_unique<MemoryBytes>(text, 7), ReadLimits{.batch_rows = 5},
                        window);
    CellBatch batch;
    while (reader.next(batch)) take_batch(file, batch);
    ASSERT_EQ(file.rows.size(), whole.rows.size());
    for (std::size_t i = 0; i < whole.rows.size(); ++i) {
      EXPECT_EQ(file.rows[i][0], whole.rows[i][0]);
      EXPECT_EQ(file.lines[i], whole.lines[i]);
    }
    EXPECT_EQ(file.bad.size(), 6U);
  }
}

}  // namespace
}  // namespace mikata::ingest
