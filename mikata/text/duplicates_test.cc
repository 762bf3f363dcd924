// SPDX-License-Identifier: Apache-2.0
#include "mikata/text/duplicates.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "mikata/base/random.h"
#include "mikata/text/normalize.h"

namespace mikata::text {
namespace {

// A sentence of its own: 60 letters drawn from many.
std::u32string drawn(Random& random) {
  std::u32string letters;
  for (int i = 0; i < 60; ++i) letters += static_cast<char32_t>(0x4E00 + random.below(3000));
  return letters;
}

Fingerprint print_of(const std::u32string& letters) { return fingerprint(encode(letters)); }

TEST(AlikeIndex, FindsWhatWasAddedHoweverMuchItGrows) {
  Random random(7);
  AlikeIndex index;
  std::vector<std::u32string> texts;
  for (int i = 0; i < 3000; ++i) {
    texts.push_back(drawn(random));
    EXPECT_FALSE(index.find(print_of(texts.back())));
    index.add(print_of(texts.back()));
  }
  for (std::size_t i = 0; i < texts.size(); ++i) {
    EXPECT_EQ(index.find(print_of(texts[i])), i);
  }
  index.clear();
  EXPECT_FALSE(index.find(print_of(texts.front())));
  EXPECT_EQ(index.size(), 0U);
}

TEST(AlikeIndex, FindsTheNearlySameAndLeavesTheHalfSame) {
  Random random(8);
  AlikeIndex index;
  std::size_t near = 0;
  std::size_t half = 0;
  constexpr std::size_t kTexts = 300;
  for (std::size_t i = 0; i < kTexts; ++i) {
    const std::u32string text = drawn(random);
    index.add(print_of(text));
    std::u32string longer = text + U"。。";  // 56 of 58 pieces in common
    near += index.find(print_of(longer)) == i ? 1 : 0;
    std::u32string changed = text;
    for (std::size_t at = 0; at < 60; at += 9) changed[at] = U'あ';
    half += index.find(print_of(changed)) ? 1 : 0;
  }
  EXPECT_GE(near, kTexts * 97 / 100);
  EXPECT_EQ(half, 0U);
}

TEST(AlikeIndex, StaysQuickWhereManyShareAPhrase) {
  Random random(9);
  AlikeIndex index;
  // Half of each is the same: their smallest hashes meet in some bands, all of them.
  const std::u32string phrase = drawn(random);
  for (int i = 0; i < 2000; ++i) index.add(print_of(phrase + drawn(random)));
  EXPECT_EQ(index.size(), 2000U);
  EXPECT_FALSE(index.find(print_of(phrase + drawn(random))));
}

TEST(FirstAlike, JoinsTheGroupOfTheFirstAndNeverTwo) {
  const std::string base =
      "配送がとても遅くて、連絡もなく、一日中家で待っていました。もう頼みません";
  std::vector<Fingerprint> prints;
  for (const std::string& text : {base, base + "。", base + "。", std::string()}) {
    prints.push_back(fingerprint(text));
  }
  EXPECT_EQ(first_alike(prints), (std::vector<std::size_t>{0, 0, 0, 3}));
  EXPECT_TRUE(first_alike({}).empty());
}

}  // namespace
}  // namespace mikata::text
