// SPDX-License-Identifier: Apache-2.0
#include "mikata/segment/lexer.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "mikata/base/ascii.h"
#include "mikata/base/utf8.h"
#include "mikata/segment/position_error.h"

namespace mikata::segment {
namespace {

constexpr std::array<std::string_view, 10> kKeywords{"AND",  "OR", "NOT",  "IN",   "BETWEEN",
                                                     "LIKE", "IS", "NULL", "TRUE", "FALSE"};

// The longest first.
constexpr std::array<std::string_view, 10> kSymbols{"!=", "<>", "<=", ">=", "=",
                                                    "<",  ">",  "(",  ")",  ","};

// What people write who come from another language or another keyboard.
struct Misspelling {
  std::string_view written;
  std::string_view meant;
};
constexpr std::array<Misspelling, 22> kMisspellings{{
    {"==", "="}, {"&&", "AND"}, {"||", "OR"}, {"!", "NOT"}, {"＝", "="}, {"≠", "!="},
    {"＜", "<"}, {"＞", ">"},   {"≤", "<="},  {"≥", ">="},  {"≦", "<="}, {"≧", ">="},
    {"（", "("}, {"）", ")"},   {"，", ","},  {"、", ","},  {"「", "'"}, {"」", "'"},
    {"‘", "'"},  {"’", "'"},    {"“", "'"},   {"”", "'"},
}};

const Localized kNotUtf8{"UTF-8 の文字ではありません", "not UTF-8 text"};

constexpr char32_t kIdeographicSpace = 0x3000;

bool is_space(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }
// Full-width digits too: a Japanese keyboard gives them, and they are no number here.
bool is_digit(char32_t value) {
  return (value >= '0' && value <= '9') || (value >= 0xff10 && value <= 0xff19);
}
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }

// Beyond ASCII a name may hold letters: no punctuation, symbols, spaces or full-width ASCII signs.
bool is_letter(char32_t value) {
  if (value < 0x80) return is_letter(static_cast<char>(value));
  if (value < 0xc0 || value == 0xd7 || value == 0xf7) return false;
  if (value >= 0x2000 && value <= 0x2e7f) return false;
  if (value >= 0x3000 && value <= 0x3004) return false;
  if (value >= 0x3008 && value <= 0x3020) return false;
  if (value >= 0xe000 && value <= 0xf8ff) return false;
  if (value >= 0xfe00 && value <= 0xfe6f) return false;
  if (is_digit(value)) return false;
  const bool full_width_sign = (value >= 0xff01 && value <= 0xff0f) ||
                               (value >= 0xff1a && value <= 0xff20) ||
                               (value >= 0xff3b && value <= 0xff40 && value != 0xff3f) ||
                               (value >= 0xff5b && value <= 0xff65) || value >= 0xffe0;
  return !(full_width_sign && value <= 0xffff);
}

// The bytes of the name that begins at `at`; 0 when there is none.
std::size_t name_length(std::string_view source, std::size_t at) {
  const std::size_t begin = at;
  while (at < source.size()) {
    const auto point = decode_utf8(source, at);
    if (!point) break;
    const bool digit = is_digit(point->value);
    if (!is_letter(point->value) && !(digit && at > begin)) break;
    at += point->bytes;
  }
  return at - begin;
}

std::string upper_case(std::string_view word) {
  std::string upper(word);
  std::ranges::transform(upper, upper.begin(), [](char c) {
    return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  });
  return upper;
}

}  // namespace

bool is_keyword(std::string_view upper_case_word) {
  return std::ranges::find(kKeywords, upper_case_word) != kKeywords.end();
}

bool is_plain_name(std::string_view word) {
  return !word.empty() && name_length(word, 0) == word.size() && !is_keyword(upper_case(word));
}

Token Lexer::next() {
  skip_spaces();
  if (at_ == source_.size()) return {TokenKind::end, "", at_, at_};
  const char c = source_[at_];
  if (c == '\'') return quoted('\'', TokenKind::text);
  if (c == '"') return quoted('"', TokenKind::name);
  const bool sign =
      (c == '-' || c == '+') && at_ + 1 < source_.size() && is_digit(source_[at_ + 1]);
  if (is_digit(c) || sign) return number();
  if (name_length(source_, at_) > 0) return word();
  return symbol();
}

void Lexer::skip_spaces() {
  while (at_ < source_.size()) {
    if (is_space(source_[at_])) {
      ++at_;
      continue;
    }
    const auto point = decode_utf8(source_, at_);
    if (!point || point->value != kIdeographicSpace) return;
    at_ += point->bytes;
  }
}

Token Lexer::quoted(char quote, TokenKind kind) {
  Token token{kind, "", at_, at_, kind == TokenKind::name};
  for (std::size_t i = at_ + 1; i < source_.size(); ++i) {
    const char c = source_[i];
    if (c == '\0')
      fail_at(source_, i,
              {"条件にゼロのバイトは書けません", "a condition cannot hold a zero byte"});
    if (c != quote) {
      token.text += c;
      continue;
    }
    if (i + 1 < source_.size() && source_[i + 1] == quote) {
      token.text += c;
      ++i;
      continue;
    }
    at_ = token.end = i + 1;
    if (!is_utf8(token.text)) fail_at(source_, token.begin, kNotUtf8);
    if (token.text.empty() && token.quoted)
      fail_at(source_, token.begin, {"列の名前が空です", "empty column name"});
    return token;
  }
  fail_at(source_, at_,
          localized({"引用符が閉じられていません: {}", "quote never closed: {}"}, quote));
}

Token Lexer::number() {
  Token token{TokenKind::number, "", at_, at_};
  std::size_t end = at_ + 1;
  while (end < source_.size() && is_digit(source_[end])) ++end;
  if (end + 1 < source_.size() && source_[end] == '.' && is_digit(source_[end + 1])) {
    ++end;
    while (end < source_.size() && is_digit(source_[end])) ++end;
  }
  const std::size_t tail = name_length(source_, end);
  const bool dot = end < source_.size() && source_[end] == '.';
  if (tail > 0 || dot) {
    fail_at(source_, at_,
            localized({"数ではありません: {}（1200 や 12.5 のように書きます。文字と日は単引用符で"
                       "囲みます）",
                       "not a number: {} (write 1200 or 12.5; text and days go in single quotes)"},
                      source_.substr(at_, end + tail + (dot ? 1 : 0) - at_)));
  }
  token.text = source_.substr(at_, end - at_);
  if (token.text.front() == '+') token.text.erase(0, 1);
  at_ = token.end = end;
  return token;
}

Token Lexer::word() {
  const std::size_t length = name_length(source_, at_);
  Token token{TokenKind::name, std::string(source_.substr(at_, length)), at_, at_ + length};
  at_ += length;
  if (auto upper = upper_case(token.text); is_keyword(upper)) {
    token.kind = TokenKind::keyword;
    token.text = std::move(upper);
  }
  return token;
}

Token Lexer::symbol() {
  const auto rest = source_.substr(at_);
  for (const auto& [written, meant] : kMisspellings) {
    const bool not_equal = written == "!" && rest.starts_with("!=");
    if (!rest.starts_with(written) || not_equal) continue;
    fail_at(source_, at_,
            localized(
                {"読み取れません: {}（{} のことですか）", "not understood: {} (did you mean {}?)"},
                written, meant));
  }
  if (rest.front() == '.') {
    ++at_;
    return {TokenKind::symbol, ".", at_ - 1, at_};
  }
  for (const auto symbol : kSymbols) {
    if (!rest.starts_with(symbol)) continue;
    Token token{TokenKind::symbol, std::string(symbol == "<>" ? "!=" : symbol), at_,
                at_ + symbol.size()};
    at_ = token.end;
    return token;
  }
  const auto point = decode_utf8(source_, at_);
  if (!point) fail_at(source_, at_, kNotUtf8);
  if (is_digit(point->value)) {
    fail_at(source_, at_,
            localized({"読み取れません: {}（数字は半角の 0 から 9 で書きます）",
                       "not understood: {} (digits are written 0 to 9)"},
                      rest.substr(0, point->bytes)));
  }
  if (point->value < 0x20)
    fail_at(source_, at_,
            {"条件に制御文字は書けません", "a condition cannot hold control characters"});
  fail_at(source_, at_,
          localized({"読み取れません: {}", "not understood: {}"}, rest.substr(0, point->bytes)));
}

}  // namespace mikata::segment
