// SPDX-License-Identifier: Apache-2.0
#include "mikata/base/csv.h"

#include <fmt/format.h>

#include <charconv>
#include <cmath>
#include <string_view>

namespace mikata {
namespace {

constexpr std::string_view kByteOrderMark = "\xef\xbb\xbf";

bool is_number(std::string_view text) {
  if (text.starts_with('+') && !text.starts_with("+-")) text.remove_prefix(1);
  double number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc() && end == text.data() + text.size() && std::isfinite(number);
}

// Marks that a spreadsheet skips before it looks for a formula.
std::string_view without_invisible(std::string_view text) {
  constexpr std::string_view kInvisible[] = {" ", "\u3000", "\u00a0", "\u200b", kByteOrderMark};
  for (bool again = true; again;) {
    again = false;
    for (const std::string_view mark : kInvisible) {
      if (!text.starts_with(mark)) continue;
      text.remove_prefix(mark.size());
      again = true;
    }
  }
  return text;
}

bool starts_formula(std::string_view text) {
  constexpr std::string_view kTriggers[] = {"=",  "+",  "-",  "@",  "\t", "\r",
                                            "\n", "＝", "＋", "－", "＠"};
  text = without_invisible(text);
  if (is_number(text)) return false;
  for (const std::string_view trigger : kTriggers) {
    if (text.starts_with(trigger)) return true;
  }
  return false;
}

std::string quoted(std::string_view text, CsvFor reader) {
  const bool plain = reader == CsvFor::program && text.find_first_of(",\"\r\n") == text.npos;
  const std::string_view guard = starts_formula(text) ? "'" : "";
  if (plain) return std::string(guard) + std::string(text);
  std::string out = "\"" + std::string(guard);
  for (const char c : text) {
    if (c == '"') out += '"';
    out += c;
  }
  return out + '"';
}

std::string number_text(double number) {
  return std::isfinite(number) ? fmt::format("{}", number) : std::string();
}

// A sum has the decimals of its currency, an average those it needs.
std::string money_text(const Value& value, int digits) {
  const double major = as_number(value) / std::pow(10.0, digits);
  if (std::holds_alternative<std::int64_t>(value)) return fmt::format("{:.{}f}", major, digits);
  return number_text(major);
}

std::string cell(const Value& value, ColumnType type, int money_digits) {
  if (is_null(value)) return {};
  if (const auto* day = std::get_if<Day>(&value)) return to_string(*day);
  if (const auto* instant = std::get_if<Instant>(&value)) return to_string(*instant);
  if (type == ColumnType::money) return money_text(value, money_digits);
  if (const auto* integer = std::get_if<std::int64_t>(&value)) return fmt::format("{}", *integer);
  return number_text(std::get<double>(value));
}

}  // namespace

std::string table_csv(const Table& table, int money_digits, CsvFor reader) {
  const bool spreadsheet = reader == CsvFor::spreadsheet;
  const std::string_view line_end = spreadsheet ? "\r\n" : "\n";
  std::string out{spreadsheet ? kByteOrderMark : ""};
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    out += (i == 0 ? "" : ",") + quoted(table.columns[i].name, reader);
  }
  out += line_end;
  for (const Row& row : table.rows) {
    for (std::size_t i = 0; i < row.size(); ++i) {
      const auto* text = std::get_if<std::string>(&row[i]);
      if (i > 0) out += ',';
      out += text != nullptr ? quoted(*text, reader)
                             : cell(row[i], table.columns[i].type, money_digits);
    }
    out += line_end;
  }
  return out;
}

}  // namespace mikata
