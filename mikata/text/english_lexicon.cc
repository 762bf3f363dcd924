// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <charconv>

#include "mikata/text/embedded.h"
#include "mikata/text/lexicon.h"
#include "mikata/text/word_list.h"

namespace mikata::text {
namespace {

// Both lists on one scale: about 1 for a plain "good".
constexpr float kVaderScale = 0.5F;
constexpr float kAfinnScale = 0.35F;

constexpr std::size_t kReach = 3;
constexpr float kDeniedPraise = -0.74F;
constexpr float kDeniedBlame = -0.4F;
constexpr float kEnglishStrong = 1.25F;
constexpr float kEnglishWeak = 0.75F;

constexpr std::array<std::string_view, 30> kEnglishNo = {
    "not",     "no",      "never",   "none",     "nobody", "nothing", "neither", "nor",
    "nowhere", "without", "cannot",  "cant",     "dont",   "didnt",   "doesnt",  "isnt",
    "wasnt",   "wont",    "wouldnt", "couldnt",  "arent",  "havent",  "hasnt",   "hadnt",
    "aint",    "hardly",  "barely",  "scarcely", "zero",   "lack"};
constexpr std::array<std::string_view, 18> kEnglishVery = {
    "very",    "really",     "so",     "extremely",  "incredibly", "absolutely",
    "totally", "completely", "super",  "truly",      "highly",     "deeply",
    "most",    "too",        "always", "especially", "such",       "utterly"};
constexpr std::array<std::string_view, 10> kEnglishSlightly = {
    "slightly", "somewhat", "bit",        "little", "kinda",
    "sorta",    "fairly",   "relatively", "rather", "quite"};

bool ends_scope(const Token& token, std::string_view surface) {
  if (token.word_class != WordClass::symbol) return surface == "but" || surface == "however";
  return surface == "." || surface == "," || surface == "!" || surface == "?" || surface == ";" ||
         surface == ":";
}

// The word at `i` inside the reach of a no, a very or a bit before it.
float factor(const Words& words, std::size_t i, float value) {
  float result = 1;
  for (std::size_t back = 1; back <= kReach && back <= i; ++back) {
    const Token& token = words.tokens[i - back];
    const std::string_view word = token.lemma;
    if (ends_scope(token, word)) break;
    if (is_one_of(kEnglishNo, word) || word.ends_with("n't")) {
      const bool nothing_but = word == "not" && i - back + 1 < words.tokens.size() &&
                               (words.tokens[i - back + 1].lemma == "only" ||
                                words.tokens[i - back + 1].lemma == "just");
      if (!nothing_but) return value > 0 ? kDeniedPraise : kDeniedBlame;
    }
    if (back <= 2 && is_one_of(kEnglishVery, word)) result = kEnglishStrong;
    if (back <= 2 && is_one_of(kEnglishSlightly, word)) result = kEnglishWeak;
  }
  return result;
}

void add_list(std::unordered_map<std::string_view, float>& words, std::string_view name,
              float scale) {
  for_each_row(embedded(name), [&](const Row& row) {
    if (row.cells.size() < 2) return;
    float value = 0;
    const std::string_view cell = row.cells[1];
    std::from_chars(cell.data(), cell.data() + cell.size(), value);
    words.try_emplace(row.cells[0], value * scale);
  });
}

}  // namespace

EnglishLexicon::EnglishLexicon() : own_(read_lexicon("sentiment_en.tsv", Boundary::whole_words)) {
  words_ = own_.words;
  add_list(words_, "vader.tsv", kVaderScale);
  add_list(words_, "afinn.tsv", kAfinnScale);
}

std::vector<Hit> EnglishLexicon::hits(const Words& words) const {
  std::vector<Hit> found;
  for (std::size_t i = 0; i < words.tokens.size(); ++i) {
    const Token& token = words.tokens[i];
    const auto entry = words_.find(token.lemma);
    if (entry == words_.end() || entry->second == 0) continue;
    const float value = entry->second * factor(words, i, entry->second);
    found.push_back({{token.begin, token.end}, value});
  }
  return with_patterns(own_.patterns, words.text, std::move(found));
}

std::vector<std::string_view> EnglishLexicon::vocabulary() const {
  std::vector<std::string_view> words;
  for (const auto& [word, value] : words_) {
    const bool plain = std::ranges::all_of(word, [](char c) { return c >= 'a' && c <= 'z'; });
    if (plain && word.size() > 2) words.push_back(word);
  }
  std::ranges::sort(words);
  return words;
}

}  // namespace mikata::text
