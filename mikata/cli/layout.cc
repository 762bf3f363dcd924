// SPDX-License-Identifier: Apache-2.0
#include "mikata/cli/layout.h"

#include <algorithm>
#include <numeric>

#include "mikata/base/utf8.h"
#include "mikata/cli/terminal_text.h"

namespace mikata::cli {
namespace {

constexpr int kGap = 2;
constexpr int kNarrowestText = 12;

int widest(const std::vector<std::string>& cells) {
  int width = 1;
  for (const std::string& cell : cells) width = std::max(width, display_width(cell));
  return width;
}

// The least width of a column: a title may always be wrapped, cells only when they are text.
int least_width(const TextColumn& column) {
  const int cells = widest(column.cells);
  const int title = std::min(display_width(column.title), kNarrowestText);
  return std::max(column.wraps ? std::min(cells, kNarrowestText) : cells, title);
}

// Takes one blank after the other from the widest column that can give, until the line fits.
std::vector<int> column_widths(std::span<const TextColumn> columns, int limit) {
  std::vector<int> widths;
  std::vector<int> least;
  for (const TextColumn& column : columns) {
    widths.push_back(std::max(widest(column.cells), display_width(column.title)));
    least.push_back(least_width(column));
  }
  if (limit <= 0) return widths;
  const int gaps = kGap * (static_cast<int>(columns.size()) - 1);
  int total = std::accumulate(widths.begin(), widths.end(), gaps);
  while (total > limit) {
    std::size_t widest_column = widths.size();
    for (std::size_t i = 0; i < widths.size(); ++i) {
      const bool gives = widths[i] > least[i];
      if (gives && (widest_column == widths.size() || widths[i] > widths[widest_column])) {
        widest_column = i;
      }
    }
    if (widest_column == widths.size()) break;
    --widths[widest_column];
    --total;
  }
  return widths;
}

std::string padded(const std::string& text, int width, bool right) {
  const auto blanks = static_cast<std::size_t>(std::max(0, width - display_width(text)));
  return right ? std::string(blanks, ' ') + text : text + std::string(blanks, ' ');
}

class Lines {
 public:
  Lines(std::span<const TextColumn> columns, int width)
      : columns_(columns), widths_(column_widths(columns, width)) {}

  std::string text() {
    add_row([](const TextColumn& column) { return column.title; });
    add_row_of_lines(rule());
    const std::size_t rows = columns_.empty() ? 0 : columns_.front().cells.size();
    for (std::size_t row = 0; row < rows; ++row) {
      add_row([row](const TextColumn& column) { return column.cells[row]; });
    }
    return std::move(text_);
  }

 private:
  using CellLines = std::vector<std::vector<std::string>>;

  CellLines rule() const {
    CellLines lines;
    for (const int width : widths_)
      lines.push_back({std::string(static_cast<std::size_t>(width), '-')});
    return lines;
  }

  template <typename Cell>
  void add_row(Cell cell) {
    CellLines lines;
    for (std::size_t i = 0; i < columns_.size(); ++i) {
      lines.push_back(wrap(cell(columns_[i]), widths_[i]));
    }
    add_row_of_lines(lines);
  }

  void add_row_of_lines(const CellLines& lines) {
    std::size_t height = 0;
    for (const auto& cell : lines) height = std::max(height, cell.size());
    for (std::size_t line = 0; line < height; ++line) {
      std::string out;
      for (std::size_t i = 0; i < lines.size(); ++i) {
        if (i > 0) out.append(kGap, ' ');
        out += padded(line < lines[i].size() ? lines[i][line] : "", widths_[i], columns_[i].right);
      }
      out.erase(out.find_last_not_of(' ') + 1);
      text_ += out + '\n';
    }
  }

  std::span<const TextColumn> columns_;
  std::vector<int> widths_;
  std::string text_;
};

}  // namespace

std::string lay_out(std::span<const TextColumn> columns, int width) {
  if (columns.empty()) return "";
  return Lines(columns, width).text();
}

}  // namespace mikata::cli
