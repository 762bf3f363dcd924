// SPDX-License-Identifier: Apache-2.0
#include "mikata/simulate/nature.h"

#include <algorithm>
#include <cmath>

#include "mikata/simulate/draw.h"

namespace mikata::shop {
namespace {

constexpr std::array<double, kRegions> kRegionShares = {.46, .20, .12, .11, .11};
constexpr std::array<double, kSources> kSourceShares = {.24, .17, .12, .26, .11, .10};
// How much likelier each source brings each segment, beside the segment's share.
constexpr std::array<std::array<double, kSegments>, kSources> kSourceSegments = {{
    {1.0, 1.0, 1.3, 0.9, 1.0},
    {0.9, 0.7, 1.0, 1.0, 1.5},
    {1.6, 1.5, 1.0, 0.5, 0.5},
    {0.8, 0.8, 0.7, 1.6, 1.0},
    {1.2, 1.7, 1.0, 0.3, 0.7},
    {0.9, 0.8, 1.1, 1.1, 1.2},
}};

// Customers come in order of their number, more of them in the first weeks after the opening.
Day arrival_day(const World& world, std::int64_t number) {
  const double place = (static_cast<double>(number) - .5) / static_cast<double>(world.customers);
  const double time = place < .15 ? place * .08 / .15 : .08 + (place - .15) * .92 / .85;
  const int days = std::max(1, world.as_of.days - world.start.days - 2);
  return days_after(world.start, static_cast<std::int64_t>(time * days));
}

Segment draw_segment(Random& random, Source source) {
  std::array<double, kSegments> weights{};
  const auto& tilt = kSourceSegments[static_cast<std::size_t>(source)];
  for (std::size_t i = 0; i < kSegments; ++i) weights[i] = kSegmentModels[i].share * tilt[i];
  return static_cast<Segment>(categorical(random, weights));
}

}  // namespace

double age_scale(const World& world, const Nature& nature) {
  return ((world.as_of.days - nature.birth.days) / 365.25 - 45) / 15;
}

bool planted_rule_holds(const Nature& nature) {
  return nature.source == Source::coupon && nature.region == Region::capital;
}

Nature make_nature(const World& world, std::int64_t number) {
  Random random = stream(world.seed, number, Purpose::nature);
  Nature nature;
  nature.number = number;
  nature.arrival = arrival_day(world, number);
  nature.region = static_cast<Region>(categorical(random, kRegionShares));
  nature.source = static_cast<Source>(categorical(random, kSourceShares));
  nature.segment = draw_segment(random, nature.source);
  const SegmentModel& model = kSegmentModels[static_cast<std::size_t>(nature.segment)];
  const double age = std::clamp(45 + 14 * normal(random), 18.0, 84.0);
  nature.birth = days_after(world.as_of, -static_cast<std::int64_t>(age * 365.25));
  nature.female = happens(random, .62);
  nature.english = happens(random, world.language == Language::en ? .70 : .12);
  // The first customer always gets the newsletter: so that something happens on the last day.
  nature.reads_mail = happens(random, .62) || number == 1;
  nature.only_looks = happens(random, .10);
  nature.rate = gamma(random, model.rate_shape, model.rate_shape * model.days_between);
  const double leaves = std::clamp(beta(random, model.leave_a, model.leave_b), 1e-4, .95);
  nature.leave_logit = logit(leaves) + (planted_rule_holds(nature) ? kPlantedLeaving : 0);
  // Gamma-Gamma: the mean order value of a person is spend_mean (q - 1) / Gamma(q, 1).
  nature.spend_scale = model.spend_mean * (kSpendHeterogeneity - 1) /
                       std::max(.2, gamma(random, kSpendHeterogeneity, 1));
  nature.warmth = .85 * normal(random) + model.warmth + .45 * age_scale(world, nature);
  nature.readiness = random.uniform();
  return nature;
}

}  // namespace mikata::shop
