// SPDX-License-Identifier: Apache-2.0
// Learning to read from what a company already has: ratings that came with comments, or labels that
// people gave.
//
// Everything that is reported or read back of the training remarks is out of fold: no remark is
// ever read by a model that saw its own rating, else text and rating would agree by construction.
// Remarks with the same words are in the same fold.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <stop_token>
#include <string>
#include <vector>

#include "mikata/text/model.h"
#include "mikata/text/reader.h"

namespace mikata::text {

struct RatedRemark {
  Remark remark;
  double rating = 0;
  double lowest = 0;  // the ends of its scale
  double highest = 10;
  // Which question it answers. "What should we do better?" gets sour words from pleased people:
  // each question has an intercept of its own while learning, and none when reading.
  std::uint32_t asked = 0;
};

struct LabelledRemark {
  Remark remark;
  std::vector<std::string> labels;
};

struct TrainOptions {
  unsigned threads = 0;
  std::string date = {};                      // kept in the model, e.g. the as-of day
  std::function<void(double)> progress = {};  // 0..1, from the calling thread
  std::stop_token stop = {};
};

// What a rating says: the lowest third of its scale is negative, the highest positive. On 0 to 10
// the words are those of the Net Promoter Score: 9-10, 7-8, 0-6. Requires lowest < highest.
Label label_of(const RatedRemark& remark);
// -1..1 within its scale.
double target_of(const RatedRemark& remark);

struct TrainedSentiment {
  SentimentModel model;
  std::vector<Sentiment> out_of_fold;  // of each remark, in their order
  // Where score and words contradict each other to the extreme: not learned from, but worth
  // reading.
  std::vector<std::size_t> contradictions;
};

inline constexpr std::size_t kPairsMin = 20;

// The lexicon alone below 100 pairs, with the text below 300, and from there on what
// cross-validation finds best. Fails with invalid_argument on fewer than kPairsMin pairs, a rating
// off its scale, or ratings that are all alike; with unavailable when stopped.
TrainedSentiment train_sentiment(const Reader& reader, std::span<const RatedRemark> remarks,
                                 const TrainOptions& options = {});

struct TrainedLabels {
  LabelModel model;
  std::vector<std::vector<std::size_t>> out_of_fold;  // indices into model.names
};

// Any labels, one or several a remark. Fails with invalid_argument on fewer than kPairsMin remarks
// or fewer than two labels.
TrainedLabels train_labels(const Reader& reader, std::span<const LabelledRemark> remarks,
                           const TrainOptions& options = {});

}  // namespace mikata::text
