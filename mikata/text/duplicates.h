// SPDX-License-Identifier: Apache-2.0
// Remarks that say the same: word for word, or nearly. "and 14 like it".
//
// A remark is the set of 5 characters in a row of its clean text; two are near duplicates when the
// share of what they have in common (Jaccard) is estimated at kAlike or more by 64 min-hashes,
// found through 16 bands of 4: Broder (1997), "On the Resemblance and Containment of Documents".
// Of each min-hash 16 bits are kept: two that differ agree in these once in 65,536 times.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace mikata::text {

inline constexpr double kAlike = 0.8;
inline constexpr std::size_t kHashes = 64;
inline constexpr std::size_t kBands = 16;

struct Fingerprint {
  std::uint64_t exact = 0;                    // of the clean text
  std::array<std::uint64_t, kBands> bands{};  // four min-hashes in each

  friend bool operator==(const Fingerprint&, const Fingerprint&) = default;
};

// `clean` is text from clean(), masked if it will be stored.
Fingerprint fingerprint(std::string_view clean);
double resemblance(const Fingerprint& a, const Fingerprint& b);

// Remarks that are like none before them, to compare with. A remark is like the first that is
// found, and so never joins two groups.
class AlikeIndex {
 public:
  // About 400 bytes each; what is added beyond is not kept.
  static constexpr std::size_t kMost = 200'000;

  // The place of one that is like it, counted as they were added.
  std::optional<std::size_t> find(const Fingerprint& print) const;
  void add(const Fingerprint& print);
  std::size_t size() const { return prints_.size(); }
  void clear();

 private:
  // One way to meet: the place of a remark and which of its words was looked up.
  static constexpr std::size_t kWays = kBands + 1;
  static constexpr std::uint64_t kPlaceBits = 18;
  static_assert(kMost < (1U << kPlaceBits));

  struct Key;
  void grow();
  void put(std::size_t place, std::size_t way);

  std::vector<Fingerprint> prints_;
  // Open addressing: 0 is empty, else one more than the place, and above it 46 bits of the hash of
  // the word and its way, so that no other is looked at.
  std::vector<std::uint64_t> slots_;
  std::size_t used_ = 0;
};

// For each remark the index of the first one like it; itself when there is none before.
std::vector<std::size_t> first_alike(std::span<const Fingerprint> fingerprints);

}  // namespace mikata::text
