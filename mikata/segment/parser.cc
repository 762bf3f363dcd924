// SPDX-License-Identifier: Apache-2.0
#include "mikata/segment/parser.h"

#include <fmt/format.h>

#include <string>
#include <utility>

#include "mikata/base/suggest.h"
#include "mikata/segment/lexer.h"
#include "mikata/segment/position_error.h"

namespace mikata::segment {
namespace {

constexpr Comparator kAllComparators[] = {Comparator::equal,   Comparator::not_equal,
                                          Comparator::less,    Comparator::less_equal,
                                          Comparator::greater, Comparator::greater_equal};

const Localized kComparison{"比べ方（=、IN、BETWEEN、LIKE、IS NULL など）",
                            "a comparison such as =, IN, BETWEEN, LIKE or IS NULL"};

class Parser {
 public:
  explicit Parser(std::string_view source) : source_(source), lexer_(source) {
    token_ = lexer_.next();
  }

  std::optional<Expression> condition() {
    if (token_.kind == TokenKind::end) return std::nullopt;
    auto expression = any();
    if (token_.kind != TokenKind::end)
      unexpected({"AND、OR か条件の終わり", "AND, OR or the end"}, {"AND", "OR"});
    return expression;
  }

 private:
  Expression any() { return chain(Connective::any, "OR", &Parser::all); }
  Expression all() { return chain(Connective::all, "AND", &Parser::negation); }

  Expression chain(Connective connective, std::string_view keyword,
                   Expression (Parser::*operand)()) {
    Expression first = (this->*operand)();
    if (!at_keyword(keyword)) return first;
    Combination combination{connective, {}};
    combination.operands.push_back(std::move(first));
    while (take_keyword(keyword)) combination.operands.push_back((this->*operand)());
    return {std::move(combination)};
  }

  Expression negation() {
    if (!at_keyword("NOT")) return primary();
    deepen();
    take();
    Combination combination{Connective::none, {}};
    combination.operands.push_back(negation());
    --depth_;
    return {std::move(combination)};
  }

  Expression primary() {
    if (!at_symbol("(")) return predicate();
    deepen();
    const Token open = take();
    Expression inner = any();
    if (token_.kind == TokenKind::end) {
      fail_at(source_, open.begin,
              {"かっこが閉じられていません: (", "parenthesis never closed: ("});
    }
    if (!take_symbol(")")) unexpected({"AND、OR か )", "AND, OR or )"}, {"AND", "OR"});
    --depth_;
    return inner;
  }

  Expression predicate() {
    Name column = name();
    if (at_symbol("(")) {
      fail_at(source_, column.position,
              localized({"条件に関数は使えません: {}（列と値を比べてください）",
                         "a condition has no functions: {} (compare a column with a value)"},
                        column.text));
    }
    if (token_.kind == TokenKind::symbol) return {comparison(std::move(column))};
    const bool negated = take_keyword("NOT");
    if (take_keyword("IN")) return {Membership{std::move(column), negated, literals()}};
    if (take_keyword("BETWEEN")) {
      Literal low = literal();
      if (!take_keyword("AND")) unexpected({"AND と上の端", "AND and the upper end"}, {"AND"});
      return {Between{std::move(column), negated, std::move(low), literal()}};
    }
    if (take_keyword("LIKE")) return {Like{std::move(column), negated, literal()}};
    if (negated)
      unexpected({"IN、BETWEEN か LIKE", "IN, BETWEEN or LIKE"}, {"IN", "BETWEEN", "LIKE"});
    if (take_keyword("IS")) {
      const bool not_null = take_keyword("NOT");
      if (!take_keyword("NULL"))
        unexpected({"NULL か NOT NULL", "NULL or NOT NULL"}, {"NULL", "NOT"});
      return {NullTest{std::move(column), not_null}};
    }
    unexpected(kComparison, {"IN", "BETWEEN", "LIKE", "IS", "NOT"});
  }

  Comparison comparison(Name column) {
    for (const auto comparator : kAllComparators) {
      if (!take_symbol(comparator_text(comparator))) continue;
      return {std::move(column), comparator, literal()};
    }
    unexpected(kComparison, {});
  }

  Name name() {
    if (token_.kind != TokenKind::name) unexpected({"列の名前", "the name of a column"}, {"NOT"});
    Token token = take();
    Name name{std::move(token.text), token.begin};
    while (take_symbol(".")) {
      // After a dot a keyword can only be a name.
      const bool word = token_.kind == TokenKind::name || token_.kind == TokenKind::keyword;
      if (!word) unexpected({"点のあとに列の名前", "the name of a column after the dot"}, {});
      const Token part = take();
      name.text += '.';
      name.text += part.quoted ? part.text : source_.substr(part.begin, part.end - part.begin);
    }
    return name;
  }

  std::vector<Literal> literals() {
    if (!take_symbol("(")) unexpected({"( と値の並び", "( and a list of values"}, {});
    std::vector<Literal> values;
    do {
      values.push_back(literal());
    } while (take_symbol(","));
    if (!take_symbol(")")) unexpected({", か )", ", or )"}, {});
    return values;
  }

  Literal literal() {
    if (token_.kind == TokenKind::text) return literal_of(LiteralKind::text);
    if (token_.kind == TokenKind::number) return literal_of(LiteralKind::number);
    if (at_keyword("TRUE") || at_keyword("FALSE")) return literal_of(LiteralKind::boolean);
    if (at_keyword("NULL")) {
      fail_at(source_, token_.begin,
              {"NULL と等しいものはありません（IS NULL か IS NOT NULL と書いてください）",
               "nothing is equal to NULL (write IS NULL or IS NOT NULL)"});
    }
    if (token_.kind == TokenKind::name) {
      fail_at(source_, token_.begin,
              localized({"値ではありません: {}（文字は単引用符で囲みます: '{}'）",
                         "not a value: {} (text goes in single quotes: '{}')"},
                        token_.text, token_.text));
    }
    unexpected({"値（'文字'、数、true か false）", "a value: 'text', a number, true or false"}, {});
  }

  Literal literal_of(LiteralKind kind) {
    Token token = take();
    return {kind, std::move(token.text), token.begin};
  }

  bool at_keyword(std::string_view keyword) const {
    return token_.kind == TokenKind::keyword && token_.text == keyword;
  }
  bool at_symbol(std::string_view symbol) const {
    return token_.kind == TokenKind::symbol && token_.text == symbol;
  }
  bool take_keyword(std::string_view keyword) {
    if (!at_keyword(keyword)) return false;
    take();
    return true;
  }
  bool take_symbol(std::string_view symbol) {
    if (!at_symbol(symbol)) return false;
    take();
    return true;
  }
  Token take() { return std::exchange(token_, lexer_.next()); }

  void deepen() {
    if (++depth_ <= kMaxDepth) return;
    fail_at(
        source_, token_.begin,
        localized({"かっこが深すぎます: {}段まで", "nested too deeply: more than {}"}, kMaxDepth));
  }

  [[noreturn]] void unexpected(const Localized& expected, const std::vector<std::string>& words) {
    if (token_.kind == TokenKind::end) {
      fail_at(source_, token_.begin,
              localized({"条件が途中で終わっています: 次に書くのは {}",
                         "the condition ends too early: expected {}"},
                        expected));
    }
    const auto written = source_.substr(token_.begin, token_.end - token_.begin);
    std::string upper(written);
    for (char& c : upper) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    fail_at(source_, token_.begin,
            localized({"ここに書けるのは {} です: {}{}", "expected {}, not: {}{}"}, expected,
                      written, did_you_mean(upper, words)));
  }

  std::string_view source_;
  Lexer lexer_;
  Token token_;
  int depth_ = 0;
};

}  // namespace

std::optional<Expression> parse_condition(std::string_view source) {
  if (source.size() > kMaxLength) {
    fail_at(source, kMaxLength,
            localized({"条件が長すぎます: {}バイト（{}バイトまで）",
                       "condition too long: {} bytes (at most {})"},
                      source.size(), kMaxLength));
  }
  return Parser(source).condition();
}

}  // namespace mikata::segment
