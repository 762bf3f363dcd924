// SPDX-License-Identifier: Apache-2.0
#include "mikata/text/person_names.h"

#include <algorithm>
#include <array>
#include <unordered_set>

#include "mikata/text/embedded.h"
#include "mikata/text/word_list.h"

namespace mikata::text {
namespace {

constexpr std::array<std::string_view, 12> kTitles = {
    "さん", "様", "さま", "氏", "くん", "君", "ちゃん", "先生", "殿", "店長", "部長", "課長"};
// People who are no one in particular.
constexpr std::array<std::string_view, 44> kRoles = {
    "客",   "お客", "皆",     "みな",   "みんな", "店員", "スタッフ", "業者",   "係",
    "係員", "担当", "担当者", "母",     "父",     "兄",   "姉",       "奥",     "旦那",
    "嫁",   "子",   "お子",   "赤",     "爺",     "婆",   "おじい",   "おばあ", "お母",
    "お父", "神",   "王",     "皆々",   "お医者", "医者", "看護師",   "社長",   "大家",
    "職人", "板前", "運転手", "配達員", "お姉",   "お兄", "外人",     "他"};

bool is_name_class(WordClass c) {
  return c == WordClass::family_name || c == WordClass::given_name || c == WordClass::person;
}

bool is_name_part(const Token& token, std::string_view surface) {
  if (is_name_class(token.word_class)) return true;
  return surface == "・" || surface == "=";
}

bool is_katakana(std::string_view surface) {
  // Katakana and the long mark are E3 82 A1 .. E3 83 BC.
  if (surface.size() < 6 || surface.size() % 3 != 0) return false;
  for (std::size_t i = 0; i < surface.size(); i += 3) {
    const std::string_view letter = surface.substr(i, 3);
    if (letter < "ァ" || letter > "ー") return false;  // the dot between names is among them
  }
  return true;
}

bool is_kanji_only(std::string_view surface) {
  if (surface.empty() || surface.size() % 3 != 0) return false;
  for (std::size_t i = 0; i < surface.size(); i += 3) {
    const auto lead = static_cast<unsigned char>(surface[i]);
    if (lead < 0xE4 || lead > 0xE9) return false;
  }
  return true;
}

// Walks over the tokens of one comment; every method looks at the token at `i`.
class NameFinder {
 public:
  NameFinder(std::string_view text, const std::vector<Token>& tokens)
      : text_(text), tokens_(tokens) {}

  std::vector<Range> run() {
    for (std::size_t i = 0; i < tokens_.size(); ++i) {
      if (is_name_class(tokens_[i].word_class)) {
        i = take_dictionary_name(i);
      } else if (is_title(i)) {
        take_titled(i);
      } else if (is_unknown_foreign(i)) {
        found_.push_back({tokens_[i].begin, tokens_[i].end});
      } else if (surface(i) == "・") {
        take_foreign(i);
      }
    }
    return found_;
  }

 private:
  std::string_view surface(std::size_t i) const {
    return text_.substr(tokens_[i].begin, tokens_[i].end - tokens_[i].begin);
  }
  bool is_title(std::size_t i) const {
    return i > 0 && std::ranges::find(kTitles, surface(i)) != kTitles.end() &&
           tokens_[i - 1].end == tokens_[i].begin;
  }

  // 佐藤, 佐藤 花子, 佐藤・スミス: what the dictionary calls a name and what goes on from it.
  std::size_t take_dictionary_name(std::size_t i) {
    std::size_t last = i;
    while (last + 1 < tokens_.size() && is_name_part(tokens_[last + 1], surface(last + 1)) &&
           tokens_[last + 1].begin <= tokens_[last].end + 1) {
      ++last;
    }
    // A given name that the dictionary does not know stands right behind the family name.
    if (tokens_[last].word_class == WordClass::family_name && last + 1 < tokens_.size() &&
        tokens_[last + 1].end - tokens_[last + 1].begin <= 9 &&
        tokens_[last + 1].begin == tokens_[last].end && is_kanji_only(surface(last + 1)) &&
        tokens_[last + 1].word_class == WordClass::noun) {
      ++last;
    }
    if (last > i || stands_alone(i)) found_.push_back({tokens_[i].begin, tokens_[last].end});
    return last;
  }

  // Many short words in kana are also given names: such a word counts only before a title.
  bool stands_alone(std::size_t i) const {
    const std::string_view word = surface(i);
    const auto touches_katakana = [&](std::size_t other) { return is_katakana(surface(other)); };
    if (i + 1 < tokens_.size() && is_title(i + 1)) return true;
    if (is_kanji_only(word)) return word.size() >= 6;
    if (!is_katakana(word) || word.size() < 9) return false;
    return !(i > 0 && touches_katakana(i - 1)) &&
           !(i + 1 < tokens_.size() && touches_katakana(i + 1));
  }

  // A noun of any kind before さん is a name unless it is a role.
  void take_titled(std::size_t i) {
    const Token& before = tokens_[i - 1];
    const std::string_view word = surface(i - 1);
    const bool nameable =
        before.word_class == WordClass::noun || before.word_class == WordClass::proper ||
        before.word_class == WordClass::place || before.word_class == WordClass::organisation;
    const bool short_kana = word.size() <= 3 && !is_kanji_only(word);
    if (!nameable || short_kana || std::ranges::find(kRoles, word) != kRoles.end()) return;
    if (i >= 2 && surface(i - 2) == "お" && tokens_[i - 2].end == before.begin) return;
    found_.push_back({before.begin, before.end});
  }

  // The dictionary takes katakana that it does not know together with the dots between.
  bool is_unknown_foreign(std::size_t i) const {
    const std::string_view word = surface(i);
    const std::size_t dot = word.find("・");
    return !tokens_[i].known && is_katakana(word) && dot != word.npos && dot > 3 &&
           dot + 6 < word.size();
  }

  // ジョン・スミス, but not バス・トイレ: no part may be a common word of the dictionary.
  void take_foreign(std::size_t i) {
    const auto is_part = [&](std::size_t k) {
      const Token& token = tokens_[k];
      if (surface(k) == "・" || surface(k) == "=") return true;
      return is_katakana(surface(k)) &&
             (!token.known || is_name_class(token.word_class) ||
              token.word_class == WordClass::proper || token.word_class == WordClass::organisation);
    };
    std::size_t first = i;
    std::size_t last = i;
    while (first > 0 && tokens_[first - 1].end == tokens_[first].begin && is_part(first - 1))
      --first;
    while (last + 1 < tokens_.size() && tokens_[last + 1].begin == tokens_[last].end &&
           is_part(last + 1))
      ++last;
    if (first < i && last > i) found_.push_back({tokens_[first].begin, tokens_[last].end});
  }

  std::string_view text_;
  const std::vector<Token>& tokens_;
  std::vector<Range> found_;
};

const std::unordered_set<std::string_view>& first_names() {
  static const std::unordered_set<std::string_view> names = [] {
    std::unordered_set<std::string_view> list;
    for_each_row(embedded("first_names_en.tsv"), [&](const Row& row) {
      for (const std::string_view name : row.cells) list.insert(name);
    });
    return list;
  }();
  return names;
}

bool is_capital(char32_t c) { return c >= U'A' && c <= U'Z'; }

}  // namespace

std::vector<Range> japanese_names(std::string_view text, const std::vector<Token>& tokens) {
  return NameFinder(text, tokens).run();
}

std::vector<Range> english_names(const CleanText& clean, const std::vector<Token>& tokens) {
  std::vector<Range> found;
  const auto capital = [&](const Token& token) {
    const std::uint32_t at = clean.origin[token.begin];
    const std::uint32_t next = clean.origin[token.end - 1];
    // SHOUTING says nothing about a word.
    return is_capital(clean.input[at]) && next > at && !is_capital(clean.input[next]);
  };
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    const Token& token = tokens[i];
    if (token.word_class != WordClass::word || !first_names().contains(token.lemma)) continue;
    if (!capital(token)) continue;
    const bool last_name = i + 1 < tokens.size() && tokens[i + 1].word_class == WordClass::word &&
                           tokens[i + 1].begin == token.end + 1 && capital(tokens[i + 1]);
    found.push_back({token.begin, last_name ? tokens[i + 1].end : token.end});
  }
  return found;
}

}  // namespace mikata::text
