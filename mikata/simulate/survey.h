// SPDX-License-Identifier: Apache-2.0
// Who is asked after an order, who answers, and what they answer.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "mikata/simulate/life.h"

namespace mikata::shop {

// One filled-in form, about one order.
struct Answer {
  int nps = 0;                    // 0..10
  int csat = 0;                   // 1..5; 4 or more exactly when nps is 7 or more
  int ease = 0;                   // 1..7, 7 is easy
  std::array<int, 3> agree = {};  // 1..5
  std::array<std::optional<int>, kTouchpoints> ratings = {};  // 0..10; nullopt: left empty
  bool complete = false;                                      // every touchpoint was rated
};

enum class Status : std::uint8_t { invited, delivered, answered, dismissed };

struct Invitation {
  std::size_t order = 0;  // place in the orders of the customer
  Day sent;
  Day answered;  // the day of the answer, or `sent`
  Status status = Status::invited;
  double chance = 0;  // that it is answered, given all that has happened
  // Filled in under an address that the shop does not know: the answer cannot be linked.
  bool unknown_address = false;
};

// Invitations with as_of or an earlier day, oldest first.
std::vector<Invitation> invitations(const World& world, const Nature& nature,
                                    std::span<const Order> orders);

// What the customer answers, or would answer, about an order.
Answer answer(const World& world, const Nature& nature, const Order& order);

// What competing shops get from a customer: quality, price, service, experience, 0..10.
inline constexpr std::size_t kRivals = 3;
struct RivalAnswer {
  std::size_t rival = 0;
  std::array<int, 4> ratings = {};
};
// nullopt: most do not know another shop.
std::optional<RivalAnswer> rival_answer(const World& world, const Nature& nature);

}  // namespace mikata::shop
