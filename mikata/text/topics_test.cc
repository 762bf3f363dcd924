// SPDX-License-Identifier: Apache-2.0
#include "mikata/text/topics.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "mikata/text/aspects.h"
#include "mikata/text/duplicates.h"
#include "mikata/text/quotes.h"
#include "mikata/text/reader.h"

namespace mikata::text {
namespace {

using testing::Contains;
using testing::IsEmpty;
using testing::Not;

Analysis analyse(const std::string& text) {
  static const Reader reader;
  return reader.session()->analyse({.text = text});
}

std::vector<std::string> judged(const std::string& text) {
  std::vector<std::string> found;
  for (const Aspect& one : aspects(analyse(text)))
    found.push_back(one.what + (one.score > 0 ? "+" : "-"));
  return found;
}

TEST(Aspects, SayWhatIsJudgedAndHow) {
  EXPECT_THAT(judged("部屋は綺麗でしたが、朝食が美味しくなかったです"),
              testing::ElementsAre("部屋+", "朝食-"));
  EXPECT_THAT(judged("The room was clean but the breakfast was terrible"),
              testing::ElementsAre("room+", "breakfast-"));
  EXPECT_THAT(judged("駐車場が狭い"), testing::ElementsAre("駐車場-"));
}

TEST(Aspects, AreNothingWhereNothingIsJudged) {
  for (const std::string text : {"", "3月に行きました", "最高!", "山田太郎さんは親切"}) {
    EXPECT_THAT(judged(text), Not(Contains(testing::HasSubstr("山田")))) << text;
  }
  EXPECT_THAT(judged("最高!"), IsEmpty());
}

std::vector<std::size_t> alike(const std::vector<std::string>& texts) {
  std::vector<Fingerprint> prints;
  for (const std::string& text : texts) prints.push_back(fingerprint(clean(text).text));
  return first_alike(prints);
}

TEST(FirstAlike, FindsTheSameAndTheNearlySame) {
  const std::string base =
      "スタッフの皆さんの対応がとても丁寧で、部屋からの眺めも素晴らしく、大満足の滞在でした。また来"
      "年も家族で利用したいと思います";
  EXPECT_EQ(alike({base, "別の話です。料金の説明が分かりにくい", base, base + "!",
                   "別の話です。料金の説明が分かりにくい。"}),
            (std::vector<std::size_t>{0, 1, 0, 0, 1}));
}

TEST(FirstAlike, KeepsDifferentThingsApart) {
  EXPECT_EQ(alike({"高い", "安い", "", "x", "😀"}), (std::vector<std::size_t>{0, 1, 2, 3, 4}));
  EXPECT_THAT(alike({}), IsEmpty());
  const std::vector<std::string> same(2000, "同じ言葉");
  EXPECT_EQ(alike(same).back(), 0U);
}

std::vector<std::vector<std::string>> month(int remarks, int with_parking) {
  std::vector<std::vector<std::string>> terms;
  for (int i = 0; i < remarks; ++i) {
    std::vector<std::string> one{"price", "room", "w" + std::to_string(i % 40)};
    if (i < with_parking) one.insert(one.end(), {"machine", "parking"});
    terms.push_back(one);
  }
  return terms;
}

TEST(RisingTerms, FindWhatIsNewAndNotWhatIsChance) {
  const auto rising = rising_terms(month(400, 40), month(400, 4));
  ASSERT_EQ(rising.size(), 2U);
  EXPECT_EQ(rising[0].now, 40U);
  EXPECT_LE(rising[0].p_adjusted, 0.05);
  EXPECT_THAT(rising_terms(month(400, 5), month(400, 4)), IsEmpty());
  EXPECT_THAT(rising_terms({}, {}), IsEmpty());
}

TEST(NewTopics, JoinTermsOfTheSameRemarksAndKeepTheirIds) {
  const auto topics = new_topics(month(400, 40), month(400, 2));
  ASSERT_EQ(topics.size(), 1U);
  EXPECT_THAT(topics[0].terms, testing::UnorderedElementsAre("machine", "parking"));
  EXPECT_EQ(topics[0].remarks.size(), 40U);
  std::vector<Topic> later{{.id = "tnew", .terms = {"parking", "gate"}, .remarks = {}},
                           {.id = "tother", .terms = {"soap"}, .remarks = {}}};
  keep_ids(later, topics);
  EXPECT_EQ(later[0].id, topics[0].id);
  EXPECT_EQ(later[1].id, "tother");
}

TEST(TopicTerms, NeverHoldNames) {
  for (const std::string& term :
       topic_terms(analyse("鈴木一郎さんに電話 090-1234-5678 で駐車場を聞いた"))) {
    EXPECT_EQ(term.find("鈴木"), std::string::npos);
    EXPECT_EQ(term.find("1234"), std::string::npos);
  }
  EXPECT_THAT(topic_terms(analyse("駐車場が狭い")), Contains("駐車場"));
}

TEST(Quotes, SpeakForManyAndNotTwice) {
  std::vector<std::vector<std::uint32_t>> indices = {{1, 2}, {1, 2}, {1, 2, 3}, {7, 8}, {7, 8, 9}};
  const Vocabulary vocabulary(indices, 1);
  std::vector<SparseRow> rows;
  for (const auto& one : indices) {
    std::vector<Ngram> ngrams;
    for (const std::uint32_t index : one) ngrams.push_back({index, {}});
    rows.push_back(vocabulary.row(ngrams));
  }
  const std::vector<std::size_t> characters(5, 50);
  const std::vector<std::size_t> first{0, 0, 2, 3, 4};
  const auto chosen =
      quotes({.rows = rows, .characters = characters, .first_alike = first, .most = 2});
  ASSERT_EQ(chosen.size(), 2U);
  EXPECT_EQ(chosen[0].remark, 0U);
  EXPECT_EQ(chosen[0].alike, 1U);
  EXPECT_GE(chosen[1].remark, 3U);
  EXPECT_THAT(quotes({.rows = {}, .characters = {}}), IsEmpty());
}

}  // namespace
}  // namespace mikata::text
