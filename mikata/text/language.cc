// SPDX-License-Identifier: Apache-2.0
#include "mikata/text/language.h"

#include <unicode/utf8.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <ranges>

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

bool is_latin(char32_t c) {
  return (c >= U'a' && c <= U'z') || (c >= 0xC0 && c <= 0x24F && c != 0xD7 && c != 0xF7) ||
         (c >= 0x1E00 && c <= 0x1EFF);
}

void count(Letters& letters, char32_t c) {
  if ((c >= 0x3041 && c <= 0x309F) || (c >= 0x30A1 && c <= 0x30FA)) {
    ++letters.kana;
  } else if ((c >= 0x4E00 && c <= 0x9FFF) || (c >= 0x3400 && c <= 0x4DBF) || c == U'々') {
    ++letters.han;
    letters.chinese += is_chinese(c);
  } else if ((c >= 0xAC00 && c <= 0xD7A3) || (c >= 0x1100 && c <= 0x11FF)) {
    ++letters.hangul;
  } else if (is_latin(c)) {
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

// Natural logarithms: how much more a word says for a language whose list has it, or for English
// when the lists of sentiment have it; and how much less likely one word may make a language.
constexpr float kListed = 5;
constexpr float kRated = 3;
constexpr float kListedMin = -8;
constexpr float kAgainstMax = 7;
// Where words are shared, English is what customers write most.
constexpr float kEnglishPrior = 3;
// Words that no list knows need so many letters, and to be likelier than letters drawn at random.
constexpr std::size_t kUnlistedLettersMin = 12;
constexpr float kRandomLetter = -3.258F;  // log(1/26)
// What a comment is written in shows early.
constexpr std::size_t kLatinBytesMax = 1024;

// The English list has the codes of countries, which are words elsewhere ("de", "es", "la").
constexpr std::array<std::string_view, 29> kShortEnglish = {
    "a",  "i",  "am", "an", "as", "at", "be", "by", "do", "go", "he", "hi", "if", "in", "is",
    "it", "me", "my", "no", "of", "oh", "ok", "on", "or", "so", "to", "up", "us", "we"};

bool is_country_code(const Row& row) {
  return row.cells[0] == "en" && row.cells[1].size() <= 2 &&
         std::ranges::find(kShortEnglish, row.cells[1]) == kShortEnglish.end();
}

// The words in Latin letters; names of accounts and links are of no language.
std::vector<std::u32string> latin_words(std::string_view clean) {
  const std::u32string text = decode(clean.substr(0, kLatinBytesMax));
  std::vector<std::u32string> words;
  std::size_t i = 0;
  while (i < text.size()) {
    if (text[i] == U'@' || text[i] == U'#' || text.compare(i, 4, U"http") == 0) {
      while (i < text.size() && text[i] != U' ' && text[i] != U'\n') ++i;
    } else if (!is_latin(text[i])) {
      ++i;
    } else {
      std::u32string word;
      for (; i < text.size() && (is_latin(text[i]) || text[i] == U'\''); ++i) word += text[i];
      // A letter alone is a unit, a mark, or a word of many languages.
      if (word.size() > 1) words.push_back(std::move(word));
    }
  }
  return words;
}

}  // namespace

LanguageGuess::LanguageGuess() {
  for_each_row(embedded("stopwords.tsv"), [this](const Row& row) {
    if (!is_country_code(row)) add(row.cells[0], row.cells[1]);
  });
  for_each_row(embedded("other_words.tsv"), [this](const Row& row) {
    for (const auto word : row.cells[1] | std::views::split(' ')) {
      add(row.cells[0], std::string_view(word.begin(), word.end()));
    }
  });
  for_each_row(embedded("english_words.tsv"), [this](const Row& row) { add("en", row.cells[0]); });
  english_ = static_cast<std::size_t>(std::ranges::find(languages_, "en") - languages_.begin());
  std::vector<ListedWord> words;
  for (const auto& [word, languages] : words_) words.push_back({word, languages});
  for (const std::string_view list : {"vader.tsv", "afinn.tsv"}) {
    for_each_row(embedded(list), [&](const Row& row) {
      const std::u32string word = decode(row.cells[0]);
      if (word.size() < 3 || !std::ranges::all_of(word, is_latin) || !rated_.insert(word).second) {
        return;
      }
      if (!words_.contains(word)) words.push_back({word, 1U << english_});
    });
  }
  // The sums of the spelling are the same whatever the order of the words.
  spelling_ = Spelling(words);
}

void LanguageGuess::add(std::string_view language, std::string_view word) {
  auto found = std::ranges::find(languages_, language);
  if (found == languages_.end()) {
    if (languages_.size() == kLanguagesMax) return;
    found = languages_.insert(found, std::string(language));
  }
  words_[decode(clean(word).text)] |= 1U << (found - languages_.begin());
}

std::string_view LanguageGuess::of(std::string_view clean) const {
  const Letters letters = count_letters(clean);
  const int japanese = letters.kana + letters.han;
  if (letters.kana > 0 && japanese * 3 >= letters.latin + letters.other) return "ja";
  if (letters.hangul > letters.latin + letters.han) return "ko";
  if (letters.han > 0 && letters.han * 3 >= letters.latin) return letters.chinese > 0 ? "zh" : "ja";
  if (letters.other > letters.latin || letters.latin == 0) return "und";
  return of_latin(clean);
}

// Each word speaks for the languages that have it, and for those that spell like it.
LanguageGuess::Evidence LanguageGuess::of_word(const std::u32string& word) const {
  Evidence found;
  const auto listed = words_.find(word);
  found.listed = listed == words_.end() ? 0 : listed->second;
  found.spelling = spelling_.log_likelihood(word);
  found.score = found.spelling;
  const bool rated = rated_.contains(word);
  for (std::size_t l = 0; l < languages_.size(); ++l) {
    float& score = found.score[l];
    if ((found.listed >> l & 1U) != 0) {
      score = std::max(score, kListedMin) + kListed;
    } else if (l == english_ && rated) {
      score = std::max(score, kListedMin) + kRated;
    }
  }
  if (rated) found.listed |= 1U << english_;
  const float best =
      *std::max_element(found.score.begin(), found.score.begin() + languages_.size());
  for (float& score : found.score) score = std::max(score - best, -kAgainstMax);
  return found;
}

std::string_view LanguageGuess::of_latin(std::string_view clean) const {
  const std::vector<std::u32string> words = latin_words(clean);
  if (words.empty()) return "und";
  Spelling::Scores sum{};
  Spelling::Scores spelling{};
  std::uint32_t listed = 0;
  std::size_t letters = 0;
  sum[english_] = kEnglishPrior;
  for (const std::u32string& word : words) {
    const Evidence evidence = of_word(word);
    for (std::size_t l = 0; l < languages_.size(); ++l) {
      sum[l] += evidence.score[l];
      spelling[l] += evidence.spelling[l];
    }
    listed |= evidence.listed;
    letters += word.size();
  }
  const auto end = sum.begin() + languages_.size();
  const auto best = static_cast<std::size_t>(std::max_element(sum.begin(), end) - sum.begin());
  if ((listed >> best & 1U) == 0) {
    const auto drawn = static_cast<float>(letters + words.size());
    if (letters < kUnlistedLettersMin || spelling[best] < kRandomLetter * drawn) return "und";
  }
  return languages_[best];
}

}  // namespace mikata::text
