// SPDX-License-Identifier: Apache-2.0
#include "mikata/cli/heat_text.h"

#include <algorithm>
#include <map>

#include "mikata/base/utf8.h"
#include "mikata/cli/layout.h"

namespace mikata::cli {
namespace {

int width_of(const TextColumn& column) {
  int width = display_width(column.title);
  for (const std::string& cell : column.cells) width = std::max(width, display_width(cell));
  return width;
}

// The grid while it is read from the rows.
class Grid {
 public:
  Grid(const Table& table, const RenderOptions& options, std::size_t series, std::size_t x)
      : table_(table), options_(options), series_(series), x_(x) {
    for (const Row& row : table.rows) {
      if (lines_.empty() || table.rows[lines_.back()][series] != row[series]) {
        lines_.push_back(static_cast<std::size_t>(&row - table.rows.data()));
      }
    }
  }

  // False when two rows are for the same cell, or the rows of a line do not stand together.
  bool read(std::size_t y) {
    const NumberStyle style = number_style(table_, y, options_);
    const auto open = position(table_, "open");
    std::map<Value, int> seen;
    for (std::size_t line = 0; line < lines_.size(); ++line) {
      if (++seen[table_.rows[lines_[line]][series_]] > 1) return false;
      for (std::size_t i = lines_[line]; i < end_of(line); ++i) {
        const Row& row = table_.rows[i];
        auto& cells = columns_[row[x_]];
        cells.resize(lines_.size());
        if (!cells[line].empty()) return false;
        const bool is_open = open && !is_null(row[*open]) && as_integer(row[*open]) != 0;
        cells[line] = value_text(row[y], style) + (is_open ? "*" : " ");
      }
    }
    return true;
  }

  // The first column of a line, and those that say the same in all of its rows (how many people).
  std::vector<TextColumn> fixed() const {
    std::vector<TextColumn> fixed{line_column(series_)};
    for (std::size_t i = 0; i < table_.columns.size(); ++i) {
      const bool counts = table_.columns[i].type == ColumnType::integer && i != x_ && i != series_;
      if (counts && table_.columns[i].name != "open" && is_constant(i)) {
        fixed.push_back(line_column(i));
      }
    }
    return fixed;
  }

  std::vector<TextColumn> moving() const {
    const NumberStyle style = number_style(table_, x_, options_);
    std::vector<TextColumn> columns;
    for (const auto& [x, cells] : columns_) {
      columns.push_back({.title = value_text(x, style) + " ", .cells = cells, .right = true});
    }
    return columns;
  }

 private:
  std::size_t end_of(std::size_t line) const {
    return line + 1 < lines_.size() ? lines_[line + 1] : table_.rows.size();
  }

  bool is_constant(std::size_t column) const {
    for (std::size_t line = 0; line < lines_.size(); ++line) {
      const Value& first = table_.rows[lines_[line]][column];
      for (std::size_t i = lines_[line]; i < end_of(line); ++i) {
        if (table_.rows[i][column] != first) return false;
      }
    }
    return true;
  }

  TextColumn line_column(std::size_t column) const {
    const NumberStyle style = number_style(table_, column, options_);
    TextColumn out{.title = title_text(table_.columns[column], options_),
                   .right = style.type == ColumnType::integer};
    for (const std::size_t row : lines_) {
      out.cells.push_back(value_text(table_.rows[row][column], style));
    }
    return out;
  }

  const Table& table_;
  const RenderOptions& options_;
  std::size_t series_;
  std::size_t x_;
  std::vector<std::size_t> lines_;  // the first row of each line
  std::map<Value, std::vector<std::string>> columns_;
};

}  // namespace

std::optional<std::string> heat_text(const Table& table, const Chart& chart,
                                     const RenderOptions& options) {
  const auto series = position(table, chart.series);
  const auto x = position(table, chart.x);
  const auto y = position(table, chart.y);
  if (chart.form != "heat" || !series || !x || !y || table.rows.empty()) return std::nullopt;
  if (table.columns[*series].type != ColumnType::date) return std::nullopt;
  Grid grid(table, options, *series, *x);
  if (!grid.read(*y)) return std::nullopt;
  const std::vector<TextColumn> fixed = grid.fixed();
  int fixed_width = 0;
  for (const TextColumn& column : fixed) fixed_width += width_of(column) + kGap;
  std::string out;
  std::vector<TextColumn> block = fixed;
  int used = fixed_width;
  for (TextColumn& column : grid.moving()) {
    const int more = width_of(column) + kGap;
    if (options.width > 0 && used + more > options.width && block.size() > fixed.size()) {
      out += lay_out(block, 0) + '\n';
      block = fixed;
      used = fixed_width;
    }
    used += more;
    block.push_back(std::move(column));
  }
  return out + lay_out(block, 0);
}

}  // namespace mikata::cli
