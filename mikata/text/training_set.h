// SPDX-License-Identifier: Apache-2.0
// Remarks made ready for learning: vectors, lexicon features and folds, and heads fitted on them.
#pragma once

#include <functional>
#include <span>
#include <stop_token>
#include <string>
#include <vector>

#include "mikata/text/folds.h"
#include "mikata/text/model.h"
#include "mikata/text/reader.h"
#include "mikata/text/train.h"

namespace mikata::text {

struct TrainingSet {
  Vocabulary vocabulary;
  std::vector<SparseRow> rows;
  std::vector<PolarityFeatures> polarity;
  std::vector<std::uint8_t> folds;
};

// `kinds` spreads the folds. Fails with unavailable when stopped.
TrainingSet make_training_set(const Reader& reader, std::span<const Remark* const> remarks,
                              std::span<const std::uint32_t> kinds, const TrainOptions& options);

struct HeadTask {
  std::span<const std::vector<char>> positive;  // of each head, of all rows
  // What one head's sides cost, from its number of positive and negative rows.
  std::function<std::vector<double>(double positives, double negatives)> costs;
};

// Out-of-fold margins, row by row of heads: each head against the rest, for each fold.
std::vector<float> fold_margins(const TrainingSet& set, const HeadTask& task,
                                const TrainOptions& options);

// The heads on all rows that are `kept`.
LinearHeads fit_final_heads(const TrainingSet& set, const HeadTask& task,
                            std::span<const std::uint32_t> kept, const TrainOptions& options);

}  // namespace mikata::text
