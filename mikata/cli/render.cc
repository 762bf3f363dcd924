// SPDX-License-Identifier: Apache-2.0
#include "mikata/cli/render.h"

#include <algorithm>
#include <cmath>

#include "mikata/base/money.h"
#include "mikata/base/utf8.h"
#include "mikata/cli/layout.h"
#include "mikata/cli/number_text.h"
#include "mikata/cli/terminal_text.h"
#include "mikata/cli/text.h"
#include "mikata/insights/run.h"

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

std::optional<std::size_t> position(const Table& table, const std::string& name) {
  const auto found = std::ranges::find(table.columns, name, &Column::name);
  if (found == table.columns.end()) return std::nullopt;
  return static_cast<std::size_t>(found - table.columns.begin());
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

std::string unit_text(const Column& column, const RenderOptions& options) {
  const std::string unit =
      column.type == ColumnType::money && column.unit.empty() ? options.currency : column.unit;
  if (unit == "people") return std::string(text::kPeople.in(options.language));
  if (unit == "days") return std::string(text::kDays.in(options.language));
  if (unit == "JPY") return std::string(text::kYen.in(options.language));
  return unit;
}

std::string title_text(const Column& column, const RenderOptions& options) {
  const std::string& given = column.title.in(options.language);
  const std::string title = printable(given.empty() ? column.name : given);
  const bool said_by_value = column.type == ColumnType::share || column.type == ColumnType::points;
  const std::string unit = said_by_value ? "" : unit_text(column, options);
  if (unit.empty() || unit == title) return title;
  return title + " (" + unit + ")";
}

class TableText {
 public:
  TableText(const Table& table, const RenderOptions& options) : table_(table), options_(options) {}

  std::string text() {
    for (std::size_t i = 0; i < table_.columns.size(); ++i) add_column(i);
    return lay_out(columns_, options_.width);
  }

 private:
  NumberStyle style(std::size_t i) const {
    const Column& column = table_.columns[i];
    const bool names_period = column.name == "period" || column.name == "cohort";
    return {.type = column.type,
            .decimals = is_number(column.type) ? column_decimals(table_, i) : 0,
            .money_digits = minor_digits(options_.currency).value_or(0),
            .grain = names_period ? options_.grain : Grain::day};
  }

  void add_column(std::size_t i) {
    const Column& column = table_.columns[i];
    if (is_bound(column.name)) return;
    const NumberStyle how = style(i);
    TextColumn out{.title = title_text(column, options_),
                   .right = is_number(column.type),
                   .wraps = column.type == ColumnType::string};
    for (const Row& row : table_.rows) out.cells.push_back(cell_text(row[i], column, how));
    if (column.name == "key" && is_long(out.cells)) return;
    columns_.push_back(std::move(out));
    add_interval(column.name, how);
  }

  std::string cell_text(const Value& value, const Column& column, const NumberStyle& how) const {
    std::string text = value_text(value, how);
    const auto* day = std::get_if<Day>(&value);
    if (column.name != "period" || day == nullptr || !options_.open_after) return text;
    if (options_.grain == Grain::all) return text;
    const bool open = period_end(*day, options_.grain) > *options_.open_after;
    if (open) text += " " + std::string(text::kOpen.in(options_.language));
    return text;
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
    bound.decimals = std::max({how.decimals, style(*low).decimals, style(*high).decimals});
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
  std::vector<TextColumn> columns_;
};

// "label: words", broken at the terminal's width with the label standing out.
std::string labelled(const Text& label, const std::string& words, const RenderOptions& options) {
  if (words.empty()) return "";
  const std::string head = std::string(label.in(options.language)) + ": ";
  const int indent = display_width(head);
  const int room = options.width > indent + 20 ? options.width - indent : 0;
  std::string out;
  for (const std::string& line : wrap(printable(words), room)) {
    out += (out.empty() ? head : std::string(static_cast<std::size_t>(indent), ' ')) + line + '\n';
  }
  return out;
}

std::string head_text(const Result& result, const RenderOptions& options) {
  const Language language = options.language;
  const Insight& insight = *result.insight;
  std::string out = insight.title.in(language) + "  " + insight.question.in(language) + '\n';
  out += say(text::kPeriod, language, to_string(result.period.start), to_string(result.period.end));
  out += " \u00b7 n " + grouped(result.answer.n);
  out += " \u00b7 " + say(text::kAsOf, language, to_string(result.as_of));
  if (!result.request.by.empty()) out += " \u00b7 by " + printable(result.request.by);
  if (!result.request.where.empty()) out += " \u00b7 where " + printable(result.request.where);
  return out + "\n\n";
}

std::string foot_text(const Result& result, const RenderOptions& options) {
  const Language language = options.language;
  std::string method = result.answer.method.in(language);
  const std::string& interval = result.insight->interval.in(language);
  if (!interval.empty()) method += (method.empty() ? "" : " \u00b7 ") + ("95%: " + interval);
  std::string out = labelled(text::kDefinition, result.insight->definition.in(language), options);
  out += labelled(text::kMethod, method, options);
  out += labelled(text::kSource, result.source, options);
  for (const LeftOut& left : result.answer.left_out) {
    if (left.count == 0) continue;
    out += labelled(text::kLeftOut, left.reason.in(language) + " " + grouped(left.count), options);
  }
  for (const Note& note : result.answer.notes) {
    out += labelled(text::kNote, note.text.in(language), options);
  }
  return out;
}

std::string missing_text(const Result& result, const RenderOptions& options) {
  std::string list;
  for (const std::string& fact : result.missing) list += (list.empty() ? "" : ", ") + fact;
  return labelled(text::kMissing, list, options);
}

RenderOptions with_result(const Result& result, RenderOptions options) {
  options.currency = result.currency;
  options.grain = result.request.grain;
  options.open_after = result.as_of;
  return options;
}

}  // namespace

std::string table_text(const Table& table, const RenderOptions& options) {
  return TableText(table, options).text();
}

std::string result_table_text(const Result& result, const RenderOptions& options) {
  return table_text(result.answer.table, with_result(result, options));
}

std::string result_text(const Result& result, const RenderOptions& options,
                        const std::string& again) {
  std::string out = head_text(result, options);
  const Table& table = result.answer.table;
  out += table.rows.empty() ? std::string(text::kNoRows.in(options.language)) + "\n"
                            : result_table_text(result, options);
  out += missing_text(result, options) + "\n" + foot_text(result, options);
  const auto key = position(table, "key");
  if (!key || table.rows.empty()) return out;
  const Value& first = table.rows.front()[*key];
  if (!std::holds_alternative<std::string>(first)) return out;
  return out + labelled(text::kSeeBehind, again + " --behind '" + as_text(first) + "'", options);
}

std::string behind_text(const Behind& behind, const Page& page, const RenderOptions& options) {
  const auto shown = static_cast<std::int64_t>(behind.table.rows.size());
  if (shown == 0) return std::string(text::kNoRows.in(options.language)) + "\n";
  return table_text(behind.table, options) + "\n" +
         say(text::kBehindPage, options.language, grouped(behind.total), grouped(page.offset + 1),
             grouped(page.offset + shown)) +
         "\n";
}

}  // namespace mikata::cli
