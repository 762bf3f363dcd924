// SPDX-License-Identifier: Apache-2.0
// Money at stake: what those who spoke badly of a theme bought in the last 12 months. It is what
// could go with them, not what the theme has cost; nobody is counted twice for one theme.
#pragma once

#include <string>
#include <vector>

#include "mikata/insights/insight.h"
#include "mikata/insights/remarks.h"

namespace mikata::pains {

struct AtStake {
  std::int64_t customers = 0;  // known ones: an answer without a customer has no money
  std::int64_t money = 0;      // minor units
};

// One entry for each of `names`, of one group.
struct GroupAtStake {
  Value by_value;
  std::vector<AtStake> themes;
};
std::vector<GroupAtStake> at_stake(const Context& context, const CountedRemarks& counted,
                                   const std::vector<std::string>& names);

}  // namespace mikata::pains
