// SPDX-License-Identifier: Apache-2.0
// What words and phrases alone say about how somebody feels, with negation and its scope.
//
// Values are about -2..2; 1 is a plain 良い or "good". 悪くない is mildly good, 〜ないことはない is
// half of what it denies twice, "no problem" is not a problem, 〜してほしい is a complaint whatever
// nice word stands in it, and お願いします or "please" is no praise.
#pragma once

#include <algorithm>
#include <array>
#include <memory>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "mikata/text/pattern.h"
#include "mikata/text/tokens.h"

namespace mikata::text {

// One comment after cleaning and cutting into words.
struct Words {
  std::string_view text;
  const std::vector<Token>& tokens;
  std::string_view language;

  std::string_view surface(std::size_t i) const {
    return text.substr(tokens[i].begin, tokens[i].end - tokens[i].begin);
  }
};

// Whether the word stands in the list.
template <std::size_t N>
bool is_one_of(const std::array<std::string_view, N>& list, std::string_view word) {
  return std::ranges::find(list, word) != list.end();
}

struct Hit {
  Range range;
  float value = 0;
};

// Patterns that share a value.
struct ValuedPattern {
  float value = 0;
  Pattern pattern;
};

// Entries of one file, `word` and `pattern` rows. Fails with internal when the file is broken.
struct LexiconFile {
  std::unordered_map<std::string_view, float> words;
  std::vector<ValuedPattern> patterns;
};
LexiconFile read_lexicon(std::string_view name, Boundary boundary);

class JapaneseLexicon {
 public:
  JapaneseLexicon();
  // In order of their place; none inside another.
  std::vector<Hit> hits(const Words& words) const;

 private:
  struct Match;
  Match match_at(const Words& words, std::size_t i) const;
  bool begins_a_word(std::string_view part) const;

  LexiconFile file_;
  std::vector<std::string_view> sorted_;  // the words of the file
};

class EnglishLexicon {
 public:
  EnglishLexicon();
  std::vector<Hit> hits(const Words& words) const;
  // All single words that the lexicons know.
  std::vector<std::string_view> vocabulary() const;

 private:
  LexiconFile own_;
  std::unordered_map<std::string_view, float> words_;
};

// Pattern matches as hits, then the word hits that no pattern covers.
std::vector<Hit> with_patterns(const std::vector<ValuedPattern>& patterns, std::string_view text,
                               std::vector<Hit> words);

}  // namespace mikata::text
