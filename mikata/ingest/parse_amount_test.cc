// SPDX-License-Identifier: Apache-2.0
#include "mikata/ingest/parse_amount.h"

#include <gtest/gtest.h>

#include <string>

namespace mikata {
namespace {

std::string shown(const Amount& amount) {
  switch (amount.fault) {
    case AmountFault::not_an_amount:
      return "not an amount";
    case AmountFault::other_currency:
      return "other currency";
    case AmountFault::real_decimals:
      return "real decimals";
    case AmountFault::too_large:
      return "too large";
    case AmountFault::none:
      break;
  }
  return std::to_string(amount.minor) + (amount.rounded ? " rounded" : "");
}

struct AmountCase {
  const char* written;
  const char* expected;
};

const AmountRules kDollars{.currency = "USD", .minor_digits = 2};
const AmountRules kYen{.currency = "JPY", .minor_digits = 0};
const AmountRules kEuros{.decimal = Decimal::comma, .currency = "EUR", .minor_digits = 2};

TEST(ParseAmount, ReadsDollars) {
  const AmountCase cases[] = {
      {"12.50", "1250"},
      {"12.5", "1250"},
      {"12", "1200"},
      {".5", "50"},
      {"1,234.56", "123456"},
      {"1,234,567", "123456700"},
      {"$12.3", "1230"},
      {"-$12.30", "-1230"},
      {"$-12.30", "-1230"},
      {"12.50 USD", "1250"},
      {"USD 12.50", "1250"},
      {"(12.50)", "-1250"},
      {"($1,234.50)", "-123450"},
      {"12.50-", "-1250"},
      {"+12.50", "1250"},
      {"22.200000000000003", "2220 rounded"},
      {"22.199999999999996", "2220 rounded"},
      {"12.345", "1235 rounded"},
      {"-12.345", "-1235 rounded"},
      {"12.344", "1234 rounded"},
      {"12.5000", "1250"},
      {"1.2E+03", "120000"},
      {"0", "0"},
  };
  for (const AmountCase& c : cases)
    EXPECT_EQ(shown(parse_amount(c.written, kDollars)), c.expected) << c.written;
}

TEST(ParseAmount, ReadsYen) {
  const AmountCase cases[] = {
      {"1,234", "1234"},
      {"¥1,234", "1234"},
      {"￥1,234", "1234"},
      {"１２３４", "1234"},
      {"１，２３４", "1234"},
      {"1,234円", "1234"},
      {"\\1,234", "1234"},
      {"△1,234", "-1234"},
      {"▲ 1,234", "-1234"},
      {"−1,234", "-1234"},
      {"¥ -5", "-5"},
      {"1234.00", "1234"},
      {"1234.0000000000002", "1234 rounded"},
      {"1234.5", "real decimals"},
      {"12.50", "real decimals"},
      {"JPY 500", "500"},
  };
  for (const AmountCase& c : cases)
    EXPECT_EQ(shown(parse_amount(c.written, kYen)), c.expected) << c.written;
}

TEST(ParseAmount, ReadsDecimalCommas) {
  const AmountCase cases[] = {
      {"1.234,56", "123456"}, {"12,5", "1250"},    {"1 234,56", "123456"},    {"€ 12,30", "1230"},
      {"12,30 €", "1230"},    {"1.234", "123400"}, {"1.23", "not an amount"}, {"12,30 EUR", "1230"},
  };
  for (const AmountCase& c : cases)
    EXPECT_EQ(shown(parse_amount(c.written, kEuros)), c.expected) << c.written;
}

TEST(ParseAmount, RefusesTheRest) {
  const AmountCase cases[] = {
      {"", "not an amount"},           {"abc", "not an amount"},
      {"-", "not an amount"},          {"1,23", "not an amount"},
      {"1,2345", "not an amount"},     {"1.2.3", "not an amount"},
      {"12 apples", "not an amount"},  {"€12.50", "other currency"},
      {"12.50 EUR", "other currency"}, {"¥1,234", "other currency"},
      {"1,234円", "other currency"},   {"NaN", "not an amount"},
      {"inf", "not an amount"},        {"99999999999999999999", "too large"},
      {"1E+300", "too large"},         {",5", "not an amount"},
  };
  for (const AmountCase& c : cases)
    EXPECT_EQ(shown(parse_amount(c.written, kDollars)), c.expected) << c.written;
}

TEST(ParseAmount, TakesADollarSignForAnyDollar) {
  const AmountRules canadian{.currency = "CAD", .minor_digits = 2};
  EXPECT_EQ(shown(parse_amount("$5", canadian)), "500");
  EXPECT_EQ(shown(parse_amount("5 USD", canadian)), "other currency");
}

TEST(ParseNumber, ReadsQuantitiesAndScores) {
  EXPECT_EQ(parse_number("3", Decimal::point), 3);
  EXPECT_EQ(parse_number(" -2.5 ", Decimal::point), -2.5);
  EXPECT_EQ(parse_number("1,234", Decimal::point), 1234);
  EXPECT_EQ(parse_number("１０", Decimal::point), 10);
  EXPECT_EQ(parse_number("0,75", Decimal::comma), 0.75);
  EXPECT_EQ(parse_number("1e3", Decimal::point), 1000);
  EXPECT_EQ(parse_number("", Decimal::point), std::nullopt);
  EXPECT_EQ(parse_number("three", Decimal::point), std::nullopt);
  EXPECT_EQ(parse_number("1e999", Decimal::point), std::nullopt);
  EXPECT_EQ(parse_number("5 - good", Decimal::point), std::nullopt);
}

TEST(CurrencyOf, NamesTheCurrency) {
  const AmountCase cases[] = {{"1,234円", "JPY"}, {"￥5", "JPY"}, {"$5", "USD"},  {"5 EUR", "EUR"},
                              {"円", "JPY"},      {"usd", ""},    {"USD", "USD"}, {"5", ""},
                              {"£5", "GBP"},      {"ABCDEF", ""}};
  for (const AmountCase& c : cases) EXPECT_EQ(currency_of(c.written), c.expected) << c.written;
}

TEST(CurrencyNamed, ReadsACodeInSmallLetters) {
  const AmountCase cases[] = {{"usd", "USD"}, {" Eur ", "EUR"}, {"ｊｐｙ", "JPY"},
                              {"円", "JPY"},  {"usdollar", ""}, {"", ""}};
  for (const AmountCase& c : cases) EXPECT_EQ(currency_named(c.written), c.expected) << c.written;
}

TEST(NeedsDecimal, FindsWhichSignSeparatesDecimals) {
  EXPECT_TRUE(needs_decimal("1.234,56", Decimal::comma));
  EXPECT_TRUE(needs_decimal("0,75", Decimal::comma));
  EXPECT_TRUE(needs_decimal("12.50", Decimal::point));
  EXPECT_FALSE(needs_decimal("1,234", Decimal::comma));
  EXPECT_FALSE(needs_decimal("1,234", Decimal::point));
  EXPECT_FALSE(needs_decimal("12", Decimal::point));
  EXPECT_FALSE(needs_decimal("text", Decimal::comma));
}

}  // namespace
}  // namespace mikata
