// SPDX-License-Identifier: Apache-2.0
#include "mikata/simulate/touches.h"

#include <fmt/format.h>

#include <algorithm>

#include "mikata/simulate/draw.h"

namespace mikata::shop {
namespace {

constexpr int kNoon = 12 * 3600;

// One customer's touches being collected.
class Diary {
 public:
  Diary(const World& world, const Story& story)
      : world_(world), story_(story), words_(words(world.language)) {}

  std::vector<Touch> finished();
  void first_contact();
  void around(const Order& order);
  void trouble(const Order& order);
  void looking(const Order& order);
  void renewals();
  void newsletters();

 private:
  struct Visit {
    Day day;
    const char* touchpoint;
    std::vector<const char*> kinds;  // done one after the other
    int first_hour = 9;
    int last_hour = 21;
  };
  void visit(Random& random, const Visit& visit);
  // A visit by any touchpoint, in which something may be put into the cart.
  void look(Random& random, Day day, double cart_chance);
  const char* draw_touchpoint(Random& random) const;
  void add(Touch touch);

  const World& world_;
  const Story& story_;
  const Words& words_;
  std::vector<Touch> touches_;
  int sessions_ = 0;
};

void Diary::add(Touch touch) {
  if (touch.day < story_.nature.arrival || touch.day > world_.as_of) return;
  touches_.push_back(std::move(touch));
}

void Diary::visit(Random& random, const Visit& visit) {
  auto second = static_cast<int>(whole(random, visit.first_hour * 3600, visit.last_hour * 3600));
  const std::string session = fmt::format("S{}-{}", story_.nature.number, ++sessions_);
  for (const char* kind : visit.kinds) {
    add({.day = visit.day,
         .second = second,
         .kind = kind,
         .session = session,
         .touchpoint = visit.touchpoint,
         .channel = words_.outlets[0]});
    second += static_cast<int>(whole(random, 20, 900));
  }
}

const char* Diary::draw_touchpoint(Random& random) const {
  static constexpr std::array<double, 4> kWeights = {.30, .15, .15, .40};
  switch (categorical(random, kWeights)) {
    case 0:
      return source_touchpoint(words_, Source::search);
    case 1:
      return source_touchpoint(words_, Source::social);
    case 2:
      return words_.mail;
    default:
      return words_.direct;
  }
}

void Diary::look(Random& random, Day day, double cart_chance) {
  const char* touchpoint = draw_touchpoint(random);
  Visit seen{.day = day, .touchpoint = touchpoint, .kinds = {"visit"}};
  if (happens(random, cart_chance)) seen.kinds.push_back("cart");
  visit(random, seen);
}

void Diary::first_contact() {
  const Nature& nature = story_.nature;
  Random random = stream(world_.seed, nature.number, Purpose::visits, -1);
  const char* touchpoint = source_touchpoint(words_, nature.source);
  if (nature.source == Source::advert) {
    add({.day = nature.arrival,
         .second = 6 * 3600,
         .kind = "click",
         .touchpoint = touchpoint,
         .campaign = words_.advert_campaign,
         .channel = words_.outlets[0],
         .cost = whole(random, 60, 240)});
  }
  visit(random, {.day = nature.arrival,
                 .touchpoint = touchpoint,
                 .kinds = {"visit", "signup"},
                 .first_hour = 7,
                 .last_hour = 8});
  if (!nature.only_looks) return;
  const std::int64_t more = whole(random, 0, 3);
  for (std::int64_t i = 0; i < more; ++i) {
    const Day day = days_after(nature.arrival, whole(random, 1, 60));
    look(random, day, .4);
  }
}

void Diary::around(const Order& order) {
  Random random = stream(world_.seed, story_.nature.number, Purpose::visits, order.number);
  if (order.outlet == Outlet::store) {
    const bool attends = happens(random, .06);
    add({.day = order.day,
         .second = static_cast<int>(whole(random, 10 * 3600, 19 * 3600)),
         .kind = attends ? "attend" : "visit",
         .touchpoint = attends ? words_.workshop : words_.outlets[2],
         .channel = words_.outlets[2]});
    return;
  }
  const std::int64_t before = poisson(random, 1.1);
  for (std::int64_t i = 0; i < before; ++i) {
    const Day day = days_after(order.day, -whole(random, 0, 6));
    look(random, day, 0);
  }
  look(random, order.day, 1);
  if (order.satisfaction > 1.2 && happens(random, .08)) {
    add({.day = days_after(order.felt_on, 1),
         .second = kNoon + static_cast<int>(whole(random, 0, 30000)),
         .kind = "share",
         .touchpoint = source_touchpoint(words_, Source::social)});
  }
}

void Diary::trouble(const Order& order) {
  Random random = stream(world_.seed, story_.nature.number, Purpose::visits,
                         (std::int64_t{1} << 32) + order.number);
  const auto second = static_cast<int>(whole(random, 9 * 3600, 20 * 3600));
  const bool writes = happens(random, order.trouble ? .45 : .03);
  const auto channel = static_cast<std::size_t>(random.below(3));
  const std::int64_t wait = whole(random, 0, 2);
  const auto topic = static_cast<std::size_t>(random.below(kTouchpoints));
  const std::size_t about = order.trouble ? position(*order.trouble) : topic;
  if (order.trouble) {
    add({.day = order.felt_on,
         .second = second,
         .kind = "trouble",
         .touchpoint = words_.touchpoints[about],
         .channel = words_.outlets[static_cast<std::size_t>(order.outlet)]});
  }
  if (!writes) return;
  static constexpr std::array<std::int64_t, 3> kCosts = {850, 420, 300};
  add({.day = days_after(order.felt_on, wait),
       .second = std::min(second + 1800, 22 * 3600),
       .kind = "contact",
       .touchpoint = words_.touchpoints[about],
       .channel = words_.contact_channels[channel],
       .cost = kCosts[channel]});
}

// Looking around again without ordering; sometimes a cart is left behind.
void Diary::looking(const Order& order) {
  Random random = stream(world_.seed, story_.nature.number, Purpose::visits,
                         (std::int64_t{2} << 32) + order.number);
  const std::int64_t times = poisson(random, order.leaves ? .3 : .8);
  for (std::int64_t i = 0; i < times; ++i) {
    const Day day = days_after(order.felt_on, whole(random, 2, 40));
    look(random, day, .3);
  }
}

// Members renew at the first order after each year, so that a renewal is never a day of its own.
void Diary::renewals() {
  if (story_.orders.empty()) return;
  Random random = stream(world_.seed, story_.nature.number, Purpose::visits, -2);
  if (!happens(random, .30)) return;
  Day due = days_after(story_.orders.front().day, 365);
  for (const Order& order : story_.orders) {
    if (order.day < due) continue;
    add({.day = order.day, .second = 22 * 3600, .kind = "renew"});
    due = days_after(order.day, 365);
  }
}

// Every second month on the fifteenth, the last one on as_of.
void Diary::newsletters() {
  if (!story_.nature.reads_mail) return;
  Day day = world_.as_of;
  for (int count = 0; day > story_.nature.arrival || count == 0; ++count) {
    Random random = stream(world_.seed, story_.nature.number, Purpose::campaigns, day.days);
    const CalendarDay date = calendar(day);
    std::string name = words_.newsletter;
    name.replace(name.find("{year}"), 6, std::to_string(date.year));
    name.replace(name.find("{month}"), 7, fmt::format("{}", date.month));
    const char* touchpoint = words_.mail;
    const Touch sent{.day = day,
                     .second = 8 * 3600,
                     .kind = "campaign",
                     .touchpoint = touchpoint,
                     .campaign = name,
                     .cost = 4};
    add(sent);
    const auto second = static_cast<int>(whole(random, 8 * 3600 + 60, 22 * 3600));
    const bool opens = happens(random, story_.orders.empty() ? .12 : .34);
    const bool clicks = happens(random, .25);
    const auto later = [&](const char* kind, int seconds) {
      Touch touch = sent;
      touch.kind = kind;
      touch.second = second + seconds;
      touch.cost = 0;
      add(touch);
    };
    if (opens) later("open", 0);
    if (opens && clicks) later("click", 25);
    day = days_after(add_periods(period_start(day, Grain::month), Grain::month, -2), 14);
  }
}

std::vector<Touch> Diary::finished() {
  std::ranges::stable_sort(touches_, [](const Touch& a, const Touch& b) {
    return a.day != b.day ? a.day < b.day : a.second < b.second;
  });
  return std::move(touches_);
}

}  // namespace

std::vector<Touch> touches(const World& world, const Story& story) {
  Diary diary(world, story);
  diary.first_contact();
  for (const Order& order : story.orders) {
    diary.around(order);
    diary.trouble(order);
    diary.looking(order);
  }
  diary.renewals();
  diary.newsletters();
  return diary.finished();
}

std::optional<std::int64_t> referrer(const World& world, const Nature& nature) {
  if (nature.source != Source::referral || nature.number == 1) return std::nullopt;
  Random random = stream(world.seed, nature.number, Purpose::referral);
  constexpr int kTries = 6;
  for (int i = 0; i < kTries; ++i) {
    const std::int64_t number = whole(random, 1, nature.number - 1);
    const std::vector<Order> orders = live(world, make_nature(world, number));
    const auto before = [&](const Order& order) { return order.felt_on <= nature.arrival; };
    const auto last = std::ranges::find_if_not(orders, before);
    if (last == orders.begin()) continue;
    if (std::prev(last)->satisfaction > .3) return number;
  }
  return std::nullopt;
}

}  // namespace mikata::shop
