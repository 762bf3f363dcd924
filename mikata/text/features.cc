// SPDX-License-Identifier: Apache-2.0
#include "mikata/text/features.h"

#include <unicode/utf8.h>

#include <algorithm>

namespace mikata::text {
namespace {

constexpr std::size_t kCharactersMax = 4;
constexpr std::size_t kInWordMin = 2;
constexpr std::size_t kInWordMax = 5;

// Kinds of n-grams never meet in one hash.
enum : std::uint64_t { kCharacters = 0x51, kInWord = 0x52, kWord = 0x53, kPair = 0x54 };

constexpr std::uint64_t kPrime = 0x9E3779B97F4A7C15;

std::uint64_t mix(std::uint64_t hash, std::uint64_t value) {
  hash = (hash ^ value) * kPrime;
  return hash ^ (hash >> 29);
}

std::uint32_t index_of(std::uint64_t hash) {
  return static_cast<std::uint32_t>((hash * kPrime) >> (64 - kFeatureBits));
}

struct Letter {
  char32_t value = 0;
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
};

std::vector<Letter> letters_of(std::string_view text) {
  std::vector<Letter> letters;
  letters.reserve(text.size() / 2);
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
  const auto size = static_cast<std::int32_t>(text.size());
  std::int32_t i = 0;
  while (i < size) {
    const std::int32_t begin = i;
    UChar32 c = 0;
    U8_NEXT(bytes, i, size, c);
    // A digit is a digit: amounts and dates say little about anything.
    if (c >= '0' && c <= '9') c = '0';
    // What was masked is one letter, however long it was.
    if (c == 1 && !letters.empty() && letters.back().value == 1) {
      letters.back().end = static_cast<std::uint32_t>(i);
      continue;
    }
    letters.push_back({static_cast<char32_t>(c), static_cast<std::uint32_t>(begin),
                       static_cast<std::uint32_t>(i)});
  }
  return letters;
}

bool is_space(char32_t c) { return c == U' ' || c == U'\n'; }

bool is_letter(char32_t c) {
  return (c >= U'a' && c <= U'z') || (c >= U'0' && c <= U'9') || c == U'\'' ||
         (c >= 0xC0 && c < 0x2000);
}

class Collector {
 public:
  explicit Collector(std::string_view text) : letters_(letters_of(text)) {
    found_.reserve(letters_.size() * 5);
  }

  std::vector<Ngram> characters() {
    std::erase_if(letters_, [](const Letter& letter) { return is_space(letter.value); });
    for (std::size_t i = 0; i < letters_.size(); ++i) {
      std::uint64_t hash = kCharacters;
      const std::size_t end = std::min(letters_.size(), i + kCharactersMax);
      for (std::size_t k = i; k < end; ++k) {
        hash = mix(hash, letters_[k].value);
        add(hash, i, k);
      }
    }
    return std::move(found_);
  }

  std::vector<Ngram> words() {
    std::uint64_t before = 0;
    std::size_t before_at = 0;
    std::size_t i = 0;
    while (i < letters_.size()) {
      if (is_space(letters_[i].value)) {
        ++i;
        continue;
      }
      const std::size_t begin = i;
      const bool word = is_letter(letters_[i].value);
      while (word && i < letters_.size() && is_letter(letters_[i].value)) ++i;
      if (!word) ++i;
      const std::uint64_t hash = whole(begin, i);
      add(mix(kWord, hash), begin, i - 1);
      if (before != 0) add(mix(mix(kPair, before), hash), before_at, i - 1);
      if (word) inside(begin, i);
      before = hash;
      before_at = begin;
    }
    return std::move(found_);
  }

 private:
  void add(std::uint64_t hash, std::size_t first, std::size_t last) {
    found_.push_back({index_of(hash), {letters_[first].begin, letters_[last].end}});
  }

  std::uint64_t whole(std::size_t begin, std::size_t end) const {
    std::uint64_t hash = kWord;
    for (std::size_t i = begin; i < end; ++i) hash = mix(hash, letters_[i].value);
    return hash;
  }

  // Of " word ", with its edges.
  void inside(std::size_t begin, std::size_t end) {
    const std::size_t size = std::min<std::size_t>(end - begin, 40) + 2;
    const auto letter = [&](std::size_t k) {
      return k == 0 || k == size - 1 ? U' ' : letters_[begin + k - 1].value;
    };
    for (std::size_t i = 0; i + kInWordMin <= size; ++i) {
      std::uint64_t hash = kInWord;
      const std::size_t stop = std::min(size, i + kInWordMax);
      for (std::size_t k = i; k < stop; ++k) {
        hash = mix(hash, letter(k));
        if (k + 1 - i < kInWordMin) continue;
        const std::size_t first = begin + std::max<std::size_t>(i, 1) - 1;
        const std::size_t last = begin + std::min(k, size - 2) - 1;
        add(hash, first, last);
      }
    }
  }

  std::vector<Letter> letters_;
  std::vector<Ngram> found_;
};

}  // namespace

std::vector<Ngram> ngrams(std::string_view text, std::string_view language) {
  if (text.size() > kFeatureBytes) {
    std::size_t size = kFeatureBytes;
    while ((text[size] & 0xC0) == 0x80) --size;
    text = text.substr(0, size);
  }
  Collector collector(text);
  return language == "ja" || language == "zh" || language == "ko" ? collector.characters()
                                                                  : collector.words();
}

}  // namespace mikata::text
