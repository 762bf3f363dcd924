// SPDX-License-Identifier: Apache-2.0
// A condition -> its words.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace mikata::segment {

enum class TokenKind { name, text, number, symbol, keyword, end };

struct Token {
  TokenKind kind = TokenKind::end;
  // name: without double quotes; text: without single quotes; keyword: in upper case; symbol and
  // number: as written, but <> is spelled !=.
  std::string text;
  std::size_t begin = 0;  // byte offsets in the condition
  std::size_t end = 0;
  bool quoted = false;  // a name in double quotes
};

// AND OR NOT IN BETWEEN LIKE IS NULL TRUE FALSE, in any case.
bool is_keyword(std::string_view upper_case_word);
// May stand without double quotes: letters of any script, digits, _; no digit first; no keyword.
bool is_plain_name(std::string_view word);

// Reads one word after the other. Spaces are ASCII white space and the ideographic space.
class Lexer {
 public:
  explicit Lexer(std::string_view source) : source_(source) {}
  // The next word; TokenKind::end at the end, again and again. Fails with three lines (see
  // position_error.h) on what is no word.
  Token next();

 private:
  void skip_spaces();
  Token quoted(char quote, TokenKind kind);
  Token number();
  Token word();
  Token symbol();

  std::string_view source_;
  std::size_t at_ = 0;
};

}  // namespace mikata::segment
