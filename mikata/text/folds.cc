// SPDX-License-Identifier: Apache-2.0
#include "mikata/text/folds.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <unordered_map>

namespace mikata::text {
namespace {

std::uint64_t hash_of(const std::string& text) {
  std::uint64_t hash = 0xCBF29CE484222325;
  for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3;
  return hash ^ (hash >> 31);
}

}  // namespace

std::vector<std::uint8_t> folds(std::span<const std::string> texts,
                                std::span<const std::uint32_t> kinds) {
  std::vector<std::uint64_t> hashes;
  for (const std::string& text : texts) hashes.push_back(hash_of(text));
  std::vector<std::uint32_t> order(texts.size());
  std::iota(order.begin(), order.end(), 0U);
  std::ranges::stable_sort(order, {}, [&](std::uint32_t i) { return hashes[i]; });
  std::unordered_map<std::uint64_t, std::uint8_t> dealt;
  std::map<std::uint32_t, std::size_t> next;
  std::vector<std::uint8_t> result(texts.size());
  for (const std::uint32_t i : order) {
    const auto [place, fresh] = dealt.try_emplace(hashes[i], 0);
    if (fresh) place->second = static_cast<std::uint8_t>((kinds[i] + next[kinds[i]]++) % kFolds);
    result[i] = place->second;
  }
  return result;
}

std::vector<std::uint32_t> inside(std::span<const std::uint8_t> folds, std::uint8_t fold) {
  std::vector<std::uint32_t> found;
  for (std::uint32_t i = 0; i < folds.size(); ++i) {
    if (folds[i] == fold) found.push_back(i);
  }
  return found;
}

std::vector<std::uint32_t> outside(std::span<const std::uint8_t> folds, std::uint8_t fold) {
  std::vector<std::uint32_t> found;
  for (std::uint32_t i = 0; i < folds.size(); ++i) {
    if (folds[i] != fold) found.push_back(i);
  }
  return found;
}

}  // namespace mikata::text
