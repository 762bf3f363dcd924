// SPDX-License-Identifier: Apache-2.0
// From lexicon hits to a reading without a model, and to the features that a model fits.
#pragma once

#include <array>
#include <span>
#include <vector>

#include "mikata/text/clauses.h"
#include "mikata/text/lexicon.h"

namespace mikata::text {

inline constexpr std::size_t kPolarityFeatures = 12;
using PolarityFeatures = std::array<float, kPolarityFeatures>;

enum class Label { negative, neutral, positive };
const char* label_name(Label label);

struct Sentiment {
  double score = 0;  // -1..1
  Label label = Label::neutral;
  double confidence = 0;  // 0..1, that the label is right
};

PolarityFeatures polarity_features(const Words& words, std::span<const Hit> hits,
                                   std::span<const Clause> clauses);

// The cold start: no ratings of the company's own have been seen yet.
Sentiment cold_sentiment(const PolarityFeatures& features);

}  // namespace mikata::text
