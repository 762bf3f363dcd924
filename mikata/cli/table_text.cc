// SPDX-License-Identifier: Apache-2.0
#include "mikata/cli/table_text.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "mikata/base/money.h"
#include "mikata/base/utf8.h"
#include "mikata/cli/layout.h"
#include "mikata/cli/terminal_text.h"
#include "mikata/cli/text.h"

namespace mikata::cli {
namespace {

// A key longer than this is for programs; it is in the CSV and the JSON.
constexpr int kLongestKey = 28;

bool is_number(ColumnType type) {
  switch (type) {
    case ColumnType::string:
    case ColumnType::date:
    case ColumnType::timestamp:
      return false;
    default:
      return true;
  }
}

// As many decimals as tell the values of the column apart: none for whole numbers, else one to
// three.
int column_decimals(const Table& table, std::size_t column) {
  double largest = 0;
  bool whole = true;
  for (const Row& row : table.rows) {
    if (is_null(row[column]) || std::holds_alternative<std::string>(row[column])) continue;
    const double number = std::abs(as_number(row[column]));
    if (!std::isfinite(number)) continue;
    largest = std::max(largest, number);
    whole = whole && number == std::floor(number);
  }
  if (whole) return 0;
  return largest >= 100 ? 1 : largest >= 1 ? 2 : 3;
}

struct UnitName {
  std::string_view unit;
  Text name;
};

// Units that a title needs. What is counted (people, answers, orders) is the title itself.
constexpr std::array kUnits = std::to_array<UnitName>({{"days", {"日", "days"}},
                                                       {"months", {"か月", "months"}},
                                                       {"years", {"年", "years"}},
                                                       {"people", {"", ""}},
                                                       {"customers", {"", ""}},
                                                       {"accounts", {"", ""}},
                                                       {"answers", {"", ""}},
                                                       {"orders", {"", ""}},
                                                       {"occasions", {"", ""}},
                                                       {"times", {"", ""}},
                                                       {"score", {"", ""}},
                                                       {"periods", {"", ""}},
                                                       {"JPY", {"円", "JPY"}}});

std::string unit_text(const Column& column, const RenderOptions& options) {
  const bool bare_money = column.type == ColumnType::money && column.unit.empty();
  const std::string& unit = bare_money ? options.currency : column.unit;
  const auto known = std::ranges::find(kUnits, std::string_view(unit), &UnitName::unit);
  return known == kUnits.end() ? unit : std::string(known->name.in(options.language));
}

class TableText {
 public:
  TableText(const Table& table, const RenderOptions& options)
      : table_(table), options_(options), open_(position(table, "open")) {}

  std::string text() {
    for (std::size_t i = 0; i < table_.columns.size(); ++i) add_column(i);
    return lay_out(columns_, options_.width);
  }

 private:
  void add_column(std::size_t i) {
    const Column& column = table_.columns[i];
    const bool hidden = std::ranges::find(options_.hidden, column.name) != options_.hidden.end();
    if (hidden || is_bound(column.name)) return;
    if (i == open_ && position(table_, "period")) return;
    const NumberStyle how = number_style(table_, i, options_);
    const bool marks_open = i == open_;
    TextColumn out{.title = title_text(column, options_),
                   .right = is_number(column.type) && !marks_open,
                   // A key is for copying.
                   .wraps = column.type == ColumnType::string && column.name != "key"};
    for (const Row& row : table_.rows) {
      out.cells.push_back(marks_open ? open_mark(row) : cell_text(row, i, how));
    }
    if (column.name == "key" && is_long(out.cells)) return;
    columns_.push_back(std::move(out));
    add_interval(column.name, how);
  }

  std::string open_mark(const Row& row) const {
    const bool open = open_ && !is_null(row[*open_]) && as_integer(row[*open_]) != 0;
    return open ? std::string(text::kOpen.in(options_.language)) : "";
  }

  std::string cell_text(const Row& row, std::size_t i, const NumberStyle& how) const {
    std::string text = value_text(row[i], how);
    if (how.grain == Grain::all) text = text::kAllTime.in(options_.language);
    const std::string mark = table_.columns[i].name == "period" ? open_mark(row) : "";
    return mark.empty() ? text : text + " " + mark;
  }

  static bool is_long(const std::vector<std::string>& keys) {
    return std::ranges::any_of(keys,
                               [](const auto& key) { return display_width(key) > kLongestKey; });
  }

  // x_low and x_high of a column x that is there.
  bool is_bound(const std::string& name) const {
    for (const std::string_view end : {"_low", "_high"}) {
      if (!name.ends_with(end)) continue;
      const std::string base = name.substr(0, name.size() - end.size());
      if (position(table_, base) && position(table_, base + "_low") &&
          position(table_, base + "_high")) {
        return true;
      }
    }
    return false;
  }

  void add_interval(const std::string& name, const NumberStyle& how) {
    const auto low = position(table_, name + "_low");
    const auto high = position(table_, name + "_high");
    if (!low || !high) return;
    NumberStyle bound = how;
    bound.decimals = std::max({how.decimals, number_style(table_, *low, options_).decimals,
                               number_style(table_, *high, options_).decimals});
    TextColumn out{.title = "95%", .right = true};
    for (const Row& row : table_.rows) {
      const bool unknown = is_null(row[*low]) || is_null(row[*high]);
      out.cells.push_back(unknown
                              ? ""
                              : interval_text(value_text(row[*low], bound),
                                              value_text(row[*high], bound), options_.language));
    }
    columns_.push_back(std::move(out));
  }

  const Table& table_;
  const RenderOptions& options_;
  std::optional<std::size_t> open_;
  std::vector<TextColumn> columns_;
};

}  // namespace

std::optional<std::size_t> position(const Table& table, std::string_view name) {
  const auto found = std::ranges::find(table.columns, name, &Column::name);
  if (found == table.columns.end()) return std::nullopt;
  return static_cast<std::size_t>(found - table.columns.begin());
}

NumberStyle number_style(const Table& table, std::size_t column, const RenderOptions& options) {
  const Column& what = table.columns[column];
  const bool names_period = what.name == "period" || what.name == "cohort";
  return {.type = what.type,
          .decimals = is_number(what.type) ? column_decimals(table, column) : 0,
          .money_digits = minor_digits(options.currency).value_or(0),
          .grain = names_period ? options.grain : Grain::day};
}

std::string title_text(const Column& column, const RenderOptions& options) {
  const std::string& given = column.title.in(options.language);
  const std::string title = printable(given.empty() ? column.name : given);
  const bool said_by_value = column.type == ColumnType::share || column.type == ColumnType::points;
  const std::string unit = said_by_value ? "" : unit_text(column, options);
  if (unit.empty() || unit == title) return title;
  return title + " (" + unit + ")";
}

std::string table_text(const Table& table, const RenderOptions& options) {
  return TableText(table, options).text();
}

}  // namespace mikata::cli
