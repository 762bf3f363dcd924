// SPDX-License-Identifier: Apache-2.0
#include "mikata/text/model.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <numeric>

namespace mikata::text {

const char* source_name(Source source) {
  constexpr std::array kNames = {"lexicon", "blend", "text"};
  return kNames[static_cast<std::size_t>(source)];
}

LinearHeads::LinearHeads(Vocabulary vocabulary, std::vector<float> weights,
                         std::vector<float> biases)
    : vocabulary_(std::move(vocabulary)), weights_(std::move(weights)), biases_(std::move(biases)) {
  assert(weights_.size() == vocabulary_.size() * biases_.size());
}

std::vector<float> LinearHeads::margins(const SparseRow& row) const {
  std::vector<float> sums = biases_;
  for (std::size_t k = 0; k < row.slots.size(); ++k) {
    const std::span<const float> weights = weights_of(row.slots[k]);
    for (std::size_t head = 0; head < sums.size(); ++head) {
      sums[head] += weights[head] * row.values[k];
    }
  }
  return sums;
}

void LinearHeads::prune(std::size_t slots) {
  if (slots >= vocabulary_.size()) return;
  std::vector<float> strength;
  for (std::size_t slot = 0; slot < vocabulary_.size(); ++slot) {
    float squares = 0;
    for (const float weight : weights_of(slot)) squares += weight * weight;
    // A rare n-gram has a large idf and moves few margins.
    const float idf = vocabulary_.idf()[slot];
    strength.push_back(squares * idf * idf * std::exp(-idf / 2));
  }
  std::vector<std::size_t> order(strength.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::stable_sort(order, std::ranges::greater{},
                           [&](std::size_t i) { return strength[i]; });
  order.resize(slots);
  std::ranges::sort(order);
  std::vector<std::uint32_t> indices;
  std::vector<float> idf;
  std::vector<float> weights;
  for (const std::size_t slot : order) {
    indices.push_back(vocabulary_.indices()[slot]);
    idf.push_back(vocabulary_.idf()[slot]);
    std::ranges::copy(weights_of(slot), std::back_inserter(weights));
  }
  vocabulary_ = Vocabulary(std::move(indices), std::move(idf));
  weights_ = std::move(weights);
}

std::vector<float> stack_row(Source source, std::span<const float> margins,
                             const PolarityFeatures& features) {
  std::vector<float> row;
  if (source != Source::lexicon) row.assign(margins.begin(), margins.end());
  if (source != Source::text) row.insert(row.end(), features.begin(), features.end());
  return row;
}

Sentiment SentimentModel::read(std::span<const float> margins,
                               const PolarityFeatures& features) const {
  const std::vector<float> row = stack_row(source, margins, features);
  std::vector<double> p;
  double total = 1e-12;
  for (const Logistic& one : stack) {
    p.push_back(one.probability(row));
    total += p.back();
  }
  Sentiment sentiment;
  double best = -1;
  for (std::size_t k = 0; k < p.size(); ++k) {
    p[k] /= total;
    if (classes[k] == Label::positive) sentiment.score += p[k];
    if (classes[k] == Label::negative) sentiment.score -= p[k];
    const double weighed = p[k] / std::pow(priors[k], balance);
    if (weighed <= best) continue;
    best = weighed;
    sentiment.label = classes[k];
    sentiment.confidence = p[k];
  }
  return sentiment;
}

std::vector<std::size_t> LabelModel::read(std::span<const float> margins) const {
  if (names.empty()) return {};
  const auto top = static_cast<std::size_t>(std::ranges::max_element(margins) - margins.begin());
  if (choice == Choice::one) return {top};
  std::vector<double> over;
  for (std::size_t k = 0; k < names.size(); ++k) {
    over.push_back(calibration[k].probability(std::span(&margins[k], 1)) - thresholds[k]);
  }
  std::vector<std::size_t> found;
  for (std::size_t k = 0; k < names.size(); ++k) {
    if (over[k] >= 0) found.push_back(k);
  }
  std::ranges::stable_sort(found, std::ranges::greater{}, [&](std::size_t k) { return over[k]; });
  if (found.empty() && never_none) {
    found.push_back(static_cast<std::size_t>(std::ranges::max_element(over) - over.begin()));
  }
  return found;
}

}  // namespace mikata::text
