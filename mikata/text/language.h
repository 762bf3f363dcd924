// SPDX-License-Identifier: Apache-2.0
// Which language a comment is in, by its script; for Latin letters by the small words of each
// language. "und" when there is not enough to say: never "en" for want of better.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace mikata::text {

class LanguageGuess {
 public:
  // The lists of words are embedded.
  LanguageGuess();

  // "ja", "en", another ISO 639-1 code, or "und". `clean` is text from clean().
  std::string_view of(std::string_view clean) const;

 private:
  std::string_view of_latin(std::string_view clean) const;

  std::vector<std::string> languages_;
  std::size_t english_ = 0;
  std::unordered_map<std::string_view, std::uint32_t> words_;  // word -> a bit for each language
};

}  // namespace mikata::text
