// SPDX-License-Identifier: Apache-2.0
#include "mikata/ingest/row_key.h"

#include <array>
#include <cstring>

namespace mikata {
namespace {

constexpr std::uint64_t kFirstSecret = 0xa0761d6478bd642fULL;
constexpr std::uint64_t kSecondSecret = 0xe7037ed1a0b428dbULL;
constexpr std::uint64_t kThirdSecret = 0x8ebc6af09c88c6e3ULL;

__extension__ using Wide = unsigned __int128;

std::uint64_t fold(std::uint64_t a, std::uint64_t b) {
  const Wide product = static_cast<Wide>(a) * b;
  return static_cast<std::uint64_t>(product) ^ static_cast<std::uint64_t>(product >> 64);
}

std::uint64_t read_bytes(const char* bytes, std::size_t count) {
  std::uint64_t value = 0;
  std::memcpy(&value, bytes, count);
  return value;
}

}  // namespace

std::uint64_t hash_text(std::string_view text, std::uint64_t seed) {
  std::uint64_t state = seed ^ kFirstSecret;
  const char* bytes = text.data();
  std::size_t left = text.size();
  while (left > 16) {
    state = fold(read_bytes(bytes, 8) ^ kSecondSecret, read_bytes(bytes + 8, 8) ^ state);
    bytes += 16;
    left -= 16;
  }
  const std::uint64_t low = read_bytes(bytes, left < 8 ? left : 8);
  const std::uint64_t high = left > 8 ? read_bytes(bytes + 8, left - 8) : 0;
  return fold(kSecondSecret ^ text.size(), fold(low ^ kSecondSecret, high ^ state ^ kThirdSecret));
}

void RowHash::add(std::uint64_t value) {
  first = fold(first ^ value ^ kFirstSecret, kSecondSecret ^ (first >> 29));
  second = fold(second + value + kThirdSecret, kFirstSecret ^ (value << 1));
}

std::string key_text(const RowHash& hash) {
  static constexpr std::string_view kLetters =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  std::string result(15, ' ');
  std::uint64_t bits = hash.first;
  for (std::size_t i = 0; i < 15; ++i) {
    if (i == 10) bits = hash.second;
    result[i] = kLetters[bits & 63U];
    bits >>= 6;
  }
  return result;
}

HashSet::HashSet() : slots_(1024, 0) {}

std::size_t HashSet::home_of(std::uint64_t hash) const {
  return static_cast<std::size_t>(hash >> 7) & (slots_.size() - 1);
}

std::size_t HashSet::slot_of(std::uint64_t hash) const {
  const std::size_t mask = slots_.size() - 1;
  std::size_t slot = home_of(hash);
  while (slots_[slot] != 0 && slots_[slot] != hash) slot = (slot + 1) & mask;
  return slot;
}

bool HashSet::insert(std::uint64_t hash) {
  // 0 marks an empty slot.
  if (hash == 0) hash = kFirstSecret;
  const std::size_t slot = slot_of(hash);
  if (slots_[slot] != 0) return false;
  slots_[slot] = hash;
  if (++size_ * 10 > slots_.size() * 7) grow();
  return true;
}

bool HashSet::insert_all(std::span<const std::uint64_t> hashes) {
  // Each slot is a miss in a large set; asked for early, they are fetched side by side.
  constexpr std::size_t kAhead = 16;
  bool all_new = true;
  for (std::size_t i = 0; i < hashes.size(); ++i) {
    if (i + kAhead < hashes.size()) __builtin_prefetch(&slots_[home_of(hashes[i + kAhead])]);
    if (!insert(hashes[i])) all_new = false;
  }
  return all_new;
}

bool HashSet::contains(std::uint64_t hash) const {
  if (hash == 0) hash = kFirstSecret;
  return slots_[slot_of(hash)] != 0;
}

void HashSet::grow() {
  std::vector<std::uint64_t> old(slots_.size() * 2, 0);
  old.swap(slots_);
  for (const std::uint64_t hash : old) {
    if (hash != 0) slots_[slot_of(hash)] = hash;
  }
}

std::uint32_t Ordinals::next(std::uint64_t hash) {
  if (seen_.insert(hash)) return 0;
  return ++repeats_[hash];
}

}  // namespace mikata
