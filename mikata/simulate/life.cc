// SPDX-License-Identifier: Apache-2.0
#include "mikata/simulate/life.h"

#include <cmath>

#include "mikata/simulate/draw.h"

namespace mikata::shop {
namespace {

// Chances of trouble with one order, by touchpoint; at most one happens.
PerTouchpoint trouble_chances(const World& world, const Nature& nature, const Order& order) {
  const bool remote = nature.region == Region::north || nature.region == Region::south;
  PerTouchpoint chances{};
  chances[position(Touchpoint::quality)] = .020;
  chances[position(Touchpoint::service)] = delivered(order.outlet) ? .010 : .025;
  if (!delivered(order.outlet)) return chances;
  chances[position(Touchpoint::experience)] = .012;
  const double late = order.day < world.carrier_change ? .030 : .170;
  chances[position(Touchpoint::delivery)] = remote ? late * 1.7 : late;
  return chances;
}

std::optional<Touchpoint> draw_trouble(double uniform, const PerTouchpoint& chances) {
  for (std::size_t i = 0; i < kTouchpoints; ++i) {
    uniform -= chances[i];
    if (uniform < 0) return static_cast<Touchpoint>(i);
  }
  return std::nullopt;
}

double satisfaction_of(const Order& order) {
  double sum = 0;
  double weights = 0;
  for (std::size_t i = 0; i < kTouchpoints; ++i) {
    // Nothing is delivered from the store: the other weights share what delivery would have.
    const bool counts = delivered(order.outlet) || i != position(Touchpoint::delivery);
    sum += counts ? kSatisfactionWeights[i] * order.felt[i] : 0;
    weights += counts ? kSatisfactionWeights[i] : 0;
  }
  return kSatisfactionScale * sum / weights;
}

double leave_chance(const Nature& nature, const Order& order) {
  return sigmoid(nature.leave_logit - kStayPerSatisfaction * order.satisfaction +
                 (order.trouble ? kLeavePerTrouble : 0));
}

double rate_after(const Nature& nature, const Order& order) {
  return nature.rate * std::exp(kRatePerSatisfaction * order.satisfaction +
                                (order.trouble ? kRatePerTrouble : 0));
}

void feel_as_usual(const World& world, const Nature& nature, Order& order) {
  order.felt.fill(kHalo * nature.warmth);
  if (delivered(order.outlet) && order.day >= world.carrier_change) {
    order.felt[position(Touchpoint::delivery)] -= kCarrierPain;
  }
}

void feel(const World& world, const Nature& nature, Random& random, Order& order) {
  feel_as_usual(world, nature, order);
  const double own = std::sqrt(1 - kHalo * kHalo);
  for (double& felt : order.felt) felt += own * normal(random);
  if (order.trouble) order.felt[position(*order.trouble)] -= kTroublePain;
}

Order place_order(const World& world, const Nature& nature, int number, Day day) {
  Random random = stream(world.seed, nature.number, Purpose::experience, number);
  const SegmentModel& model = kSegmentModels[static_cast<std::size_t>(nature.segment)];
  Order order{.number = number, .day = day, .felt_on = day};
  order.outlet = static_cast<Outlet>(categorical(random, model.outlets));
  const std::int64_t travel = whole(random, 1, 3);
  if (delivered(order.outlet)) order.felt_on = days_after(day, travel);
  order.trouble = draw_trouble(random.uniform(), trouble_chances(world, nature, order));
  feel(world, nature, random, order);
  order.satisfaction = satisfaction_of(order);
  return order;
}

// Whether and when the next order comes has its own numbers: they must not move when feelings do.
constexpr std::int64_t kDecisions = std::int64_t{1} << 32;

Order improved(Order order, const Improvement& improvement) {
  if (order.day <= improvement.after) return order;
  order.felt[position(improvement.touchpoint)] += improvement.felt_more;
  order.satisfaction = satisfaction_of(order);
  return order;
}

// The day of the order after this one, as if they stayed.
Day next_day(const World& world, const Nature& nature, const Order& order) {
  Random random = stream(world.seed, nature.number, Purpose::experience, kDecisions + order.number);
  random.uniform();  // the one that decided on staying
  const double wait = exponential(random) / rate_after(nature, order);
  // Beyond the felt_on day in any case: until() is what was used up at its end.
  return world.calendar.reached(world.calendar.until(order.felt_on) + wait);
}

Day first_day(const World& world, const Nature& nature) {
  Random random = stream(world.seed, nature.number, Purpose::experience, -1);
  const bool at_once = happens(random, .55);
  return days_after(nature.arrival, at_once ? 0 : whole(random, 1, 30));
}

}  // namespace

Order decided(const World& world, const Nature& nature, Order order) {
  Random random = stream(world.seed, nature.number, Purpose::experience, kDecisions + order.number);
  order.leaves = random.uniform() < leave_chance(nature, order);
  return order;
}

bool delivered(Outlet outlet) { return outlet != Outlet::store; }

std::vector<Order> live(const World& world, const Nature& nature) {
  std::vector<Order> orders;
  if (nature.only_looks) return orders;
  Day day = first_day(world, nature);
  while (day <= world.as_of) {
    const int number = static_cast<int>(orders.size());
    orders.push_back(decided(world, nature, place_order(world, nature, number, day)));
    if (orders.back().leaves) break;
    day = next_day(world, nature, orders.back());
  }
  return orders;
}

std::vector<Order> live_on(const World& world, const Nature& nature, const Order& last,
                           const Improvement& improvement) {
  std::vector<Order> orders;
  const Day end = days_after(world.as_of, kFutureDays);
  Order order = last;
  while (!order.leaves) {
    const Day day = next_day(world, nature, order);
    if (day > end) break;
    const Order placed = place_order(world, nature, order.number + 1, day);
    order = decided(world, nature, improved(placed, improvement));
    orders.push_back(order);
  }
  return orders;
}

Order without_trouble(const Order& order) {
  if (!order.trouble) return order;
  Order spared = order;
  spared.felt[position(*order.trouble)] += kTroublePain;
  spared.trouble = std::nullopt;
  spared.satisfaction = satisfaction_of(spared);
  return spared;
}

Order as_usual(const World& world, const Nature& nature, const Order& order) {
  Order usual = order;
  usual.trouble = std::nullopt;
  feel_as_usual(world, nature, usual);
  usual.satisfaction = satisfaction_of(usual);
  return usual;
}

double chance_of_order_within(const World& world, const Nature& nature, const Order& order,
                              int days) {
  const double season =
      world.calendar.until(days_after(order.felt_on, days)) - world.calendar.until(order.felt_on);
  const double comes = -std::expm1(-rate_after(nature, order) * season);
  return (1 - leave_chance(nature, order)) * comes;
}

}  // namespace mikata::shop
