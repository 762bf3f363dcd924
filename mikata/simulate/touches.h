// SPDX-License-Identifier: Apache-2.0
// What a shop's systems note beside orders: visits, carts, contacts, trouble, mails, referrals.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "mikata/simulate/truth.h"
#include "mikata/simulate/words.h"

namespace mikata::shop {

struct Touch {
  Day day;
  int second = 0;  // of the day
  // visit, signup, cart, contact, trouble, campaign, open, click, renew, refer, attend, share.
  const char* kind = "visit";
  std::string session = {};  // "" outside of a visit
  const char* touchpoint = "";
  std::string campaign = {};
  const char* channel = "";
  std::int64_t cost = 0;  // yen; 0 is written as an empty cell
};

// In order of time, none after as_of.
std::vector<Touch> touches(const World& world, const Story& story);

// The earlier customer who sent this one, and was content when doing so; nullopt when they came
// another way or nobody fits.
std::optional<std::int64_t> referrer(const World& world, const Nature& nature);

}  // namespace mikata::shop
