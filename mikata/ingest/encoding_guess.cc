// SPDX-License-Identifier: Apache-2.0
// Which encoding the bytes are in. The double-byte encodings overlap, so each candidate that could
// be right is scored by how usual its characters would be; mojibake is made of unusual ones.
#include <algorithm>
#include <array>

#include "mikata/ingest/encoding.h"

namespace mikata::ingest {

namespace {

using Byte = unsigned char;

// A byte that cannot be counts as so many unusual characters: one damaged place in a long text is
// then an error where it stands, not another encoding.
constexpr double kImpossible = 8;
// Below this even the best candidate is mojibake.
constexpr double kUsual = 0.35;

bool between(Byte byte, int low, int high) { return byte >= low && byte <= high; }
bool ascii_letter(Byte byte) { return between(byte | 0x20, 'a', 'z'); }

class Bytes {
 public:
  explicit Bytes(std::string_view text) : text_(text) {}
  std::size_t size() const { return text_.size(); }
  // 0 outside, as if the file were surrounded by blanks.
  Byte at(std::size_t i) const { return i < text_.size() ? static_cast<Byte>(text_[i]) : Byte{0}; }
  Byte before(std::size_t i) const { return i == 0 ? Byte{0} : at(i - 1); }

 private:
  std::string_view text_;
};

struct Character {
  std::size_t bytes = 0;  // 0: cannot be
  double usual = 0;
};

Character cp932_character(const Bytes& text, std::size_t i, bool after_letter) {
  const Byte lead = text.at(i);
  if (between(lead, 0xA1, 0xDF)) {  // half-width katakana come in runs
    const bool run = between(text.before(i), 0xA1, 0xDF) || between(text.at(i + 1), 0xA1, 0xDF);
    return {.bytes = 1, .usual = run ? 0.6 : 0.1};
  }
  const Byte trail = text.at(i + 1);
  const bool lead_fits = between(lead, 0x81, 0x9F) || between(lead, 0xE0, 0xFC);
  const bool trail_fits = between(trail, 0x40, 0x7E) || between(trail, 0x80, 0xFC);
  if (!lead_fits || !trail_fits || (lead == 0xFC && trail > 0x4B)) return {};
  // "don't" with a curly quote of Windows-1252 is a valid kanji between two letters.
  if (after_letter && trail < 0x80) return {.bytes = 2, .usual = 0};
  const bool usual = between(lead, 0x81, 0x83) || between(lead, 0x87, 0x97);
  return {.bytes = 2, .usual = usual ? 1.0 : between(lead, 0xF0, 0xF9) ? 0.05 : 0.3};
}

Character euc_jp_character(const Bytes& text, std::size_t i, bool) {
  const Byte lead = text.at(i);
  const Byte trail = text.at(i + 1);
  if (lead == 0x8E && between(trail, 0xA1, 0xDF)) return {.bytes = 2, .usual = 0.6};
  if (lead == 0x8F && between(trail, 0xA1, 0xFE) && between(text.at(i + 2), 0xA1, 0xFE)) {
    return {.bytes = 3, .usual = 0.3};
  }
  if (!between(lead, 0xA1, 0xFE) || !between(trail, 0xA1, 0xFE)) return {};
  const bool usual = lead == 0xA1 || between(lead, 0xA3, 0xA5) || between(lead, 0xB0, 0xCF);
  const bool assigned = lead <= 0xA8 || lead == 0xAD || between(lead, 0xD0, 0xF4);
  return {.bytes = 2, .usual = usual ? 1.0 : assigned ? 0.3 : 0.05};
}

Character windows1252_character(const Bytes& text, std::size_t i, bool after_letter) {
  constexpr std::array<int, 5> kUnassigned = {0x81, 0x8D, 0x8F, 0x90, 0x9D};
  const Byte byte = text.at(i);
  if (std::ranges::find(kUnassigned, byte) != kUnassigned.end()) return {};
  const bool alone = text.before(i) < 0x80 && text.at(i + 1) < 0x80;
  if (!alone) return {.bytes = 1, .usual = 0.2};
  constexpr Byte kApostrophe = 0x92;
  const bool before_letter = ascii_letter(text.at(i + 1));
  const bool in_word = byte == kApostrophe ? after_letter && before_letter
                                           : byte >= 0xC0 && (after_letter || before_letter);
  if (in_word) return {.bytes = 1, .usual = 1.0};
  constexpr std::string_view kSigns = "\x80\x85\x91\x92\x93\x94\x96\x97\xA3\xA9\xAB\xAE\xB0\xBB";
  return {.bytes = 1, .usual = kSigns.find(static_cast<char>(byte)) != kSigns.npos ? 0.7 : 0.2};
}

// How usual the characters would be, 0..1.
template <typename Next>
double score(const Bytes& text, Next next) {
  constexpr std::size_t kLongest = 3;
  double usual = 0;
  double characters = 0;
  std::size_t character_end = 0;
  for (std::size_t i = 0; i < text.size();) {
    if (text.at(i) < 0x80) {
      ++i;
      continue;
    }
    // The second byte of a character is no letter, whatever it looks like.
    const bool after_letter = i != character_end && ascii_letter(text.before(i));
    const Character character = next(text, i, after_letter);
    if (character.bytes == 0) {
      // The sample may end within a character; that says nothing.
      if (i + kLongest > text.size() && characters > 0) break;
      characters += kImpossible;
      ++i;
      continue;
    }
    usual += character.usual;
    characters += 1;
    i += character.bytes;
    character_end = i;
  }
  return characters > 0 ? usual / characters : 0;
}

// Valid UTF-8 as far as it goes: a character of three bytes is better evidence than one of two.
bool begins_as_utf8(std::string_view prefix) {
  int evidence = 0;
  for (const char c : prefix) {
    const Byte byte = static_cast<Byte>(c);
    evidence += byte >= 0xE0 ? 2 : byte >= 0xC2 ? 1 : 0;
  }
  return evidence >= 4;
}

}  // namespace

EncodingMark recognise_mark(std::string_view beginning) {
  const auto begins = [&](std::string_view mark) { return beginning.starts_with(mark); };
  if (begins("\xEF\xBB\xBF")) return {Encoding::utf8, 3, true};
  if (begins(std::string_view("\xFF\xFE\0\0", 4))) return {Encoding::utf32le, 4, true};
  if (begins(std::string_view("\0\0\xFE\xFF", 4))) return {Encoding::utf32be, 4, true};
  if (begins("\xFF\xFE")) return {Encoding::utf16le, 2, true};
  if (begins("\xFE\xFF")) return {Encoding::utf16be, 2, true};

  // UTF-16 without a mark: the commas, digits and line ends have a zero byte, always on one side.
  constexpr std::size_t kLook = 4096;
  const std::string_view look = beginning.substr(0, kLook);
  std::array<std::size_t, 2> zeros = {0, 0};
  for (std::size_t i = 0; i < look.size(); ++i) zeros[i % 2] += look[i] == '\0' ? 1U : 0U;
  const std::size_t enough = std::max<std::size_t>(3, look.size() / 2 / 10);
  if (zeros[0] == 0 && zeros[1] >= enough) return {Encoding::utf16le, 0, true};
  if (zeros[1] == 0 && zeros[0] >= enough) return {Encoding::utf16be, 0, true};
  return {};
}

Encoding recognise_encoding(std::string_view text) {
  if (text.starts_with('\x1B')) return Encoding::iso2022_jp;
  const std::size_t valid = valid_utf8_prefix(text);
  constexpr std::size_t kLongestUtf8 = 4;
  if (valid == text.size() || begins_as_utf8(text.substr(0, valid))) return Encoding::utf8;
  if (valid > 0 && text.size() - valid < kLongestUtf8) return Encoding::utf8;

  struct Candidate {
    Encoding encoding;
    double score;
  };
  const Bytes bytes(text);
  const std::array<Candidate, 3> candidates = {
      Candidate{Encoding::cp932, score(bytes, cp932_character)},
      Candidate{Encoding::euc_jp, score(bytes, euc_jp_character)},
      Candidate{Encoding::windows1252, score(bytes, windows1252_character)}};
  const Candidate best = *std::ranges::max_element(candidates, {}, &Candidate::score);
  return best.score >= kUsual ? best.encoding : Encoding::utf8;
}

std::size_t valid_utf8_prefix(std::string_view text) {
  const Bytes bytes(text);
  std::size_t i = 0;
  while (i < bytes.size()) {
    const Byte lead = bytes.at(i);
    if (lead < 0x80) {
      ++i;
      continue;
    }
    const std::size_t length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
    if (lead < 0xC2 || lead > 0xF4 || i + length > bytes.size()) return i;
    // The second byte excludes overlong forms, surrogates and what is beyond U+10FFFF.
    const int low = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
    const int high = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
    if (!between(bytes.at(i + 1), low, high)) return i;
    for (std::size_t k = 2; k < length; ++k) {
      if (!between(bytes.at(i + k), 0x80, 0xBF)) return i;
    }
    i += length;
  }
  return i;
}

}  // namespace mikata::ingest
