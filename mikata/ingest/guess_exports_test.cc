// SPDX-License-Identifier: Apache-2.0
// The headers of files as shops, tills, market places and survey tools export them.
#include <gtest/gtest.h>

#include "mikata/ingest/guess_testing.h"

namespace mikata {
namespace {

TEST(GuessExports, KnowsGermanFiles) {
  EXPECT_EQ(guess("Bestellungen.csv",
                  {"Bestellnr.|Bestelldatum|Kundennummer|E-Mail|Artikelnr.|Menge|Betrag (EUR)|"
                   "Rabattbetrag|MwSt-Betrag|Versandkosten|Rabattcode",
                   "1001|05.01.2026|K-7|a@b.de|A-1|2|1.234,50|10,00|234,56|4,90|NEU",
                   "1001|05.01.2026|K-7|a@b.de|A-2|1|12,90|0|2,45|4,90|",
                   "1002|28.01.2026|K-8|c@d.de|A-1|1|617,25|0|117,28|4,90|"}),
            "actions: order_id occurred_at customer_id email item_id quantity amount discount "
            "properties properties properties kind=order");
  EXPECT_EQ(guess("x.csv", {"Bestellnummer|Bestelldatum|Kunde|Stück|Einzelpreis",
                            "1|28.01.2026|7|2|3,50", "1|28.01.2026|7|1|4,50"}),
            "actions: order_id occurred_at customer_id quantity unit_price kind=order");
  EXPECT_EQ(guess("x.csv", {"Rechnungsnr|Rechnungsdatum|Kunden-Nr|Summe", "1|28.01.2026|7|3,50",
                            "2|29.01.2026|7|4,50"}),
            "actions: order_id occurred_at customer_id amount kind=order action_id={Rechnungsnr}");
  EXPECT_EQ(
      guess("Retouren.csv", {"Kundennr|Datum|Gesamtbetrag", "1|28.01.2026|5", "2|29.01.2026|6"}),
      "actions: customer_id occurred_at amount kind=return");
  EXPECT_EQ(guess("Kunden.csv", {"Kundennr|Vorname|Nachname|E-Mail-Adresse|Telefon|Geburtsdatum|"
                                 "Geschlecht|Ort|Kunde seit",
                                 "1|Anna|Weiß|a@b.de|030 1234567|28.01.1980|w|Köln|28.01.2020"}),
            "customers: customer_id ignore ignore email phone birth_date gender region "
            "first_seen_at name={Vorname} {Nachname}");
  EXPECT_EQ(
      guess("Artikel.csv", {"Artikelnummer|Bezeichnung|Warengruppe|Verkaufspreis|Einkaufspreis",
                            "A|Tee|Getränke|5,00|2,00", "B|Keks|Gebäck|8,00|3,00"}),
      "items: item_id name category price cost");
}

// Headers of スマレジ, of Square's items, of Amazon's orders and of PayPal's activity.
TEST(GuessExports, KnowsTillsAndMarketplaces) {
  EXPECT_EQ(
      guess("取引.csv", {"取引ID|取引日時|取引区分|会員ID|単品値引|商品ID|販売単価|数量|値引き前計|"
                         "明細値引|値引き後計",
                         "9000|2026/01/03 09:15:00|通常|1|0|10|500|1|500|0|500",
                         "9001|2026/01/06 10:15:00|返品|2|50|11|500|-1|-500|10|-440"}),
      "actions: order_id occurred_at kind customer_id discount? item_id unit_price quantity "
      "properties discount? properties action_id={取引ID}");
  EXPECT_EQ(guess("items.csv", {"Date|SKU|Qty|Gross Sales|Transaction ID|Event Type|Customer ID",
                                "2026-01-03|L1|2.0|$9.00|T1|Payment|C1",
                                "2026-01-04|L1|-1.0|-$4.50|T2|Refund|C1"}),
            "actions: occurred_at item_id quantity amount? order_id kind customer_id "
            "action_id={Transaction ID}");
  EXPECT_EQ(guess("orders.txt",
                  {"order-id|purchase-date|buyer-email|sku|quantity-purchased|item-price|item-tax",
                   "503-1|2026-01-03T09:15:00+09:00|a@example.jp|S1|2|2400|218",
                   "503-1|2026-01-03T09:15:00+09:00|a@example.jp|S2|1|500|45"}),
            "actions: order_id occurred_at email? item_id quantity? amount properties kind=order");
  EXPECT_EQ(guess("Download.csv",
                  {"Date|Time|Type|Status|Currency|Gross|Fee|From Email Address|Transaction ID",
                   "03/01/2026|09:15:00|Express Checkout Payment|Completed|USD|35.00|-1.32|"
                   "a@example.com|T1",
                   "28/01/2026|09:16:00|General Withdrawal|Completed|USD|-100.00|0.00|"
                   "a@example.com|T2"}),
            "actions: ignore ignore kind properties currency amount properties email? order_id "
            "action_id={Transaction ID} occurred_at={Date} {Time}");
  // What it is called is no kind of ours: nothing says that these are orders, nor how much.
  EXPECT_EQ(guess("x.csv", {"Date|Type|Customer ID|Total", "2026-01-03|Standard|C1|5.00",
                            "2026-01-04|Express|C2|7.50"}),
            "actions: occurred_at properties customer_id amount kind=order");
}

// A link to a review is not its words, and the number of a question is not what it is about.
TEST(GuessExports, TakesNoLinksForWordsAndNoNumbersForTouchpoints) {
  EXPECT_EQ(guess("reviews.csv",
                  {"Review Submit Date and Time|Star Rating|Review Text|Review Link",
                   "2026-01-03T09:15:00Z|5|Easy to use, thank you|https://example.com/r/1",
                   "2026-01-04T09:15:00Z|2|It stops all the time|https://example.com/r/2"}),
            "voices: occurred_at? properties channel=review [csat 1-5] [open]");
  EXPECT_EQ(
      guess("trustpilot.csv", {"Review Created (UTC)|Review Content|Review Stars|Source Of Review|"
                               "Review Language",
                               "2026-01-03T09:15:00|Arrived in time and works|5|Invitation|en",
                               "2026-01-04T09:15:00|It broke on the second day|1|Organic|en"}),
      "voices: occurred_at properties language? channel=review [open] [csat 1-5]");
  EXPECT_EQ(guess("form.csv",
                  {"タイムスタンプ|友人に薦める可能性はどのくらいありますか？|スタッフの接客",
                   "2026/01/03 9:15:00|10|5", "2026/01/04 9:15:00|3|2", "2026/01/05 9:15:00|7|1"}),
            "voices: occurred_at channel=survey [nps 0-10] [csat スタッフの接客 1-5]");
  EXPECT_EQ(guess("friends.csv", {"ユーザーID|表示名|友だち追加日時", "U1|花|2026-01-03 09:15:00",
                                  "U2|空|2026-01-04 09:15:00"}),
            "actions: customer_id properties occurred_at? kind=follow");
  EXPECT_EQ(guess("survey.csv",
                  {"回答日時|Q2.スタッフの対応に満足しましたか？|問3 配送に満足しましたか？",
                   "2026/01/03 09:15|満足|不満", "2026/01/04 09:15|とても満足|満足",
                   "2026/01/05 09:15|とても不満|どちらともいえない"}),
            "voices: occurred_at channel=survey [csat スタッフの対応 1-5] [csat 配送 1-5]");
}

TEST(GuessExports, KnowsListsOfPeopleAsToolsExportThem) {
  EXPECT_EQ(guess("hubspot.csv", {"Record ID|First Name|Last Name|Email|Phone Number|Create Date",
                                  "1|Ann|Lee|a@x.com|+81 3-1234-5678|2026-01-02 10:00",
                                  "2|Bob|Ray|b@x.com|+81 3-1234-5679|2026-01-03 10:00"}),
            "customers: customer_id ignore ignore email phone first_seen_at "
            "name={First Name} {Last Name}");
  EXPECT_EQ(guess("line.csv", {"userId|displayName|友だち追加日|タグ", "U1|たろう|2026-01-02|常連",
                               "U2|はなこ|2026-01-03|"}),
            "customers: customer_id name first_seen_at properties");
}

TEST(GuessExports, ReadsReviewsAsShopsWriteThem) {
  EXPECT_EQ(guess("yotpo.csv", {"Review Score|Review Title|Review Content|Reviewer Email|"
                                "Product ID|Review Creation Date",
                                "5|Great|It works very well|a@x.jp|P1|2024-02-01",
                                "2|Bad|It broke on the first day|b@x.jp|P2|2024-02-02"}),
            "voices: email? item_id occurred_at channel=review [open] [open] [csat 1-5]");
  EXPECT_EQ(guess("x.csv", {"reviewerID|asin|reviewerName|overall|reviewText|unixReviewTime",
                            "A1|B001|Ann|5.0|It works very well|1767348000",
                            "A2|B002|Bob|2.0|It broke on the first day|1767434400"}),
            "voices: customer_id item_id properties occurred_at channel=review [open] [csat 1-5]");
  EXPECT_EQ(guess("x.csv", {"Review Created (UTC)|Review Stars|Review Content|Consumer Email",
                            "2024-02-01 10:00:00|4.5|It works very well|a@x.jp",
                            "2024-02-02 10:00:00|2|It broke on the first day|b@x.jp"}),
            "voices: occurred_at email? channel=review [csat 1-5] [open]");
  EXPECT_EQ(guess("x.csv", {"投稿日|総合評価|部屋|料理(朝食)|人数|口コミ本文|投稿者",
                            "2026/01/02|5|4|5|2|とても良い温泉でした。また来ます。|たろう",
                            "2026/01/03|3|2|3|4|料理が冷めていて残念でした。|はなこ"}),
            "voices: occurred_at properties properties channel=review [csat 1-5] [open] "
            "[csat 部屋 1-5] [csat 料理(朝食) 1-5]");
  EXPECT_EQ(guess("x.csv", {"店舗名|投稿者名|星評価|クチコミ|投稿日時",
                            "大阪店|たろう|5|とても良いお店でした|2026-01-02 10:00",
                            "大阪店|はなこ|2|待ち時間が長いです|2026-01-03 10:00"}),
            "voices: properties properties occurred_at channel=review [csat 1-5] [open]");
  // What a mailing tool makes of somebody is not what they said.
  EXPECT_EQ(guess("x.csv",
                  {"customer_id|email|name|MEMBER_RATING", "1|a@x.com|Ann|4", "2|b@x.com|Bob|2"}),
            "customers: customer_id email name properties");
  // A rate is no rating, and shares are not half stars.
  EXPECT_EQ(guess("x.csv", {"customer_id|date|amount|tax_rate|bounce_rates",
                            "1|2024-02-01|500|8|0.2", "2|2024-02-02|700|10|0.05"}),
            "actions: customer_id occurred_at amount properties properties kind=order");
}

}  // namespace
}  // namespace mikata
