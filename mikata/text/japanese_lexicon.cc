// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <string>

#include "mikata/text/lexicon.h"

namespace mikata::text {
namespace {

constexpr std::size_t kPartsMax = 5;
constexpr std::size_t kReachMax = 7;  // tokens behind a word in which its negation may stand

constexpr float kDenied = -0.8F;
constexpr float kDeniedTwice = 0.5F;
constexpr float kNothingBut = 1.3F;
constexpr float kJapaneseStrong = 1.3F;
constexpr float kJapaneseWeak = 0.7F;

constexpr std::array<std::string_view, 7> kJapaneseNo = {"ない", "無い", "ぬ",  "ん",
                                                         "ず",   "なし", "無し"};
constexpr std::array<std::string_view, 5> kHard = {"にくい", "難い", "づらい", "がたい", "辛い"};
// What may stand between a word and the ない that denies it.
constexpr std::array<std::string_view, 22> kBetween = {
    "なる",   "する",   "ある",   "いる",   "思う", "言う", "いう", "感じる",
    "見える", "出来る", "できる", "られる", "れる", "こと", "わけ", "訳",
    "よう",   "そう",   "感じ",   "感",     "点",   "ほど"};
constexpr std::array<std::string_view, 16> kJapaneseVery = {
    "とても", "すごく", "非常", "大変", "本当に", "本当",     "かなり", "めちゃくちゃ",
    "最も",   "一番",   "凄く", "超",   "もう",   "あまりに", "余りに", "めっちゃ"};
constexpr std::array<std::string_view, 8> kJapaneseSlightly = {
    "少し", "ちょっと", "やや", "多少", "まあまあ", "それなり", "比較的", "若干"};

bool may_stand_between(const Token& token) {
  switch (token.word_class) {
    case WordClass::particle:
    case WordClass::auxiliary:
    case WordClass::suffix:
    case WordClass::adverb:
      return true;
    case WordClass::conjunctive_particle:
      return token.lemma == "て" || token.lemma == "で" || token.lemma == "ちゃ" ||
             token.lemma == "じゃ";
    default:
      return is_one_of(kBetween, token.lemma);
  }
}

// How often the word that ends at token `last` is denied, as a factor of its value.
float denial(const Words& words, std::size_t last) {
  int times = 0;
  const std::size_t end = std::min(words.tokens.size(), last + 1 + kReachMax);
  for (std::size_t i = last + 1; i < end; ++i) {
    const Token& token = words.tokens[i];
    if (token.lemma == "しか") return kNothingBut;
    const bool word_of_its_own = token.word_class == WordClass::noun && token.lemma != "なし";
    if (is_one_of(kJapaneseNo, token.lemma) && !word_of_its_own) {
      ++times;
      continue;
    }
    if (i == last + 1 && is_one_of(kHard, token.lemma)) return kDenied;
    if (!may_stand_between(token)) break;
  }
  if (times == 0) return 1;
  return times == 1 ? kDenied : kDeniedTwice;
}

float degree(const Words& words, std::size_t first) {
  for (std::size_t back = 1; back <= 2 && back <= first; ++back) {
    const Token& token = words.tokens[first - back];
    if (is_one_of(kJapaneseVery, token.lemma) ||
        is_one_of(kJapaneseVery, words.surface(first - back)))
      return kJapaneseStrong;
    if (is_one_of(kJapaneseSlightly, token.lemma)) return kJapaneseWeak;
  }
  return 1;
}

}  // namespace

struct JapaneseLexicon::Match {
  std::size_t tokens = 0;  // 0: none
  float value = 0;
};

JapaneseLexicon::JapaneseLexicon() : file_(read_lexicon("sentiment_ja.tsv", Boundary::anywhere)) {
  for (const auto& [word, value] : file_.words) sorted_.push_back(word);
  std::ranges::sort(sorted_);
}

bool JapaneseLexicon::begins_a_word(std::string_view part) const {
  const auto next = std::ranges::lower_bound(sorted_, part);
  return next != sorted_.end() && next->starts_with(part);
}

// The longest run of tokens from `i` that is an entry: parts as written, the last as base form or
// as written.
JapaneseLexicon::Match JapaneseLexicon::match_at(const Words& words, std::size_t i) const {
  Match best;
  const auto value_of = [&](std::string_view word) {
    const auto found = file_.words.find(word);
    return found == file_.words.end() ? nullptr : &found->second;
  };
  const std::uint32_t begin = words.tokens[i].begin;
  for (std::size_t n = 1; n <= kPartsMax && i + n <= words.tokens.size(); ++n) {
    const Token& token = words.tokens[i + n - 1];
    const std::string_view before = words.text.substr(begin, token.begin - begin);
    if (n > 1 && (token.begin != words.tokens[i + n - 2].end || !begins_a_word(before))) break;
    const float* value = value_of(n == 1 ? token.lemma : std::string(before).append(token.lemma));
    if (value == nullptr) value = value_of(words.text.substr(begin, token.end - begin));
    if (value != nullptr) best = {n, *value};
  }
  return best;
}

std::vector<Hit> JapaneseLexicon::hits(const Words& words) const {
  std::vector<Hit> found;
  std::size_t i = 0;
  while (i < words.tokens.size()) {
    const Match match = match_at(words, i);
    if (match.tokens == 0) {
      ++i;
      continue;
    }
    const std::size_t last = i + match.tokens - 1;
    const float value = match.value * denial(words, last) * degree(words, i);
    if (value != 0) found.push_back({{words.tokens[i].begin, words.tokens[last].end}, value});
    i = last + 1;
  }
  return with_patterns(file_.patterns, words.text, std::move(found));
}

}  // namespace mikata::text
