// SPDX-License-Identifier: Apache-2.0
#include "mikata/http/csv.h"

#include <fmt/format.h>

#include <charconv>
#include <cmath>

#include "mikata/base/money.h"

namespace mikata::http {
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

std::string quoted(std::string_view text) {
  std::string out = "\"";
  if (starts_formula(text)) out += '\'';
  for (const char c : text) {
    if (c == '"') out += '"';
    out += c;
  }
  return out + '"';
}

std::string money_text(double minor, int digits) {
  return fmt::format("{:.{}f}", minor / std::pow(10.0, digits), digits);
}

std::string number_text(double number) {
  return std::isfinite(number) ? fmt::format("{}", number) : std::string();
}

std::string cell(const Value& value, ColumnType type, int money_digits) {
  if (is_null(value)) return {};
  if (const auto* text = std::get_if<std::string>(&value)) return quoted(*text);
  if (const auto* day = std::get_if<Day>(&value)) return to_string(*day);
  if (const auto* instant = std::get_if<Instant>(&value)) return to_string(*instant);
  if (type == ColumnType::money) return money_text(as_number(value), money_digits);
  if (const auto* integer = std::get_if<std::int64_t>(&value)) return fmt::format("{}", *integer);
  return number_text(std::get<double>(value));
}

}  // namespace

std::string table_csv(const Table& table, std::string_view currency) {
  const int money_digits = minor_digits(currency).value_or(0);
  std::string out(kByteOrderMark);
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    out += (i == 0 ? "" : ",") + quoted(table.columns[i].name);
  }
  out += "\r\n";
  for (const Row& row : table.rows) {
    for (std::size_t i = 0; i < row.size(); ++i) {
      out += (i == 0 ? "" : ",") + cell(row[i], table.columns[i].type, money_digits);
    }
    out += "\r\n";
  }
  return out;
}

}  // namespace mikata::http
