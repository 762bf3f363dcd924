// SPDX-License-Identifier: Apache-2.0
// What a customer does: orders as a BG/NBD-like process in which what is felt at one order changes
// when the next comes, and whether it comes at all.
#pragma once

#include <optional>
#include <vector>

#include "mikata/simulate/nature.h"

namespace mikata::shop {

struct Order {
  int number = 0;  // 0 is the first
  Day day;
  Day felt_on;  // the parcel came, or the same day in the store; the next order is later
  Outlet outlet = Outlet::web;
  std::optional<Touchpoint> trouble = {};
  PerTouchpoint felt = {};
  double satisfaction = 0;
  bool leaves = false;  // never orders again, though nobody can know it yet
};

// A world in which one touchpoint is better than it is, for every order after a day.
struct Improvement {
  Touchpoint touchpoint = Touchpoint::quality;
  double felt_more = 0;
  Day after;
};

// Orders up to and including as_of, oldest first; empty for those who only look.
std::vector<Order> live(const World& world, const Nature& nature);

// The orders of the 365 days after as_of, given those up to it. With the same numbers drawn: the
// difference between two improvements is theirs alone.
std::vector<Order> live_on(const World& world, const Nature& nature, const Order& last,
                           const Improvement& improvement);

// The order as it would have been without its trouble.
Order without_trouble(const Order& order);

// The order had it been, everywhere, as it usually is for this customer on such a day.
Order as_usual(const World& world, const Nature& nature, const Order& order);

// The order with whether they leave after it, by the numbers of the world.
Order decided(const World& world, const Nature& nature, Order order);

// The chance that another order is placed on the days felt_on + 1 .. felt_on + days.
double chance_of_order_within(const World& world, const Nature& nature, const Order& order,
                              int days);

bool delivered(Outlet outlet);

}  // namespace mikata::shop
