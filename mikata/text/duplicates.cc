// SPDX-License-Identifier: Apache-2.0
#include "mikata/text/duplicates.h"

#include <algorithm>

#include "mikata/text/normalize.h"

namespace mikata::text {
namespace {

constexpr std::size_t kShingle = 5;
constexpr std::size_t kBand = 4;
// So many meet in one band: a phrase that everybody writes would make all of them meet.
constexpr std::size_t kBucketMax = 32;

std::uint64_t mix(std::uint64_t x) {
  x ^= x >> 33;
  x *= 0xFF51AFD7ED558CCD;
  x ^= x >> 33;
  x *= 0xC4CEB9FE1A85EC53;
  return x ^ (x >> 33);
}

constexpr std::size_t kBandBits = 16;

// What a remark is met by: its bands, and last all of it.
std::uint64_t word_of(const Fingerprint& print, std::size_t way) {
  return way < kBands ? print.bands[way] : print.exact;
}

// How many of the four min-hashes in a band are the same.
std::uint32_t same_in_band(std::uint64_t a, std::uint64_t b) {
  std::uint32_t same = 0;
  for (std::size_t k = 0; k < kBand; ++k) {
    same += ((a ^ b) >> (kBandBits * k) & 0xFFFF) == 0 ? 1U : 0U;
  }
  return same;
}

}  // namespace

// One way to meet a remark.
struct AlikeIndex::Key {
  static constexpr std::uint32_t kEntryMask = (1U << kEntryBits) - 1;

  std::size_t way = 0;
  std::uint64_t word = 0;
  std::uint64_t hash = 0;

  Key(const Fingerprint& print, std::size_t by)
      : way(by), word(word_of(print, by)), hash(mix(word ^ (by * 0x9E3779B97F4A7C15))) {}
  std::uint32_t tag() const { return static_cast<std::uint32_t>(hash >> 32) & ~kEntryMask; }
};

Fingerprint fingerprint(std::string_view clean) {
  std::array<std::uint32_t, kHashes> minima{};
  minima.fill(UINT32_MAX);
  std::u32string letters = decode(clean.substr(0, 64 << 10));
  std::erase_if(letters, [](char32_t c) { return c == U' ' || c == U'\n'; });
  std::uint64_t exact = 0xCBF29CE484222325;
  for (const char32_t c : letters) exact = mix(exact ^ c);
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
      minima[h] = std::min(minima[h], value);
    }
  }
  Fingerprint print{.exact = mix(exact ^ clean.size())};
  for (std::size_t h = 0; h < kHashes; ++h) {
    // The low bits: the high ones of a minimum are mostly 0.
    const std::uint64_t kept = minima[h] & 0xFFFF;
    print.bands[h / kBand] |= kept << (kBandBits * (h % kBand));
  }
  return print;
}

double resemblance(const Fingerprint& a, const Fingerprint& b) {
  if (a.exact == b.exact) return 1;
  std::uint32_t same = 0;
  for (std::size_t band = 0; band < kBands; ++band) {
    same += same_in_band(a.bands[band], b.bands[band]);
  }
  return static_cast<double>(same) / static_cast<double>(kHashes);
}

std::optional<std::size_t> AlikeIndex::place_in(std::uint32_t slot, const Key& key) const {
  if ((slot & ~Key::kEntryMask) != key.tag()) return std::nullopt;
  const std::size_t entry = (slot & Key::kEntryMask) - 1;
  const std::size_t place = entry / kWays;
  const bool meet = entry % kWays == key.way && word_of(prints_[place], key.way) == key.word;
  return meet ? std::optional(place) : std::nullopt;
}

std::optional<std::size_t> AlikeIndex::find(const Fingerprint& print) const {
  if (slots_.empty()) return std::nullopt;
  const std::size_t last = slots_.size() - 1;
  // All of it first: most of those that are alike are the same.
  for (std::size_t way = kWays; way-- > 0;) {
    const Key key(print, way);
    for (std::size_t at = key.hash & last; slots_[at] != 0; at = (at + 1) & last) {
      const auto place = place_in(slots_[at], key);
      if (place && resemblance(print, prints_[*place]) >= kAlike) return place;
    }
  }
  return std::nullopt;
}

void AlikeIndex::add(const Fingerprint& print) {
  if (prints_.size() >= kMost) return;
  prints_.push_back(print);
  if (10 * (used_ + kWays) > 7 * slots_.size()) return grow();
  for (std::size_t way = 0; way < kWays; ++way) put(prints_.size() - 1, way);
}

void AlikeIndex::clear() { *this = AlikeIndex(); }

void AlikeIndex::grow() {
  slots_.assign(std::max<std::size_t>(1024, 2 * slots_.size()), 0);
  used_ = 0;
  for (std::size_t place = 0; place < prints_.size(); ++place) {
    for (std::size_t way = 0; way < kWays; ++way) put(place, way);
  }
}

void AlikeIndex::put(std::size_t place, std::size_t way) {
  const Key key(prints_[place], way);
  const std::size_t last = slots_.size() - 1;
  std::size_t met = 0;
  std::size_t at = key.hash & last;
  for (; slots_[at] != 0; at = (at + 1) & last) {
    if (place_in(slots_[at], key) && ++met == kBucketMax) return;
  }
  slots_[at] = key.tag() | static_cast<std::uint32_t>(place * kWays + way + 1);
  ++used_;
}

std::vector<std::size_t> first_alike(std::span<const Fingerprint> fingerprints) {
  std::vector<std::size_t> first;
  std::vector<std::size_t> firsts;  // by their place in the index
  AlikeIndex index;
  for (std::size_t i = 0; i < fingerprints.size(); ++i) {
    const auto found = index.find(fingerprints[i]);
    first.push_back(found ? firsts[*found] : i);
    if (found) continue;
    firsts.push_back(i);
    index.add(fingerprints[i]);
  }
  return first;
}

}  // namespace mikata::text
