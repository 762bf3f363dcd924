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
  std::vector<Binding> bindings;
  std::set<Origin> origins;       // tables that the condition or the group touch
  std::set<std::string> columns;  // what they name, in full: voices.score
};

Scope scope_of(const Context& context);

}  // namespace mikata
