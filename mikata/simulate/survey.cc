// SPDX-License-Identifier: Apache-2.0
#include "mikata/simulate/survey.h"

#include <algorithm>
#include <cmath>

#include "mikata/simulate/draw.h"

namespace mikata::shop {
namespace {

int on_scale(double value, int low, int high) {
  return std::clamp(static_cast<int>(std::lround(value)), low, high);
}

// Recorded behaviour only: age, outlet, newsletter, orders so far. Shop B also looks at what
// nobody can see: how satisfied they are.
double answer_chance(const World& world, const Nature& nature, const Order& order) {
  double logit_chance = -1.05 + .75 * age_scale(world, nature) + .55 * std::log1p(order.number) +
                        (nature.reads_mail ? .45 : 0) + (order.outlet == Outlet::app ? .25 : 0);
  if (world.shop == 'B') logit_chance += .90 * order.satisfaction;
  return .95 * sigmoid(logit_chance);
}

// The form was closed for three days a year before as_of, so that "within 365 days" is the same
// people however the ends are counted.
Day form_open(const World& world, Day day) {
  const int age = world.as_of.days - day.days;
  return age >= 364 && age <= 366 ? days_after(world.as_of, -363) : day;
}

Status draw_status(Random& random, const Nature& nature, double chance) {
  const double reached = random.uniform();
  const double mood = random.uniform();
  // Most people are answerers or are not: the same number decides each time.
  const double readiness = happens(random, .95) ? nature.readiness : random.uniform();
  if (reached < .02) return Status::invited;
  if (readiness < chance / .98) return Status::answered;
  return mood < .03 ? Status::dismissed : Status::delivered;
}

// On the same side of the line between content and not as the recommendation.
int draw_csat(Random& random, int nps) {
  const double u = random.uniform();
  if (nps >= 9) return u < .75 ? 5 : 4;
  if (nps >= 7) return u < .15 ? 5 : 4;
  if (nps >= 5) return u < .85 ? 3 : 2;
  if (nps >= 3) return u < .55 ? 2 : 3;
  return u < .65 ? 1 : 2;
}

}  // namespace

std::vector<Invitation> invitations(const World& world, const Nature& nature,
                                    std::span<const Order> orders) {
  std::vector<Invitation> sent;
  for (std::size_t i = 0; i < orders.size(); ++i) {
    const Order& order = orders[i];
    const Day day = form_open(world, days_after(order.felt_on, 2));
    if (day > world.as_of) break;
    if (!sent.empty() && day.days - sent.back().sent.days < kSurveyRestDays) continue;
    Random random = stream(world.seed, nature.number, Purpose::invitation, order.number);
    Invitation invitation{.order = i, .sent = day, .answered = day};
    invitation.chance = answer_chance(world, nature, order);
    invitation.status = draw_status(random, nature, invitation.chance);
    const auto wait = static_cast<std::int64_t>(exponential(random) * 1.5);
    const Day answered = form_open(world, days_after(day, std::min<std::int64_t>(wait, 14)));
    if (invitation.status == Status::answered && answered > world.as_of) {
      invitation.status = Status::delivered;
    }
    if (invitation.status == Status::answered) invitation.answered = answered;
    // The first invitation of every 150th customer: well under one row in a hundred, in any shop.
    invitation.unknown_address = sent.empty() && nature.number % 150 == 75;
    sent.push_back(invitation);
  }
  return sent;
}

Answer answer(const World& world, const Nature& nature, const Order& order) {
  Random random = stream(world.seed, nature.number, Purpose::answer, order.number);
  Answer answer;
  answer.nps = on_scale(8.1 + 1.75 * order.satisfaction + .9 * normal(random), 0, 10);
  answer.csat = draw_csat(random, answer.nps);
  const double easy = .5 * order.felt[position(Touchpoint::experience)] +
                      .3 * order.felt[position(Touchpoint::service)] +
                      .35 * order.felt[position(Touchpoint::delivery)];
  answer.ease = on_scale(5.3 + 1.2 * easy + .7 * normal(random), 1, 7);
  for (int& agree : answer.agree) {
    agree = on_scale(3.7 + .75 * order.satisfaction + .7 * normal(random), 1, 5);
  }
  answer.complete = true;
  for (std::size_t i = 0; i < kTouchpoints; ++i) {
    const double rating = kRatingMean + kRatingSlope * order.felt[i];
    const int shown = on_scale(rating + kRatingNoise * normal(random), 0, 10);
    const bool applies = delivered(order.outlet) || i != position(Touchpoint::delivery);
    const bool skipped = happens(random, .015);
    if (applies && !skipped) answer.ratings[i] = shown;
    answer.complete = answer.complete && answer.ratings[i].has_value();
  }
  return answer;
}

std::optional<RivalAnswer> rival_answer(const World& world, const Nature& nature) {
  // Quality, price, service, experience of each rival, as a difference in feeling.
  static constexpr std::array<std::array<double, 4>, kRivals> kRivalLevels = {{
      {-.5, .8, -.6, .2},
      {.5, -.9, .5, .1},
      {-.2, .3, -.1, -.5},
  }};
  Random random = stream(world.seed, nature.number, Purpose::rival);
  if (!happens(random, .30)) return std::nullopt;
  RivalAnswer answer{.rival = static_cast<std::size_t>(random.below(kRivals))};
  const double halo = normal(random);
  for (std::size_t i = 0; i < answer.ratings.size(); ++i) {
    const double felt = kRivalLevels[answer.rival][i] + .5 * halo + .8 * normal(random);
    answer.ratings[i] = on_scale(kRatingMean + kRatingSlope * felt, 0, 10);
  }
  return answer;
}

}  // namespace mikata::shop
