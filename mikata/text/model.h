// SPDX-License-Identifier: Apache-2.0
// What was learned: linear heads over one vocabulary, and how their margins become readings.
//
// File, little endian: "MIKATEXT", u32 version, u32 reserved, u64 size of all that follows, u64
// FNV-1a of all that follows; then the parts. Reading a file checks every size and every number: a
// hostile file is an error, never a crash or a large allocation.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "mikata/text/linear.h"
#include "mikata/text/logistic.h"
#include "mikata/text/polarity.h"
#include "mikata/text/vocabulary.h"

namespace mikata::text {

class LinearHeads {
 public:
  LinearHeads() = default;
  // Requires weights of vocabulary.size() rows of `count` heads, and `count` biases.
  LinearHeads(Vocabulary vocabulary, std::vector<float> weights, std::vector<float> biases);

  const Vocabulary& vocabulary() const { return vocabulary_; }
  std::size_t count() const { return biases_.size(); }
  std::span<const float> weights_of(std::size_t slot) const {
    return std::span(weights_).subspan(slot * count(), count());
  }
  const std::vector<float>& weights() const { return weights_; }
  const std::vector<float>& biases() const { return biases_; }
  std::vector<float> margins(const SparseRow& row) const;
  // Keeps the `slots` n-grams that move margins most.
  void prune(std::size_t slots);

 private:
  Vocabulary vocabulary_;
  std::vector<float> weights_;  // slot by slot
  std::vector<float> biases_;
};

enum class Source : std::uint8_t { lexicon, blend, text };
const char* source_name(Source source);

struct SourceScore {
  Source source = Source::lexicon;
  double macro_f1 = 0;
  double accuracy = 0;
  double auc = 0;  // positive against negative
};

struct SentimentModel {
  LinearHeads heads;              // one for each class, in their order
  std::vector<Label> classes;     // those that the ratings had, ascending
  std::vector<Logistic> stack;    // one for each class
  std::vector<double> priors;     // share of each class
  double balance = 0;             // the label is that of the largest p / prior^balance
  Source source = Source::blend;  // what cross-validation chose
  std::vector<SourceScore> scores;
  std::uint64_t pairs = 0;
  std::string date;  // as told; "" when not

  Sentiment read(std::span<const float> margins, const PolarityFeatures& features) const;
};

enum class Choice : std::uint8_t { one, several };

struct LabelScore {
  std::uint64_t support = 0;
  double precision = 0;
  double recall = 0;
  double f1 = 0;
};

struct LabelModel {
  LinearHeads heads;
  std::vector<std::string> names;
  std::vector<Logistic> calibration;  // of one margin
  std::vector<double> thresholds;     // on the calibrated probability; several only
  Choice choice = Choice::one;
  bool never_none = true;  // every remark of the training had a label
  std::vector<LabelScore> scores;
  double accuracy = 0;
  double macro_f1 = 0;
  double micro_f1 = 0;
  std::uint64_t pairs = 0;
  std::string date;

  // Indices into names, the most certain first.
  std::vector<std::size_t> read(std::span<const float> margins) const;
};

struct Model {
  std::optional<SentimentModel> sentiment;
  std::optional<LabelModel> labels;
};

inline constexpr std::uint32_t kModelVersion = 1;
std::string model_bytes(const Model& model);
// Fails with invalid_argument when the bytes are no model of this version.
Model model_from_bytes(std::string_view bytes);

// What a stack sees: margins, lexicon features, or both.
std::vector<float> stack_row(Source source, std::span<const float> margins,
                             const PolarityFeatures& features);

}  // namespace mikata::text
