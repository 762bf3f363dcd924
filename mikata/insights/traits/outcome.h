// SPDX-License-Identifier: Apache-2.0
// What the traits are traits of (--of): who left, the best customers, or whoever a condition fits.
#pragma once

#include <set>
#include <string>

#include "mikata/insights/coding.h"

namespace mikata::traits {

struct Outcome {
  CodedQuestion question;              // but for tenure and joins
  std::set<std::string> columns = {};  // that it speaks of, in full
  Localized share;                     // what a rate is a rate of: "left"
  Localized method;                    // how it was told
};

// Fails with invalid_argument when --of is neither known nor a condition.
Outcome outcome_of(const Context& context);

}  // namespace mikata::traits
