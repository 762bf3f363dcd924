// SPDX-License-Identifier: Apache-2.0
#include "mikata/cli/layout.h"

#include <algorithm>
#include <iterator>
#include <numeric>

#include "mikata/base/utf8.h"
#include "mikata/cli/terminal_text.h"

namespace mikata::cli {
namespace {

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

// Columns that stand side by side. Where all of them together are too wide for the terminal, a row
// goes on below, and all that follows the first line of a row is indented.
struct Strip {
  std::size_t begin = 0;
  std::size_t end = 0;
  int indent = 0;
};

std::vector<Strip> strips_of(std::span<const TextColumn> columns, int limit) {
  std::vector<Strip> strips{{}};
  int total = 0;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    const int width = least_width(columns[i]);
    Strip* last = &strips.back();
    if (limit > 0 && i > last->begin && total + kGap + width > limit) {
      last = &strips.emplace_back(Strip{i, i, kGap});
    }
    total = i == last->begin ? last->indent + width : total + kGap + width;
    last->end = i + 1;
  }
  return strips;
}

class Lines {
 public:
  Lines(std::span<const TextColumn> columns, int width)
      : columns_(columns), strips_(strips_of(columns, width)) {
    for (const Strip& strip : strips_) {
      const int room = width > 0 ? std::max(1, width - strip.indent) : 0;
      std::ranges::copy(column_widths(columns.subspan(strip.begin, strip.end - strip.begin), room),
                        std::back_inserter(widths_));
    }
  }

  std::string text() {
    add_row([](const TextColumn& column) { return column.title; });
    add_rule();
    const std::size_t rows = columns_.empty() ? 0 : columns_.front().cells.size();
    for (std::size_t row = 0; row < rows; ++row) {
      add_row([row](const TextColumn& column) { return column.cells[row]; });
    }
    return std::move(text_);
  }

 private:
  using CellLines = std::vector<std::vector<std::string>>;

  // One line below the titles, of which each column has its part; of a folded row, below all.
  void add_rule() {
    std::string out;
    for (const Strip& strip : strips_) {
      std::string line(static_cast<std::size_t>(strip.indent), strips_.size() > 1 ? '-' : ' ');
      for (std::size_t i = strip.begin; i < strip.end; ++i) {
        if (i > strip.begin) line.append(kGap, strips_.size() > 1 ? '-' : ' ');
        line.append(static_cast<std::size_t>(widths_[i]), '-');
      }
      if (line.size() > out.size()) out = std::move(line);
    }
    text_ += out + '\n';
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
    for (const Strip& strip : strips_) {
      std::size_t height = 0;
      for (std::size_t i = strip.begin; i < strip.end; ++i) {
        height = std::max(height, lines[i].size());
      }
      for (std::size_t line = 0; line < height; ++line) add_line(lines, strip, line);
    }
  }

  void add_line(const CellLines& lines, const Strip& strip, std::size_t line) {
    std::string out(static_cast<std::size_t>(strip.indent), ' ');
    for (std::size_t i = strip.begin; i < strip.end; ++i) {
      if (i > strip.begin) out.append(kGap, ' ');
      out += padded(line < lines[i].size() ? lines[i][line] : "", widths_[i], columns_[i].right);
    }
    out.erase(out.find_last_not_of(' ') + 1);
    text_ += out + '\n';
  }

  std::span<const TextColumn> columns_;
  std::vector<Strip> strips_;
  std::vector<int> widths_;
  std::string text_;
};

}  // namespace

bool fits(std::span<const TextColumn> columns, int width) {
  return strips_of(columns, width).size() == 1;
}

std::string lay_out(std::span<const TextColumn> columns, int width) {
  if (columns.empty()) return "";
  return Lines(columns, width).text();
}

}  // namespace mikata::cli
