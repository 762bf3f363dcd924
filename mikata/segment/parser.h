// SPDX-License-Identifier: Apache-2.0
// A condition -> its expression, by one function per rule:
//
//   any        := all (OR all)*
//   all        := negation (AND negation)*
//   negation   := NOT negation | primary
//   primary    := '(' any ')' | predicate
//   predicate  := name ( comparator literal
//                      | [NOT] IN '(' literal (',' literal)* ')'
//                      | [NOT] BETWEEN literal AND literal
//                      | [NOT] LIKE text
//                      | IS [NOT] NULL )
//   name       := word ('.' word)*          a word may stand in double quotes
//   literal    := 'text' | number | TRUE | FALSE
#pragma once

#include <optional>
#include <string_view>

#include "mikata/segment/syntax.h"

namespace mikata::segment {

inline constexpr std::size_t kMaxLength = 8192;  // bytes
inline constexpr int kMaxDepth = 64;             // parentheses and NOT inside each other

// nullopt for a condition of white space only. Fails with invalid_argument and three lines.
std::optional<Expression> parse_condition(std::string_view source);

}  // namespace mikata::segment
