// SPDX-License-Identifier: Apache-2.0
// What --where and --by of a request mean in SQL.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "mikata/insights/insight.h"

namespace mikata {

struct Scope {
  std::string condition = "TRUE";
  std::string by = "''";  // the group as text
  // The group as a whole number, which the database counts by several times as fast; the same text
  // as `by` where there is none. The answer is turned back into texts by `group_texts`.
  std::string group = "CAST(0 AS BIGINT)";
  std::string group_texts = {};  // a SELECT of (number, text); "" when the number is the text
  std::vector<Binding> bindings;
  std::set<Origin> origins;             // tables that the condition or the group touch
  bool join_is_for_group = false;       // customers are needed for nothing else
  bool neighbours = false;              // the query asks for d.previous_day
  std::set<std::string> columns;        // what they name, in full: voices.score
  std::set<std::string> measures = {};  // of model_measures, what they name
};

Scope scope_of(const Context& context);

// The customers' columns for that scope, to stand in FROM before AS c: customer_summary, with the
// measures that are named.
std::string customers_source(const Scope& scope);

}  // namespace mikata
