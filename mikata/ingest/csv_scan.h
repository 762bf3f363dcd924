// SPDX-License-Identifier: Apache-2.0
// Finds the few bytes of a CSV that mean something (delimiter, quote, line ends, NUL), 64 bytes at
// a time. What lies between them is never looked at twice.
#pragma once

#include <bit>
#include <cstdint>
#ifdef __SSE2__
#include <emmintrin.h>
#endif

namespace mikata::ingest {

class SpecialScanner {
 public:
  SpecialScanner() = default;
  // At least 64 bytes after `end` must be readable.
  SpecialScanner(const char* begin, const char* end, char delimiter)
      : block_(begin), end_(end), delimiter_(delimiter) {
    if (block_ < end_) mask_ = visible_mask();
  }

  // The next byte that means something, or `end`.
  const char* next() {
    while (mask_ == 0) {
      if (end_ - block_ <= kBlock) return end_;
      block_ += kBlock;
      mask_ = visible_mask();
    }
    const char* found = block_ + std::countr_zero(mask_);
    mask_ &= mask_ - 1;
    return found;
  }

 private:
  static constexpr std::ptrdiff_t kBlock = 64;

  std::uint64_t visible_mask() const {
    const std::uint64_t mask = special_mask();
    const std::ptrdiff_t left = end_ - block_;
    return left >= kBlock ? mask : mask & ((std::uint64_t{1} << left) - 1);
  }

#ifdef __SSE2__
  std::uint64_t special_mask() const {
    std::uint64_t mask = 0;
    for (int part = 0; part < 4; ++part) {
      const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(block_ + 16 * part));
      const auto equals = [&](char c) { return _mm_cmpeq_epi8(bytes, _mm_set1_epi8(c)); };
      const __m128i line_ends = _mm_or_si128(equals('\n'), equals('\r'));
      const __m128i cell_ends = _mm_or_si128(equals(delimiter_), equals('"'));
      const __m128i any = _mm_or_si128(_mm_or_si128(line_ends, cell_ends), equals('\0'));
      mask |= std::uint64_t{static_cast<std::uint16_t>(_mm_movemask_epi8(any))} << (16 * part);
    }
    return mask;
  }
#else
  std::uint64_t special_mask() const {
    std::uint64_t mask = 0;
    for (int i = 0; i < kBlock; ++i) {
      const char c = block_[i];
      const bool special = c == delimiter_ || c == '"' || c == '\n' || c == '\r' || c == '\0';
      mask |= std::uint64_t{special} << i;
    }
    return mask;
  }
#endif

  const char* block_ = nullptr;
  const char* end_ = nullptr;
  char delimiter_ = ',';
  std::uint64_t mask_ = 0;
};

}  // namespace mikata::ingest
