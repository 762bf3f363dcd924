// SPDX-License-Identifier: Apache-2.0
#include "mikata/text/spelling.h"

#include <cmath>

namespace mikata::text {
namespace {

// Half a letter of each kind that was not seen, in an alphabet of this many.
constexpr float kUnseenLetter = 0.5F;
constexpr float kAlphabet = 120;

struct Tally {
  std::array<float, kLanguagesMax> times{};
  std::array<float, kLanguagesMax> kinds{};  // different letters that followed

  void add(std::size_t language, bool is_new) {
    times[language] += 1;
    if (is_new) kinds[language] += 1;
  }
};

// log (kinds / (times + kinds)): what is left for letters that were not seen.
Spelling::Scores log_rest(const Tally& tally) {
  Spelling::Scores rest{};
  for (std::size_t l = 0; l < kLanguagesMax; ++l) {
    const float times = tally.times[l];
    if (times > 0) rest[l] = std::log(tally.kinds[l] / (times + tally.kinds[l]));
  }
  return rest;
}

// log ((count + kinds * below) / (times + kinds)), and rest + below where nothing was counted.
Spelling::Scores log_smoothed(const Tally& tally, const Spelling::Scores& count,
                              const Spelling::Scores& rest, const Spelling::Scores& below) {
  Spelling::Scores scores{};
  for (std::size_t l = 0; l < kLanguagesMax; ++l) {
    const float kinds = tally.kinds[l];
    scores[l] = count[l] > 0
                    ? std::log((count[l] + kinds * std::exp(below[l])) / (tally.times[l] + kinds))
                    : rest[l] + below[l];
  }
  return scores;
}

}  // namespace

struct Spelling::Counts {
  std::unordered_map<std::uint64_t, Scores> triple;
  std::vector<Scores> two;
  std::vector<Scores> one;
  std::vector<Tally> after_two;
  std::vector<Tally> after_one;
  Scores letters{};  // of all words of a language

  explicit Counts(std::size_t symbols)
      : two(symbols * symbols), one(symbols), after_two(symbols * symbols), after_one(symbols) {}
};

Spelling::Spelling(std::span<const ListedWord> words) {
  for (const ListedWord& word : words) {
    for (const char32_t letter : word.letters) {
      if (symbol_.try_emplace(letter, symbols_).second) ++symbols_;
    }
  }
  Counts counts(symbols_);
  for (const ListedWord& word : words) count(word, counts);
  smooth(counts);
}

std::uint32_t Spelling::symbol(char32_t letter) const {
  const auto found = symbol_.find(letter);
  return found == symbol_.end() ? kOther : found->second;
}

std::vector<std::uint32_t> Spelling::symbols(std::u32string_view word) const {
  std::vector<std::uint32_t> found{kEdge, kEdge};
  for (const char32_t letter : word) found.push_back(symbol(letter));
  found.push_back(kEdge);
  return found;
}

void Spelling::count(const ListedWord& word, Counts& counts) const {
  const std::vector<std::uint32_t> spelt = symbols(word.letters);
  for (std::size_t i = 2; i < spelt.size(); ++i) {
    const std::size_t before = pair(spelt[i - 2], spelt[i - 1]);
    Scores& triple = counts.triple[before * symbols_ + spelt[i]];
    Scores& two = counts.two[pair(spelt[i - 1], spelt[i])];
    for (std::size_t l = 0; l < kLanguagesMax; ++l) {
      if ((word.languages >> l & 1U) == 0) continue;
      counts.after_two[before].add(l, triple[l] == 0);
      counts.after_one[spelt[i - 1]].add(l, two[l] == 0);
      triple[l] += 1;
      two[l] += 1;
      counts.one[spelt[i]][l] += 1;
      counts.letters[l] += 1;
    }
  }
}

void Spelling::smooth(const Counts& counts) {
  std::vector<Scores> letters(symbols_);
  for (std::size_t c = 0; c < symbols_; ++c) {
    for (std::size_t l = 0; l < kLanguagesMax; ++l) {
      letters[c][l] = std::log((counts.one[c][l] + kUnseenLetter) /
                               (counts.letters[l] + kUnseenLetter * kAlphabet));
    }
  }
  for (std::size_t first = 0; first < symbols_; ++first) {
    const Scores rest = log_rest(counts.after_one[first]);
    for (std::size_t second = 0; second < symbols_; ++second) {
      const std::size_t at = first * symbols_ + second;
      after_one_.push_back(
          log_smoothed(counts.after_one[first], counts.two[at], rest, letters[second]));
      unseen_.push_back(log_rest(counts.after_two[at]));
    }
  }
  for (const auto& [key, times] : counts.triple) {
    const std::size_t before = key / symbols_;
    const Scores& below = after_one_[before % symbols_ * symbols_ + key % symbols_];
    seen_[key] = log_smoothed(counts.after_two[before], times, unseen_[before], below);
  }
}

Spelling::Scores Spelling::log_likelihood(std::u32string_view word) const {
  Scores sum{};
  const std::vector<std::uint32_t> spelt = symbols(word);
  for (std::size_t i = 2; i < spelt.size(); ++i) {
    const std::size_t before = pair(spelt[i - 2], spelt[i - 1]);
    const auto found = seen_.find(before * symbols_ + spelt[i]);
    if (found != seen_.end()) {
      for (std::size_t l = 0; l < kLanguagesMax; ++l) sum[l] += found->second[l];
      continue;
    }
    const Scores& rest = unseen_[before];
    const Scores& last = after_one_[pair(spelt[i - 1], spelt[i])];
    for (std::size_t l = 0; l < kLanguagesMax; ++l) sum[l] += rest[l] + last[l];
  }
  return sum;
}

}  // namespace mikata::text
