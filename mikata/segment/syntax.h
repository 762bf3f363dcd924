// SPDX-License-Identifier: Apache-2.0
// A condition as it was written: names and values with their places, nothing resolved yet.
#pragma once

#include <cstddef>
#include <string>
#include <variant>
#include <vector>

namespace mikata::segment {

// A dotted name as written, without the double quotes: "customers.region".
struct Name {
  std::string text;
  std::size_t position = 0;  // byte offset in the condition
};

enum class LiteralKind { text, number, boolean };

// 'it''s' -> it's; numbers and booleans keep their spelling, so that no digit is lost.
struct Literal {
  LiteralKind kind = LiteralKind::text;
  std::string text;
  std::size_t position = 0;
};

enum class Comparator { equal, not_equal, less, less_equal, greater, greater_equal };

struct Comparison {
  Name column;
  Comparator comparator = Comparator::equal;
  Literal value;
};
struct Membership {
  Name column;
  bool negated = false;
  std::vector<Literal> values;
};
struct Between {
  Name column;
  bool negated = false;
  Literal low;
  Literal high;
};
struct Like {
  Name column;
  bool negated = false;
  Literal pattern;
};
struct NullTest {
  Name column;
  bool negated = false;
};

struct Expression;
enum class Connective { all, any, none };  // AND, OR, NOT

// AND and OR have two operands or more, NOT has one.
struct Combination {
  Connective connective = Connective::all;
  std::vector<Expression> operands;
};

struct Expression {
  std::variant<Comparison, Membership, Between, Like, NullTest, Combination> node;
};

// The condition in its canonical spelling; parsing it gives the same expression.
std::string to_text(const Expression& expression);
// "=" "!=" "<" "<=" ">" ">="
std::string_view comparator_text(Comparator comparator);

}  // namespace mikata::segment
