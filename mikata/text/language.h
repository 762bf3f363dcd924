// SPDX-License-Identifier: Apache-2.0
// Which language a comment is in, by its script; for Latin letters by the words that each language
// has and by how it spells. "und" when there is not enough to say: never "en" for want of better.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "mikata/text/spelling.h"

namespace mikata::text {

class LanguageGuess {
 public:
  // The lists of words are embedded.
  LanguageGuess();

  // "ja", "en", another ISO 639-1 code, or "und". `clean` is text from clean().
  std::string_view of(std::string_view clean) const;

 private:
  struct Evidence {
    std::uint32_t listed = 0;  // a bit for each language whose lists have the word
    Spelling::Scores score{};  // logarithms, 0 for the language it speaks for most
    Spelling::Scores spelling{};
  };

  void add(std::string_view language, std::string_view word);
  Evidence of_word(const std::u32string& word) const;
  std::string_view of_latin(std::string_view clean) const;

  std::vector<std::string> languages_;
  std::size_t english_ = 0;
  std::unordered_map<std::u32string, std::uint32_t> words_;  // word -> a bit for each language
  std::unordered_set<std::u32string> rated_;                 // by the English lists of sentiment
  Spelling spelling_;
};

}  // namespace mikata::text
