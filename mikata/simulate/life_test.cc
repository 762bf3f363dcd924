// SPDX-License-Identifier: Apache-2.0
#include "mikata/simulate/life.h"

#include <gtest/gtest.h>

#include <cmath>

#include "mikata/simulate/draw.h"
#include "mikata/simulate/survey.h"

namespace mikata::shop {
namespace {

World small_world() { return make_world({.seed = 11, .customers = 4000}); }

TEST(World, EndsInTheMiddleOfAnOpenMonth) {
  const World world = make_world({.months = 24});
  EXPECT_EQ(to_string(world.start), "2024-11-01");
  EXPECT_EQ(to_string(world.as_of), "2026-11-15");
  EXPECT_EQ(to_string(make_world({.months = 1}).start), "2026-10-01");
}

TEST(Calendar, ReachesWhatItHasCounted) {
  const Calendar calendar(Day{0}, Day{400});
  EXPECT_EQ(calendar.until(Day{-1}), 0);
  for (const int day : {0, 1, 200, 400})
    EXPECT_EQ(calendar.reached(calendar.until(Day{day})).days, day);
  EXPECT_EQ(calendar.reached(calendar.until(Day{400}) + 1).days, 401);
  // December is worth more than February.
  const auto worth = [&](int from, int to) {
    return calendar.until(Day{to}) - calendar.until(Day{from});
  };
  EXPECT_GT(worth(334, 361), 1.3 * worth(31, 58));
}

TEST(Life, GoesForwardInTimeAndEndsWhenTheyLeave) {
  const World world = small_world();
  for (std::int64_t number = 1; number <= world.customers; ++number) {
    const Nature nature = make_nature(world, number);
    const std::vector<Order> orders = live(world, nature);
    if (nature.only_looks) {
      EXPECT_TRUE(orders.empty());
    }
    Day free_from = nature.arrival;
    for (const Order& order : orders) {
      ASSERT_GE(order.day, free_from);
      ASSERT_GE(order.felt_on, order.day);
      ASSERT_LE(order.day, world.as_of);
      EXPECT_EQ(order.leaves && &order != &orders.back(), false);
      free_from = days_after(order.felt_on, 1);
    }
  }
}

TEST(Life, AUsualOrderHasNoTroubleAndNothingThatStandsOut) {
  const World world = small_world();
  int troubled = 0;
  for (std::int64_t number = 1; number <= 400; ++number) {
    const Nature nature = make_nature(world, number);
    for (const Order& order : live(world, nature)) {
      const Order usual = as_usual(world, nature, order);
      troubled += order.trouble ? 1 : 0;
      EXPECT_FALSE(usual.trouble);
      EXPECT_EQ(usual.felt[position(Touchpoint::quality)], kHalo * nature.warmth);
      const bool late = delivered(order.outlet) && order.day >= world.carrier_change;
      EXPECT_EQ(usual.felt[position(Touchpoint::delivery)],
                kHalo * nature.warmth - (late ? kCarrierPain : 0));
      EXPECT_EQ(usual.day, order.day);
    }
  }
  EXPECT_GT(troubled, 20);
}

TEST(Life, WithoutImprovementTheFutureIsTheSameFuture) {
  const World world = small_world();
  const Improvement nothing{.touchpoint = Touchpoint::quality, .after = world.as_of};
  const Improvement better{.touchpoint = Touchpoint::quality, .felt_more = 2, .after = world.as_of};
  std::size_t as_is = 0;
  std::size_t improved = 0;
  for (std::int64_t number = 1; number <= world.customers; ++number) {
    const Nature nature = make_nature(world, number);
    const std::vector<Order> orders = live(world, nature);
    if (orders.empty()) continue;
    const auto once = live_on(world, nature, orders.back(), nothing);
    const auto again = live_on(world, nature, orders.back(), nothing);
    ASSERT_EQ(once.size(), again.size());
    for (const Order& order : once) ASSERT_GT(order.day, world.as_of);
    const auto more = live_on(world, nature, orders.back(), better);
    // The next order is decided by what is past already.
    if (!once.empty() && !more.empty()) {
      EXPECT_EQ(once.front().day, more.front().day);
    }
    as_is += once.size();
    improved += more.size();
  }
  EXPECT_GT(as_is, 0U);
  EXPECT_GT(static_cast<double>(improved), 1.1 * static_cast<double>(as_is));
}

TEST(Life, ChanceOfAnotherOrderIsHowOftenOneComes) {
  // Over all orders with 90 days to look at, the chances add up to the orders that came.
  const World world = small_world();
  double expected = 0;
  double variance = 0;
  double came = 0;
  for (std::int64_t number = 1; number <= world.customers; ++number) {
    const Nature nature = make_nature(world, number);
    const std::vector<Order> orders = live(world, nature);
    for (std::size_t i = 0; i < orders.size(); ++i) {
      if (world.as_of.days - orders[i].felt_on.days < 90) continue;
      const double chance = chance_of_order_within(world, nature, orders[i], 90);
      expected += chance;
      variance += chance * (1 - chance);
      const bool next = i + 1 < orders.size();
      came += next && orders[i + 1].day.days - orders[i].felt_on.days <= 90 ? 1 : 0;
    }
  }
  EXPECT_GT(came, 5000);
  EXPECT_NEAR(came, expected, 5 * std::sqrt(variance));
}

TEST(Life, TroubleTakesCustomersAwayAndWithoutItTheyWouldHaveStayed) {
  const World world = small_world();
  int troubles = 0;
  for (std::int64_t number = 1; number <= world.customers; ++number) {
    const Nature nature = make_nature(world, number);
    for (const Order& order : live(world, nature)) {
      const Order spared = without_trouble(order);
      EXPECT_FALSE(spared.trouble.has_value());
      if (!order.trouble) {
        EXPECT_EQ(spared.satisfaction, order.satisfaction);
        continue;
      }
      ++troubles;
      EXPECT_GT(spared.satisfaction, order.satisfaction);
      EXPECT_LT(chance_of_order_within(world, nature, order, 90),
                chance_of_order_within(world, nature, spared, 90));
    }
  }
  EXPECT_GT(troubles, 100);
}

TEST(Life, TheNewCarrierMakesDeliveryWorse) {
  const World world = small_world();
  double before = 0;
  double after = 0;
  int orders_before = 0;
  int orders_after = 0;
  for (std::int64_t number = 1; number <= world.customers; ++number) {
    for (const Order& order : live(world, make_nature(world, number))) {
      if (!delivered(order.outlet)) continue;
      const bool old = order.day < world.carrier_change;
      (old ? before : after) += order.felt[position(Touchpoint::delivery)];
      ++(old ? orders_before : orders_after);
    }
  }
  ASSERT_GT(orders_after, 200);
  EXPECT_LT(after / orders_after, before / orders_before - .7);
}

TEST(Survey, AsksWithRestAndNeverAfterAsOf) {
  const World world = small_world();
  int answered = 0;
  int all = 0;
  for (std::int64_t number = 1; number <= world.customers; ++number) {
    const Nature nature = make_nature(world, number);
    const std::vector<Order> orders = live(world, nature);
    Day last{-100000};
    for (const Invitation& invitation : invitations(world, nature, orders)) {
      EXPECT_GE(invitation.sent.days - last.days, kSurveyRestDays);
      EXPECT_LE(invitation.answered, world.as_of);
      EXPECT_GE(invitation.answered, invitation.sent);
      EXPECT_GT(invitation.sent, orders[invitation.order].felt_on);
      // Nobody can ask whether 365 days include the 365th.
      const int age = world.as_of.days - invitation.answered.days;
      EXPECT_TRUE(age < 364 || age > 366) << age;
      last = invitation.sent;
      ++all;
      answered += invitation.status == Status::answered ? 1 : 0;
    }
  }
  EXPECT_GT(answered, all / 4);
  EXPECT_LT(answered, all * 3 / 4);
}

TEST(Survey, AnswersStayOnTheirScales) {
  const World world = small_world();
  for (std::int64_t number = 1; number <= 500; ++number) {
    const Nature nature = make_nature(world, number);
    for (const Order& order : live(world, nature)) {
      const Answer said = answer(world, nature, order);
      EXPECT_TRUE(said.nps >= 0 && said.nps <= 10);
      EXPECT_TRUE(said.csat >= 1 && said.csat <= 5);
      EXPECT_EQ(said.csat >= 4, said.nps >= 7);
      EXPECT_TRUE(said.ease >= 1 && said.ease <= 7);
      const bool rated = said.ratings[position(Touchpoint::delivery)].has_value();
      if (!delivered(order.outlet)) {
        EXPECT_FALSE(rated);
      }
      if (said.complete) {
        EXPECT_TRUE(rated);
      }
    }
  }
}

TEST(Survey, OnlyShopBLetsSatisfactionDecideWhoAnswers) {
  for (const char shop : {'A', 'B'}) {
    const World world = make_world({.seed = 2, .customers = 300, .shop = shop});
    double difference = 0;
    for (std::int64_t number = 1; number <= world.customers; ++number) {
      const Nature nature = make_nature(world, number);
      std::vector<Order> orders = live(world, nature);
      const auto asked = invitations(world, nature, orders);
      if (asked.empty()) continue;
      for (Order& order : orders) order.satisfaction += 1;
      difference +=
          std::abs(invitations(world, nature, orders).front().chance - asked.front().chance);
    }
    if (shop == 'A') {
      EXPECT_EQ(difference, 0);
    }
    if (shop == 'B') {
      EXPECT_GT(difference, 10);
    }
  }
}

}  // namespace
}  // namespace mikata::shop
