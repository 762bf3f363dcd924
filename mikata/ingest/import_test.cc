// SPDX-License-Identifier: Apache-2.0
#include "mikata/ingest/import.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <memory>
#include <string>

#include "mikata/base/json.h"
#include "mikata/store/book.h"

namespace mikata {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;

class Import : public ::testing::Test {
 protected:
  void SetUp() override {
    const auto* info = ::testing::UnitTest::GetInstance()->current_test_info();
    folder_ =
        fs::path(::testing::TempDir()) / fmt::format("import_{}_{}", info->name(), ::getpid());
    fs::remove_all(folder_);
    fs::create_directories(folder_);
  }
  void TearDown() override {
    book_.reset();
    fs::remove_all(folder_);
  }

  fs::path write(const std::string& name, const std::string& bytes) const {
    const fs::path path = folder_ / name;
    std::ofstream(path, std::ios::binary) << bytes;
    return path;
  }

  Book& book(const std::string& currency = "JPY") {
    if (!book_) {
      BookSettings settings;
      settings.name = "shop";
      settings.currency = currency;
      Book::create(folder_ / "shop.book", settings);
      book_ = Book::open(folder_ / "shop.book");
    }
    return *book_;
  }

  ImportReport import(const fs::path& file) { return import_files(book(), {.files = {file}}); }

  std::string failure(const ImportOptions& options) {
    try {
      import_files(book(), options);
    } catch (const Error& error) {
      return error.what();
    }
    return "";
  }

  // The one value of a query, as text.
  std::string ask(const std::string& sql) {
    const Table table = book().store().query({.sql = sql});
    const Value& value = table.rows.at(0).at(0);
    if (const auto* integer = std::get_if<std::int64_t>(&value)) return std::to_string(*integer);
    if (const auto* number = std::get_if<double>(&value)) return fmt::format("{}", *number);
    if (const auto* text = std::get_if<std::string>(&value)) return *text;
    if (const auto* day = std::get_if<Day>(&value)) return to_string(*day);
    if (const auto* instant = std::get_if<Instant>(&value)) return to_string(*instant);
    return "NULL";
  }

  fs::path folder_;
  std::unique_ptr<Book> book_;
};

std::optional<fs::path> real_data(const std::string& file) {
  const char* root = std::getenv("MIKATA_TEST_DATA");
  if (root == nullptr || !fs::exists(fs::path(root) / file)) return std::nullopt;
  return fs::path(root) / file;
}

TEST_F(Import, ReadsJapaneseOrders) {
  const auto report = import(write("orders.csv",
                                   "注文番号,顧客ID,注文日,金額,備考\nA1,7,2024/1/"
                                   "5,\"1,200\",急ぎ\nA2,8,令和6年1月6日,¥800,\n"));
  EXPECT_EQ(report.rows, 2);
  EXPECT_EQ(report.accepted, 2);
  EXPECT_EQ(report.rejected_total, 0);
  EXPECT_EQ(ask("SELECT sum(amount_minor) FROM actions_now"), "2000");
  EXPECT_EQ(ask("SELECT kind FROM actions_now WHERE order_id = 'A2'"), "order");
  EXPECT_EQ(ask("SELECT local_day FROM actions_now WHERE order_id = 'A2'"), "2024-01-06");
  // Midnight in Tokyo.
  EXPECT_EQ(ask("SELECT occurred_at FROM actions_now WHERE order_id = 'A1'"),
            "2024-01-04T15:00:00Z");
  EXPECT_EQ(ask("SELECT properties FROM actions_now WHERE order_id = 'A1'"), "{\"備考\":\"急ぎ\"}");
}

TEST_F(Import, ReadsTimesAsUtcWhereTheHeaderSaysSo) {
  import(write("paid.csv",
               "order_id,customer_id,Created (UTC),amount\n1,7,2024-01-05 20:30:00,5\n"
               "2,7,2024-01-05,5\n3,7,2024-01-05T20:30:00+02:00,5\n"));
  const auto at = [&](const std::string& order) {
    return ask("SELECT occurred_at FROM actions_now WHERE order_id = '" + order + "'") + " " +
           ask("SELECT local_day FROM actions_now WHERE order_id = '" + order + "'");
  };
  EXPECT_EQ(at("1"), "2024-01-05T20:30:00Z 2024-01-06");
  EXPECT_EQ(at("2"), "2024-01-04T15:00:00Z 2024-01-05") << "a day is the shop's own";
  EXPECT_EQ(at("3"), "2024-01-05T18:30:00Z 2024-01-06");
  import(write("visits.csv", "customer_id,kind,visited_at_gmt\n7,visit,2024-02-05 20:30:00\n"));
  EXPECT_EQ(ask("SELECT local_day FROM actions_now WHERE kind = 'visit'"), "2024-02-06");
  import(write("carts.csv", "customer_id,kind,date (GMT+9)\n7,cart,2024-02-05 20:30:00\n"));
  EXPECT_EQ(ask("SELECT local_day FROM actions_now WHERE kind = 'cart'"), "2024-02-05");
}

TEST_F(Import, KeepsIdenticalRowsAndKnowsTheSameFileAgain) {
  const auto file = write("sales.csv", "customer_id,date,amount\n1,2024-01-05,5\n1,2024-01-05,5\n");
  EXPECT_EQ(import(file).accepted, 2);
  const auto again = import(file);
  EXPECT_EQ(again.accepted, 0);
  EXPECT_EQ(again.duplicates, 2);
  EXPECT_EQ(ask("SELECT count(*) FROM actions_now"), "2");
}

TEST_F(Import, CorrectsByTheIdOfTheRow) {
  import(write("a.csv",
               "order_id,customer_id,order_date,amount\n1,7,2024-01-05,5\n2,7,2024-01-06,6\n"));
  const auto report =
      import(write("b.csv", "order_id,customer_id,order_date,amount\n2,7,2024-01-06,9\n"));
  EXPECT_EQ(report.corrections, 1);
  EXPECT_EQ(ask("SELECT sum(amount_minor) FROM actions_now"), "14");
}

TEST_F(Import, KeepsTheLinesOfAnOrderApart) {
  const auto report =
      import(write("lines.csv",
                   "order_id,customer_id,order_date,sku,quantity,amount\n1,7,2024-01-05,x,1,5\n"
                   "1,7,2024-01-05,y,2,6\n1,7,2024-01-05,y,2,6\n"));
  EXPECT_EQ(report.accepted, 3);
  EXPECT_EQ(ask("SELECT count(DISTINCT order_id) FROM actions_now"), "1");
}

TEST_F(Import, RejectsRowsWithLineColumnValueAndWayOut) {
  const auto report = import(write("orders.csv",
                                   "customer_id,order_date,amount\n1,2024-01-05,5\n2,2023-02-29,5\n"
                                   "3,2024-01-06,abc\n4,2024-01-06,5.50\n5,2024-01-07,$5\n"
                                   ",2024-01-08,5\n7,,5\n8,2024-01-09,6\n9,2024-01-09,7\n"
                                   "10,2024-01-09,8\n11,2024-01-09,8\n12,2024-01-09,8\n"));
  EXPECT_EQ(report.accepted, 6);
  ASSERT_EQ(report.rejected.size(), 6U);
  const auto shown = [](const RejectedRow& row) {
    return fmt::format("{} {} [{}] {}", row.line, row.column, row.value, row.reason.en);
  };
  EXPECT_THAT(shown(report.rejected[0]),
              HasSubstr("3 order_date [2023-02-29] there is no such day"));
  EXPECT_THAT(shown(report.rejected[1]), HasSubstr("4 amount [abc] not an amount"));
  EXPECT_THAT(shown(report.rejected[2]), HasSubstr("5 amount [5.50] JPY has no decimals"));
  EXPECT_THAT(shown(report.rejected[2]), HasSubstr("--currency"));
  EXPECT_THAT(shown(report.rejected[3]), HasSubstr("6 amount [$5] not in the book's currency"));
  EXPECT_THAT(shown(report.rejected[4]), HasSubstr("7 customer_id [] nobody is named"));
  EXPECT_THAT(shown(report.rejected[5]), HasSubstr("8 order_date [] the date is blank"));
}

TEST_F(Import, TellsReturnsFromMistakes) {
  const auto report = import(write("orders.csv",
                                   "InvoiceNo,CustomerID,InvoiceDate,Quantity,Amount\n"
                                   "1,7,2024-01-05,2,100\n2,7,2024-01-06,-1,-50\n"
                                   "C3,7,2024-01-07,-1,50\n4,7,2024-01-08,-1,50\n"));
  ASSERT_EQ(report.rejected.size(), 1U);
  EXPECT_EQ(report.rejected[0].line, 5);
  EXPECT_THAT(report.rejected[0].reason.en, HasSubstr("quantity below zero"));
  EXPECT_EQ(ask("SELECT count(*) FROM actions_now WHERE kind = 'return'"), "2");
}

TEST_F(Import, RefusesAFileWithoutUsableRows) {
  const auto file = write("orders.csv", "customer_id,order_date,amount\n1,2024-02-30,5\n");
  EXPECT_THAT(failure({.files = {file}}), HasSubstr("no usable row: all 1 were rejected"));
  EXPECT_EQ(ask("SELECT count(*) FROM actions"), "0");
  EXPECT_THAT(failure({.files = {write("head.csv", "customer_id,order_date,amount\n")}}),
              HasSubstr("no rows below the header"));
  EXPECT_THAT(failure({.files = {folder_ / "absent.csv"}}), HasSubstr("absent.csv"));
}

TEST_F(Import, IsNotSureWithoutASingleWordForWhoOrWhen) {
  const auto file = write("x.csv", "a,b,c\nx1,2,3\nx2,3,4\n");
  try {
    import(file);
    FAIL() << "imported";
  } catch (const MappingNotSure& error) {
    EXPECT_THAT(error.what(), HasSubstr("--map"));
    ASSERT_EQ(error.report().map_files.size(), 1U);
    EXPECT_THAT(error.report().map_files[0], HasSubstr("[columns]"));
  }
  EXPECT_EQ(ask("SELECT count(*) FROM actions"), "0");
}

TEST_F(Import, AsksWhichComesFirstDayOrMonth) {
  const auto file =
      write("orders.csv", "customer_id,order_date,amount\n1,03/04/2024,5\n2,05/06/2024,6\n");
  EXPECT_THAT(failure({.files = {file}}), HasSubstr("day or the month"));
  const auto map = write("map.toml",
                         "[file]\ntable = \"actions\"\ndate_order = \"day first\"\n[columns]\n"
                         "customer_id = \"customer_id\"\norder_date = \"occurred_at\"\n"
                         "amount = \"amount\"\n[values]\nkind = \"order\"\n");
  import_files(book(), {.files = {file}, .map = map});
  EXPECT_EQ(ask("SELECT max(local_day) FROM actions_now"), "2024-06-05");
  // What was confirmed is remembered for files of that shape.
  const auto again = import(file);
  EXPECT_TRUE(again.files[0].remembered);
  EXPECT_EQ(again.duplicates, 2);
}

TEST_F(Import, RefusesAColumnMappedTwice) {
  const auto file = write("orders.csv", "who,when,a,b\n1,2024-01-05,5,6\n");
  const auto map = write("map.toml",
                         "[file]\ntable = \"actions\"\n[columns]\nwho = \"customer_id\"\n"
                         "when = \"occurred_at\"\na = \"amount\"\nb = \"amount\"\n");
  EXPECT_THAT(failure({.files = {file}, .map = map}),
              HasSubstr("two columns for one field: a and b are both amount"));
}

TEST_F(Import, RefusesATableThatIsNotKnown) {
  const auto file = write("orders.csv", "customer_id,order_date,amount\n1,2024-01-05,5\n");
  EXPECT_THAT(failure({.files = {file}, .table = "action"}), HasSubstr("did you mean actions?"));
}

TEST_F(Import, LinksAnswersByEmail) {
  import(write("customers.csv",
               "customer_id,name,email\n7,Ann,Ann@Example.jp\n8,Bob,bob@example.jp\n"));
  const auto report =
      import(write("survey.csv",
                   "タイムスタンプ,メールアドレス,友人に薦めたいと思いますか（0〜10）,ご意見\n"
                   "2024/02/01 10:00:00,ann@example.jp,9,とても良い店でした。また来ます\n"
                   "2024/02/01 11:00:00,nobody@example.jp,3,レジで長く待たされて残念でした\n"));
  // Rows of the file: each respondent gave two answers.
  EXPECT_EQ(report.rows, 2);
  EXPECT_EQ(report.accepted, 2);
  EXPECT_EQ(report.linked, 1);
  EXPECT_EQ(ask("SELECT count(*) FROM voices_now"), "4");
  EXPECT_EQ(ask("SELECT sum(score) FROM voices_now WHERE question = 'nps'"), "12");
  EXPECT_EQ(ask("SELECT count(*) FROM voices_now WHERE question = 'open'"), "2");
  EXPECT_EQ(ask("SELECT count(DISTINCT response_id) FROM voices_now"), "2");
}

TEST_F(Import, SaysWhichActionsAreOfNobodyWhoIsKnown) {
  const std::string orders =
      "注文日,メールアドレス,金額\n2024-02-01,ann@example.jp,500\n2024-02-01,bob@example.jp,700\n";
  const auto first = import(write("orders.csv", orders));
  ASSERT_EQ(first.notes.size(), 1U);
  EXPECT_THAT(first.notes[0].en, HasSubstr("2 actions are of nobody who is known"));
  EXPECT_THAT(first.notes[0].ja, HasSubstr("2 行は誰のことか分からず"));
  EXPECT_TRUE(import(write("customers.csv", "customer_id,name,email\n7,Ann,ann@example.jp\n"))
                  .notes.empty());
  const auto more = import(write("more.csv", orders + "2024-03-01,ann@example.jp,900\n"));
  ASSERT_EQ(more.notes.size(), 0U);
}

TEST_F(Import, TakesTheColumnThatSaysWhoForTheCustomer) {
  const std::string orders =
      "注文日,メールアドレス,金額\n2024-02-01,Ann@example.jp,500\n2024-02-03,ann@example.jp,200\n"
      "2024-02-01,bob@example.jp,700\n2024-02-01,,900\n";
  const auto first = import(write("orders.csv", orders));
  ASSERT_EQ(first.notes.size(), 1U);
  EXPECT_THAT(first.notes[0].en, HasSubstr("--who 'メールアドレス')"));
  book().store().retract(first.import_id);
  const auto again =
      import_files(book(), {.files = {write("orders.csv", orders)}, .who = "メールアドレス"});
  EXPECT_TRUE(again.notes.empty());
  EXPECT_EQ(ask("SELECT count(DISTINCT customer_id) FROM actions_now"), "2")
      << "however an address is written, it is one person";
  EXPECT_EQ(ask("SELECT count(*) FROM actions_now"), "3");
  // An answer by e-mail finds its way.
  EXPECT_EQ(
      import(write("form.csv", "回答日,メール,当店を薦めたいですか\n2024-03-01,ANN@example.jp,9\n"))
          .linked,
      1);
  // The next file of this shape is read the same way.
  const auto more =
      import(write("more.csv", "注文日,メールアドレス,金額\n2024-04-01,c@d.jp,500\n"));
  EXPECT_TRUE(more.notes.empty());
  EXPECT_THAT(
      failure({.files = {write("x.csv", orders)}, .who = "メールアドレ"}),
      HasSubstr(
          "no column for --who: メールアドレ (did you mean メールアドレス?) (columns: 注文日, "));
}

TEST_F(Import, SaysThatDiscountsAreSubtracted) {
  const auto file = write("orders.csv",
                          "customer_id,order_date,amount,retail_disc,coupon_disc\n"
                          "1,2024-01-05,500,50,\n2,2024-01-05,700,,20\n3,2024-01-06,700,0,\n");
  const auto report = import(file);
  ASSERT_EQ(report.notes.size(), 1U);
  EXPECT_THAT(report.notes[0].en, HasSubstr("orders.csv: profit subtracts the discount "
                                            "(retail_disc, coupon_disc) from the amount (2 rows;"));
  EXPECT_THAT(report.notes[0].ja,
              HasSubstr("割引（retail_disc, coupon_disc）を引いて計算する（2 行"));
  EXPECT_TRUE(
      import(write("more.csv", "customer_id,order_date,amount,discount\n4,2024-01-05,5,0\n"))
          .notes.empty());
}

TEST_F(Import, DryRunWritesNothingAndShowsFacts) {
  const auto file =
      write("orders.csv", "customer_id,order_date,amount\n1,2024-01-05,5\n2,x,5\n3,2024-01-05,5\n");
  const auto report = import_files(book(), {.files = {file}, .dry_run = true});
  EXPECT_EQ(report.import_id, "");
  EXPECT_EQ(report.rejected_total, 1);
  EXPECT_EQ(report.preview.rows.size(), 2U);
  EXPECT_THAT(report.map_files.at(0), HasSubstr("order_date\" = \"occurred_at\""));
  EXPECT_EQ(ask("SELECT count(*) FROM actions"), "0");
  EXPECT_EQ(report_json(report, Language::en)["mapping"][0]["to"], "actions.customer_id");
}

TEST_F(Import, ReadsAnswersRowByRow) {
  const auto report = import(write("answers.csv",
                                   "customer_id,answered_at,question,score,comment\n"
                                   "1,2024-02-01,NPS,9,great\n1,2024-02-01,満足度,とても満足,\n"
                                   "2,2024-02-02,NPS,11,\n2,2024-02-02,満足度,不満,\n"
                                   "3,2024-02-03,NPS,,\n"));
  ASSERT_EQ(report.rejected.size(), 1U);
  EXPECT_EQ(report.rejected[0].line, 4);
  EXPECT_THAT(report.rejected[0].reason.en, HasSubstr("outside of the scale 0 to 10"));
  EXPECT_EQ(ask("SELECT score FROM voices_now WHERE question = 'nps'"), "9");
  EXPECT_EQ(ask("SELECT sum(score) FROM voices_now WHERE question = 'csat'"), "7");
  EXPECT_EQ(ask("SELECT max(scale_high) FROM voices_now WHERE question = 'csat'"), "5");
}

// One row an answer: a code means something for its own question only.
TEST_F(Import, ReadsCodesOfRowsThatAreAnswers) {
  const auto map =
      write("long.toml",
            "[file]\ntable = \"voices\"\n[columns]\n\"who\" = \"customer_id\"\n"
            "\"day\" = \"occurred_at\"\n\"asked\" = \"question\"\n"
            "\"mark\" = \"score\"\n"
            "[[question]]\nwritten = \"food\"\nquestion = \"csat\"\nscale = [1, 5]\n"
            "not_applicable = [6, \"never used\"]\nno_answer = [0]\n"
            "[[question]]\nwritten = \"again\"\nquestion = \"nps\"\nscale = [0, 10]\n");
  const auto file = write("long.csv",
                          "who,day,asked,mark\n1,2024-02-01,food,6\n1,2024-02-01,again,6\n"
                          "2,2024-02-01,food,never used\n2,2024-02-01,again,0\n"
                          "3,2024-02-01,food,0\n4,2024-02-01,food,5\n5,2024-02-01,food,7\n");
  const auto report = import_files(book(), {.files = {file}, .map = map});
  EXPECT_EQ(report.rejected_total, 1) << "7 is neither on the scale nor a code";
  EXPECT_EQ(ask("SELECT count(*) FROM voices_now"), "5") << "0 is no answer to food";
  EXPECT_EQ(ask("SELECT count(*) FROM voices_now WHERE question = 'csat' AND status = "
                "'not_applicable' AND score IS NULL"),
            "2");
  EXPECT_EQ(ask("SELECT sum(score) FROM voices_now WHERE question = 'nps'"), "6");
  EXPECT_EQ(ask("SELECT sum(score) FROM voices_now WHERE question = 'csat'"), "5");
}

TEST_F(Import, LeavesOutOneAnswerAndKeepsTheOthers) {
  const auto report = import(write("form.csv",
                                   "Timestamp,Response ID,Would you recommend us?,Satisfaction\n"
                                   "2024-02-01 10:00,1,9,5\n2024-02-01 11:00,2,8,9\n"
                                   "2024-02-01 12:00,3,,\n2024-02-01 12:00,4,x,4\n"));
  EXPECT_EQ(report.rows, 4);
  EXPECT_EQ(ask("SELECT count(*) FROM voices_now WHERE question = 'nps'"), "2");
  ASSERT_EQ(report.rejected.size(), 1U);
  EXPECT_EQ(report.rejected[0].line, 5);
  EXPECT_EQ(report.rejected[0].value, "x");
  ASSERT_EQ(report.notes.size(), 1U);
  EXPECT_EQ(report.notes[0].en, "1 respondent answered none of the questions");
}

// Else the ends of the scale, which such tools give words to, would be missing from the score.
TEST_F(Import, ReadsAnswersWithWordsBesideTheNumber) {
  std::string rows = "Timestamp,Response ID,Would you recommend us?,総合満足度\n";
  for (int i = 0; i < 3000; ++i) rows += fmt::format("2024-02-01 10:00,{},8,4\n", i);
  rows += "2024-02-01 10:00,a,10 - Extremely likely,5（とても満足）\n";
  rows += "2024-02-01 10:00,b,Not at all likely - 0,とても不満（1）\n";
  rows += "2024-02-01 10:00,c,2-3,2024\n2024-02-01 10:00,d,11 - ?,9:30\n";
  const auto report = import(write("form.csv", rows));
  EXPECT_EQ(report.rejected_total, 4);
  EXPECT_EQ(ask("SELECT string_agg(score::INT, ' ' ORDER BY score) FROM voices_now "
                "WHERE question = 'nps' AND score <> 8"),
            "0 10");
  EXPECT_EQ(ask("SELECT string_agg(score::INT, ' ' ORDER BY score) FROM voices_now "
                "WHERE question = 'csat' AND score <> 4"),
            "1 5");
}

TEST_F(Import, FindsOutThatAnIdRepeatsAfterItsFirstRows) {
  std::string rows = "order_id,customer_id,order_date,amount\n";
  for (int i = 0; i < 9000; ++i) rows += fmt::format("o{},c{},2024-01-05,5\n", i, i % 30);
  const auto file = write("orders.csv", rows + "o7,c7,2024-01-05,6\n");
  const auto report = import(file);
  EXPECT_EQ(report.accepted, 9001);
  EXPECT_THAT(report.notes.at(0).en, HasSubstr("ids repeat"));
  EXPECT_EQ(import(file).duplicates, 9001);
}

// As where exports that overlap were put into one file, which counted such orders twice.
TEST_F(Import, TakesCopiesOfARowForOne) {
  const std::string header = "action_id,customer_id,order_date,amount\n";
  const auto few = write("few.csv", header +
                                        "a,c1,2024-01-05,5\nb,c2,2024-01-06,7\n"
                                        "a,c1,2024-01-05,5\n");
  const auto report = import(few);
  EXPECT_EQ(report.accepted, 2);
  EXPECT_EQ(report.duplicates, 1);
  EXPECT_EQ(report.notes.size(), 0U);
  std::string rows = header;
  for (int i = 0; i < 9000; ++i) rows += fmt::format("o{},c{},2024-01-05,5\n", i, i % 30);
  EXPECT_EQ(import(write("many.csv", rows + "o7,c7,2024-01-05,5\n")).duplicates, 1);
  EXPECT_EQ(ask("SELECT sum(amount_minor) FROM actions_now"), "45012");
  // The same id with another property is another line of an order.
  const auto lines = import(write("lines.csv",
                                  "action_id,customer_id,order_date,amount,size\n"
                                  "z,c1,2024-01-05,5,S\nz,c1,2024-01-05,5,L\n"));
  EXPECT_EQ(lines.accepted, 2);
}

TEST_F(Import, SaysThatRowsWithoutAnIdAreTheSame) {
  const auto report = import(write("orders.csv",
                                   "customer_id,order_date,amount\n1,2024-01-05,5\n"
                                   "1,2024-01-05,5\n2,2024-01-05,5\n"));
  EXPECT_EQ(report.accepted, 3);
  EXPECT_THAT(report.notes.at(0).en, HasSubstr("1 row is the same as an earlier one"));
}

TEST_F(Import, ReadsAQualtricsExport) {
  const auto report =
      import(write("qualtrics.csv",
                   "EndDate,ResponseId,RecipientEmail,Q1,Q2_1\n"
                   "End Date,Response ID,Recipient Email,How likely are you to recommend us?,"
                   "Satisfied with - Delivery\n"
                   "\"{\"\"ImportId\"\":\"\"endDate\"\"}\",\"{\"\"ImportId\"\":\"\"id\"\"}\","
                   "\"{\"\"ImportId\"\":\"\"mail\"\"}\",\"{\"\"ImportId\"\":\"\"Q1\"\"}\","
                   "\"{\"\"ImportId\"\":\"\"Q2\"\"}\"\n"
                   "2024-01-15 10:05:00,R_1,ann@x.com,9,5\n2024-01-16 10:05:00,R_2,,3,2\n"));
  EXPECT_EQ(report.rows, 2);
  EXPECT_EQ(report.rejected_total, 0);
  EXPECT_EQ(report.notes.size(), 0U);
  EXPECT_EQ(ask("SELECT sum(score) FROM voices_now WHERE question = 'nps'"), "12");
}

TEST_F(Import, StopsWithoutWriting) {
  const auto file = write("orders.csv", "customer_id,order_date,amount\n1,2024-01-05,5\n");
  std::stop_source stop;
  stop.request_stop();
  EXPECT_THAT(failure({.files = {file}, .stop = stop.get_token()}),
              HasSubstr("nothing was written"));
  EXPECT_EQ(ask("SELECT count(*) FROM actions"), "0");
}

TEST_F(Import, StopsWithoutWritingAlsoWhenAllRowsWereRead) {
  const auto file = write("orders.csv", "customer_id,order_date,amount\n1,2024-01-05,5\n");
  std::stop_source stop;
  ImportOptions options{.files = {file}, .stop = stop.get_token()};
  double worked_out = 0;
  options.progress = [&](const ImportProgress& now) {
    worked_out = now.worked_out.value_or(worked_out);
    if (worked_out > .5) stop.request_stop();
  };
  EXPECT_THAT(failure(options), HasSubstr("stopped: orders.csv (nothing was written)"));
  EXPECT_GT(worked_out, .5);
  EXPECT_EQ(ask("SELECT count(*) FROM actions"), "0");
  EXPECT_EQ(ask("SELECT count(*) FROM customer_summary"), "0");
}

TEST_F(Import, GuessesTheCurrency) {
  const auto guess = [&](const std::string& rows) {
    return guess_settings({.files = {write("shop.csv", "customer_id,order_date,amount\n" + rows)}});
  };
  EXPECT_EQ(guess("1,2024-01-05,500\n").currency, "JPY");
  EXPECT_EQ(guess("1,2024-01-05,5.25\n").currency, "USD");
  EXPECT_EQ(guess("1,2024-01-05,€5.25\n").currency, "EUR");
  EXPECT_EQ(guess("1,2024-01-05,\"1,234円\"\n").currency, "JPY");
  const auto by_column = [&](const std::string& rows) {
    const auto file = write("paid.csv", "customer_id,order_date,amount,currency\n" + rows);
    return guess_settings({.files = {file}}).currency;
  };
  EXPECT_EQ(by_column("1,2024-01-05,500,usd\n2,2024-01-05,500,usd\n"), "USD");
  EXPECT_EQ(by_column("1,2024-01-05,500,eur\n2,2024-01-05,5,USD\n3,2024-01-05,500,USD\n"), "USD");
  EXPECT_EQ(guess("1,2024-01-05,500\n").name, "shop");
}

// Whoever made the form tried it out: Qualtrics exports that too.
TEST_F(Import, CountsNoAnswersOfAPreview) {
  import(write("survey.csv",
               "RecordedDate,ResponseId,Status,How likely are you to recommend us?\n"
               "2026-01-03 09:15:00,R_1,Survey Preview,10\n"
               "2026-01-04 09:15:00,R_2,IP Address,3\n"));
  EXPECT_EQ(ask("SELECT score FROM answers WHERE question = 'nps'"), "3");
  EXPECT_EQ(ask("SELECT status FROM voices_now WHERE response_id = 'R_1'"), "dismissed");
}

TEST_F(Import, ImportsAFolderInOrder) {
  write("orders.csv", "customer_id,order_date,amount\n1,2024-01-05,5\n");
  write("customers.csv", "customer_id,name,gender\n1,Ann,F\n");
  write("truth.json", "{}");
  write(".hidden.csv", "x\n");
  const auto report = import_files(book(), {.files = {folder_}});
  ASSERT_EQ(report.files.size(), 2U);
  EXPECT_EQ(report.files[0].table, "customers");
  EXPECT_EQ(report.files[1].table, "actions");
  EXPECT_EQ(report.accepted, 2);
  EXPECT_EQ(report.notes.size(), 2U);
}

TEST_F(Import, ReadsCdnowAsItIs) {
  const auto file = real_data("clv/CDNOW_master.txt");
  if (!file) GTEST_SKIP() << "MIKATA_TEST_DATA is not set";
  EXPECT_EQ(guess_settings({.files = {*file}}).currency, "USD");
  book("USD");
  const auto report = import(*file);
  EXPECT_EQ(report.rows, 69659);
  EXPECT_EQ(report.accepted, 69659);
  EXPECT_EQ(report.rejected_total, 0);
  EXPECT_EQ(ask("SELECT count(DISTINCT customer_id) FROM actions_now"), "23570");
  EXPECT_EQ(ask("SELECT CAST(sum(amount_minor) AS BIGINT) FROM actions_now"), "250031563");
  EXPECT_EQ(import(*file).duplicates, 69659);
  EXPECT_EQ(ask("SELECT count(*) FROM actions_now"), "69659");
}

TEST_F(Import, ReadsUciInvoicesAsTheyAre) {
  const auto file = real_data("mining/uci_online_retail_invoices.csv.gz");
  if (!file) GTEST_SKIP() << "MIKATA_TEST_DATA is not set";
  book("USD");
  const auto report = import(*file);
  EXPECT_EQ(report.accepted, 18532);
  EXPECT_EQ(report.rejected_total, 0);
  EXPECT_EQ(ask("SELECT count(DISTINCT customer_id) FROM actions_now"), "4338");
  EXPECT_EQ(ask("SELECT count(DISTINCT order_id) FROM actions_now"), "18532");
  EXPECT_EQ(import(*file).accepted, 0);
}

TEST_F(Import, ReadsTheSfoSurveyByItsMap) {
  const auto file = real_data("mining/sfo/sfo_2017.csv.gz");
  if (!file) GTEST_SKIP() << "MIKATA_TEST_DATA is not set";
  const fs::path map = fs::path(__FILE__).parent_path() / "../../examples/sfo_2017.toml";
  const auto report = import_files(book("USD"), {.files = {*file}, .map = map});
  EXPECT_EQ(report.rows, 2831);
  EXPECT_EQ(report.rejected_total, 0);
  EXPECT_EQ(ask("SELECT count(*) FROM voices_now WHERE question = 'nps'"), "2746");
  EXPECT_EQ(ask("SELECT count(*) FROM voices_now WHERE question = 'nps' AND score >= 9"), "1436");
  EXPECT_EQ(ask("SELECT count(*) FROM voices_now WHERE touchpoint = 'food' AND score IS NOT NULL"),
            "2421");
  EXPECT_EQ(ask("SELECT count(*) FROM voices_now WHERE touchpoint = 'food' AND "
                "status = 'not_applicable'"),
            "341");
  EXPECT_EQ(ask("SELECT count(*) FROM voices_now WHERE question = 'csat' AND touchpoint IS NULL"),
            "2688");
  EXPECT_EQ(ask("SELECT max(local_day) FROM voices_now"), "2017-05-30");
  EXPECT_EQ(ask("SELECT count(*) FROM voices_now WHERE weight IS NULL"), "0");
}

TEST_F(Import, TakesNoWeightBelowZeroOrBeyondMeasure) {
  const auto report = import(write("answers.csv",
                                   "customer_id,answered_at,question,score,weight\n"
                                   "1,2024-02-01,nps,9,-2\n2,2024-02-01,nps,8,0\n"
                                   "3,2024-02-02,nps,7,1.5\n4,2024-02-02,nps,6,\n"
                                   "5,2024-02-02,nps,5,2000000000\n"));
  ASSERT_EQ(report.rejected.size(), 2U);
  EXPECT_EQ(report.rejected[0].line, 2);
  EXPECT_EQ(report.rejected[0].value, "-2");
  EXPECT_EQ(report.rejected[1].line, 6);
  EXPECT_THAT(report.rejected[1].reason.en, HasSubstr("at most 1,000,000,000"));
  EXPECT_THAT(report.rejected[0].reason.en, HasSubstr("a weight is 0 or more"));
  EXPECT_EQ(ask("SELECT sum(weight) FROM voices_now"), "1.5");
}

TEST_F(Import, ReadsGroceriesAsTheyAre) {
  const auto orders = real_data("mining/cj_transactions_sample.csv.gz");
  if (!orders) GTEST_SKIP() << "MIKATA_TEST_DATA is not set";
  book("USD");
  const fs::path folder = orders->parent_path();
  const auto report = import_files(book(), {.files = {*orders, folder / "cj_demographics.csv.gz",
                                                      folder / "cj_products.csv.gz"}});
  EXPECT_EQ(report.files[0].table, "customers");
  EXPECT_EQ(report.files[1].table, "items");
  EXPECT_EQ(report.files[2].table, "actions");
  EXPECT_EQ(report.rejected_total, 0);
  EXPECT_EQ(ask("SELECT count(*) FROM actions_now"), "75000");
  EXPECT_EQ(ask("SELECT count(*) FROM customers_now"), "801");
  EXPECT_EQ(ask("SELECT count(*) FROM items_now"), "92331");
  EXPECT_EQ(ask("SELECT count(*) FROM actions_now WHERE discount_minor > 0 AND order_id IS NULL"),
            "0");
  EXPECT_EQ(ask("SELECT category FROM items_now WHERE item_id = '25671'"), "FRZN ICE");
  EXPECT_EQ(ask("SELECT count(*) FROM customers_now WHERE properties LIKE '%\"age\":\"65+\"%'"),
            "72");
}

}  // namespace
}  // namespace mikata
