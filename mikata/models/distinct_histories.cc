// SPDX-License-Identifier: Apache-2.0
#include "mikata/models/distinct_histories.h"

#include <bit>

namespace mikata::models {
namespace {

// The finaliser of splitmix64 over the three numbers.
std::uint64_t hash(const History& history) {
  std::uint64_t h = 0;
  for (const double value : {history.frequency, history.recency, history.age}) {
    h ^= std::bit_cast<std::uint64_t>(value);
    h = (h ^ (h >> 30)) * 0xbf58476d1ce4e5b9;
    h = (h ^ (h >> 27)) * 0x94d049bb133111eb;
    h ^= h >> 31;
  }
  return h;
}

bool same(const History& a, const History& b) {
  return a.frequency == b.frequency && a.recency == b.recency && a.age == b.age;
}

}  // namespace

DistinctHistories::DistinctHistories(std::size_t customers)
    : slots_(std::bit_ceil(customers / 2 + 16)) {}

std::uint32_t DistinctHistories::add(const History& history) {
  if (histories_.size() * 2 > slots_.size()) grow();
  const std::size_t mask = slots_.size() - 1;
  std::size_t slot = hash(history) & mask;
  for (; slots_[slot] != 0; slot = (slot + 1) & mask) {
    if (same(histories_[slots_[slot] - 1], history)) return slots_[slot] - 1;
  }
  histories_.push_back(history);
  slots_[slot] = static_cast<std::uint32_t>(histories_.size());
  return slots_[slot] - 1;
}

void DistinctHistories::grow() {
  slots_.assign(slots_.size() * 2, 0);
  const std::size_t mask = slots_.size() - 1;
  for (std::size_t i = 0; i < histories_.size(); ++i) {
    std::size_t slot = hash(histories_[i]) & mask;
    while (slots_[slot] != 0) slot = (slot + 1) & mask;
    slots_[slot] = static_cast<std::uint32_t>(i + 1);
  }
}

}  // namespace mikata::models
