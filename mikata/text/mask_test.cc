// SPDX-License-Identifier: Apache-2.0
#include "mikata/text/mask.h"

#include <gtest/gtest.h>

#include "mikata/text/reader.h"

namespace mikata::text {
namespace {

std::string masked(const std::string& text, const std::string& language = "") {
  static const Reader reader({.deny_list = {"Tanabata", "みかた太郎"}});
  return reader.session()->read({.text = text, .language = language}).masked;
}

TEST(Mask, HidesWhatBelongsToAPerson) {
  struct Case {
    std::string text;
    std::string expected;
  };
  const Case cases[] = {
      {"連絡は 090-1234-5678 まで", "連絡は [phone] まで"},
      {"連絡は０９０－１２３４－５６７８まで", "連絡は[phone]まで"},
      {"TEL:03(1234)5678です", "TEL:[phone]です"},
      {"call (555) 123-4567 now", "call [phone] now"},
      {"call +81 90 1234 5678 now", "call [phone] now"},
      {"taro.yamada@example.co.jp に送って", "[mail] に送って"},
      {"write to jane dot doe at example dot com please", "write to [mail] please"},
      {"taro アットマーク example ドット com です", "[mail] です"},
      {"card 4111 1111 1111 1111 was charged", "[card] was charged"},
      {"4111111111111111", "[card]"},
      {"マイナンバーは1234 5678 9018です", "マイナンバーは[my_number]です"},
      {"my ssn is 123-45-6789", "my ssn is [ssn]"},
      {"カードの下四桁は1234です", "[account]です"},
      {"〒150-0001 東京都渋谷区神宮前1丁目2-3 コーポ101号室", "[address] [address]"},
      {"send it to 221 Baker Street, London", "send it to [address]"},
      {"担当の佐藤さんが親切", "担当の[name]さんが親切"},
      {"鈴木一郎と申します", "[name]と申します"},
      {"Mr. Brown was rude", "[name] was rude"},
      {"asked みかた太郎 twice", "asked [name] twice"},
      {"tanabata helped me", "[name] helped me"},
  };
  for (const Case& c : cases) EXPECT_EQ(masked(c.text), c.expected);
}

TEST(Mask, LeavesWhatBelongsToNobody) {
  for (const std::string text :
       {"合計 1,234,567円 でした", "2026-01-31 に買いました", "お客様とスタッフさんが親切",
        "3000円で4人", "Dear team, thank you", "iPhone 15 and 20 others", "営業時間は10:00-18:00",
        "100点満点"}) {
    EXPECT_EQ(masked(text), text);
  }
}

TEST(Mask, ChecksDigits) {
  EXPECT_TRUE(luhn_holds("4111111111111111"));
  EXPECT_FALSE(luhn_holds("4111111111111112"));
  EXPECT_FALSE(luhn_holds(""));
  EXPECT_TRUE(my_number_holds("123456789018"));
  EXPECT_FALSE(my_number_holds("123456789012"));
  EXPECT_FALSE(my_number_holds("12345678901"));
}

}  // namespace
}  // namespace mikata::text
