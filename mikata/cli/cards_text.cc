// SPDX-License-Identifier: Apache-2.0
#include "mikata/cli/cards_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "mikata/base/money.h"
#include "mikata/base/utf8.h"
#include "mikata/cli/layout.h"
#include "mikata/cli/text.h"

namespace mikata::cli {
namespace {

constexpr std::array<std::string_view, 11> kNeeded{"measure", "side",   "title_ja",   "title_en",
                                                   "unit",    "open",   "period",     "n",
                                                   "value",   "change", "change_year"};

std::string text_of(const Value& value) { return is_null(value) ? "" : as_text(value); }

// How a value of this unit is written: a share as a percentage, money with the currency's decimals.
NumberStyle unit_style(const std::string& unit) {
  if (unit == "share") return {.type = ColumnType::share};
  if (unit == "points") return {.type = ColumnType::points};
  const auto digits = minor_digits(unit);
  return {.type = ColumnType::number, .decimals = digits.value_or(2)};
}

// A change of a share is in points of a percentage.
Value as_change(const Value& value, const std::string& unit) {
  if (is_null(value) || unit != "share") return value;
  return as_number(value) * 100.0;
}

NumberStyle change_style(const std::string& unit) {
  return unit == "share" ? NumberStyle{.type = ColumnType::points} : unit_style(unit);
}

class Cards {
 public:
  Cards(const Table& table, const RenderOptions& options) : table_(table), options_(options) {}

  std::string text() const {
    const std::vector<std::size_t> rows = last_complete_rows();
    std::string out;
    for (const Text* side : {&text::kVoice, &text::kAction}) {
      const std::string_view name = side->in(Language::en);
      std::vector<std::size_t> of_side;
      for (const std::size_t row : rows) {
        if (text_of(cell(row, "side")) == name) of_side.push_back(row);
      }
      if (of_side.empty()) continue;
      out += (out.empty() ? "" : "\n") + std::string(side->in(options_.language));
      out += " \u00b7 " + period_names(of_side) + "\n" + blocks(of_side);
    }
    return out;
  }

 private:
  const Value& cell(std::size_t row, std::string_view column) const {
    return table_.rows[row][table_.index(column)];
  }

  // Of each measure the last row whose period is over; the last row when none is.
  std::vector<std::size_t> last_complete_rows() const {
    std::vector<std::size_t> chosen;
    for (std::size_t row = 0; row < table_.rows.size(); ++row) {
      const bool open = !is_null(cell(row, "open")) && as_integer(cell(row, "open")) != 0;
      const bool same = !chosen.empty() && cell(chosen.back(), "measure") == cell(row, "measure");
      if (!same) {
        chosen.push_back(row);
      } else if (!open) {
        chosen.back() = row;
      }
    }
    return chosen;
  }

  // The periods of these rows, each once: all measures end in the same one unless some have no
  // facts.
  std::string period_names(const std::vector<std::size_t>& rows) const {
    const NumberStyle style = number_style(table_, table_.index("period"), options_);
    std::vector<std::string> names;
    for (const std::size_t row : rows) {
      std::string name = value_text(cell(row, "period"), style);
      if (std::ranges::find(names, name) == names.end()) names.push_back(std::move(name));
    }
    return fmt::format("{}", fmt::join(names, ", "));
  }

  // One table, or the year on lines of its own when the terminal is too narrow for both.
  std::string blocks(const std::vector<std::size_t>& rows) const {
    std::vector<TextColumn> columns{title_column(rows), count_column(rows), value_column(rows),
                                    interval_column(rows, "value")};
    add_change(columns, rows, "change");
    std::vector<TextColumn> both = columns;
    add_change(both, rows, "change_year");
    if (fits(both, options_.width)) return lay_out(both, options_.width);
    std::vector<TextColumn> year{title_column(rows)};
    add_change(year, rows, "change_year");
    return lay_out(columns, options_.width) + "\n" + lay_out(year, options_.width);
  }

  void add_change(std::vector<TextColumn>& columns, const std::vector<std::size_t>& rows,
                  std::string_view name) const {
    columns.push_back(change_column(rows, name));
    columns.push_back(interval_column(rows, name));
    columns.push_back(verdict_column(rows, name == "change" ? "changed" : "changed_year"));
  }

  TextColumn title_column(const std::vector<std::size_t>& rows) const {
    TextColumn out{.title = header("measure"), .wraps = true};
    for (const std::size_t row : rows) {
      const char* name = options_.language == Language::ja ? "title_ja" : "title_en";
      const std::string unit = text_of(cell(row, "unit"));
      const bool said_by_value = unit == "share" || unit == "points";
      Column column{.name = name, .type = ColumnType::number, .unit = said_by_value ? "" : unit};
      column.title = {text_of(cell(row, name)), text_of(cell(row, name))};
      out.cells.push_back(title_text(column, options_));
    }
    return out;
  }

  TextColumn count_column(const std::vector<std::size_t>& rows) const {
    TextColumn out{.title = header("n"), .right = true};
    const NumberStyle style{.type = ColumnType::integer};
    for (const std::size_t row : rows) out.cells.push_back(value_text(cell(row, "n"), style));
    return out;
  }

  TextColumn value_column(const std::vector<std::size_t>& rows) const {
    TextColumn out{.title = header("value"), .right = true};
    for (const std::size_t row : rows) {
      out.cells.push_back(value_text(cell(row, "value"), unit_style(text_of(cell(row, "unit")))));
    }
    return out;
  }

  TextColumn change_column(const std::vector<std::size_t>& rows, std::string_view name) const {
    TextColumn out{.title = header(name), .right = true};
    for (const std::size_t row : rows) {
      const std::string unit = text_of(cell(row, "unit"));
      out.cells.push_back(value_text(as_change(cell(row, name), unit), change_style(unit)) +
                          (unit == "share" && !is_null(cell(row, name)) ? "pt" : ""));
    }
    return out;
  }

  TextColumn interval_column(const std::vector<std::size_t>& rows, std::string_view name) const {
    TextColumn out{.title = "95%", .right = true};
    const std::string low = std::string(name) + "_low";
    const std::string high = std::string(name) + "_high";
    for (const std::size_t row : rows) {
      const std::string unit = text_of(cell(row, "unit"));
      const bool change = name != "value";
      const NumberStyle style = change ? change_style(unit) : unit_style(unit);
      const auto bound = [&](const std::string& column) {
        const Value& value = cell(row, column);
        return is_null(value) ? "" : value_text(change ? as_change(value, unit) : value, style);
      };
      const std::string from = bound(low);
      const std::string to = bound(high);
      const bool unknown = from.empty() || to.empty();
      out.cells.push_back(unknown ? "" : interval_text(from, to, options_.language));
    }
    return out;
  }

  // Good and bad are not ours to say: up, down, or within noise.
  TextColumn verdict_column(const std::vector<std::size_t>& rows, std::string_view name) const {
    TextColumn out{.title = ""};
    const std::string_view change = name == "changed" ? "change" : "change_year";
    for (const std::size_t row : rows) {
      const Value& changed = cell(row, name);
      std::string word;
      if (is_null(cell(row, change))) {
        // Nothing to compare with.
      } else if (is_null(changed)) {
        word = text::kUnjudged.in(options_.language);
      } else {
        const bool up = as_number(cell(row, change)) > 0;
        const Text& verdict = up ? text::kUp : text::kDown;
        word = (as_integer(changed) != 0 ? verdict : text::kNoise).in(options_.language);
      }
      out.cells.push_back(word);
    }
    return out;
  }

  std::string header(std::string_view name) const {
    return table_.columns[table_.index(name)].title.in(options_.language);
  }

  const Table& table_;
  const RenderOptions& options_;
};

}  // namespace

std::optional<std::string> cards_text(const Table& table, const Chart& chart,
                                      const RenderOptions& options) {
  const auto there = [&](std::string_view name) { return position(table, name).has_value(); };
  if (chart.form != "cards" || !std::ranges::all_of(kNeeded, there)) return std::nullopt;
  if (table.rows.empty()) return std::nullopt;
  return Cards(table, options).text();
}

}  // namespace mikata::cli
