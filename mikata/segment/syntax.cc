// SPDX-License-Identifier: Apache-2.0
#include "mikata/segment/syntax.h"

#include <fmt/format.h>

#include <array>
#include <string_view>

#include "mikata/segment/lexer.h"

namespace mikata::segment {
namespace {

constexpr std::array<std::string_view, 6> kComparatorTexts{"=", "!=", "<", "<=", ">", ">="};

std::string quote(std::string_view text, char mark) {
  std::string quoted(1, mark);
  for (const char c : text) {
    if (c == mark) quoted += mark;
    quoted += c;
  }
  return quoted + mark;
}

// Without quotes when every part between the dots is a plain name.
std::string name_text(const Name& name) {
  std::string_view rest = name.text;
  for (;;) {
    const auto dot = rest.find('.');
    if (!is_plain_name(rest.substr(0, dot))) return quote(name.text, '"');
    if (dot == std::string_view::npos) return name.text;
    rest.remove_prefix(dot + 1);
  }
}

std::string literal_text(const Literal& literal) {
  return literal.kind == LiteralKind::text ? quote(literal.text, '\'') : literal.text;
}

std::string_view negation(bool negated) { return negated ? "NOT " : ""; }

struct Printer {
  std::string operator()(const Comparison& node) const {
    return fmt::format("{} {} {}", name_text(node.column), comparator_text(node.comparator),
                       literal_text(node.value));
  }
  std::string operator()(const Membership& node) const {
    std::string list;
    for (const auto& value : node.values) {
      list += (list.empty() ? "" : ", ") + literal_text(value);
    }
    return fmt::format("{} {}IN ({})", name_text(node.column), negation(node.negated), list);
  }
  std::string operator()(const Between& node) const {
    return fmt::format("{} {}BETWEEN {} AND {}", name_text(node.column), negation(node.negated),
                       literal_text(node.low), literal_text(node.high));
  }
  std::string operator()(const Like& node) const {
    return fmt::format("{} {}LIKE {}", name_text(node.column), negation(node.negated),
                       literal_text(node.pattern));
  }
  std::string operator()(const NullTest& node) const {
    return fmt::format("{} IS {}NULL", name_text(node.column), negation(node.negated));
  }
  std::string operator()(const Combination& node) const {
    if (node.connective == Connective::none) return "NOT " + operand(node.operands.front());
    std::string text;
    for (const auto& expression : node.operands) {
      if (!text.empty()) text += node.connective == Connective::all ? " AND " : " OR ";
      text += operand(expression);
    }
    return text;
  }

  // In parentheses where it is itself an AND or OR: then the shape never rests on precedence.
  static std::string operand(const Expression& expression) {
    const auto* inner = std::get_if<Combination>(&expression.node);
    const bool bare = inner == nullptr || inner->connective == Connective::none;
    return bare ? to_text(expression) : fmt::format("({})", to_text(expression));
  }
};

}  // namespace

std::string to_text(const Expression& expression) { return std::visit(Printer{}, expression.node); }

std::string_view comparator_text(Comparator comparator) {
  return kComparatorTexts.at(static_cast<std::size_t>(comparator));
}

}  // namespace mikata::segment
