// SPDX-License-Identifier: Apache-2.0
// What the traits are traits of (--of): who left, the best customers, or whoever a condition fits.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "mikata/insights/insight.h"

namespace mikata::traits {

struct Outcome {
  std::string
      sql;  // the beginning of a statement: ..., outcomes AS (customer_no, by_value, outcome)
  std::vector<Binding> bindings = {};
  std::vector<Slot> slots = {};
  std::set<std::string> columns = {};  // that it speaks of, in full
  bool buyers = true;                  // only who has bought is looked at
  Localized share;                     // what a rate is a rate of: "left"
  Localized method;                    // how it was told
};

// Fails with invalid_argument when --of is neither known nor a condition.
Outcome outcome_of(const Context& context);

}  // namespace mikata::traits
