// SPDX-License-Identifier: Apache-2.0
#include "mikata/cli/csv.h"

#include <ostream>

#include "mikata/cli/number_text.h"

namespace mikata::cli {
namespace {

std::string quoted(const std::string& text) {
  if (text.find_first_of(",\"\r\n") == std::string::npos) return text;
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"') out += '"';
    out += c;
  }
  return out + '"';
}

std::string cell(const Value& value, ColumnType type, int money_digits) {
  const std::string text = plain_text(value, type, money_digits);
  const bool formula = std::holds_alternative<std::string>(value) && !text.empty() &&
                       std::string_view("=+-@\t\r").find(text.front()) != std::string_view::npos;
  return quoted(formula ? "'" + text : text);
}

}  // namespace

void write_csv(std::ostream& out, const Table& table, int money_digits) {
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    out << (i == 0 ? "" : ",") << quoted(table.columns[i].name);
  }
  out << '\n';
  for (const Row& row : table.rows) {
    for (std::size_t i = 0; i < row.size(); ++i) {
      out << (i == 0 ? "" : ",") << cell(row[i], table.columns[i].type, money_digits);
    }
    out << '\n';
  }
}

}  // namespace mikata::cli
