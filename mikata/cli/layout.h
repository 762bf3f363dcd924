// SPDX-License-Identifier: Apache-2.0
// Columns of text -> aligned lines.
#pragma once

#include <span>
#include <string>
#include <vector>

namespace mikata::cli {

// Blanks between two columns.
inline constexpr int kGap = 2;

struct TextColumn {
  std::string title;
  std::vector<std::string> cells = {};  // printable; as many in each column
  bool right = false;                   // numbers
  bool wraps = false;                   // text may take several lines when the terminal is narrow
};

// The columns side by side, two blanks between them: titles, a rule, the rows. No line is longer
// than `width` columns (0: as long as needed): text and titles are wrapped, and where that is not
// enough a row goes on below. Numbers and words of customers are never cut.
std::string lay_out(std::span<const TextColumn> columns, int width);
// Whether each row can stand in one line, text and titles wrapped.
bool fits(std::span<const TextColumn> columns, int width);

}  // namespace mikata::cli
