// SPDX-License-Identifier: Apache-2.0
#include "mikata/cli/render.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>

#include "mikata/base/utf8.h"
#include "mikata/cli/cards_text.h"
#include "mikata/cli/heat_text.h"
#include "mikata/cli/layout.h"
#include "mikata/cli/terminal_text.h"
#include "mikata/insights/run.h"

namespace mikata::cli {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

Table regions() {
  Table table;
  table.columns = {
      {.name = "period", .type = ColumnType::date, .title = {"期間", "period"}},
      {.name = "by_value", .title = {"地域", "region"}},
      {.name = "n", .type = ColumnType::integer, .unit = "people", .title = {"n", "n"}},
      {.name = "nps", .type = ColumnType::points, .title = {"NPS", "NPS"}},
      {.name = "nps_low", .type = ColumnType::points},
      {.name = "nps_high", .type = ColumnType::points},
      {.name = "revenue", .type = ColumnType::money, .title = {"売上", "revenue"}},
      {.name = "key"}};
  table.rows = {{*make_day(2026, 9, 1), "大阪", std::int64_t{1284}, 25.4, 21.1, 29.6,
                 std::int64_t{3841212}, "2026-09-01|大阪"},
                {*make_day(2026, 10, 1), "Tokyo", std::int64_t{7}, -8.0, -14.9, -2.9, Value{},
                 "2026-10-01|Tokyo"}};
  return table;
}

Insight nps() {
  Insight insight{};
  insight.name = "nps";
  insight.title = {"推奨度", "NPS"};
  insight.question = {"どれだけ薦めてくれるか", "How likely?"};
  insight.definition = {"定義文", "promoters minus detractors"};
  insight.interval = {"ワルド", "adjusted Wald"};
  return insight;
}

TEST(TableText, AlignsFullWidthCharactersAndPutsTheIntervalBesideTheValue) {
  const RenderOptions options{.language = Language::ja, .currency = "JPY", .grain = Grain::month};
  EXPECT_EQ(table_text(regions(), options),
            "期間     地域       n   NPS              95%  売上 (円)  key\n"
            "-------  -----  -----  ----  ---------------  ---------  ----------------\n"
            "2026-09  大阪   1,284  25.4        21.1–29.6  3,841,212  2026-09-01|大阪\n"
            "2026-10  Tokyo      7  −8.0  −14.9 から −2.9          –  2026-10-01|Tokyo\n");
}

TEST(TableText, MarksThePeriodThatIsStillOpen) {
  Table table;
  table.columns = {{.name = "period", .type = ColumnType::date},
                   {.name = "open", .type = ColumnType::integer}};
  table.rows = {{*make_day(2026, 9, 1), std::int64_t{0}},
                {*make_day(2026, 10, 1), std::int64_t{1}}};
  EXPECT_EQ(table_text(table, {.language = Language::ja, .grain = Grain::month}),
            "period\n------------\n2026-09\n2026-10 途中\n");
}

TEST(TableText, LeavesOutKeysThatAreTooLongToType) {
  Table table = regions();
  table.rows[0].back() = std::string(60, 'k');
  EXPECT_THAT(table_text(table, {}), Not(HasSubstr("kkk")));
}

TEST(TableText, ControlCharactersOfTheDataDoNotReachTheTerminal) {
  Table table;
  table.columns = {{.name = "text"}};
  table.rows = {{"a\x1b[31mred\nnext\x07 \u202e"}};
  const std::string text = table_text(table, {});
  EXPECT_THAT(text, HasSubstr("a␛[31mred next␇ \ufffd"));
}

TEST(TableText, NoLineIsWiderThanTheTerminalAndNoWordOfACustomerIsLost) {
  Table table;
  table.columns = {{.name = "customer_id"}, {.name = "text"}};
  const std::string words = "配送がとても早くて助かりました。また使います。担当の方も親切でした。";
  table.rows = {{"C-10482", words}};
  const std::string text = table_text(table, {.width = 40});
  std::istringstream lines(text);
  std::string line;
  std::string said;
  for (int i = 0; std::getline(lines, line); ++i) {
    EXPECT_LE(display_width(line), 40) << line;
    if (i >= 2) said += line.substr(13);  // behind "customer_id  "
  }
  EXPECT_EQ(said, words);
}

TEST(LayOut, NumbersAreNeverCut) {
  const TextColumn number{.title = "a very long title", .cells = {"1,234,567"}, .right = true};
  EXPECT_THAT(lay_out(std::vector{number}, 5), HasSubstr("1,234,567\n"));
}

TEST(LayOut, ARowGoesOnBelowWhereTheTerminalIsNarrow) {
  const std::vector<TextColumn> columns{
      {.title = "Period", .cells = {"2026-09", "2026-10 open"}},
      {.title = "NPS", .cells = {"45.9", "-7.0"}, .right = true},
      {.title = "95%", .cells = {"28.0-60.4", "-28.4 to 15.3"}, .right = true}};
  EXPECT_EQ(lay_out(columns, 24),
            "Period         NPS\n"
            "            95%\n"
            "------------------\n"
            "2026-09       45.9\n"
            "      28.0-60.4\n"
            "2026-10 open  -7.0\n"
            "  -28.4 to 15.3\n");
  EXPECT_THAT(lay_out(columns, 33), HasSubstr("Period         NPS            95%\n"));
}

TEST(Wrap, BreaksAtBlanksInEnglishAndAnywhereInJapanese) {
  EXPECT_THAT(wrap("the fact comes first", 10), ElementsAre("the fact", "comes", "first"));
  EXPECT_THAT(wrap("事実が先に来る", 6), ElementsAre("事実が", "先に来", "る"));
  EXPECT_THAT(wrap("事実が先。次に値。", 8), ElementsAre("事実が", "先。次に", "値。"));
  EXPECT_THAT(wrap("unbreakable", 4), ElementsAre("unbr", "eaka", "ble"));
  EXPECT_THAT(wrap("", 4), ElementsAre(""));
  EXPECT_THAT(wrap("as long as it likes", 0), ElementsAre("as long as it likes"));
}

TEST(ResultText, SaysWhatItIsMadeOf) {
  const Insight insight = nps();
  Result result;
  result.insight = &insight;
  result.period = {*make_day(2026, 9, 1), *make_day(2026, 10, 31)};
  result.as_of = *make_day(2026, 10, 31);
  result.currency = "JPY";
  result.answer.table = regions();
  result.answer.n = 1291;
  result.answer.method = {"方法文", "the method"};
  result.answer.left_out = {{{"回答なし", "no answer"}, 12}, {{"無", "nothing"}, 0}};
  result.answer.notes = {{"rounded", {"丸め", "3 amounts were rounded"}}};
  const std::string text = result_text(result, {.language = Language::en}, "mikata nps shop.book");
  EXPECT_THAT(text, HasSubstr("NPS  How likely?\n2026-09-01 to 2026-10-31 · n 1,291 · as of"));
  EXPECT_THAT(text, HasSubstr("definition: promoters minus detractors\n"));
  EXPECT_THAT(text, HasSubstr("method: the method\n"));
  EXPECT_THAT(text, HasSubstr("left out: no answer 12\n"));
  EXPECT_THAT(text, Not(HasSubstr("nothing")));
  EXPECT_THAT(text, HasSubstr("note: 3 amounts were rounded\n"));
  EXPECT_THAT(text, HasSubstr("mikata nps shop.book --behind '2026-10-01|Tokyo'"));
}

TEST(ResultText, AnEmptyAnswerSaysWhatToImport) {
  const Insight insight = nps();
  Result result;
  result.insight = &insight;
  result.missing = {"voices.question=nps"};
  const std::string text = result_text(result, {.language = Language::en}, "");
  EXPECT_THAT(text, HasSubstr("to import first: voices with question nps\n"));
}

Table cohorts() {
  Table table;
  table.columns = {{.name = "cohort", .type = ColumnType::date},
                   {.name = "age", .type = ColumnType::integer},
                   {.name = "open", .type = ColumnType::integer},
                   {.name = "customers", .type = ColumnType::integer, .unit = "people"},
                   {.name = "retention", .type = ColumnType::share}};
  const auto row = [](int month, std::int64_t age, std::int64_t open, double share) {
    return Row{*make_day(2026, month, 1), age, open, std::int64_t{100 * month}, share};
  };
  table.rows = {row(1, 0, 0, 1.0), row(1, 1, 0, 0.25), row(1, 2, 1, 0.1), row(2, 0, 0, 1.0),
                row(2, 1, 1, 0.125)};
  return table;
}

const Chart kHeat{.form = "heat", .x = "age", .y = "retention", .series = "cohort"};

TEST(HeatText, HasOneLinePerCohortAndOneColumnPerAge) {
  EXPECT_EQ(heat_text(cohorts(), kHeat, {.grain = Grain::month}).value(),
            "cohort   customers       0       1       2\n"
            "-------  ---------  -------  ------  ------\n"
            "2026-01        100  100.0%   25.0%   10.0%*\n"
            "2026-02        200  100.0%   12.5%*\n");
}

TEST(HeatText, ContinuesBelowWhenTheTerminalIsNarrow) {
  const std::string text =
      heat_text(cohorts(), kHeat, {.width = 32, .grain = Grain::month}).value();
  EXPECT_THAT(text, HasSubstr("100.0%\n\ncohort"));
  EXPECT_THAT(text, HasSubstr("10.0%*"));
}

Table pulse() {
  using enum ColumnType;
  Table table;
  for (const char* name : {"measure", "side", "title_ja", "title_en", "unit"}) {
    table.columns.push_back({.name = name});
  }
  table.columns.push_back({.name = "period", .type = date, .title = {"期間", "period"}});
  table.columns.push_back({.name = "open", .type = integer});
  table.columns.push_back({.name = "n", .type = integer, .title = {"n", "n"}});
  for (const char* name : {"value", "value_low", "value_high", "change", "change_low",
                           "change_high", "change_year", "change_year_low", "change_year_high"}) {
    table.columns.push_back({.name = name, .type = number, .title = {name, name}});
  }
  table.columns.push_back({.name = "changed", .type = integer});
  table.columns.push_back({.name = "changed_year", .type = integer});
  const auto row = [](int month, std::int64_t open, Value change) {
    const bool told = !is_null(change);
    const auto when = [told](double number) { return told ? Value(number) : Value(); };
    return Row{"csat",
               "voice",
               "満足度",
               "Satisfaction",
               "share",
               *make_day(2026, month, 1),
               open,
               std::int64_t{178},
               0.86,
               0.801,
               0.9,
               change,
               when(-0.1),
               when(-0.02),
               when(0.01),
               when(-0.05),
               when(0.07),
               told ? Value(std::int64_t{1}) : Value(),
               told ? Value(std::int64_t{0}) : Value()};
  };
  table.rows = {row(9, 0, {}), row(10, 0, -0.066), row(11, 1, {})};
  return table;
}

TEST(CardsText, SaysOfEachMeasureWhatChangedInTheLastCompletePeriod) {
  const auto text =
      cards_text(pulse(), {.form = "cards"}, {.language = Language::ja, .grain = Grain::month});
  ASSERT_TRUE(text);
  EXPECT_THAT(*text, HasSubstr("声 · 2026-10\n"));
  EXPECT_THAT(*text, HasSubstr("満足度  178  86.0%  80.1%–90.0%  −6.6pt  −10.0 から −2.0  "
                               "▼ 変化あり        1.0pt  −5.0 から 7.0  差とは言えない"));
  const auto narrow = cards_text(pulse(), {.form = "cards"}, {.width = 70, .grain = Grain::month});
  EXPECT_THAT(*narrow, HasSubstr("▼ changed\n"));
  EXPECT_THAT(*narrow, HasSubstr("within noise\n"));
  EXPECT_THAT(*text, Not(HasSubstr("2026-09")));
  EXPECT_THAT(*text, Not(HasSubstr("2026-11")));
  EXPECT_EQ(cards_text(pulse(), {.form = "line"}, {}), std::nullopt);
  EXPECT_EQ(cards_text(cohorts(), {.form = "cards"}, {}), std::nullopt);
}

TEST(HeatText, IsForGridsOnly) {
  Table twice = cohorts();
  twice.rows.push_back(twice.rows.back());
  EXPECT_EQ(heat_text(twice, kHeat, {}), std::nullopt);
  EXPECT_EQ(heat_text(cohorts(), {.form = "line"}, {}), std::nullopt);
  EXPECT_EQ(heat_text(Table{}, kHeat, {}), std::nullopt);
}

}  // namespace
}  // namespace mikata::cli
