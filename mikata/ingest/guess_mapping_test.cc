// SPDX-License-Identifier: Apache-2.0
#include "mikata/ingest/guess_mapping.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "mikata/ingest/guess_testing.h"
#include "mikata/ingest/map_file.h"

namespace mikata {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

TEST(GuessMapping, KnowsOrders) {
  EXPECT_EQ(guess("x.csv", {"customer_id|date|number_of_cds|dollar_value", "00001|19970101|1|11.77",
                            "00001|19970101|1|11.77"}),
            "actions: customer_id occurred_at quantity amount kind=order");
  EXPECT_EQ(guess("x.csv", {"InvoiceNo|InvoiceDate|CustomerID|TotalPrice", "1|2010-12-01|5|1.5",
                            "2|2010-12-01|5|2.5"}),
            "actions: order_id occurred_at customer_id amount kind=order action_id={InvoiceNo}");
  EXPECT_EQ(guess("売上.csv", {"伝票番号|会員番号|ご購入日|商品コード|数量|単価|備考",
                               "1|5|2024年1月5日|A|2|1,200円|急ぎ", "1|5|2024年1月5日|B|1|800円|"}),
            "actions: order_id customer_id occurred_at? item_id quantity unit_price properties "
            "kind=order");
  EXPECT_EQ(guess("cj.csv", {"household_id|basket_id|product_id|quantity|sales_value|retail_disc|"
                             "coupon_disc|week|transaction_timestamp",
                             "1|7|3|1|3.86|0.43|0|5|2017-01-28T19:06:53Z",
                             "1|7|4|1|3.86|0.43|0|5|2017-01-28T19:06:53Z"}),
            "actions: customer_id order_id item_id quantity amount discount discount properties "
            "occurred_at kind=order");
}

TEST(GuessMapping, SaysThatCancelledOrdersCount) {
  const auto why = [](const std::string& name, const std::vector<std::string>& lines) {
    const FileMapping mapping = guess_mapping(sample_of(name, lines), std::nullopt);
    return mapping.columns.back().why;
  };
  const Localized english =
      why("orders.csv", {"Order ID|Order Date|Customer ID|Total|Order Status",
                         "A1|2026-01-05|C1|1000|completed", "A2|2026-01-06|C2|2000|cancelled"});
  EXPECT_THAT(english.en, HasSubstr("rows that say cancelled count as orders too"));
  const Localized japanese =
      why("注文.csv", {"注文番号|注文日時|顧客ID|金額|注文状況", "A1|2026-01-05|C1|1000|完了",
                       "A2|2026-01-06|C2|2000|キャンセル"});
  EXPECT_THAT(japanese.ja, HasSubstr("「キャンセル」の行も注文に数える"));
  const Localized failed =
      why("charges.csv",
          {"id|Created date (UTC)|Amount|Customer ID|Status", "ch_1|2026-01-05 10:00|49.00|c1|Paid",
           "ch_2|2026-01-05 11:00|49.00|c2|Failed", "ch_3|2026-01-05 12:00|49.00|c2|Refunded"});
  EXPECT_THAT(failed.en, HasSubstr("rows that say Failed, Refunded count as orders too"));
  const Localized returning =
      why("orders.csv", {"Order ID|Order Date|Customer ID|Total|Customer type",
                         "A1|2026-01-05|C1|1000|new", "A2|2026-01-06|C2|2000|returning"});
  EXPECT_THAT(returning.en, Not(HasSubstr("count as orders")));
}

TEST(GuessMapping, TakesUnitPricesWhereTheAmountIsThatOfTheWholeOrder) {
  const std::string header = "受注番号|注文日時|顧客ID|個数|単価|合計金額";
  const std::string by_price =
      "actions: order_id occurred_at customer_id quantity unit_price properties? kind=order";
  const std::string by_amount =
      "actions: order_id occurred_at customer_id quantity unit_price amount kind=order";
  // On every line again; on the first line only.
  EXPECT_EQ(guess("x.csv", {header, "A-1|2026/01/05|5|1|1,000|3,000",
                            "A-1|2026/01/05|5|2|1,000|3,000", "A-2|2026/01/06|6|1|1,000|1,000"}),
            by_price);
  EXPECT_EQ(guess("x.csv", {header, "A-1|2026/01/05|5|1|1,000|3,000", "A-1|2026/01/05|5|2|1,000|",
                            "A-2|2026/01/06|6|1|1,000|1,000"}),
            by_price);
  EXPECT_EQ(
      guess("orders_export.csv", {"Name|Email|Total|Created at|Lineitem quantity|Lineitem price",
                                  "#1001|a@x.jp|3000|2026-01-05 10:00:00 +0900|1|1000",
                                  "#1001|a@x.jp||2026-01-05 10:00:00 +0900|2|1000",
                                  "#1002|b@x.jp|1000|2026-01-06 10:00:00 +0900|1|1000"}),
      "actions: order_id? email properties? occurred_at quantity? unit_price? kind=order");
  // Less a coupon; more by shipping.
  EXPECT_EQ(
      guess("x.csv", {header, "A-1|2026/01/05|5|1|1,000|2,800", "A-1|2026/01/05|5|2|1,000|2,800",
                      "A-2|2026/01/06|6|1|500|1,900", "A-2|2026/01/06|6|1|900|1,900"}),
      by_price);
  // The lines' own amounts with tax, also where they happen to be equal; no order of several lines.
  EXPECT_EQ(
      guess("x.csv", {header, "A-1|2026/01/05|5|1|1,000|1,000", "A-1|2026/01/05|5|2|1,000|2,000"}),
      by_amount);
  EXPECT_EQ(
      guess("x.csv", {header, "A-1|2026/01/05|5|1|2,000|2,000", "A-1|2026/01/05|5|2|1,000|2,000"}),
      by_amount);
  EXPECT_EQ(
      guess("x.csv", {header, "A-1|2026/01/05|5|1|1,000|1,080", "A-1|2026/01/05|5|2|1,000|2,160"}),
      by_amount);
  EXPECT_EQ(
      guess("x.csv", {header, "A-1|2026/01/05|5|1|1,000|1,080", "A-1|2026/01/05|5|1|1,000|1,080"}),
      by_amount);
  EXPECT_EQ(
      guess("x.csv", {header, "A-1|2026/01/05|5|1|1,000|3,000", "A-2|2026/01/05|5|2|1,000|3,000"}),
      by_amount + " action_id={受注番号}");
}

TEST(GuessMapping, TakesACostThatAddsUpToTheOrderForThePrice) {
  const std::string header =
      "Order Number|Order Date|Email (Billing)|Order Subtotal Amount|SKU|"
      "Quantity (- Refund)|Item Cost";
  EXPECT_EQ(guess("woo.csv", {header, "101|2026-01-05|a@x.jp|37|S1|2|15",
                              "101|2026-01-05|a@x.jp|"
                              "37|S2|1|7",
                              "102|2026-01-06|b@x.jp|15|S1|1|15"}),
            "actions: order_id occurred_at email properties? item_id quantity unit_price? "
            "kind=order");
  EXPECT_EQ(guess("woo.csv", {header, "101|2026-01-05|a@x.jp|37|S1|2|9",
                              "101|2026-01-05|a@x.jp|"
                              "37|S2|1|4",
                              "102|2026-01-06|b@x.jp|15|S1|1|9"}),
            "actions: order_id occurred_at email amount? item_id quantity cost kind=order")
      << "a cost that is less is a cost";
}

TEST(GuessMapping, TakesNoPostalCodeForACustomer) {
  EXPECT_EQ(guess("base.csv", {"注文ID|注文日時|郵便番号(請求先)|メールアドレス(請求先)|価格|数量|"
                               "合計金額",
                               "B1|2026-01-02 10:00:00|100-0001|a@m.jp|1500|2|3000",
                               "B2|2026-01-03 10:00:00|530-0001|b@m.jp|800|1|800"}),
            "actions: order_id occurred_at properties email unit_price? quantity amount "
            "kind=order action_id={注文ID}");
}

TEST(GuessMapping, TakesAPriceBesideAQuantityForThatOfOnePiece) {
  EXPECT_EQ(guess("x.csv", {"注文番号|注文日時|会員ID|価格|個数", "E1|2026/01/02|M1|1500|2",
                            "E2|2026/01/03|M2|800|1"}),
            "actions: order_id occurred_at customer_id unit_price? quantity kind=order "
            "action_id={注文番号}");
}

TEST(GuessMapping, JoinsADayWithTheTimeOfAVisit) {
  EXPECT_EQ(guess("x.csv", {"予約番号|来店日|来店時間|お客様番号|合計金額",
                            "R1|2026/01/02|10:00|K1|4400", "R2|2026/01/03|11:30|K2|8800"}),
            "actions: order_id ignore ignore customer_id amount kind=order "
            "action_id={予約番号} occurred_at={来店日} {来店時間}");
}

TEST(GuessMapping, TakesTicketsForNoCustomers) {
  const std::string header = "Id|Requester email|Subject|Priority|Created at";
  const std::string row = "1|a@x.jp|Parcel|normal|2026-02-01 10:00:00 UTC";
  EXPECT_EQ(guess("zendesk.csv", {header, row}),
            "actions: action_id email? properties properties occurred_at !table !kind");
  EXPECT_EQ(guess("zendesk.csv", {header + "|Satisfaction Comment", row + "|quick answer, thanks"}),
            "voices: response_id email? properties properties occurred_at channel=survey [open]");
  EXPECT_EQ(guess("people.csv", {"Id|Name|Email|Priority|Created at",
                                 "1|Ann|a@x.jp|high|2026-02-01", "2|Bob|b@x.jp|low|2026-02-02"}),
            "customers: customer_id name email properties first_seen_at");
}

TEST(GuessMapping, ReadsTheWordsOfTickets) {
  const std::string words = "The parcel has not arrived for two weeks";
  EXPECT_EQ(guess("zendesk.csv",
                  {"Id|Requester|Requester email|Subject|Description|Status|"
                   "Priority|Created at",
                   "1|Ann|a@x.jp|Parcel|" + words + "|Pending|high|2026-02-01 10:00:00 UTC"}),
            "voices: response_id properties email? properties properties properties occurred_at "
            "channel=ticket [open]");
  EXPECT_EQ(guess("hubspot.csv", {"Ticket ID|Ticket name|Ticket description|Ticket status|Create "
                                  "date|Contact email",
                                  "7|Parcel|" + words + "|Closed|2026-02-01 10:00|a@x.jp"}),
            "voices: response_id properties properties occurred_at email? channel=ticket [open]");
  for (const std::string header : {"本文", "内容", "お問い合わせ内容"}) {
    EXPECT_EQ(guess("x.csv",
                    {"チケット番号|件名|" + header + "|ステータス|担当者|メールアドレス|受付日時",
                     "1|配送|荷物が二週間たっても届きません|保留|田中|a@x.jp|2026/02/01 10:00"}),
              "voices: response_id properties properties properties email occurred_at "
              "channel=ticket [open]")
        << header;
  }
  // An inquiry form names its words so; a description of anything else is none.
  EXPECT_EQ(guess("x.csv", {"受付日時|メールアドレス|お問い合わせ内容",
                            "2026/02/01 10:00|a@x.jp|荷物が二週間たっても届きません"}),
            "voices: occurred_at email channel=form [open]");
  EXPECT_EQ(guess("orders.csv", {"customer_id|order_date|amount|description",
                                 "1|2026-02-01|5|a cup of coffee with milk",
                                 "2|2026-02-02|6|a cup of tea with lemon"}),
            "actions: customer_id occurred_at amount properties kind=order");
}

TEST(GuessMapping, TakesTheStatusOfATicketForNoAnswer) {
  EXPECT_EQ(
      guess("x.csv", {"Ticket ID|Requester email|Subject|Priority|Created at|"
                      "Satisfaction score|Satisfaction comment|Status",
                      "1|a@x.com|My order|High|2026-01-02 10:00:00|Good|Very quick answer|"
                      "Pending",
                      "2|b@x.com|A cup|Low|2026-01-03 10:00:00|Bad|Nobody called back|Solved"}),
      "voices: response_id email? properties properties occurred_at properties "
      "channel=survey [csat 1-5] [open]");
}

TEST(GuessMapping, JoinsFamilyAndGivenName) {
  EXPECT_EQ(
      guess("x.csv", {"会員番号|姓|名|姓（カナ）|メールアドレス", "1|山田|太郎|ヤマダ|a@x.jp"}),
      "customers: customer_id ignore ignore properties email name={姓} {名}");
  EXPECT_EQ(guess("x.csv", {"Customer ID|Last Name|First Name|Email", "1|Doe|Jane|a@x.jp"}),
            "customers: customer_id ignore ignore email name={First Name} {Last Name}");
  EXPECT_EQ(guess("x.csv", {"会員番号|氏名|名|メールアドレス", "1|山田太郎|太郎|a@x.jp"}),
            "customers: customer_id name properties email")
      << "a whole name is there, and no family name";
}

TEST(GuessMapping, KnowsWhatWasDoneByFileAndHeader) {
  EXPECT_EQ(guess("visits.csv", {"customer_id|visited_at", "1|2024-01-05 10:00"}),
            "actions: customer_id occurred_at kind=visit");
  EXPECT_EQ(guess("x.csv", {"会員番号|来店日|店舗", "1|2024/1/5|大阪"}),
            "actions: customer_id occurred_at properties kind=visit");
  EXPECT_EQ(
      guess("events.csv", {"user_id|timestamp|event", "1|1485630413|open", "1|1485630414|click"}),
      "actions: customer_id occurred_at kind");
  EXPECT_EQ(guess("returns.csv", {"customer_id|date|amount", "1|2024-01-05|5", "2|2024-01-05|6"}),
            "actions: customer_id occurred_at amount kind=return");
}

TEST(GuessMapping, KnowsCustomersAndItems) {
  EXPECT_EQ(
      guess("x.csv", {"顧客ID|氏名|メールアドレス|電話番号|生年月日|性別|都道府県|登録日|ランク",
                      "1|山田|a@b.jp|090-1234-5678|1980/1/2|女|大阪府|2020/4/1|A",
                      "2|佐藤|c@b.jp|090-1234-5679|1981/1/2|男|東京都|2020/4/2|B"}),
      "customers: customer_id name email phone birth_date gender region first_seen_at "
      "properties");
  EXPECT_EQ(
      guess("cj_demographics.csv.gz", {"household_id|age|income", "1|65+|35-49K", "2|45-54|"}),
      "customers: customer_id properties properties");
  EXPECT_EQ(guess("cj_products.csv.gz",
                  {"product_id|department|product_category", "1|GROCERY|ICE", "2|PASTRY|BREAD"}),
            "items: item_id properties category");
  EXPECT_EQ(guess("x.csv", {"商品コード|商品名|価格|原価", "A|茶|500|200", "B|菓子|800|300"}),
            "items: item_id name price cost");
}

TEST(GuessMapping, KnowsWideSurveys) {
  EXPECT_EQ(guess("form.csv",
                  {"タイムスタンプ|メールアドレス|当店を友人に薦めたいと思いますか|配送の満足度|"
                   "商品の満足度|手続きは簡単でしたか|ご意見をお聞かせください",
                   "2024/02/01 10:00:00|a@b.jp|9|5|4|5|とても良い店でした。また来たい",
                   "2024/02/01 11:00:00|c@b.jp|3|2|3|1|待ち時間が長くて残念でした"}),
            "voices: occurred_at email channel=survey [nps 0-10] [csat 配送 1-5] [csat 商品 1-5] "
            "[effort 1-5] [open]");
  EXPECT_EQ(guess("x.csv", {"Response ID|Date Submitted|How likely are you to recommend us?|"
                            "Overall satisfaction|Why?",
                            "1|2024-02-01|10|Very satisfied|Because the staff were lovely",
                            "2|2024-02-02|2|Dissatisfied|The queue took forever to move"}),
            "voices: response_id occurred_at channel=survey [nps 0-10] [csat 1-5] [open]");
}

TEST(GuessMapping, ReadsEnglishQuestionsByWholeWords) {
  // "services" has no CES in it, "discounts" and "account" no count, "customer" no "us".
  EXPECT_EQ(guess("x.csv", {"Timestamp|How satisfied are you with our services?|"
                            "How satisfied were you with the discounts?|"
                            "How would you rate our customer support?|"
                            "It was easy to access my account|"
                            "Satisfaction with the purchase process|How satisfied are you with us?",
                            "2024-02-01 10:00|4|5|3|6|2|5", "2024-02-01 11:00|2|1|3|7|4|1"}),
            "voices: occurred_at channel=survey [csat services 1-5] [csat discounts 1-5] "
            "[csat customer support 1-5] [effort 1-7] [csat purchase process 1-5] [csat 1-5]");
  EXPECT_EQ(guess("x.csv", {"Timestamp|How effortless was it?|How much effort did it take?",
                            "2024-02-01 10:00|4|5", "2024-02-01 11:00|2|1"}),
            "voices: occurred_at channel=survey [effort 1-5] [effort How much effort did it take? "
            "1-5 low]");
  // Nor are systems that operate, or the beginning of something, answers.
  EXPECT_EQ(guess("x.csv", {"Timestamp|OverallRating|CES|OperatingSystems|Years since start|"
                            "Corporate plan|Enough space",
                            "2024-02-01 10:00|4|5|2|3|1|1", "2024-02-01 11:00|2|1|1|4|2|2"}),
            "voices: occurred_at properties properties properties properties channel=survey "
            "[csat 1-5] [effort 1-5]");
  EXPECT_EQ(guess("x.csv", {"Timestamp|Star rating|Number of visits|Coupon count|I agree with this",
                            "2024-02-01 10:00|4|5|2|3", "2024-02-01 11:00|2|1|1|4"}),
            "voices: occurred_at properties properties channel=survey [csat 1-5] "
            "[agree I agree with this 1-5]");
}

TEST(GuessMapping, KnowsLongSurveysAndReviews) {
  EXPECT_EQ(guess("x.csv", {"customer_id|answered_at|question|score|comment",
                            "1|2024-02-01|nps|9|good", "2|2024-02-02|csat|4|"}),
            "voices: customer_id occurred_at question score text channel=survey <csat csat 1-5> "
            "<nps nps 0-10>");
  EXPECT_EQ(guess("x.csv", {"会員番号|回答日|設問|点数", "1|2024/2/1|手続きの簡単さ|6",
                            "2|2024/2/1|手続きの簡単さ|4", "2|2024/2/1|雰囲気が好き|4"}),
            "voices: customer_id occurred_at question score channel=survey "
            "<手続きの簡単さ effort 1-7> <雰囲気が好き 雰囲気が好き 1-5>");
  EXPECT_EQ(guess("x.csv", {"会員番号|回答日|設問|点数", "1|2024/2/1|配送|5",
                            "2|2024/2/1|配送|利用していない", "3|2024/2/1|接客|4"}),
            "voices: customer_id occurred_at question score? channel=survey "
            "<接客 接客 1-5> <配送 配送 1-5利用していない>");
  EXPECT_EQ(guess("reviews.csv", {"review_id|product_id|user_id|date|rating|review_text",
                                  "1|A|7|2024-02-01|5|I would buy this again any day",
                                  "2|B|8|2024-02-02|1|It broke on the first day of use"}),
            "voices: properties item_id customer_id occurred_at channel=review [csat 1-5] [open]");
}

TEST(GuessMapping, ReadsAScoreThatSaysNoMore) {
  EXPECT_EQ(guess("x.csv", {"customer_id|date|score|comment", "1|2024-02-01|4|It works very well",
                            "2|2024-02-02|2|It broke on the first day"}),
            "voices: customer_id occurred_at channel=survey [open] [csat 1-5]");
  EXPECT_EQ(guess("x.csv", {"顧客ID|回答日|点数|コメント", "1|2024-02-01|4|とても良い店でした",
                            "2|2024-02-02|2|配送が遅かったです"}),
            "voices: customer_id occurred_at channel=survey [open] [csat 1-5]");
  EXPECT_EQ(guess("x.csv", {"customer_id|date|score", "1|2024-02-01|4", "2|2024-02-02|2"}),
            "voices: customer_id occurred_at channel=survey [csat 1-5]");
  // With eleven steps it may be either, unless the file says it.
  const std::string header = "Response ID|Score|Comment|Created At|Email";
  const std::string one = "1|9|It works very well|2024-02-01|a@x.jp";
  const std::string two = "2|3|It broke on the first day|2024-02-02|b@x.jp";
  EXPECT_EQ(guess("responses.csv", {header, one, two}),
            "voices: response_id occurred_at email channel=survey [open] [nps 0-10] !score");
  EXPECT_EQ(guess("nps_responses.csv", {header, one, two}),
            "voices: response_id occurred_at email channel=survey [open] [nps 0-10]");
  // A score of people is not what they said.
  EXPECT_EQ(guess("x.csv", {"customer_id|name|region|score", "1|Ann|Osaka|81", "2|Bob|Kobe|45"}),
            "customers: customer_id name region properties");
}

TEST(GuessMapping, ReadsAMatrixOnOneScale) {
  EXPECT_EQ(guess("x.csv", {"Timestamp|Rate our [Delivery]|Rate our [Support]",
                            "2024-02-01 10:00|7|5", "2024-02-01 11:00|6|4"}),
            "voices: occurred_at channel=survey [csat Delivery 1-7] [csat Support 1-7]");
  // Words for the lower half of a scale only are still answers on the whole scale.
  EXPECT_EQ(guess("x.csv", {"Timestamp|Overall satisfaction", "2024-02-01 10:00|Dissatisfied",
                            "2024-02-01 11:00|Very dissatisfied"}),
            "voices: occurred_at channel=survey [csat 1-5]");
}

TEST(GuessMapping, TellsAQuestionAboutTheWholeFromOnesAboutItsParts) {
  EXPECT_EQ(guess("x.csv", {"回答日時|メール|接客|価格|総合満足度(5段階)|品質",
                            "2024-02-01 10:00|a@b.jp|4|3|5|4", "2024-02-01 11:00|c@d.jp|2|1|3|5"}),
            "voices: occurred_at email channel=survey [csat 接客 1-5] [csat 価格 1-5] [csat 1-5] "
            "[csat 品質 1-5]");
  EXPECT_EQ(guess("x.csv", {"回答日時|接客|価格", "2024-02-01 10:00|4|3", "2024-02-01 11:00|2|1"}),
            "voices: occurred_at channel=survey [csat 接客 1-5] [csat 価格 1-5]")
      << "none of them is about the whole";
  EXPECT_EQ(guess("x.csv", {"Timestamp|How satisfied are you?|How was the staff?",
                            "2024-02-01 10:00|Satisfied|Good", "2024-02-01 11:00|Neutral|Poor"}),
            "voices: occurred_at channel=survey [csat 1-5] [csat How was the staff? 1-5]");
}

TEST(GuessMapping, TakesWordsInsideOfOthersForWhatTheyAre) {
  EXPECT_EQ(guess("x.csv", {"Order Date|Customer Name|Email|Discount Code|Total",
                            "2024-01-15|Ann|a@b.jp|SPRING|5", "2024-01-16|Bob|c@d.jp||6"}),
            "actions: occurred_at properties email properties amount kind=order");
  EXPECT_EQ(guess("x.csv", {"id|date|price", "7|2024-01-15|5", "7|2024-01-16|6"}),
            "actions: customer_id? occurred_at amount kind=order");
  EXPECT_EQ(guess("x.csv",
                  {"date|time|member_id|amount", "2024-01-15|10:30|1|5", "2024-01-16|11:45|2|6"}),
            "actions: ignore ignore customer_id amount kind=order occurred_at={date} {time}");
}

TEST(GuessMapping, TakesAListOfPeopleWithSomebodyTwiceForCustomers) {
  EXPECT_EQ(guess("x.csv", {"customer_id|email|name", "1|a@b.jp|Ann", "2|c@d.jp|Bob", "3|e@f.jp|Cy",
                            "1|g@h.jp|Ann B"}),
            "customers: customer_id email name");
}

TEST(GuessMapping, DoubtsWhatItCannotTell) {
  EXPECT_EQ(guess("x.csv", {"a|b", "x|1", "y|2"}),
            "actions: properties properties !table !occurred_at !customer_id !kind");
  EXPECT_EQ(guess("x.csv", {"customer_id|order_date|amount", "1|03/04/2024|5", "2|05/06/2024|6"}),
            "actions: customer_id occurred_at?? amount kind=order !occurred_at");
  EXPECT_EQ(guess("x.csv", {"customer_id|order_date|amount", "1|13/04/2024|5", "2|05/06/2024|6"}),
            "actions: customer_id occurred_at amount kind=order");
  EXPECT_EQ(guess("x.csv", {"buyer_ref_id|order_date|amount", "1|2024-01-01|5", "1|2024-01-02|6"}),
            "actions: customer_id?? occurred_at amount kind=order !customer_id");
  EXPECT_EQ(guess("x.csv", {"customer_id|order_date|amount", "1|soon|5", "2|later|6"}),
            "actions: customer_id occurred_at?? amount kind=order !occurred_at");
  EXPECT_THAT(guess("x.csv", {"00001|19970101|1|11.77", "00002|19970112|1|12.00"}),
              HasSubstr("!table"));
}

TEST(GuessMapping, ReadsDecimalCommasWhereTheFileWritesThem) {
  const auto mapping = guess_mapping(
      sample_of("x.csv", {"customer_id|date|amount", "1|28.01.2017|1.234,56", "2|29.01.2017|12,5"}),
      std::nullopt);
  EXPECT_EQ(mapping.decimal, Decimal::comma);
}

TEST(MapFile, IsReadAsItIsWritten) {
  const auto guessed =
      guess_mapping(sample_of("form.csv", {"タイムスタンプ|推奨度 \"0-10\"|満足度",
                                           "2024/02/01|9|とても満足", "2024/02/02|3|とても不満"}),
                    std::nullopt);
  const std::string text = map_text(guessed, "form.csv");
  const FileMapping read = read_map(text, "map");
  EXPECT_EQ(map_text(read, "form.csv").find("[[question]]") != std::string::npos, true);
  ASSERT_EQ(read.questions.size(), 2U);
  EXPECT_EQ(read.questions[0].column, "推奨度 \"0-10\"");
  EXPECT_EQ(read.questions[1].scale, guessed.questions[1].scale);
  EXPECT_EQ(read.table, "voices");
}

TEST(MapFile, SaysWhatIsWrongAndWhere) {
  const auto failure = [](const std::string& text) -> std::string {
    try {
      read_map(text, "map.toml");
    } catch (const Error& error) {
      return error.what();
    }
    return "";
  };
  EXPECT_THAT(failure("[file"), HasSubstr("map.toml line 1: not TOML"));
  EXPECT_THAT(failure("[file]\ntabel = \"actions\""), HasSubstr("did you mean table?"));
  EXPECT_THAT(failure("[columns]\na = 1"), HasSubstr("a must be a text"));
  EXPECT_THAT(failure(""), HasSubstr("no table named"));
  EXPECT_THAT(failure("[file]\ntable=\"voices\"\ndecimal = \"x\""), HasSubstr("decimal must be"));
  EXPECT_THAT(failure("[[question]]\nquestion = \"csat\"\ncolumn = \"a\""),
              HasSubstr("without a scale"));
  EXPECT_THAT(failure("[[question]]\nquestion = \"csat\"\nscale = [5, 1]\ncolumn = \"a\""),
              HasSubstr("low first"));
}

}  // namespace
}  // namespace mikata
