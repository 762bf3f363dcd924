// SPDX-License-Identifier: Apache-2.0
#include "mikata/simulate/world.h"

#include <algorithm>

namespace mikata::shop {
namespace {

// How much is bought in each month, January first, and on each day of the week, Monday first.
constexpr std::array<double, 12> kMonths = {.90, .85, 1.0, .95, 1.0, .95,
                                            1.1, .90, .92, 1.0, 1.1, 1.45};
constexpr std::array<double, 7> kWeekdays = {.92, .90, .92, .95, 1.05, 1.16, 1.10};

double season(Day day) {
  const auto weekday = static_cast<std::size_t>((day.days + 3) % 7);  // 1970-01-01: a Thursday
  return kMonths[static_cast<std::size_t>(calendar(day).month - 1)] * kWeekdays[weekday];
}

}  // namespace

Day days_after(Day day, std::int64_t days) {
  return Day{static_cast<std::int32_t>(day.days + days)};
}

Calendar::Calendar(Day start, Day end) : start_(start) {
  double total = 0;
  for (Day day = start; day <= end; ++day.days) cumulated_.push_back(total += season(day));
}

double Calendar::until(Day day) const {
  if (day < start_) return 0;
  const auto index = static_cast<std::size_t>(day.days - start_.days);
  return cumulated_[std::min(index, cumulated_.size() - 1)];
}

Day Calendar::reached(double total) const {
  const auto place = std::ranges::lower_bound(cumulated_, total);
  return days_after(start_, place - cumulated_.begin());
}

World make_world(const WorldSize& size) {
  const Day as_of = *make_day(2026, 11, 15);
  const Day start = add_periods(period_start(as_of, Grain::month), Grain::month, -size.months);
  return World{.seed = size.seed,
               .customers = size.customers,
               .start = start,
               .as_of = as_of,
               .carrier_change = *make_day(2026, 10, 3),
               .language = size.language,
               .shop = size.shop,
               .calendar = Calendar(start, days_after(as_of, kFutureDays))};
}

}  // namespace mikata::shop
