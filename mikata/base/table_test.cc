// SPDX-License-Identifier: Apache-2.0
#include "mikata/base/table.h"

#include <gtest/gtest.h>

#include <limits>

#include "mikata/base/error.h"

namespace mikata {
namespace {

template <typename Call>
void expect_internal(Call call, std::string_view what) {
  try {
    call();
    ADD_FAILURE() << what;
  } catch (const Error& error) {
    EXPECT_EQ(error.kind(), ErrorKind::internal) << what;
  }
}

TEST(Table, FindsAColumnByItsName) {
  const Table table{{{.name = "period"}, {.name = "nps", .type = ColumnType::points}}, {}};
  EXPECT_EQ(table.index("period"), 0U);
  EXPECT_EQ(table.index("nps"), 1U);
  for (const auto* name : {"", "NPS", "nps ", "n"}) {
    expect_internal([&] { static_cast<void>(table.index(name)); }, name);
  }
  expect_internal([] { static_cast<void>(Table{}.index("nps")); }, "no columns");
}

TEST(Value, NumbersAreRead) {
  constexpr std::int64_t kLargest = std::numeric_limits<std::int64_t>::max();
  const Row row{std::int64_t{7}, 2.5, 3.0, -0.0, kLargest, -0x1p63};
  EXPECT_EQ(as_number(row[0]), 7);
  EXPECT_EQ(as_number(row[1]), 2.5);
  EXPECT_EQ(as_integer(row[0]), 7);
  EXPECT_EQ(as_integer(row[2]), 3);
  EXPECT_EQ(as_integer(row[3]), 0);
  EXPECT_EQ(as_integer(row[4]), kLargest);
  EXPECT_EQ(as_integer(row[5]), std::numeric_limits<std::int64_t>::min());
}

TEST(Value, WhatIsNoNumberIsAnInternalError) {
  const Row row{std::monostate{}, std::string("7"), std::string(), Day{7}, Instant{7}};
  for (const auto& value : row) {
    expect_internal([&] { as_number(value); }, "number");
    expect_internal([&] { as_integer(value); }, "integer");
  }
}

TEST(Value, WhatIsNoWholeNumberIsNotRounded) {
  const Row row{0.5,
                -1e-9,
                0x1p63,
                1e19,
                -1e300,
                std::numeric_limits<double>::infinity(),
                std::numeric_limits<double>::quiet_NaN()};
  for (const auto& value : row) {
    expect_internal([&] { as_integer(value); }, std::to_string(as_number(value)));
  }
}

TEST(Value, TextAndDaysAreNeverConverted) {
  const Row row{std::string("大阪"), Day{3}, std::int64_t{7}, std::monostate{}, Instant{0}};
  EXPECT_EQ(as_text(row[0]), "大阪");
  EXPECT_EQ(as_day(row[1]), Day{3});
  for (const std::size_t i : {1U, 2U, 3U, 4U}) {
    expect_internal([&] { static_cast<void>(as_text(row[i])); }, "no text");
  }
  for (const std::size_t i : {0U, 2U, 3U, 4U}) {
    expect_internal([&] { as_day(row[i]); }, "no day");
  }
}

TEST(Value, NullIsNeitherZeroNorEmpty) {
  const Row row{std::monostate{}, std::int64_t{0}, std::string()};
  EXPECT_TRUE(is_null(row[0]));
  EXPECT_FALSE(is_null(row[1]));
  EXPECT_FALSE(is_null(row[2]));
  EXPECT_FALSE(row[0] == row[1]);
}

TEST(ColumnType, HasTheNameOfTheContract) {
  EXPECT_EQ(column_type_name(ColumnType::string), "string");
  EXPECT_EQ(column_type_name(ColumnType::money), "money");
  EXPECT_EQ(column_type_name(ColumnType::points), "points");
  EXPECT_EQ(column_type_name(ColumnType::timestamp), "timestamp");
}

}  // namespace
}  // namespace mikata
