// SPDX-License-Identifier: Apache-2.0
#include "mikata/text/duplicates.h"

#include <algorithm>
#include <bit>

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

}  // namespace

// One way to meet a remark.
struct AlikeIndex::Key {
  static constexpr std::uint64_t kPlaceMask = (std::uint64_t{1} << kPlaceBits) - 1;

  std::uint64_t hash = 0;

  Key(const Fingerprint& print, std::size_t way)
      : hash(mix(word_of(print, way) ^ (way * 0x9E3779B97F4A7C15))) {}
  bool is_in(std::uint64_t slot) const { return ((slot ^ hash) & ~kPlaceMask) == 0; }
  std::uint64_t slot_of(std::size_t place) const { return (hash & ~kPlaceMask) | (place + 1); }
  static std::size_t place_in(std::uint64_t slot) { return (slot & kPlaceMask) - 1; }
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
  // Written so that the compiler counts many at once.
  const auto ours = std::bit_cast<std::array<std::uint16_t, kHashes>>(a.bands);
  const auto theirs = std::bit_cast<std::array<std::uint16_t, kHashes>>(b.bands);
  std::uint16_t same = 0;
  for (std::size_t i = 0; i < kHashes; ++i) {
    same = static_cast<std::uint16_t>(same + (ours[i] == theirs[i] ? 1 : 0));
  }
  return static_cast<double>(same) / static_cast<double>(kHashes);
}

std::optional<std::size_t> AlikeIndex::find(const Fingerprint& print) const {
  if (slots_.empty()) return std::nullopt;
  const std::size_t last = slots_.size() - 1;
  // Who is met in one way is often met in others: most of those that were compared already.
  std::array<std::uint32_t, 1024> compared{};
  // All of it first: most of those that are alike are the same.
  for (std::size_t way = kWays; way-- > 0;) {
    const Key key(print, way);
    for (std::size_t at = key.hash & last; slots_[at] != 0; at = (at + 1) & last) {
      if (!key.is_in(slots_[at])) continue;
      const std::size_t place = Key::place_in(slots_[at]);
      std::uint32_t& before = compared[place % compared.size()];
      if (before == place + 1) continue;
      if (resemblance(print, prints_[place]) >= kAlike) return place;
      before = static_cast<std::uint32_t>(place + 1);
    }
  }
  return std::nullopt;
}

void AlikeIndex::add(const Fingerprint& print) {
  if (prints_.size() >= kMost) return;
  if (prints_.size() == prints_.capacity()) {
    prints_.reserve(std::min(kMost, std::max<std::size_t>(64, 2 * prints_.size())));
  }
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
    if (key.is_in(slots_[at]) && ++met == kBucketMax) return;
  }
  slots_[at] = key.slot_of(place);
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
