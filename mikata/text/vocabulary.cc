// SPDX-License-Identifier: Apache-2.0
#include "mikata/text/vocabulary.h"

#include <algorithm>
#include <cmath>

namespace mikata::text {

namespace {

std::vector<std::uint32_t> counts_of(std::span<const std::vector<std::uint32_t>> indices) {
  std::vector<std::uint32_t> counts(kFeatures, 0);
  for (const std::vector<std::uint32_t>& one : indices) {
    for (const std::uint32_t index : one) ++counts[index];
  }
  return counts;
}

}  // namespace

Vocabulary::Vocabulary(std::size_t comments, std::span<const std::uint32_t> counts,
                       std::uint32_t least) {
  const auto n = static_cast<float>(comments);
  for (std::uint32_t index = 0; index < kFeatures; ++index) {
    if (counts[index] < std::max(least, 1U)) continue;
    indices_.push_back(index);
    idf_.push_back(1 + std::log((1 + n) / (1 + static_cast<float>(counts[index]))));
  }
  place();
}

Vocabulary::Vocabulary(std::span<const std::vector<std::uint32_t>> indices, std::uint32_t least)
    : Vocabulary(indices.size(), counts_of(indices), least) {}

Vocabulary::Vocabulary(std::vector<std::uint32_t> indices, std::vector<float> idf)
    : indices_(std::move(indices)), idf_(std::move(idf)) {
  place();
}

void Vocabulary::place() {
  slots_.assign(kFeatures, kUnknown);
  for (std::uint32_t slot = 0; slot < indices_.size(); ++slot) slots_[indices_[slot]] = slot;
}

SparseRow Vocabulary::row(std::span<const Ngram> ngrams) const {
  SparseRow row;
  if (slots_.empty()) return row;
  std::vector<std::uint32_t> slots;
  slots.reserve(ngrams.size());
  for (const Ngram& ngram : ngrams) {
    if (slots_[ngram.index] != kUnknown) slots.push_back(slots_[ngram.index]);
  }
  std::ranges::sort(slots);
  std::size_t different = 0;
  for (std::size_t i = 0; i < slots.size(); ++i) {
    different += i == 0 || slots[i] != slots[i - 1] ? 1 : 0;
  }
  row.slots.reserve(different);
  row.values.reserve(different);
  float squares = 0;
  for (std::size_t i = 0; i < slots.size();) {
    std::size_t end = i + 1;
    while (end < slots.size() && slots[end] == slots[i]) ++end;
    const auto times = static_cast<float>(end - i);
    const float value = (times > 1 ? 1 + std::log(times) : 1.0F) * idf_[slots[i]];
    row.slots.push_back(slots[i]);
    row.values.push_back(value);
    squares += value * value;
    i = end;
  }
  const float length = std::sqrt(squares);
  for (float& value : row.values) value /= length;
  return row;
}

}  // namespace mikata::text
