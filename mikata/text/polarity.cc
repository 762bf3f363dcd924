// SPDX-License-Identifier: Apache-2.0
#include "mikata/text/polarity.h"

#include <algorithm>
#include <cmath>

namespace mikata::text {
namespace {

// What a sentence turns against weighs less than what it turns to.
constexpr float kAway = 0.6F;
constexpr float kHere = 1.3F;

float weight_of(Turn turn) {
  return turn == Turn::away ? kAway : turn == Turn::here ? kHere : 1.0F;
}

// x / sqrt(x^2 + a): -1..1, near the ends when several words agree (as VADER's compound).
float squash(float x) { return x / std::sqrt(x * x + 3.0F); }

}  // namespace

const char* label_name(Label label) {
  constexpr std::array kNames = {"negative", "neutral", "positive"};
  return kNames[static_cast<std::size_t>(label)];
}

PolarityFeatures polarity_features(const Words& words, std::span<const Hit> hits,
                                   std::span<const Clause> clauses) {
  float good = 0;
  float bad = 0;
  float good_hits = 0;
  float bad_hits = 0;
  float last = 0;
  std::size_t clause = 0;
  for (const Hit& hit : hits) {
    while (clause + 1 < clauses.size() && clauses[clause].range.end <= hit.range.begin) ++clause;
    const float value = hit.value * (clauses.empty() ? 1.0F : weight_of(clauses[clause].turn));
    (value > 0 ? good : bad) += value;
    (value > 0 ? good_hits : bad_hits) += value == 0 ? 0.0F : 1.0F;
    if (value != 0) last = value;
  }
  const auto length = static_cast<float>(words.tokens.size());
  const auto has = [&](char c) { return words.text.find(c) != words.text.npos ? 1.0F : 0.0F; };
  const bool contrast =
      std::ranges::any_of(clauses, [](const Clause& c) { return c.turn != Turn::none; });
  const float total = good - bad;
  return {squash(good + bad),
          std::log1p(good),
          -std::log1p(-bad),
          good_hits + bad_hits > 0 ? 1.0F : 0.0F,
          total > 0 ? (good + bad) / total : 0.0F,
          std::clamp(last, -1.5F, 1.5F),
          has('!'),
          has('?'),
          std::log1p(length) / 4,
          good / (length + 3) * 4,
          bad / (length + 3) * 4,
          contrast ? 1.0F : 0.0F};
}

Sentiment cold_sentiment(const PolarityFeatures& features) {
  constexpr float kNeutral = 0.2F;
  const float score = features[0];
  Sentiment sentiment{.score = score};
  const float size = std::abs(score);
  if (size > kNeutral) sentiment.label = score > 0 ? Label::positive : Label::negative;
  sentiment.confidence = size > kNeutral ? 0.45 + 0.45 * size : 0.55 - size;
  return sentiment;
}

}  // namespace mikata::text
