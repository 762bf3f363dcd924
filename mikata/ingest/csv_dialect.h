// SPDX-License-Identifier: Apache-2.0
// How a CSV file is written: what separates its cells, and which line is the header. Recognised by
// how consistently each delimiter cuts the first lines.
#pragma once

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace mikata::ingest {

enum class Layout {
  delimited,
  padded,     // cells are separated by one or more blanks, lines may begin with some
  one_column  // no delimiter at all: each line (or quoted text) is one cell
};

struct Dialect {
  Layout layout = Layout::delimited;
  char delimiter = ',';
};

// What pads a cell.
inline bool is_blank(char c) { return c == ' ' || c == '\t'; }

// "csv", "tsv", "ssv" (semicolon), "psv" (pipe), "padded".
std::string_view format_name(const Dialect& dialect);

// One row as the slow, tolerant reading of the first lines sees it.
struct SampleRow {
  std::vector<std::string> cells;
  std::size_t bytes = 0;             // with its line end
  std::int64_t lines = 0;            // line ends in it
  bool complete = false;             // a line end, or the end of the text, was seen
  std::int64_t open_quote_line = 0;  // of the row: where a quote opens that is not closed; 0: none
  // Nothing in it, or nothing but delimiters.
  bool blank() const {
    return std::ranges::all_of(
        cells, [](const std::string& cell) { return cell.find_first_not_of(" \t") == cell.npos; });
  }
};

// A line that stands above the header: its first cell is the only one with text in it, or a value
// stands beside it that can be no name of a column ("出力日,2024/03/01,,").
bool is_title(const SampleRow& row);

// The row at the beginning of `text`. The end of `text` ends the row.
SampleRow read_sample_row(std::string_view text, const Dialect& dialect);

// "sep=;" as the first line, which Excel reads and hides.
struct SeparatorLine {
  char delimiter = '\0';  // '\0': there is none
  std::size_t bytes = 0;
};
SeparatorLine read_separator_line(std::string_view text);

// `text` begins with the first line that is not blank; its last row may be cut.
Dialect recognise_dialect(std::string_view text);

// Cells as column names: trimmed of blanks, made unique ("amount", "amount_2"), "" is "column_3".
std::vector<std::string> column_names(const std::vector<std::string>& cells);

}  // namespace mikata::ingest
