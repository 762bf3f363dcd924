// SPDX-License-Identifier: Apache-2.0
#include "mikata/text/normalize.h"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/utf16.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <bitset>

#include "mikata/base/error.h"

namespace mikata::text {
namespace {

constexpr char32_t kReplacement = 0xFFFD;
// A base with more marks than any language stacks is normalised in pieces.
constexpr std::size_t kSegmentMax = 32;

const icu::Normalizer2& folding() {
  UErrorCode code = U_ZERO_ERROR;
  const icu::Normalizer2* found = icu::Normalizer2::getNFKCCasefoldInstance(code);
  if (U_FAILURE(code)) fail(ErrorKind::internal, "ICU has no NFKC_Casefold: {}", u_errorName(code));
  return *found;
}

bool is_stacked_mark(char32_t c) {
  return (c >= 0x300 && c <= 0x36F) || (c >= 0x483 && c <= 0x489) || (c >= 0x1AB0 && c <= 0x1AFF) ||
         (c >= 0x1DC0 && c <= 0x1DFF) || (c >= 0x20D0 && c <= 0x20FF) ||
         (c >= 0xFE20 && c <= 0xFE2F);
}

// What a code point of the basic plane becomes when it stands alone. ICU is asked once.
struct FoldTable {
  static constexpr std::size_t kSize = 0x10000;
  std::vector<char16_t> single;  // 0: not one code point, ask ICU
  std::bitset<kSize> starts;     // nothing before it can change it
  const icu::Normalizer2& folding_;

  FoldTable() : single(kSize), folding_(folding()) {
    for (char32_t c = 1; c < kSize; ++c) {
      starts[c] = folding_.hasBoundaryBefore(static_cast<UChar32>(c));
      if (!U_IS_SURROGATE(c)) single[c] = alone(c);
    }
  }
  char16_t alone(char32_t c) const {
    UErrorCode code = U_ZERO_ERROR;
    const icu::UnicodeString folded =
        folding_.normalize(icu::UnicodeString(static_cast<UChar32>(c)), code);
    return U_SUCCESS(code) && folded.length() == 1 ? folded[0] : u'\0';
  }
  bool starts_at(char32_t c) const {
    return c < kSize ? starts[c] : folding_.hasBoundaryBefore(static_cast<UChar32>(c)) != 0;
  }
};

const FoldTable& fold_table() {
  static const FoldTable table;
  return table;
}

class Cleaner {
 public:
  explicit Cleaner(CleanText& out) : out_(out) {}

  void run() {
    const FoldTable& table = fold_table();
    const std::u32string& input = out_.input;
    // Never in the string itself: words point into the text, and it may be moved.
    out_.text.reserve(std::max<std::size_t>(input.size() * 3, 64));
    out_.origin.reserve(input.size() * 3 + 1);
    std::size_t i = 0;
    while (i < input.size()) {
      std::size_t end = i + 1;
      while (end < input.size() && end - i < kSegmentMax && !table.starts_at(input[end])) ++end;
      const char32_t c = input[i];
      if (end == i + 1 && c < FoldTable::kSize && table.single[c] != 0) {
        append(table.single[c], i);
      } else {
        append_segment(i, end);
      }
      i = end;
    }
    out_.origin.push_back(static_cast<std::uint32_t>(input.size()));
  }

 private:
  void append_segment(std::size_t begin, std::size_t end) {
    icu::UnicodeString segment;
    for (std::size_t i = begin; i < end; ++i) {
      segment.append(static_cast<UChar32>(out_.input[i]));
    }
    UErrorCode code = U_ZERO_ERROR;
    const icu::UnicodeString folded = fold_table().folding_.normalize(segment, code);
    if (U_FAILURE(code)) return append(kReplacement, begin);
    for (int i = 0; i < folded.length(); i = folded.moveIndex32(i, 1)) {
      append(static_cast<char32_t>(folded.char32At(i)), begin);
    }
  }

  void append(char32_t c, std::size_t from) {
    if (is_stacked_mark(c)) return;
    if (c < 0x20 && c != '\n') c = c == '\r' ? U'\n' : U' ';
    if (c == 0x7F || c == 0x3000 || c == 0xA0) c = U' ';
    if (c == U'‘' || c == U'’') c = U'\'';
    if (c == U'“' || c == U'”') c = U'"';
    run_ = c == last_ ? run_ + 1 : 1;
    last_ = c;
    if (run_ > run_max(c)) return;
    append_utf8(out_.text, c);
    out_.origin.resize(out_.text.size(), static_cast<std::uint32_t>(from));
  }

  // Digits are never dropped: they may be a number.
  static std::size_t run_max(char32_t c) {
    if (c >= U'0' && c <= U'9') return SIZE_MAX;
    if (c == U'ー' || c == U'〜' || c == U'~' || c == U'〰') return 1;
    return 2;
  }

  CleanText& out_;
  char32_t last_ = 0;
  std::size_t run_ = 0;
};

}  // namespace

Span CleanText::span(std::size_t begin, std::size_t end) const {
  return {origin[begin], std::max(origin[end], origin[end - 1] + 1)};
}

void append_utf8(std::string& out, char32_t c) {
  if (c > 0x10FFFF || U_IS_SURROGATE(c)) c = kReplacement;
  char bytes[4];
  std::int32_t length = 0;
  U8_APPEND_UNSAFE(bytes, length, static_cast<UChar32>(c));
  out.append(bytes, static_cast<std::size_t>(length));
}

std::u32string decode(std::string_view input) {
  std::u32string out;
  out.reserve(input.size());
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(input.data());
  const auto size = static_cast<std::int64_t>(input.size());
  std::int64_t i = 0;
  while (i < size) {
    UChar32 c = 0;
    U8_NEXT(bytes, i, size, c);
    out.push_back(c < 0 ? kReplacement : static_cast<char32_t>(c));
  }
  return out;
}

std::string encode(std::u32string_view input) {
  std::string out;
  out.reserve(input.size() * 3);
  for (const char32_t c : input) append_utf8(out, c);
  return out;
}

CleanText clean(std::string_view input) {
  CleanText out;
  out.input = decode(input);
  Cleaner(out).run();
  return out;
}

}  // namespace mikata::text
