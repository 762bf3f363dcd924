// SPDX-License-Identifier: Apache-2.0
// How the words of each language are spelt: the probability of each letter after the two before it,
// learned from lists of words and smoothed as Witten and Bell (1991, method C) do. Tells languages
// apart by words that no list has.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

namespace mikata::text {

constexpr std::size_t kLanguagesMax = 32;

struct ListedWord {
  std::u32string letters;
  std::uint32_t languages = 0;  // a bit for each that has the word
};

class Spelling {
 public:
  using Scores = std::array<float, kLanguagesMax>;  // one for each language

  explicit Spelling(std::span<const ListedWord> words = {});

  // The natural logarithm of the probability that a word of the language is this one, its end
  // included.
  Scores log_likelihood(std::u32string_view word) const;

 private:
  struct Counts;
  static constexpr std::uint32_t kEdge = 0;   // before the first letter and after the last
  static constexpr std::uint32_t kOther = 1;  // letters of no list

  std::uint32_t symbol(char32_t letter) const;
  std::vector<std::uint32_t> symbols(std::u32string_view word) const;
  std::size_t pair(std::uint32_t first, std::uint32_t second) const {
    return first * symbols_ + second;
  }
  void count(const ListedWord& word, Counts& counts) const;
  void smooth(const Counts& counts);

  std::unordered_map<char32_t, std::uint32_t> symbol_;
  std::uint32_t symbols_ = 2;
  std::unordered_map<std::uint64_t, Scores> seen_;  // log p(third | two before)
  std::vector<Scores> unseen_;                      // log of what a pair leaves for other letters
  std::vector<Scores> after_one_;                   // log p(second | first)
};

}  // namespace mikata::text
