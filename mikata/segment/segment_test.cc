// SPDX-License-Identifier: Apache-2.0
#include "mikata/segment/segment.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "mikata/base/error.h"

namespace mikata {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::StartsWith;

Columns shop() {
  using enum Origin;
  return Columns({{customers, "region", FactType::text, "c.region"},
                  {customers, "channel", FactType::text, "c.channel"},
                  {customers, "first_seen_day", FactType::day, "c.first_seen_day"},
                  {customers, "会員ランク", FactType::text, "property(c.properties, '会員ランク')",
                   false, true},
                  {customers, "loyalty rank", FactType::text,
                   "property(c.properties, 'loyalty rank')", false, true},
                  {customers, "orders_365d", FactType::integer, "c.orders_365d", true},
                  {customers, "revenue_365d", FactType::money, "c.revenue_365d_minor", true},
                  {customers, "mean_gap", FactType::real, "c.mean_gap", true},
                  {actions, "channel", FactType::text, "x.channel"},
                  {actions, "kind", FactType::text, "x.kind"},
                  {actions, "occurred_at", FactType::instant, "x.occurred_at"},
                  {voices, "score", FactType::real, "a.score"},
                  {voices, "anonymous", FactType::boolean, "a.anonymous"},
                  {voices, "item_id", FactType::text, "a.item_id"},
                  {items, "item_id", FactType::text, "i.item_id"},
                  {items, "category", FactType::text, "i.category"},
                  {items, "price", FactType::money, "i.price_minor"}});
}

Condition compile(std::string_view text, CompileOptions options = {}) {
  return compile_condition(text, shop(), options);
}

std::string error_of(std::string_view text, CompileOptions options = {}) {
  try {
    return "compiled to " + compile(text, options).sql;
  } catch (const Error& error) {
    EXPECT_EQ(error.kind(), ErrorKind::invalid_argument) << text;
    return error.what();
  }
}

std::vector<Value> values(const Condition& condition) {
  std::vector<Value> values;
  for (const auto& binding : condition.bindings) values.push_back(binding.value);
  return values;
}

TEST(Condition, BecomesSqlWithItsValuesBound) {
  const struct {
    std::string_view text;
    std::string_view sql;
  } cases[] = {
      {"", "TRUE"},
      {" \t\n\u3000", "TRUE"},
      {"region = '大阪'", "c.region = $where_1"},
      {"region='a'and channel='b'", "(c.region = $where_1) AND (c.channel = $where_2)"},
      {"region != 'a'", "c.region <> $where_1"},
      {"region <> 'a'", "c.region <> $where_1"},
      {"orders_365d >= 2", "c.orders_365d >= $where_1"},
      {"orders_365d < -2", "c.orders_365d < $where_1"},
      {"orders_365d > 2.5", "c.orders_365d > $where_1"},
      {"customer.channel IN ('web', 'store')", "c.channel IN ($where_1, $where_2)"},
      {"customers.channel not in ('web')", "c.channel NOT IN ($where_1)"},
      {"score BETWEEN 9 AND 10", "a.score BETWEEN $where_1 AND $where_2"},
      {"score NOT BETWEEN 0 AND 6", "a.score NOT BETWEEN $where_1 AND $where_2"},
      {"region LIKE '大%'", "c.region LIKE $where_1"},
      {"region NOT LIKE '_a'", "c.region NOT LIKE $where_1"},
      {"region IS NULL", "c.region IS NULL"},
      {"region is not null", "c.region IS NOT NULL"},
      {"NOT region = 'a'", "NOT (c.region = $where_1)"},
      {"anonymous = true", "a.anonymous = ($where_1 = 1)"},
      {"anonymous != FALSE", "a.anonymous <> ($where_1 = 1)"},
      {"anonymous IN (true)", "a.anonymous IN (($where_1 = 1))"},
      {"会員ランク = '金'", "property(c.properties, '会員ランク') = $where_1"},
      {"会員ランク >= 3", "to_number(property(c.properties, '会員ランク')) >= $where_1"},
      {"\"loyalty rank\" IN (1, 2)",
       "to_number(property(c.properties, 'loyalty rank')) IN ($where_1, $where_2)"},
      {"customers.\"loyalty rank\" = true", "property(c.properties, 'loyalty rank') = $where_1"},
      {"region = 'a' OR region = 'b' AND region = 'c'",
       "(c.region = $where_1) OR ((c.region = $where_2) AND (c.region = $where_3))"},
      {"(region = 'a' OR region = 'b') AND region = 'c'",
       "((c.region = $where_1) OR (c.region = $where_2)) AND (c.region = $where_3)"},
      {"((region = 'a'))", "c.region = $where_1"},
      {"\"region\" = 'a'", "c.region = $where_1"},
  };
  for (const auto& [text, sql] : cases) EXPECT_EQ(compile(text).sql, sql) << text;
}

TEST(Condition, ValuesHaveTheTypeOfTheirColumn) {
  const CompileOptions dollars{.money_digits = 2};
  const struct {
    std::string_view text;
    Value value;
  } cases[] = {
      {"region = 'it''s'", std::string("it's")},
      {"region = ''", std::string("")},
      {"region = '2'", std::string("2")},
      {"orders_365d = 2", std::int64_t{2}},
      {"orders_365d = +2", std::int64_t{2}},
      {"orders_365d > 2.5", 2.5},
      {"orders_365d = 9223372036854775807", std::int64_t{9223372036854775807}},
      {"score = 9", 9.0},
      {"mean_gap = -0.25", -0.25},
      {"revenue_365d > 1000", std::int64_t{100000}},
      {"revenue_365d > 1000.5", std::int64_t{100050}},
      {"revenue_365d > 0.05", std::int64_t{5}},
      {"revenue_365d > -0.05", std::int64_t{-5}},
      {"revenue_365d > 10.500", std::int64_t{1050}},
      {"first_seen_day = '1970-01-31'", Day{30}},
      {"occurred_at < '1970-01-02T00:00:01Z'", Instant{86'401'000'000}},
      {"occurred_at < '1970-01-01T00:00:00.5Z'", Instant{500'000}},
      {"occurred_at < '1970-01-01T00:00:00.000001Z'", Instant{1}},
      {"occurred_at < '1969-12-31T23:59:59Z'", Instant{-1'000'000}},
      {"anonymous = true", std::int64_t{1}},
      {"anonymous = False", std::int64_t{0}},
      {"会員ランク = '3'", std::string("3")},
      {"会員ランク = 3", 3.0},
      {"会員ランク = TRUE", std::string("true")},
      {"region LIKE '100%'", std::string("100%")},
  };
  for (const auto& [text, value] : cases) {
    EXPECT_THAT(values(compile(text, dollars)), ElementsAre(value)) << text;
  }
}

TEST(Condition, BindingsAreNumberedInTheOrderOfTheText) {
  const auto condition =
      compile("score BETWEEN 1 AND 2 AND region IN ('a', 'b') OR NOT channel = 'c'");
  std::vector<std::string> names;
  for (const auto& binding : condition.bindings) names.push_back(binding.name);
  EXPECT_THAT(names, ElementsAre("where_1", "where_2", "where_3", "where_4", "where_5"));
  EXPECT_THAT(values(condition), ElementsAre(Value{1.0}, Value{2.0}, Value{std::string("a")},
                                             Value{std::string("b")}, Value{std::string("c")}));
}

TEST(Condition, NamesTheTablesItTouches) {
  EXPECT_THAT(compile("").origins, IsEmpty());
  EXPECT_THAT(compile("region = 'a'").origins, ElementsAre(Origin::customers));
  EXPECT_THAT(compile("region = 'a' OR category IS NULL OR score > 1").origins,
              ElementsAre(Origin::customers, Origin::voices, Origin::items));
}

TEST(Condition, OfAWrongShapeIsRefusedWithTheReason) {
  const struct {
    std::string_view text;
    std::string_view fact;
  } cases[] = {
      {"region = Osaka", "not a value: Osaka (text goes in single quotes: 'Osaka')"},
      {"region = \"大阪\"", "not a value: 大阪 (text goes in single quotes: '大阪')"},
      {"region = NULL", "nothing is equal to NULL (write IS NULL or IS NOT NULL)"},
      {"region = 'a", "quote never closed: '"},
      {"\"region = 'a'", "quote never closed: \""},
      {"\"\" = 'a'", "empty column name"},
      {"orders_365d = 1,000", "expected AND, OR or the end, not: ,"},
      {"orders_365d = 1e3", "not a number: 1e3"},
      {"orders_365d = 12.", "not a number: 12."},
      {"orders_365d = １２", "not understood: １ (digits are written 0 to 9)"},
      {"orders_365d == 2", "not understood: == (did you mean =?)"},
      {"orders_365d ＝ 2", "not understood: ＝ (did you mean =?)"},
      {"orders_365d => 2", "expected a value"},
      {"region = 'a' && channel = 'b'", "not understood: && (did you mean AND?)"},
      {"region = ‘a’", "not understood: ‘ (did you mean '?)"},
      {"region = 'a' adn channel = 'b'",
       "expected AND, OR or the end, not: adn (did you mean AND?)"},
      {"region lke 'a'",
       "expected a comparison such as =, IN, BETWEEN, LIKE or IS NULL, not: lke "
       "(did you mean LIKE?)"},
      {"region", "the condition ends too early: expected a comparison"},
      {"region =", "the condition ends too early: expected a value"},
      {"region IN", "the condition ends too early: expected ( and a list"},
      {"region IN ()", "expected a value: 'text', a number, true or false, not: )"},
      {"region IN ('a',)", "expected a value"},
      {"region IN ('a' 'b')", "expected , or ), not: 'b'"},
      {"region NOT = 'a'", "expected IN, BETWEEN or LIKE, not: ="},
      {"region IS 'a'", "expected NULL or NOT NULL, not: 'a'"},
      {"score BETWEEN 1", "the condition ends too early: expected AND and the upper end"},
      {"score BETWEEN 1 OR 2", "expected AND and the upper end, not: OR"},
      {"(region = 'a'", "parenthesis never closed: ("},
      {"region = 'a')", "expected AND, OR or the end, not: )"},
      {"region = 'a' AND", "the condition ends too early: expected the name of a column"},
      {"2 <= orders_365d", "expected the name of a column, not: 2"},
      {"region. = 'a'", "expected the name of a column after the dot, not: ="},
      {"region = 'a'; DROP TABLE x", "not understood: ;"},
      {"region = 'a' -- comment", "not understood: -"},
      {"region = $1", "not understood: $"},
      {"lower(region) = 'a'",
       "a condition has no functions: lower (compare a column with a value)"},
  };
  for (const auto& [text, fact] : cases) EXPECT_THAT(error_of(text), StartsWith(fact)) << text;
}

TEST(Condition, OfAWrongTypeIsRefusedWithTheReason) {
  const struct {
    std::string_view text;
    std::string_view fact;
  } cases[] = {
      {"regon = 'a'", "column not found: regon (did you mean region?)"},
      {"customer.regon = 'a'", "column not found: customer.regon (did you mean customers.region?)"},
      {"nonsense_that_is_far = 'a'", "column not found: nonsense_that_is_far"},
      {"item_id = 'a'", "column is ambiguous: item_id (write voices.item_id or items.item_id)"},
      {"region = 3", "region is text, not: 3 (text goes in single quotes: '3')"},
      {"region = true", "region is text, not: TRUE"},
      {"orders_365d = '2'", "orders_365d is a number, not: 2 (write a number without quotes)"},
      {"orders_365d = 'two'", "orders_365d is a number, not: two (write a number such as 12)"},
      {"orders_365d = true", "orders_365d is a number, not: TRUE"},
      {"orders_365d = 9223372036854775808", "number too large for orders_365d"},
      {"first_seen_day = '2026-02-30'",
       "first_seen_day is a day, not: 2026-02-30 (write a day that "
       "exists as '2026-01-31')"},
      {"first_seen_day = '2026/01/31'", "first_seen_day is a day, not: 2026/01/31"},
      {"first_seen_day = 2026", "first_seen_day is a day, not: 2026"},
      {"occurred_at > '2026-01-31'", "occurred_at is a time, not: 2026-01-31 (write it in UTC"},
      {"occurred_at > '2026-01-31T25:00:00Z'", "occurred_at is a time"},
      {"occurred_at > '2026-01-31T09:00:00.Z'", "occurred_at is a time"},
      {"occurred_at > '2026-01-31T09:00:00+'", "occurred_at is a time"},
      {"anonymous = 1", "anonymous is true or false, not: 1 (without quotes)"},
      {"anonymous = 'true'", "anonymous is true or false, not: true (without quotes)"},
      {"anonymous > false", "anonymous is true or false (compare it with = or !=)"},
      {"anonymous BETWEEN false AND true", "anonymous is true or false (compare it"},
      {"score LIKE '1%'", "score is not text (LIKE compares text)"},
      {"region LIKE 3", "LIKE wants a pattern in single quotes"},
      {"region LIKE '100\\%'", "LIKE has no escape character"},
      {"会員ランク IN (1, '2')", "会員ランク is compared with text and numbers at once: 2"},
      {"会員ランク BETWEEN 1 AND 'z'", "会員ランク is compared with text and numbers at once: z"},
  };
  for (const auto& [text, fact] : cases) EXPECT_THAT(error_of(text), StartsWith(fact)) << text;
}

TEST(Condition, RefusesBytesThatAreNoText) {
  EXPECT_THAT(error_of(std::string_view("region = 'a\0b'", 14)), StartsWith("a condition cannot"));
  EXPECT_THAT(error_of(std::string_view("\0", 1)), StartsWith("a condition cannot hold control"));
  EXPECT_THAT(error_of("region = '\x93\xFA'"), StartsWith("not UTF-8 text"));
  EXPECT_THAT(error_of("region = 'a' \xFF"), StartsWith("not UTF-8 text"));
  EXPECT_THAT(error_of("\x7f"), StartsWith("not understood"));
}

TEST(Condition, MoneyHasAsManyDecimalsAsItsCurrency) {
  EXPECT_THAT(error_of("revenue_365d > 10.5"),
              StartsWith("too many decimals for revenue_365d: 10.5 (this currency has 0)"));
  EXPECT_THAT(error_of("revenue_365d > 10.505", {.money_digits = 2}),
              StartsWith("too many decimals for revenue_365d: 10.505 (this currency has 2)"));
  EXPECT_THAT(error_of("revenue_365d > 9223372036854775807", {.money_digits = 2}),
              StartsWith("number too large for revenue_365d"));
  EXPECT_THAT(values(compile("revenue_365d > 10.0")), ElementsAre(Value{std::int64_t{10}}));
}

TEST(Condition, CaretStandsBelowThePlace) {
  const struct {
    std::string_view text;
    std::string_view message;
  } cases[] = {
      {"regon = 'a'",
       "column not found: regon (did you mean region?)\n"
       "regon = 'a'\n"
       "^"},
      {"region = '大阪' AND regon = 'a'",
       "column not found: regon (did you mean region?)\n"
       "region = '大阪' AND regon = 'a'\n"
       "                    ^"},
      {"会員ランク =",
       "the condition ends too early: expected a value: 'text', a number, true or "
       "false\n"
       "会員ランク =\n"
       "            ^"},
      {"region = 'a'\nAND x",
       "the condition ends too early: expected a comparison such as =, IN, "
       "BETWEEN, LIKE or IS NULL\n"
       "region = 'a' AND x\n"
       "                  ^"},
  };
  for (const auto& [text, message] : cases) EXPECT_EQ(error_of(text), message) << text;
}

TEST(Condition, OfALongTextThePlaceIsShown) {
  std::string text;
  for (int i = 0; i < 200; ++i) text += "region = 'x' OR ";
  text += "regon = 'a'";
  for (int i = 0; i < 200; ++i) text += " OR region = 'x'";
  EXPECT_EQ(
      error_of(text),
      "column not found: regon (did you mean region?)\n"
      "...on = 'x' OR region = 'x' OR region = 'x' OR region = 'x' OR regon = 'a' OR region = "
      "'x' OR region = ...\n"
      "                                                               ^");
}

TEST(Condition, HasLimits) {
  const std::string deep(64, '(');
  const std::string close(64, ')');
  EXPECT_EQ(compile(deep + "region = 'a'" + close).sql, "c.region = $where_1");
  EXPECT_THAT(error_of("(" + deep + "region = 'a'" + close + ")"),
              StartsWith("nested too deeply: more than 64"));
  std::string negations;
  for (int i = 0; i < 65; ++i) negations += "NOT ";
  EXPECT_THAT(error_of(negations + "region = 'a'"), StartsWith("nested too deeply"));
  EXPECT_THAT(error_of(std::string(100'000, '(')), StartsWith("condition too long: 100000 bytes"));
  const std::string longest = "region = '" + std::string(8192 - 11, 'x') + "'";
  EXPECT_EQ(compile(longest).sql, "c.region = $where_1");
  EXPECT_THAT(error_of(longest + " "), StartsWith("condition too long: 8193 bytes (at most 8192)"));
  // Siblings are not depth.
  std::string wide = "(region = 'a')";
  for (int i = 0; i < 100; ++i) wide += " AND NOT (region = 'a')";
  EXPECT_THAT(compile(wide).sql, HasSubstr("$where_101"));
}

TEST(Columns, BareNameIsLookedUpInItsOwnTableFirst) {
  const auto columns = shop();
  EXPECT_EQ(columns.resolve("channel", Origin::actions).sql, "x.channel");
  EXPECT_EQ(columns.resolve("channel", Origin::customers).sql, "c.channel");
  EXPECT_EQ(columns.resolve("channel", Origin::voices).sql, "c.channel");
  EXPECT_EQ(columns.resolve("item_id", Origin::voices).sql, "a.item_id");
  EXPECT_EQ(columns.resolve("category", Origin::voices).sql, "i.category");
  EXPECT_EQ(columns.resolve("orders_365d", Origin::voices).sql, "c.orders_365d");
}

TEST(Columns, PlainComesBeforeDerivedAndDerivedBeforeOtherTables) {
  using enum Origin;
  const Columns columns({{customers, "orders", FactType::integer, "c.orders", true},
                         {actions, "orders", FactType::text, "x.orders"},
                         {items, "name", FactType::text, "i.name"},
                         {customers, "name", FactType::text, "c.name"}});
  EXPECT_EQ(columns.resolve("orders", voices).sql, "c.orders");
  EXPECT_EQ(columns.resolve("orders", actions).sql, "x.orders");
  EXPECT_EQ(columns.resolve("actions.orders", voices).sql, "x.orders");
  EXPECT_EQ(columns.resolve("action.orders", customers).sql, "x.orders");
  EXPECT_EQ(columns.resolve("name", voices).sql, "c.name");
  EXPECT_EQ(columns.resolve("item.name", voices).sql, "i.name");
}

TEST(Columns, NameWithADotIsANameWhenNoTableIsCalledSo) {
  const Columns columns({{Origin::customers, "address.city", FactType::text,
                          "property(c.properties, 'address.city')", false, true}});
  EXPECT_TRUE(columns.resolve("address.city", Origin::voices).property);
  EXPECT_TRUE(columns.resolve("customers.address.city", Origin::voices).property);
  EXPECT_THROW(columns.resolve("voices.address.city", Origin::voices), Error);
}

TEST(Columns, UnknownNameIsInvalidArgument) {
  for (const auto* name :
       {"", ".", "customers.", ".region", "customers", "shop.region", "Region"}) {
    try {
      shop().resolve(name, Origin::customers);
      ADD_FAILURE() << name;
    } catch (const Error& error) {
      EXPECT_EQ(error.kind(), ErrorKind::invalid_argument) << name;
    }
  }
}

// How often the SQL asks for a customer who said something.
int asked(const std::string& sql) {
  int count = 0;
  for (std::size_t at = sql.find("FROM answers"); at != std::string::npos;
       at = sql.find("FROM answers", at + 1)) {
    ++count;
  }
  return count;
}

TEST(Foreign, WhatIsJoinedByAndIsAboutOneFact) {
  const CompileOptions options{.own = Origin::actions, .foreign = {Origin::voices}};
  const struct {
    const char* text;
    int asked;
  } cases[] = {{"score <= 6", 1},
               {"voices.score >= 3 AND voices.score <= 6", 1},
               {"region = 'x' AND score >= 3 AND score <= 6", 1},
               {"score >= 3 OR score <= 6", 1},
               {"score >= 3 OR region = 'x'", 1},
               {"(score >= 3 AND region = 'x') OR (score <= 1 AND region = 'y')", 2},
               {"region = 'x'", 0}};
  for (const auto& test : cases)
    EXPECT_EQ(asked(compile(test.text, options).sql), test.asked) << test.text;
}

TEST(Foreign, NotBeforeItAllMeansNone) {
  const CompileOptions options{.own = Origin::actions, .foreign = {Origin::voices}};
  EXPECT_TRUE(compile("NOT score <= 6", options).sql.starts_with("NOT (c.customer_no IN"));
  EXPECT_TRUE(compile("NOT NOT score <= 6", options).sql.starts_with("NOT (NOT (c.customer_no IN"));
  EXPECT_TRUE(
      compile("score >= 1 AND NOT score <= 6", options).sql.starts_with("c.customer_no IN"));
}

TEST(Foreign, NeedsCustomersAndNothingElseInTheFrom) {
  const CompileOptions options{
      .own = Origin::actions, .foreign = {Origin::voices}, .as_of = make_day(2026, 1, 31)};
  const Condition condition = compile("score <= 6", options);
  EXPECT_EQ(condition.origins, std::set<Origin>{Origin::customers});
  EXPECT_EQ(condition.columns, std::set<std::string>{"voices.score"});
  EXPECT_EQ(values(condition), (std::vector<Value>{6.0, *make_day(2026, 1, 31)}));
  EXPECT_EQ(compile("score <= 6", {.own = Origin::voices}).sql, "a.score <= $where_1");
}

}  // namespace
}  // namespace mikata
