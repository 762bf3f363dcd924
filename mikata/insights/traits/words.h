// SPDX-License-Identifier: Apache-2.0
// A rule as people say it, and as a key.
#pragma once

#include <string>
#include <vector>

#include "mikata/insights/coding.h"
#include "mikata/stats/subgroups.h"

namespace mikata::traits {

// The numbers that a sentence tells.
struct RuleNumbers {
  double share = 0;       // of customers
  double rate = 0;        // of them
  double rate_all = 0;    // of all
  double rate_equal = 0;  // of all with the same tenure
};

// "Customers with Contract "Month-to-month" and OnlineSecurity "No": 37 % of customers, 51 % left
// (all: 27 %; of equal tenure: 34 %)".
std::string sentence(const Context& context, const std::vector<Coding>& codings,
                     const std::vector<stats::CodeRange>& rule, const RuleNumbers& numbers,
                     const Localized& share_of);

// Name, what is compared (is, above, upto) and with what, condition by condition.
std::vector<Value> key_parts(const std::vector<Coding>& codings,
                             const std::vector<stats::CodeRange>& rule);

}  // namespace mikata::traits
