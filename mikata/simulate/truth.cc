// SPDX-License-Identifier: Apache-2.0
#include "mikata/simulate/truth.h"

#include <cmath>

#include "mikata/base/json.h"
#include "mikata/simulate/basket.h"
#include "mikata/simulate/draw.h"
#include "mikata/simulate/text_file.h"
#include "mikata/simulate/words.h"

namespace mikata::shop {
namespace {

using Json = nlohmann::ordered_json;

constexpr double kPlaces = 1e6;
constexpr int kBuyDays = 90;
constexpr int kStopDays = 180;
constexpr int kFutures = 3;
constexpr double kWhatifDelta = 1;  // points of the 0..10 scale

Json rounded(std::optional<double> value) {
  if (!value) return nullptr;
  return std::round(*value * kPlaces) / kPlaces;
}

// What the year after as_of brings in. The n-th order after as_of holds the same things in every
// world, because it is drawn from the same numbers: its margin is worked out once.
class Future {
 public:
  Future(const World& world, const Story& story) : world_(world), story_(story) {}

  double value(const Improvement& improvement) {
    double sum = 0;
    const auto orders = live_on(world_, story_.nature, story_.orders.back(), improvement);
    for (std::size_t i = 0; i < orders.size(); ++i) {
      if (i == margins_.size()) {
        const Basket basket = fill_basket(world_, story_.nature, orders[i]);
        margins_.push_back(static_cast<double>(margin(basket)));
      }
      sum += margins_[i];
    }
    return sum;
  }

 private:
  const World& world_;
  const Story& story_;
  std::vector<double> margins_;
};

// Net of discounts and returns, after an order, from the day after world.as_of on.
double sales_after(const World& world, const Nature& nature, const Order& order) {
  double sum = 0;
  for (const Order& next : live_on(world, nature, decided(world, nature, order), {})) {
    if (next.day <= world.as_of) continue;
    const Basket basket = fill_basket(world, nature, next);
    sum += static_cast<double>(margin(basket));
    for (const Line& line : basket.lines) sum += static_cast<double>(line.cost);
  }
  return sum;
}

const Order* first_trouble(const World& world, const Story& story) {
  for (const Order& order : story.orders) {
    if (order.trouble && order.felt_on <= world.as_of) return &order;
  }
  return nullptr;
}

void add_driver_rows(const World& world, const Story& story, Moments& moments) {
  for (const Invitation& invitation : story.invitations) {
    const Answer said = answer(world, story.nature, story.orders[invitation.order]);
    if (!said.complete) continue;
    std::array<double, kMostDrivers + 1> row{};
    for (std::size_t i = 0; i < kTouchpoints; ++i) row[i] = *said.ratings[i];
    row[kTouchpoints] = said.nps;
    moments.add(row, invitation.chance);
  }
}

}  // namespace

Story tell_story(const World& world, std::int64_t number) {
  Story story{.nature = make_nature(world, number)};
  story.orders = live(world, story.nature);
  story.invitations = invitations(world, story.nature, story.orders);
  return story;
}

std::optional<int> would_answer(const World& world, const Story& story) {
  if (story.orders.empty()) return std::nullopt;
  const bool asked = !story.invitations.empty();
  const Order& order = asked ? story.orders[story.invitations.back().order] : story.orders.back();
  return answer(world, story.nature, order).nps;
}

double sales_lost(const World& world, const Story& story, const Invitation& invitation) {
  const Order& order = story.orders[invitation.order];
  const Order usual = as_usual(world, story.nature, order);
  double sum = 0;
  for (int future = 1; future <= kFutures; ++future) {
    World other = world;
    other.seed = stream(world.seed, -future, Purpose::futures).next();
    other.as_of = invitation.answered;
    sum += sales_after(other, story.nature, usual) - sales_after(other, story.nature, order);
  }
  return sum / kFutures;
}

void Truth::Scores::add(int score) {
  ++all;
  promoters += score >= 9 ? 1 : 0;
  detractors += score <= 6 ? 1 : 0;
}

std::optional<double> Truth::Scores::nps() const {
  if (all == 0) return std::nullopt;
  return 100.0 * static_cast<double>(promoters - detractors) / static_cast<double>(all);
}

std::optional<double> Truth::Mean::value() const {
  if (count == 0) return std::nullopt;
  return sum / static_cast<double>(count);
}

void Truth::add_answers(const Story& story) {
  if (const std::optional<int> score = would_answer(world_, story)) everybody_.add(*score);
  std::optional<bool> content;
  std::optional<int> last;
  for (const Invitation& invitation : story.invitations) {
    if (invitation.status != Status::answered) continue;
    const int score = answer(world_, story.nature, story.orders[invitation.order]).nps;
    if (invitation.unknown_address) {
      answered_.add(score);  // a respondent of its own
      continue;
    }
    last = score;
    const bool recent = world_.as_of.days - invitation.answered.days <= 365;
    content = recent ? std::optional(*last >= 7) : std::nullopt;
  }
  if (last) answered_.add(*last);
  std::vector<Day> days;
  for (const Order& order : story.orders) days.push_back(order.day);
  quadrant_.add(days, content);
}

void Truth::add_effect(const Story& story) {
  const Order* bad = first_trouble(world_, story);
  if (bad == nullptr) return;
  const Order spared = without_trouble(*bad);
  const auto effect = [&](int days) {
    return chance_of_order_within(world_, story.nature, *bad, days) -
           chance_of_order_within(world_, story.nature, spared, days);
  };
  const int seen = world_.as_of.days - bad->felt_on.days;
  if (seen >= kBuyDays) {
    buys_in_90_days_.sum += effect(kBuyDays);
    ++buys_in_90_days_.count;
  }
  if (seen >= kStopDays) {
    stops_.sum -= effect(kStopDays);
    ++stops_.count;
  }
}

void Truth::add_whatif(const Story& story) {
  if (story.orders.empty() || story.orders.back().leaves) return;
  Improvement improvement{.after = world_.as_of};
  Future future(world_, story);
  const double as_is = future.value(improvement);
  improvement.felt_more = kWhatifDelta / kRatingSlope;
  for (std::size_t i = 0; i < kTouchpoints; ++i) {
    improvement.touchpoint = static_cast<Touchpoint>(i);
    extra_value_[i] += future.value(improvement) - as_is;
  }
}

void Truth::add(const Story& story) {
  add_answers(story);
  add_effect(story);
  add_whatif(story);
}

std::vector<double> true_driver_shares(const World& world, std::int64_t rows) {
  Moments moments(kTouchpoints);
  World other = world;
  other.seed = stream(world.seed, 0, Purpose::drivers).next();
  // As many customers as needed, spread over the same months as those of the shop.
  constexpr double kRowsPerCustomer = 2.8;
  other.customers = std::llround(static_cast<double>(rows) / kRowsPerCustomer);
  for (std::int64_t number = 1; number <= other.customers; ++number) {
    add_driver_rows(other, tell_story(other, number), moments);
  }
  return lmg_shares(moments);
}

void Truth::write(const std::filesystem::path& path, std::int64_t driver_rows) const {
  const Words& text = words(world_.language);
  const std::vector<double> shares = true_driver_shares(world_, driver_rows);
  Json drivers = Json::array();
  Json whatif = Json::array();
  for (std::size_t i = 0; i < kTouchpoints; ++i) {
    const std::string name = text.drivers[i];
    if (!shares.empty()) drivers.push_back({{"name", name}, {"lmg_share", rounded(shares[i])}});
    whatif.push_back({{"driver", name},
                      {"delta", kWhatifDelta},
                      {"extra_value_12m", std::llround(extra_value_[i])}});
  }
  const QuadrantCounts fields = quadrant_.counts();
  const Json truth = {
      {"seed", world_.seed},
      {"as_of", to_string(world_.as_of)},
      {"nps_all", rounded(everybody_.nps())},
      {"nps_answered", rounded(answered_.nps())},
      {"drivers", drivers},
      {"effect",
       {{"bad",
         {{"att_buy_90d", rounded(buys_in_90_days_.value())},
          {"att_stop", rounded(stops_.value())}}}}},
      {"traits", Json::array({{{"column", "channel"}, {"op", "="}, {"value", text.sources[3]}},
                              {{"column", "region"}, {"op", "="}, {"value", text.regions[0]}}})},
      {"quadrant",
       {{"content_staying", fields.content_staying},
        {"content_gone", fields.content_gone},
        {"complaining_staying", fields.complaining_staying},
        {"complaining_gone", fields.complaining_gone},
        {"no_answer", fields.no_answer}}},
      {"whatif", whatif}};
  write_text_file(path, truth.dump(2) + "\n");
}

}  // namespace mikata::shop
