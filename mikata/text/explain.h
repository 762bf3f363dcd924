// SPDX-License-Identifier: Apache-2.0
// Which words moved a linear head: exact, for its margin is a sum over n-grams.
#pragma once

#include <span>
#include <vector>

#include "mikata/text/model.h"

namespace mikata::text {

struct Explained {
  const Words& words;
  std::span<const Ngram> ngrams;  // of the same text
};

// The few runs of words that add most to Σ_head direction[head] margin[head]; none when nothing
// adds.
std::vector<Range> explain(const LinearHeads& heads, std::span<const float> direction,
                           const Explained& explained);

// Towards positive or negative, by the sign of the score.
std::vector<float> sentiment_direction(const SentimentModel& model, double score);

// In order, overlapping ones made one, at most `most`.
std::vector<Range> merged(std::vector<Range> ranges, std::size_t most);

}  // namespace mikata::text
