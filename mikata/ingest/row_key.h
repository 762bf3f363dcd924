// SPDX-License-Identifier: Apache-2.0
// Keys for rows that come without an id: shape of the file, the mapped values, and the ordinal
// among identical rows of that file. The same file gives the same keys; identical rows stay apart.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace mikata {

// 64 bits of a text (multiply and fold, after wyhash by Wang Yi). Not for secrets.
std::uint64_t hash_text(std::string_view text, std::uint64_t seed = 0);

// Two lanes, so that keys have 90 bits although every value is hashed once.
struct RowHash {
  std::uint64_t first = 0;
  std::uint64_t second = 0;

  void add(std::uint64_t value);
};

// 15 characters (base64url) of 90 bits.
std::string key_text(const RowHash& hash);

// A set of 64-bit hashes in open addressing: 8 bytes a slot, no allocation per entry.
class HashSet {
 public:
  HashSet();
  // True if the hash was not there yet.
  bool insert(std::uint64_t hash);
  // True if none of them was there yet, nor comes twice.
  bool insert_all(std::span<const std::uint64_t> hashes);
  bool contains(std::uint64_t hash) const;
  std::size_t size() const { return size_; }

 private:
  void grow();
  std::size_t home_of(std::uint64_t hash) const;
  std::size_t slot_of(std::uint64_t hash) const;
  std::vector<std::uint64_t> slots_;
  std::size_t size_ = 0;
};

// How many identical rows came before. Only hashes that repeat cost more than a slot.
class Ordinals {
 public:
  std::uint32_t next(std::uint64_t hash);

 private:
  HashSet seen_;
  std::unordered_map<std::uint64_t, std::uint32_t> repeats_;
};

}  // namespace mikata
