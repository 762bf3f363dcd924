// SPDX-License-Identifier: Apache-2.0
// Named columns and rows: what every query and every insight returns.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "mikata/base/date.h"
#include "mikata/base/localized.h"

namespace mikata {

// The types of ARCHITECTURE section 5. share: 0..1; points: -100..100; money: minor units of the
// book's currency inside the program, major units in JSON.
enum class ColumnType { string, integer, number, money, share, points, date, timestamp };

std::string_view column_type_name(ColumnType type);

// monostate is NULL: nothing to say, which is never 0 and never ''.
using Value = std::variant<std::monostate, std::int64_t, double, std::string, Day, Instant>;
using Row = std::vector<Value>;

inline bool is_null(const Value& value) { return std::holds_alternative<std::monostate>(value); }

struct Column {
  std::string name;
  ColumnType type = ColumnType::string;
  std::string unit = {};  // "people", "days", "JPY", "" when the type says it all
  Localized title = {};
};

struct Table {
  std::vector<Column> columns;
  std::vector<Row> rows;

  // Position of a column; fails with internal when there is none: names come from our own code.
  std::size_t index(std::string_view name) const;
};

// A number as a double; integers are converted. Fails with internal on text and NULL.
double as_number(const Value& value);
// An integer; a double that is a whole number is converted. Fails with internal otherwise.
std::int64_t as_integer(const Value& value);
// The same, and 0 for NULL: a sum over nothing.
inline std::int64_t count_or_zero(const Value& value) {
  return is_null(value) ? 0 : as_integer(value);
}
const std::string& as_text(const Value& value);
Day as_day(const Value& value);

}  // namespace mikata
