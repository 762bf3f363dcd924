// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <map>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "mikata/segment/literal.h"
#include "mikata/segment/parser.h"
#include "mikata/segment/position_error.h"
#include "mikata/segment/segment.h"

namespace mikata {
namespace segment {
namespace {

// The customers who have a fact of a foreign table for which the condition holds.
constexpr std::string_view kWhoDid =
    "c.customer_no IN (SELECT n.customer_no FROM actions_now AS x "
    "LEFT JOIN identities_now AS l ON l.identity = x.identity "
    "INNER JOIN customer_ids AS n ON n.customer_id = coalesce(x.customer_id, l.customer_id) "
    "WHERE {}({}))";
constexpr std::string_view kWhoSaid =
    "c.customer_no IN (SELECT a.customer_no FROM answers AS a "
    "WHERE a.customer_no IS NOT NULL AND a.speaker = 'customer' AND {}({}))";

bool is_not(const Expression& expression) {
  const auto* combination = std::get_if<Combination>(&expression.node);
  return combination != nullptr && combination->connective == Connective::none;
}

// The columns that an expression names.
struct Names {
  std::vector<std::string> texts;
  void operator()(const Combination& node) {
    for (const auto& operand : node.operands) std::visit(*this, operand.node);
  }
  template <typename Node>
  void operator()(const Node& node) {
    texts.push_back(node.column.text);
  }
};

// Writes the SQL of one expression; the bindings are numbered in the order of the text.
class Compiler {
 public:
  Compiler(std::string_view source, const Columns& columns, const CompileOptions& options)
      : source_(source), columns_(columns), options_(options) {}

  Condition condition(const Expression& expression) && {
    condition_.sql = write(expression);
    if (options_.as_of) condition_.bindings.push_back({named("as_of"), *options_.as_of});
    return std::move(condition_);
  }

  std::string operator()(const Comparison& node) {
    const auto& column = resolve(node.column);
    const bool equality =
        node.comparator == Comparator::equal || node.comparator == Comparator::not_equal;
    if (column.type == FactType::boolean && !equality) {
      fail_at(source_, node.column.position,
              localized({"{} は true か false です（= か != で比べてください）",
                         "{} is true or false (compare it with = or !=)"},
                        node.column.text));
    }
    const auto left = left_side(column, node.value);
    const auto sign = node.comparator == Comparator::not_equal ? std::string_view("<>")
                                                               : comparator_text(node.comparator);
    return fmt::format("{} {} {}", left, sign, bind(column, node.value));
  }

  std::string operator()(const Membership& node) {
    const auto& column = resolve(node.column);
    require_one_kind(column, node.values);
    std::string list;
    const auto left = left_side(column, node.values.front());
    for (const auto& value : node.values) list += (list.empty() ? "" : ", ") + bind(column, value);
    return fmt::format("{} {}IN ({})", left, node.negated ? "NOT " : "", list);
  }

  std::string operator()(const Between& node) {
    const auto& column = resolve(node.column);
    if (column.type == FactType::boolean) {
      fail_at(source_, node.column.position,
              localized({"{} は true か false です（= か != で比べてください）",
                         "{} is true or false (compare it with = or !=)"},
                        node.column.text));
    }
    const Literal ends[] = {node.low, node.high};
    require_one_kind(column, ends);
    const auto left = left_side(column, node.low);
    const auto low = bind(column, node.low);
    return fmt::format("{} {}BETWEEN {} AND {}", left, node.negated ? "NOT " : "", low,
                       bind(column, node.high));
  }

  std::string operator()(const Like& node) {
    const auto& column = resolve(node.column);
    const auto position = node.pattern.position;
    if (column.type != FactType::text) {
      fail_at(source_, node.column.position,
              localized({"{} は文字ではありません（LIKE は文字を比べます）",
                         "{} is not text (LIKE compares text)"},
                        node.column.text));
    }
    if (node.pattern.kind != LiteralKind::text) {
      fail_at(source_, position,
              {"LIKE には 'a%' のように単引用符で囲んだ形を書いてください",
               "LIKE wants a pattern in single quotes, as in 'a%'"});
    }
    // The engines disagree on what it does.
    if (node.pattern.text.find('\\') != std::string::npos) {
      fail_at(source_, position,
              {"LIKE に打ち消しの文字はありません（任意の1文字は _ と書いてください）",
               "LIKE has no escape character (write _ for any one character)"});
    }
    return fmt::format("{} {}LIKE {}", column.sql, node.negated ? "NOT " : "",
                       bind(column, node.pattern));
  }

  std::string operator()(const NullTest& node) {
    return fmt::format("{} IS {}NULL", resolve(node.column).sql, node.negated ? "NOT " : "");
  }

  std::string operator()(const Combination& node) {
    if (node.connective == Connective::none) {
      return write_not(node.operands.front());
    }
    std::map<Origin, std::vector<const Expression*>> foreign;
    std::vector<std::string> parts;
    for (const auto& operand : node.operands) {
      const auto origin = foreign_of(operand);
      // What is said of one foreign table with AND is about one fact.
      if (origin && node.connective == Connective::all) {
        foreign[*origin].push_back(&operand);
      } else {
        parts.push_back(write(operand));
      }
    }
    for (const auto& [origin, operands] : foreign) parts.push_back(write_foreign(origin, operands));
    std::string sql;
    for (const auto& part : parts) {
      if (!sql.empty()) sql += node.connective == Connective::all ? " AND " : " OR ";
      sql += fmt::format("({})", part);
    }
    return sql;
  }

 private:
  std::string write(const Expression& expression) {
    if (const auto origin = foreign_of(expression)) return write_foreign(*origin, {&expression});
    return std::visit(*this, expression.node);
  }

  std::string write_not(const Expression& operand) {
    const bool outer = std::exchange(below_not_, true);
    std::string sql = fmt::format("NOT ({})", write(operand));
    below_not_ = outer;
    return sql;
  }

  // The foreign table that all of an expression speaks of.
  std::optional<Origin> foreign_of(const Expression& expression) const {
    if (inside_) return std::nullopt;
    Names names;
    std::visit(names, expression.node);
    std::optional<Origin> origin;
    for (const auto& name : names.texts) {
      const auto* column = columns_.look_up(name, options_.own).column;
      const bool foreign = column != nullptr && options_.foreign.contains(column->origin);
      if (!foreign || (origin && *origin != column->origin)) return std::nullopt;
      origin = column->origin;
    }
    return origin;
  }

  std::string write_foreign(Origin origin, const std::vector<const Expression*>& expressions) {
    if (expressions.size() == 1 && is_not(*expressions.front())) {
      const auto& inner = std::get<Combination>(expressions.front()->node).operands.front();
      return write_not(inner);
    }
    inside_ = true;
    std::string facts;
    for (const auto* expression : expressions) {
      if (!facts.empty()) facts += " AND ";
      facts += fmt::format("({})", write(*expression));
    }
    inside_ = false;
    condition_.origins.insert(Origin::customers);
    const std::string_view form = origin == Origin::actions ? kWhoDid : kWhoSaid;
    const std::string_view alias = origin == Origin::actions ? "x" : "a";
    const std::string until =
        options_.as_of ? fmt::format("{}.local_day <= ${} AND ", alias, named("as_of")) : "";
    std::string who = fmt::format(fmt::runtime(form), until, facts);
    // An answer may be of nobody, who is not in an empty list for certain, and so outside by NOT.
    if (below_not_ && options_.own != Origin::actions) who += " OR c.customer_no <> c.customer_no";
    return who;
  }

  const SegmentColumn& resolve(const Name& name) {
    const auto [column, problem] = columns_.look_up(name.text, options_.own);
    if (column == nullptr) fail_at(source_, name.position, problem);
    if (!inside_) condition_.origins.insert(column->origin);
    condition_.columns.insert(full_name(*column));
    return *column;
  }

  // A property that is compared with numbers is read as a number.
  static std::string left_side(const SegmentColumn& column, const Literal& literal) {
    const bool as_number = column.property && literal.kind == LiteralKind::number;
    return as_number ? fmt::format("to_number({})", column.sql) : column.sql;
  }

  void require_one_kind(const SegmentColumn& column, std::span<const Literal> values) const {
    if (!column.property) return;
    for (const auto& value : values) {
      if (value.kind == values.front().kind) continue;
      fail_at(source_, value.position,
              localized({"{} を文字と数の両方と比べています: {}（どちらかにしてください）",
                         "{} is compared with text and numbers at once: {} (choose one)"},
                        column.name, value.text));
    }
  }

  std::string named(std::string_view what) const {
    return fmt::format("{}_{}", options_.parameter, what);
  }

  // The parameter that stands for the value.
  std::string bind(const SegmentColumn& column, const Literal& literal) {
    auto [value, problem] = read_literal(literal, column, options_.money_digits);
    if (!problem.empty()) fail_at(source_, literal.position, problem);
    auto name = named(std::to_string(condition_.bindings.size() + 1));
    auto sql = fmt::format("${}", name);
    condition_.bindings.push_back({std::move(name), std::move(value)});
    // Both engines agree on what a comparison is; not on how a boolean is bound.
    return column.type == FactType::boolean ? fmt::format("({} = 1)", sql) : sql;
  }

  std::string_view source_;
  const Columns& columns_;
  const CompileOptions& options_;
  bool inside_ = false;  // of what is said of a foreign fact
  bool below_not_ = false;
  Condition condition_;
};

}  // namespace
}  // namespace segment

Condition compile_condition(std::string_view text, const Columns& columns,
                            const CompileOptions& options) {
  const auto expression = segment::parse_condition(text);
  if (!expression) return {};
  return segment::Compiler(text, columns, options).condition(*expression);
}

}  // namespace mikata
