// SPDX-License-Identifier: Apache-2.0
// Remarks that say the same: word for word, or nearly. "and 14 like it".
//
// A remark is the set of 5 characters in a row of its clean text; two are near duplicates when the
// share of what they have in common (Jaccard) is estimated at kAlike or more by 64 min-hashes,
// found through 16 bands of 4: Broder (1997), "On the Resemblance and Containment of Documents".
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace mikata::text {

inline constexpr double kAlike = 0.8;
inline constexpr std::size_t kHashes = 64;

struct Fingerprint {
  std::uint64_t exact = 0;  // of the clean text
  std::array<std::uint32_t, kHashes> minima{};
};

// `clean` is text from clean(), masked if it will be stored.
Fingerprint fingerprint(std::string_view clean);
double resemblance(const Fingerprint& a, const Fingerprint& b);

// For each remark the index of the first one like it; itself when there is none before.
std::vector<std::size_t> first_alike(std::span<const Fingerprint> fingerprints);

}  // namespace mikata::text
