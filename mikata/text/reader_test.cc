// SPDX-License-Identifier: Apache-2.0
#include "mikata/text/reader.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "mikata/base/error.h"
#include "mikata/text/embedded.h"
#include "mikata/text/testing_reader.h"

namespace mikata::text {
namespace {

using testing::Contains;
using testing::IsEmpty;

Reading read(const std::string& text) { return reader().session()->read({.text = text}); }

TEST(Reader, HasTheEnglishLists) {
  EXPECT_GT(embedded("vader.tsv").size(), 100'000U) << "run tools/setup";
  EXPECT_GT(embedded("afinn.tsv").size(), 30'000U);
}

TEST(Reader, TellsPraiseFromBlameInBothLanguages) {
  struct Case {
    std::string text;
    Label expected;
  };
  const Case cases[] = {
      {"とても美味しかったです", Label::positive},
      {"美味しくなかった", Label::negative},
      {"悪くないです", Label::positive},
      {"問題ないです", Label::positive},
      {"感謝しかない", Label::positive},
      {"もう少し安くしてほしい", Label::negative},
      {"スタッフの態度が最悪", Label::negative},
      {"よろしくお願いします", Label::neutral},
      {"3月に2回利用しました。", Label::neutral},
      {"Great service, very friendly", Label::positive},
      {"No problem at all", Label::positive},
      {"Not good", Label::negative},
      {"I would not recommend it", Label::negative},
      {"Could you please tell me the opening hours?", Label::neutral},
      {"I wish the app were faster", Label::negative},
  };
  for (const Case& c : cases) {
    EXPECT_STREQ(label_name(read(c.text).sentiment.label), label_name(c.expected)) << c.text;
  }
}

TEST(Reader, NamesThemesWithTheWordsThatSaySo) {
  const Reading reading = read("手続きが面倒で、料金も高いです");
  EXPECT_THAT(reading.themes, Contains("effort"));
  EXPECT_THAT(reading.themes, Contains("price"));
  const auto effort = std::ranges::find(reading.evidence, "effort", &Evidence::of);
  ASSERT_NE(effort, reading.evidence.end());
  EXPECT_EQ(effort->span, (Span{0, 3}));
  EXPECT_THAT(read("Three calls before anyone answered").themes, Contains("effort"));
}

TEST(Reader, JudgesEachThemeByTheWordsAboutIt) {
  const auto tone = [](const Reading& reading, std::string_view theme) {
    const auto found = std::ranges::find(reading.themes, theme);
    if (found == reading.themes.end()) return std::string("not there");
    const auto place = static_cast<std::size_t>(found - reading.themes.begin());
    return std::string(label_name(reading.tones.at(place)));
  };
  const Reading mixed = read("料金は高すぎて最悪ですが、スタッフは親切でした");
  EXPECT_EQ(tone(mixed, "price"), "negative");
  EXPECT_EQ(tone(mixed, "service"), "positive");
  const Reading english = read("The price is terrible, but the staff were wonderful");
  EXPECT_EQ(tone(english, "price"), "negative");
  EXPECT_EQ(tone(english, "service"), "positive");
  EXPECT_EQ(read("").tones.size(), 0U);
}

TEST(Reader, TakesWhatIsKnownOfTheFeeling) {
  const Reading told = reader().session()->read(
      {.text = "とても美味しかったです", .sentiment = Sentiment{-0.5, Label::negative, 0.7}});
  EXPECT_EQ(told.sentiment.label, Label::negative);
  EXPECT_EQ(told.sentiment.score, -0.5);
}

TEST(Reader, NamesEmotions) {
  EXPECT_EQ(read("とても怖い思いをしました").emotion, "fear");
  EXPECT_EQ(read("店員の横柄さに腹が立ちました").emotion, "anger");
  EXPECT_EQ(read("3月に行きました").emotion, "neutral");
  EXPECT_EQ(read("").emotion, std::nullopt);
  EXPECT_EQ(read("12345").emotion, std::nullopt);
  EXPECT_EQ(read("I am so scared of this, it is terrifying").emotion, "fear");
  EXPECT_EQ(read("I love this so much, thank you!").emotion, "joy");
}

TEST(Reader, TakesThemesOfTheCompany) {
  const Reader own(
      {.themes_toml = "[[theme]]\nname = \"parking\"\nja = [\"駐車\"]\nen = [\"parking\"]\n"});
  EXPECT_THAT(own.session()->read({.text = "駐車場が狭い"}).themes, Contains("parking"));
}

TEST(Reader, RefusesBrokenThemes) {
  for (const std::string toml : {"[[theme]]\n", "[[theme]]\nname = \"a b\"\nja = [\"x\"]\n",
                                 "[[theme]]\nname = \"x\"\nja = [\"(\"]\n", "theme = 3\n",
                                 "[[theme]\n", "[[theme]]\nname = \"x\"\nja = [1]\n"}) {
    EXPECT_THROW(Reader({.themes_toml = toml}), Error) << toml;
  }
}

TEST(Reader, TellsTheLanguage) {
  struct Case {
    std::string text;
    std::string expected;
  };
  const Case cases[] = {
      {"とても良い", "ja"},
      {"最高", "ja"},
      {"This was a very nice stay for all of us", "en"},
      {"Das Essen war sehr gut und der Service auch", "de"},
      {"La comida estaba muy buena y el servicio también", "es"},
      {"这家店的服务很好", "zh"},
      {"서비스가 좋아요", "ko"},
      {"Ils étaient très gentils et l’hôtel était propre", "fr"},
      {"Il cibo era molto buono e il personale gentile", "it"},
      {"O serviço foi muito bom e a comida também", "pt"},
      {"Het eten was heel lekker en de bediening ook", "nl"},
      {"Obsługa była bardzo miła, ale pokój był mały", "pl"},
      {"Maten var mycket god och personalen var trevlig", "sv"},
      {"It’s like you didn’t even read my message", "en"},
      // Too few words that a list has: by the spelling.
      {"Shocked basement leaking", "en"},
      {"Ungewöhnlich durchgelegene Matratzen", "de"},
      {"“Scrambled eggs” 🍳 👍 👍", "en"},
      {"de la", "es"},
      {"Die Größe passt", "de"},
      {"ok", "en"},
      {"nice", "en"},
      {"N/A", "und"},
      {"iPhone 12", "und"},
      {"asdfgh jkl qwrtzp xcvbnm", "und"},
      {"çà ñandú éé öö öß qwxz", "und"},
      {"", "und"},
      {"12345 !!", "und"},
      {"😀", "und"},
      {"I love ラーメン at this place so much, it is the best in town", "en"},
  };
  for (const Case& c : cases) EXPECT_EQ(read(c.text).language, c.expected) << c.text;
}

TEST(Reader, StandsWhatPeopleSend) {
  std::string brackets;
  for (int i = 0; i < 10'000; ++i) brackets += "([{"[i % 3];
  std::string megabyte;
  while (megabyte.size() < 1'000'000) megabyte += "部屋がきれいで、対応も良かった。";
  const std::string long_word(300'000, 'x');
  const std::string inputs[] = {"",
                                " ",
                                "😀",
                                brackets,
                                megabyte,
                                long_word,
                                "\xFF\xFE\x00",
                                "ﾊﾝｶｸ",
                                "H̷̡̢e̸l̵̛l̶o̷",
                                "\u202Eevil\u202C",
                                "<script>alert(1)</script>",
                                "4111 1111 1111 1111",
                                "日本語 and English まざり",
                                std::string("a\0b", 3)};
  for (const std::string& input : inputs) {
    const Reading reading = read(input);
    const std::size_t length = decode(input).size();
    for (const Evidence& one : reading.evidence) {
      EXPECT_LT(one.span.start, one.span.end);
      EXPECT_LE(one.span.end, length);
    }
    EXPECT_GE(reading.sentiment.score, -1);
    EXPECT_LE(reading.sentiment.score, 1);
  }
}

TEST(ReadAll, IsTheSameWithAnyNumberOfThreads) {
  std::vector<Remark> remarks;
  for (int i = 0; i < 1000; ++i)
    remarks.push_back({.text = "料金が" + std::to_string(i) + "円は高い"});
  const auto one = read_all(reader(), remarks, {.threads = 1});
  const auto three = read_all(reader(), remarks, {.threads = 3});
  ASSERT_EQ(one.size(), 1000U);
  ASSERT_EQ(three.size(), 1000U);
  for (std::size_t i = 0; i < one.size(); ++i) {
    EXPECT_EQ(one[i].sentiment.score, three[i].sentiment.score);
    EXPECT_EQ(one[i].masked, three[i].masked);
  }
}

TEST(ReadAll, StopsWhenTold) {
  std::stop_source stop;
  stop.request_stop();
  const std::vector<Remark> remarks(500, Remark{.text = "x"});
  EXPECT_THAT(read_all(reader(), remarks, {.stop = stop.get_token()}), IsEmpty());
}

}  // namespace
}  // namespace mikata::text
