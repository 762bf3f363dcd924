// SPDX-License-Identifier: Apache-2.0
// A comment as hashed n-grams: the one sparse vector that all linear heads share.
//
// Japanese (and whatever else is written without spaces): 1 to 4 characters in a row. Others:
// words, pairs of words, and 2 to 5 characters inside a word with its edges. Character n-grams need
// no dictionary and forgive misspellings.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "mikata/text/pattern.h"

namespace mikata::text {

inline constexpr std::uint32_t kFeatureBits = 20;
inline constexpr std::uint32_t kFeatures = 1U << kFeatureBits;

struct Ngram {
  std::uint32_t index = 0;  // < kFeatures
  Range range;              // bytes of the text
};

// All n-grams in the order of the text, as often as they occur. Of a text longer than kFeatureBytes
// only its beginning is used. `text` is clean.
inline constexpr std::size_t kFeatureBytes = 64 << 10;
std::vector<Ngram> ngrams(std::string_view text, std::string_view language);

}  // namespace mikata::text
