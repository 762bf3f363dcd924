// SPDX-License-Identifier: Apache-2.0
// One question to the database: SQL in the part both engines share, with named parameters ($start).
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <stop_token>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "mikata/base/table.h"

namespace mikata {

enum class Engine { duckdb, clickhouse };

// A value for $name in the SQL. Values are always bound, never written into the text.
struct Binding {
  std::string name;  // without the $
  Value value;
};

// Numbers worked out outside of the database that one statement looks at, column by column; all
// columns are as long as the first.
struct GivenColumn {
  std::string name;
  std::variant<std::vector<std::int64_t>, std::vector<double>> values;
};
struct GivenTable {
  std::string name;
  std::vector<GivenColumn> columns;

  std::size_t rows() const;
};

struct Query {
  std::string sql;
  // Bindings that the text does not mention are ignored, so that one set serves many queries.
  std::vector<Binding> bindings = {};
  std::stop_token stop = {};
  // Tables that stand beside those of the book while this statement runs, and for it alone.
  std::span<const GivenTable> given = {};
};

// Hears how much of a long work is done, 0..1; may throw to end it. Empty where nobody waits.
using Told = std::function<void(double share)>;

}  // namespace mikata
