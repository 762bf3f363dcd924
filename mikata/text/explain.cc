// SPDX-License-Identifier: Apache-2.0
#include "mikata/text/explain.h"

#include <algorithm>

namespace mikata::text {
namespace {

constexpr std::size_t kRunsMax = 3;
constexpr float kShareOfBest = 0.4F;

// What each byte adds: an n-gram's weight is spread over its bytes.
std::vector<float> byte_weights(const LinearHeads& heads, std::span<const float> direction,
                                const Explained& explained) {
  std::vector<float> bytes(explained.words.text.size(), 0);
  for (const Ngram& ngram : explained.ngrams) {
    const std::uint32_t slot = heads.vocabulary().slot_of(ngram.index);
    if (slot == Vocabulary::kUnknown) continue;
    const std::span<const float> weights = heads.weights_of(slot);
    float sum = 0;
    for (std::size_t head = 0; head < direction.size(); ++head)
      sum += direction[head] * weights[head];
    sum *= heads.vocabulary().idf()[slot];
    const Range range = ngram.range;
    for (std::uint32_t i = range.begin; i < range.end; ++i) {
      bytes[i] += sum / static_cast<float>(range.end - range.begin);
    }
  }
  return bytes;
}

}  // namespace

std::vector<Range> explain(const LinearHeads& heads, std::span<const float> direction,
                           const Explained& explained) {
  const std::vector<float> bytes = byte_weights(heads, direction, explained);
  const std::vector<Token>& tokens = explained.words.tokens;
  std::vector<float> sums;
  float best = 0;
  for (const Token& token : tokens) {
    float sum = 0;
    for (std::uint32_t i = token.begin; i < token.end; ++i) sum += bytes[i];
    if (token.word_class == WordClass::symbol) sum = 0;
    sums.push_back(sum);
    best = std::max(best, sum);
  }
  if (best <= 0) return {};
  struct Run {
    Range range;
    float sum = 0;
  };
  std::vector<Run> runs;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    if (sums[i] < best * kShareOfBest) continue;
    if (!runs.empty() && i > 0 && runs.back().range.end == tokens[i - 1].end) {
      runs.back().range.end = tokens[i].end;
      runs.back().sum += sums[i];
    } else {
      runs.push_back({{tokens[i].begin, tokens[i].end}, sums[i]});
    }
  }
  std::ranges::stable_sort(runs, std::ranges::greater{}, &Run::sum);
  std::vector<Range> ranges;
  for (const Run& run : runs) {
    if (ranges.size() < kRunsMax) ranges.push_back(run.range);
  }
  return merged(std::move(ranges), kRunsMax);
}

std::vector<float> sentiment_direction(const SentimentModel& model, double score) {
  std::vector<float> direction(model.heads.count(), 0);
  for (std::size_t k = 0; k < model.classes.size() && k < direction.size(); ++k) {
    if (model.classes[k] == Label::neutral) continue;
    direction[k] = (model.classes[k] == Label::positive) == (score > 0) ? 1.0F : -1.0F;
  }
  return direction;
}

std::vector<Range> merged(std::vector<Range> ranges, std::size_t most) {
  std::ranges::stable_sort(ranges, {}, &Range::begin);
  std::vector<Range> result;
  for (const Range range : ranges) {
    if (!result.empty() && range.begin < result.back().end) {
      result.back().end = std::max(result.back().end, range.end);
    } else if (result.size() < most) {
      result.push_back(range);
    }
  }
  return result;
}

}  // namespace mikata::text
