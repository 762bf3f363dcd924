// SPDX-License-Identifier: Apache-2.0
// Made-up names and addresses. Mail goes to the domains kept for examples (RFC 2606, example.jp);
// the telephone numbers begin with 090-0, which no company gives out.
#pragma once

#include <string>

#include "mikata/simulate/nature.h"

namespace mikata::shop {

struct Person {
  std::string name;
  std::string mail;  // unique: it ends in the customer's number before the @
  std::string phone;
};

Person make_person(const World& world, const Nature& nature);

std::string customer_id(const World& world, std::int64_t number);

}  // namespace mikata::shop
