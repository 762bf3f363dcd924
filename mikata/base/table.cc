// SPDX-License-Identifier: Apache-2.0
#include "mikata/base/table.h"

#include <array>
#include <cmath>

#include "mikata/base/error.h"

namespace mikata {
namespace {

constexpr std::array<std::string_view, 8> kTypeNames{"string", "integer", "number", "money",
                                                     "share",  "points",  "date",   "timestamp"};

}  // namespace

std::string_view column_type_name(ColumnType type) {
  return kTypeNames.at(static_cast<std::size_t>(type));
}

std::size_t Table::index(std::string_view name) const {
  for (std::size_t i = 0; i < columns.size(); ++i) {
    if (columns[i].name == name) return i;
  }
  fail(ErrorKind::internal, "result has no column: {}", name);
}

double as_number(const Value& value) {
  if (const auto* integer = std::get_if<std::int64_t>(&value)) return static_cast<double>(*integer);
  if (const auto* number = std::get_if<double>(&value)) return *number;
  fail(ErrorKind::internal, "result is not a number");
}

std::int64_t as_integer(const Value& value) {
  if (const auto* integer = std::get_if<std::int64_t>(&value)) return *integer;
  const double number = as_number(value);
  // Beyond 2^63 the conversion would give any number at all.
  const bool fits = number >= -0x1p63 && number < 0x1p63;
  if (!fits || number != std::floor(number)) {
    fail(ErrorKind::internal, "not a whole number: {}", number);
  }
  return static_cast<std::int64_t>(number);
}

const std::string& as_text(const Value& value) {
  if (const auto* text = std::get_if<std::string>(&value)) return *text;
  fail(ErrorKind::internal, "result is not text");
}

Day as_day(const Value& value) {
  if (const auto* day = std::get_if<Day>(&value)) return *day;
  fail(ErrorKind::internal, "result is not a day");
}

}  // namespace mikata
