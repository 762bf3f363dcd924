// SPDX-License-Identifier: Apache-2.0
// The n-grams that a model knows, and a comment as a vector over them.
//
//   x_j = (1 + log tf_j) idf_j / |x|,   idf_j = 1 + log((1 + n) / (1 + df_j))
//
// tf: occurrences in the comment; df: comments of the n it was learned from that have it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "mikata/text/features.h"

namespace mikata::text {

struct SparseRow {
  std::vector<std::uint32_t> slots;  // ascending
  std::vector<float> values;         // of length 1 together, unless empty
};

class Vocabulary {
 public:
  Vocabulary() = default;
  // Of `comments` in all, counts[index] have the n-gram `index`; keeps what at least `least` have.
  Vocabulary(std::size_t comments, std::span<const std::uint32_t> counts, std::uint32_t least);
  // The same from the sorted indices of each comment, once each.
  Vocabulary(std::span<const std::vector<std::uint32_t>> indices, std::uint32_t least);
  // As stored. Requires ascending indices < kFeatures and as many weights.
  Vocabulary(std::vector<std::uint32_t> indices, std::vector<float> idf);

  std::size_t size() const { return indices_.size(); }
  const std::vector<std::uint32_t>& indices() const { return indices_; }
  const std::vector<float>& idf() const { return idf_; }

  SparseRow row(std::span<const Ngram> ngrams) const;
  static constexpr std::uint32_t kUnknown = UINT32_MAX;
  std::uint32_t slot_of(std::uint32_t index) const {
    return slots_.empty() ? kUnknown : slots_[index];
  }

 private:
  void place();
  std::vector<std::uint32_t> indices_;
  std::vector<float> idf_;
  std::vector<std::uint32_t> slots_;  // index -> slot or kUnknown
};

}  // namespace mikata::text
