// SPDX-License-Identifier: Apache-2.0
// Who of each cohort came back in each period after the first.
#pragma once

#include <map>
#include <vector>

#include "mikata/insights/insight.h"

namespace mikata::retention {

struct Cohort {
  Day start;
  Value by_value;
  std::map<int, std::int64_t> retained;  // by age in periods; 0 is the cohort itself

  std::int64_t customers() const { return retained.at(0); }
  std::int64_t retained_at(int age) const {
    const auto found = retained.find(age);
    return found == retained.end() ? 0 : found->second;
  }
};

// Fails with invalid_argument where the request has no periods.
std::vector<Cohort> read_cohorts(const Context& context);

}  // namespace mikata::retention
