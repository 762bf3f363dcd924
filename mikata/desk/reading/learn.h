// SPDX-License-Identifier: Apache-2.0
// Learning from the book's own scores: when it is due, from which remarks, and what is kept of it.
#pragma once

#include <functional>
#include <optional>
#include <stop_token>
#include <string>

#include "mikata/desk/reading/folder.h"

namespace mikata::reading {

// A reader that learned from fewer pairs than this is still finding its feet: with each new model
// everything is read again. From here on a month that was read stays as it was read, so that a
// trend moves with what customers say and not with the model.
inline constexpr std::int64_t kSettledPairs = 1000;
// More are not learned from; the sample is by a hash of the voice and stays the same.
inline constexpr std::int64_t kPairsMax = 20'000;
// Below this area under the curve the remarks do not follow the scores, and nothing is learned.
inline constexpr double kAucMin = 0.6;

struct LearnOptions {
  unsigned threads = 0;
  std::function<void(double)> progress = {};  // 0..1
  std::stop_token stop = {};
};

struct Learned {
  bool learned = false;
  std::string why_not = {};  // in plain English, "" when it was learned or not due
  std::int64_t contradictions = 0;
};

// Whether there is more to learn from than when it was learned last: the first 20 pairs, a new
// reporting period, twice the pairs while not settled, or 20 corrections more.
bool is_due(const Book& book, const FolderState& state);

// Learns, writes the model, and names it in `state`; leaves `state` as it is when nothing could be
// learned. Fails with unavailable when stopped.
Learned learn(const Book& book, FolderState& state, const LearnOptions& options);

}  // namespace mikata::reading
