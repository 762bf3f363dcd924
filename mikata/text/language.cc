// SPDX-License-Identifier: Apache-2.0
#include "mikata/text/language.h"

#include <unicode/utf8.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>

#include "mikata/text/embedded.h"
#include "mikata/text/normalize.h"
#include "mikata/text/word_list.h"

namespace mikata::text {
namespace {

struct Letters {
  int kana = 0;
  int han = 0;
  int chinese = 0;  // characters that Japanese does not write
  int hangul = 0;
  int latin = 0;
  int other = 0;
};

// Simplified forms and small words that stand in nearly every Chinese sentence.
constexpr std::u32string_view kChinese =
    U"们这那吗呢吧很您么没说对时会还过给让从来为个开关东车长门问间见买卖钱务质题样价实让应该虽后里"
    U"么啊哦哪她它得着"
    U"這個們嗎沒說對還過給讓從為開關東車長門問買賣錢務質題樣價實應該雖後裡麼您";
// Of those, the ones that Japanese writes too.
constexpr std::u32string_view kAlsoJapanese =
    U"説対開関東車長門問間見務質題実従来会時後里得着価様個為過給";

bool is_chinese(char32_t c) {
  return kChinese.find(c) != kChinese.npos && kAlsoJapanese.find(c) == kAlsoJapanese.npos;
}

void count(Letters& letters, char32_t c) {
  if ((c >= 0x3041 && c <= 0x309F) || (c >= 0x30A1 && c <= 0x30FA)) {
    ++letters.kana;
  } else if ((c >= 0x4E00 && c <= 0x9FFF) || (c >= 0x3400 && c <= 0x4DBF) || c == U'々') {
    ++letters.han;
    letters.chinese += is_chinese(c);
  } else if ((c >= 0xAC00 && c <= 0xD7A3) || (c >= 0x1100 && c <= 0x11FF)) {
    ++letters.hangul;
  } else if ((c >= U'a' && c <= U'z') || (c >= 0xC0 && c <= 0x24F && c != 0xD7 && c != 0xF7) ||
             (c >= 0x1E00 && c <= 0x1EFF)) {
    ++letters.latin;
  } else if (c >= 0x370 && c <= 0x1FFF) {
    ++letters.other;
  }
}

Letters count_letters(std::string_view clean) {
  Letters letters;
  // What a comment is written in shows early.
  const std::string_view head = clean.substr(0, 8192);
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(head.data());
  const auto size = static_cast<std::int64_t>(head.size());
  std::int64_t i = 0;
  while (i < size) {
    UChar32 c = 0;
    U8_NEXT(bytes, i, size, c);
    if (c > 0) count(letters, static_cast<char32_t>(c));
  }
  return letters;
}

constexpr double kEnglishPrior = 1.3;
constexpr double kVotesMin = 0.25;
constexpr double kWordsPerVote = 12;

bool is_word_byte(char c) {
  return (c >= 'a' && c <= 'z') || c == '\'' || static_cast<unsigned char>(c) >= 0x80;
}

}  // namespace

LanguageGuess::LanguageGuess() {
  for_each_row(embedded("stopwords.tsv"), [this](const Row& row) {
    auto found = std::ranges::find(languages_, row.cells[0]);
    if (found == languages_.end()) {
      if (languages_.size() == 32) return;
      found = languages_.insert(found, std::string(row.cells[0]));
    }
    words_[row.cells[1]] |= 1U << (found - languages_.begin());
  });
  const auto place = std::ranges::find(languages_, "en") - languages_.begin();
  english_ = static_cast<std::size_t>(place);
  if (english_ == languages_.size()) languages_.emplace_back("en");
  for_each_row(embedded("english_words.tsv"),
               [this](const Row& row) { words_[row.cells[0]] |= 1U << english_; });
}

std::string_view LanguageGuess::of(std::string_view clean) const {
  const Letters letters = count_letters(clean);
  const int japanese = letters.kana + letters.han;
  if (letters.kana > 0 && japanese * 3 >= letters.latin + letters.other) return "ja";
  if (letters.hangul > letters.latin + letters.han) return "ko";
  if (letters.han > 0 && letters.han * 3 >= letters.latin) return letters.chinese > 0 ? "zh" : "ja";
  if (letters.other > letters.latin || letters.latin == 0) return "und";
  return of_latin(clean.substr(0, 8192));
}

// Each known word is a vote, shared by the languages that have it. Names of accounts and links are
// of no language.
std::string_view LanguageGuess::of_latin(std::string_view clean) const {
  std::array<double, 33> votes{};
  double words = 0;
  double foreign_letters = 0;
  std::size_t i = 0;
  while (i < clean.size()) {
    const bool link = clean.substr(i, 4) == "http";
    if (link || clean[i] == '@' || clean[i] == '#') {
      while (i < clean.size() && clean[i] != ' ' && clean[i] != '\n') ++i;
      continue;
    }
    if (!is_word_byte(clean[i])) {
      ++i;
      continue;
    }
    const std::size_t begin = i;
    while (i < clean.size() && is_word_byte(clean[i])) ++i;
    const std::string_view word = clean.substr(begin, i - begin);
    words += 1;
    foreign_letters += std::ranges::any_of(word, [](char c) { return (c & 0x80) != 0; });
    const auto found = words_.find(word);
    if (found == words_.end()) continue;
    const double share = 1.0 / std::popcount(found->second);
    for (std::size_t l = 0; l < languages_.size(); ++l) {
      if ((found->second >> l & 1U) != 0) votes[l] += share;
    }
  }
  // Where words are shared, English is what customers write most.
  votes[english_] *= kEnglishPrior;
  const auto best = static_cast<std::size_t>(std::ranges::max_element(votes) - votes.begin());
  if (best >= languages_.size() || votes[best] < kVotesMin || votes[best] * kWordsPerVote < words) {
    return "und";
  }
  if (best == english_ && foreign_letters * 4 > words) return "und";
  return languages_[best];
}

}  // namespace mikata::text
