// SPDX-License-Identifier: Apache-2.0
// One question to the database: SQL in the part both engines share, with named parameters ($start).
#pragma once

#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

#include "mikata/base/table.h"

namespace mikata {

enum class Engine { duckdb, clickhouse };

// A value for $name in the SQL. Values are always bound, never written into the text.
struct Binding {
  std::string name;  // without the $
  Value value;
};

struct Query {
  std::string sql;
  // Bindings that the text does not mention are ignored, so that one set serves many queries.
  std::vector<Binding> bindings = {};
  std::stop_token stop = {};
};

}  // namespace mikata
