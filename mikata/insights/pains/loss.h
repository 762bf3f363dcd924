// SPDX-License-Identifier: Apache-2.0
// What a theme costs: those who judged it badly, in the 12 months after they first did, against
// those who spoke in the same month and like them without judging it badly yet. Compared as
// `effect` compares (comparison.h): nothing is said where the two cannot be made alike.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "mikata/base/localized.h"
#include "mikata/insights/insight.h"
#include "mikata/insights/remarks.h"
#include "mikata/stats/interval.h"

namespace mikata::pains {

struct Loss {
  std::int64_t followed = 0;            // people who judged it badly and are compared
  std::optional<stats::Estimate> each;  // minor units a person bought less; below 0: more
  Localized why;                        // there is none
};

// One entry for each of `names`, of one group. `remarks`: how many there are about.
struct GroupLoss {
  Value by_value;
  std::vector<Loss> themes;
};
std::vector<GroupLoss> losses(const Context& context, const CountedRemarks& counted,
                              const std::vector<std::string>& names, std::int64_t remarks);
// Of a group in which nobody can be followed.
Loss nobody_followed();

}  // namespace mikata::pains
