// SPDX-License-Identifier: Apache-2.0
#include "mikata/text/duplicates.h"

#include <algorithm>
#include <unordered_map>

#include "mikata/text/normalize.h"

namespace mikata::text {
namespace {

constexpr std::size_t kShingle = 5;
constexpr std::size_t kBand = 4;
// In one band a bucket is looked through only so far: a thousand equal remarks meet in all bands.
constexpr std::size_t kBucketMax = 32;

std::uint64_t mix(std::uint64_t x) {
  x ^= x >> 33;
  x *= 0xFF51AFD7ED558CCD;
  x ^= x >> 33;
  x *= 0xC4CEB9FE1A85EC53;
  return x ^ (x >> 33);
}

}  // namespace

Fingerprint fingerprint(std::string_view clean) {
  Fingerprint print;
  print.minima.fill(UINT32_MAX);
  std::u32string letters = decode(clean.substr(0, 64 << 10));
  std::erase_if(letters, [](char32_t c) { return c == U' ' || c == U'\n'; });
  std::uint64_t exact = 0xCBF29CE484222325;
  for (const char32_t c : letters) exact = mix(exact ^ c);
  print.exact = mix(exact ^ clean.size());
  const std::size_t count = letters.size() < kShingle ? 1 : letters.size() - kShingle + 1;
  for (std::size_t i = 0; i < count; ++i) {
    std::uint64_t hash = 0;
    for (std::size_t k = i; k < std::min(i + kShingle, letters.size()); ++k)
      hash = mix(hash ^ letters[k]);
    // Two halves of one hash give the family a + i b (Kirsch and Mitzenmacher 2006).
    const auto a = static_cast<std::uint32_t>(hash);
    const auto b = static_cast<std::uint32_t>(hash >> 32) | 1U;
    for (std::uint32_t h = 0; h < kHashes; ++h) {
      std::uint32_t value = (a + h * b) * 0x9E3779B1U;
      value ^= value >> 15;
      print.minima[h] = std::min(print.minima[h], value);
    }
  }
  return print;
}

double resemblance(const Fingerprint& a, const Fingerprint& b) {
  if (a.exact == b.exact) return 1;
  std::size_t same = 0;
  for (std::size_t h = 0; h < kHashes; ++h) same += a.minima[h] == b.minima[h] ? 1 : 0;
  return static_cast<double>(same) / static_cast<double>(kHashes);
}

std::vector<std::size_t> first_alike(std::span<const Fingerprint> fingerprints) {
  std::vector<std::size_t> first(fingerprints.size());
  std::unordered_map<std::uint64_t, std::size_t> exact;
  std::unordered_map<std::uint64_t, std::vector<std::size_t>> buckets;
  for (std::size_t i = 0; i < fingerprints.size(); ++i) {
    const Fingerprint& print = fingerprints[i];
    first[i] = i;
    const auto [same, fresh] = exact.try_emplace(print.exact, i);
    if (!fresh) {
      first[i] = first[same->second];
      continue;
    }
    for (std::size_t band = 0; band < kHashes / kBand; ++band) {
      std::uint64_t key = band;
      for (std::size_t h = 0; h < kBand; ++h) key = mix(key ^ print.minima[band * kBand + h]);
      std::vector<std::size_t>& bucket = buckets[key];
      for (const std::size_t other : bucket) {
        if (first[i] == i && resemblance(print, fingerprints[other]) >= kAlike)
          first[i] = first[other];
      }
      if (bucket.size() < kBucketMax) bucket.push_back(i);
    }
  }
  return first;
}

}  // namespace mikata::text
