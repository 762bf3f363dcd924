// SPDX-License-Identifier: Apache-2.0
// What a customer is before anything happens: the recorded part and the hidden one.
#pragma once

#include <cstdint>

#include "mikata/simulate/world.h"

namespace mikata::shop {

struct Nature {
  // Recorded.
  std::int64_t number = 0;  // 1.., in order of arrival
  Day arrival;
  Region region = Region::capital;
  Source source = Source::search;
  Day birth;
  bool female = false;
  bool english = false;
  bool reads_mail = false;  // agreed to the newsletter
  // Never orders: came, looked, and left it at that.
  bool only_looks = false;

  // Hidden.
  Segment segment = Segment::regular;
  double rate = 0;         // orders on an ordinary day
  double leave_logit = 0;  // logit of the chance to leave after an ordinary order
  double spend_scale = 0;  // mean order value
  double warmth = 0;       // the person's part in every feeling, variance about 1
  double readiness = 0;    // uniform: the lower, the readier to answer
};

Nature make_nature(const World& world, std::int64_t number);

// 0 at 45 years, 1 at 60, at the shop's as_of.
double age_scale(const World& world, const Nature& nature);

// The planted rule that leaving depends on: came by coupon and lives in the capital area.
bool planted_rule_holds(const Nature& nature);

}  // namespace mikata::shop
