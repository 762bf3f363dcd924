// SPDX-License-Identifier: Apache-2.0
#include "mikata/cli/number_text.h"

#include <gtest/gtest.h>

#include <limits>

namespace mikata::cli {
namespace {

std::string text(Value value, NumberStyle style) { return value_text(value, style); }

TEST(NumberText, NumbersAreGroupedAndTheMinusIsARealOne) {
  EXPECT_EQ(grouped(0), "0");
  EXPECT_EQ(grouped(999), "999");
  EXPECT_EQ(grouped(69659), "69,659");
  EXPECT_EQ(grouped(-1234567), "\u22121,234,567");
  EXPECT_EQ(grouped(std::numeric_limits<std::int64_t>::min()), "\u22129,223,372,036,854,775,808");
}

TEST(NumberText, EachTypeHasItsDigits) {
  EXPECT_EQ(text(0.648, {.type = ColumnType::share}), "64.8%");
  EXPECT_EQ(text(25.44, {.type = ColumnType::points}), "25.4");
  EXPECT_EQ(text(-14.9, {.type = ColumnType::points}), "\u221214.9");
  EXPECT_EQ(text(std::int64_t{3841212}, {.type = ColumnType::money}), "3,841,212");
  EXPECT_EQ(text(std::int64_t{250031563}, {.type = ColumnType::money, .money_digits = 2}),
            "2,500,315.63");
  EXPECT_EQ(text(1234.5, {.type = ColumnType::number, .decimals = 2}), "1,234.50");
  EXPECT_EQ(text(std::int64_t{3}, {.type = ColumnType::number, .decimals = 1}), "3.0");
}

TEST(NumberText, RoundsOnceHalfAwayFromZeroAndNeverToMinusZero) {
  EXPECT_EQ(text(0.5, {.type = ColumnType::number}), "1");
  EXPECT_EQ(text(-0.5, {.type = ColumnType::number}), "\u22121");
  EXPECT_EQ(text(-0.04, {.type = ColumnType::points}), "0.0");
}

TEST(NumberText, NothingToSayIsADashAndNeverZero) {
  EXPECT_EQ(text({}, {.type = ColumnType::share}), "\u2013");
  EXPECT_EQ(text(std::numeric_limits<double>::quiet_NaN(), {.type = ColumnType::number}), "\u2013");
  EXPECT_EQ(text(std::numeric_limits<double>::infinity(), {.type = ColumnType::share}), "\u2013");
}

TEST(NumberText, PeriodsHaveShortNames) {
  const Day day = *make_day(2026, 10, 1);
  EXPECT_EQ(period_name(day, Grain::year), "2026");
  EXPECT_EQ(period_name(day, Grain::quarter), "2026-Q4");
  EXPECT_EQ(period_name(day, Grain::month), "2026-10");
  EXPECT_EQ(period_name(day, Grain::week), "2026-10-01");
  EXPECT_EQ(period_name(day, Grain::day), "2026-10-01");
}

TEST(NumberText, IntervalsWithANegativeEndUseAWord) {
  EXPECT_EQ(interval_text("21.1", "29.6", Language::ja), "21.1\u201329.6");
  EXPECT_EQ(interval_text("\u221214.9", "\u22122.9", Language::ja), "\u221214.9 から \u22122.9");
  EXPECT_EQ(interval_text("\u221214.9", "2.9", Language::en), "\u221214.9 to 2.9");
}

TEST(NumberText, HeadlineAmountsAreShort) {
  struct Case {
    std::int64_t minor;
    const char* currency;
    const char* ja;
    const char* en;
  };
  const Case cases[] = {
      {1212, "JPY", "1,212円", "¥1,212"},        {99999, "JPY", "99,999円", "¥99,999"},
      {3841212, "JPY", "384万円", "¥3.84M"},     {123456, "JPY", "12.3万円", "¥123,456"},
      {250000000, "JPY", "2.50億円", "¥250M"},   {-3841212, "JPY", "\u2212384万円", "\u2212¥3.84M"},
      {121250, "USD", "$1,212.50", "$1,212.50"}, {121250, "SEK", "1,212.50 SEK", "1,212.50 SEK"},
  };
  for (const Case& amount : cases) {
    EXPECT_EQ(amount_text(amount.minor, amount.currency, Language::ja), amount.ja);
    EXPECT_EQ(amount_text(amount.minor, amount.currency, Language::en), amount.en);
  }
}

TEST(NumberText, ProgramsGetPlainDigits) {
  EXPECT_EQ(plain_text({}, ColumnType::number, 0), "");
  EXPECT_EQ(plain_text(std::int64_t{-1234567}, ColumnType::integer, 0), "-1234567");
  EXPECT_EQ(plain_text(std::int64_t{1999}, ColumnType::money, 2), "19.99");
  EXPECT_EQ(plain_text(std::int64_t{-5}, ColumnType::money, 2), "-0.05");
  EXPECT_EQ(plain_text(std::int64_t{1999}, ColumnType::money, 0), "1999");
  EXPECT_EQ(plain_text(150.5, ColumnType::money, 2), "1.505");
  EXPECT_EQ(plain_text(0.648, ColumnType::share, 0), "0.648");
  EXPECT_EQ(plain_text(1e6, ColumnType::number, 0), "1000000");
  EXPECT_EQ(plain_text(*make_day(2026, 10, 31), ColumnType::date, 0), "2026-10-31");
  EXPECT_EQ(plain_text(std::numeric_limits<double>::quiet_NaN(), ColumnType::number, 0), "");
}

}  // namespace
}  // namespace mikata::cli
