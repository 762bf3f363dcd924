// SPDX-License-Identifier: Apache-2.0
#include "mikata/text/wish.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace mikata::text {
namespace {

struct Case {
  std::string text;
  bool asks;
};

TEST(Wish, TellsARequestFromPraisePlansAndComplaints) {
  const std::vector<Case> cases{
      {"検品をもう少しきちんとしてほしいです。", true},
      {"電話の受付時間をもう少し延ばしていただけると助かります。", true},
      {"返品の期限がもう少し長いと助かります。", true},
      {"色違いが欲しかった", true},
      {"住所を覚えておいてください", true},
      {"駐車場があればうれしい", true},
      {"送料の見直しをご検討ください", true},
      {"Please bring back the blue cups.", true},
      {"I wish you opened on Sundays", true},
      {"It would be nice to pick a time.", true},
      {"Could you make the parcel smaller?", true},
      {"早く直してください", true},
      {"いやな顔ひとつせず直してくださいました。", false},
      {"", false},
      {"時間どおりに届くので助かっています。", false},
      {"まとめ買いの割引がありがたいです。", false},
      {"また買いたいと思います。", false},
      {"写真で見るより実物のほうがずっときれいです。", false},
      {"贈り物の相談にのっていただき、助かりました。", false},
      {"送料が高くて、結局買うのをやめることがあります。", false},
      {"I was pleased with everything.", false},
      {"Always arrives when you say it will.", false},
      {"I want to come again", false},
  };
  for (const auto& [text, asks] : cases) EXPECT_EQ(asks_for_something(text), asks) << text;
}

TEST(Wish, TakesAnyBytes) {
  EXPECT_FALSE(asks_for_something("\xff\xfe\x80"));
  EXPECT_FALSE(asks_for_something(std::string(100'000, 'x')));
}

}  // namespace
}  // namespace mikata::text
