// SPDX-License-Identifier: Apache-2.0
#include "mikata/ingest/fold_text.h"

#include <unicode/normalizer2.h>
#include <unicode/unistr.h>

#include "mikata/base/error.h"

namespace mikata {
namespace {

constexpr std::string_view kIdeographicSpace = "\xE3\x80\x80";
constexpr std::string_view kFullWidthYen = "\xEF\xBF\xA5";
constexpr std::string_view kNoBreakSpace = "\xC2\xA0";

bool is_blank(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

// Separators that carry no meaning in a header.
bool is_separator(char32_t c) {
  static constexpr std::u32string_view kSeparators = U" _-.,:;/\\|#*'\"!?・、。：＊　\u00A0「」";
  return c < 0x20 || kSeparators.find(c) != std::u32string_view::npos;
}

icu::UnicodeString fold_unicode(std::string_view text) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* nfkc = icu::Normalizer2::getNFKCCasefoldInstance(status);
  if (U_FAILURE(status)) fail(ErrorKind::internal, "unicode data not found: {}", "NFKC casefold");
  const auto wide =
      icu::UnicodeString::fromUTF8({text.data(), static_cast<std::int32_t>(text.size())});
  return nfkc->normalize(wide, status);
}

struct Brackets {
  std::string outside;
  std::string inside;
};

// Splits "金額(円)" (already folded to half width) into what is outside and inside of brackets.
Brackets split_brackets(const std::string& text) {
  Brackets result;
  int depth = 0;
  for (const char c : text) {
    if (c == '(' || c == '[') {
      ++depth;
    } else if ((c == ')' || c == ']') && depth > 0) {
      --depth;
    } else {
      (depth > 0 ? result.inside : result.outside) += c;
    }
  }
  return result;
}

}  // namespace

std::string_view trim_blanks(std::string_view text) {
  for (;;) {
    if (!text.empty() && is_blank(text.front())) {
      text.remove_prefix(1);
    } else if (!text.empty() && is_blank(text.back())) {
      text.remove_suffix(1);
    } else if (text.starts_with(kIdeographicSpace)) {
      text.remove_prefix(kIdeographicSpace.size());
    } else if (text.ends_with(kIdeographicSpace)) {
      text.remove_suffix(kIdeographicSpace.size());
    } else if (text.starts_with(kNoBreakSpace)) {
      text.remove_prefix(kNoBreakSpace.size());
    } else if (text.ends_with(kNoBreakSpace)) {
      text.remove_suffix(kNoBreakSpace.size());
    } else {
      return text;
    }
  }
}

std::string fold_width(std::string_view text) {
  std::string result;
  result.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto at = [&](std::size_t k) { return static_cast<unsigned char>(text[k]); };
    if (at(i) != 0xEF && at(i) != 0xE3) {
      result += text[i];
      continue;
    }
    if (text.substr(i).starts_with(kIdeographicSpace)) {
      result += ' ';
      i += 2;
      continue;
    }
    if (text.substr(i).starts_with(kFullWidthYen)) {
      result += "¥";
      i += 2;
      continue;
    }
    const bool full =
        at(i) == 0xEF && i + 2 < text.size() && (at(i + 1) == 0xBC || at(i + 1) == 0xBD);
    const unsigned code = full ? 0xF000U | (at(i + 1) & 0x3FU) << 6 | (at(i + 2) & 0x3FU) : 0;
    // U+FF01..U+FF5E are ASCII 0x21..0x7E.
    if (code >= 0xFF01 && code <= 0xFF5E) {
      result += static_cast<char>(code - 0xFF01 + 0x21);
      i += 2;
    } else {
      result += text[i];
    }
  }
  return result;
}

std::string fold_case(std::string_view text) {
  std::string result;
  fold_unicode(text).toUTF8String(result);
  return result;
}

std::string header_key(std::string_view header) {
  const std::string folded = fold_case(header);
  const Brackets parts = split_brackets(folded);
  const auto wide = icu::UnicodeString::fromUTF8(parts.outside.empty() ? folded : parts.outside);
  icu::UnicodeString kept;
  for (std::int32_t i = 0; i < wide.length(); i = wide.moveIndex32(i, 1)) {
    const auto c = static_cast<char32_t>(wide.char32At(i));
    if (!is_separator(c)) kept.append(static_cast<UChar32>(c));
  }
  std::string result;
  kept.toUTF8String(result);
  return result;
}

std::string header_unit(std::string_view header) {
  return split_brackets(fold_case(header)).inside;
}

bool says_utc(std::string_view header) {
  const std::string text = fold_case(header);
  const auto inside = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); };
  for (const std::string_view name : {"utc", "gmt"}) {
    const std::size_t at = text.find(name);
    if (at == std::string::npos || (at > 0 && inside(text[at - 1]))) continue;
    // "GMT+9" is another clock.
    const char after = at + name.size() < text.size() ? text[at + name.size()] : ' ';
    if (!inside(after) && after != '+' && after != '-') return true;
  }
  return false;
}

}  // namespace mikata
