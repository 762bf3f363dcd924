// SPDX-License-Identifier: Apache-2.0
#include "mikata/text/duplicates.h"

#include <algorithm>
#include <bit>
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

constexpr std::size_t kBands = kHashes / kBand;

// Who met whom in which band: one flat table, and a chain through each of its buckets.
class Buckets {
 public:
  explicit Buckets(std::size_t prints)
      : slots_(std::bit_ceil(2 * kBands * prints + 1)), next_(kBands * prints) {}

  // Calls compare with those who are in the bucket of this band, the first first, and joins them.
  template <typename Compare>
  void meet(std::size_t i, std::size_t band, const Fingerprint& print, const Compare& compare) {
    std::uint64_t key = band;
    for (std::size_t h = 0; h < kBand; ++h) key = mix(key ^ print.minima[band * kBand + h]);
    Slot& slot = find(key);
    std::uint32_t entry = slot.head;
    for (std::uint32_t k = 0; k < slot.count; ++k) {
      compare(entry / kBands);
      entry = next_[entry];
    }
    if (slot.count >= kBucketMax) return;
    const auto own = static_cast<std::uint32_t>(i * kBands + band);
    if (slot.count == 0) {
      slot.key = key;
      slot.head = own;
    } else {
      next_[slot.tail] = own;
    }
    slot.tail = own;
    ++slot.count;
  }

 private:
  struct Slot {
    std::uint64_t key = 0;
    std::uint32_t head = 0;
    std::uint32_t tail = 0;
    std::uint32_t count = 0;
  };

  Slot& find(std::uint64_t key) {
    std::size_t at = key & (slots_.size() - 1);
    while (slots_[at].count > 0 && slots_[at].key != key) at = (at + 1) & (slots_.size() - 1);
    return slots_[at];
  }

  std::vector<Slot> slots_;
  std::vector<std::uint32_t> next_;
};

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
  std::uint32_t same = 0;
  for (std::size_t h = 0; h < kHashes; ++h) same += a.minima[h] == b.minima[h] ? 1U : 0U;
  return static_cast<double>(same) / static_cast<double>(kHashes);
}

std::vector<std::size_t> first_alike(std::span<const Fingerprint> fingerprints) {
  std::vector<std::size_t> first(fingerprints.size());
  std::unordered_map<std::uint64_t, std::size_t> exact;
  exact.reserve(fingerprints.size());
  Buckets buckets(fingerprints.size());
  for (std::size_t i = 0; i < fingerprints.size(); ++i) {
    const Fingerprint& print = fingerprints[i];
    first[i] = i;
    const auto [same, fresh] = exact.try_emplace(print.exact, i);
    if (!fresh) {
      first[i] = first[same->second];
      continue;
    }
    const auto compare = [&](std::size_t other) {
      if (first[i] == i && resemblance(print, fingerprints[other]) >= kAlike) {
        first[i] = first[other];
      }
    };
    for (std::size_t band = 0; band < kBands; ++band) buckets.meet(i, band, print, compare);
  }
  return first;
}

}  // namespace mikata::text
