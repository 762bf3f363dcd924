// SPDX-License-Identifier: Apache-2.0
// The made-up shop's surroundings: its days and seasons, the kinds of things in it, and every
// parameter of the model. README.md has the equations.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "mikata/base/date.h"
#include "mikata/base/localized.h"

namespace mikata::shop {

// Where customers meet the shop and what they rate; the first four are what `worth` is made of.
enum class Touchpoint : std::uint8_t { quality, price, service, experience, delivery, range };
inline constexpr std::size_t kTouchpoints = 6;
using PerTouchpoint = std::array<double, kTouchpoints>;
inline constexpr std::size_t position(Touchpoint touchpoint) {
  return static_cast<std::size_t>(touchpoint);
}

enum class Segment : std::uint8_t { regular, quiet, gift, bargain, trial };
inline constexpr std::size_t kSegments = 5;
enum class Region : std::uint8_t { capital, kansai, tokai, north, south };
inline constexpr std::size_t kRegions = 5;
// How a customer came.
enum class Source : std::uint8_t { search, social, referral, coupon, store, advert };
inline constexpr std::size_t kSources = 6;
// Where an order is placed.
enum class Outlet : std::uint8_t { web, app, store };
inline constexpr std::size_t kOutlets = 3;

// What the company cannot see: how a hidden segment buys, spends and leaves.
struct SegmentModel {
  const char* name;
  double share;
  // Orders a day ~ Gamma(rate_shape, rate_shape * days_between).
  double rate_shape;
  double days_between;
  // Chance to leave after an order ~ Beta(leave_a, leave_b).
  double leave_a;
  double leave_b;
  // Order value ~ Gamma(spend_shape, v), v ~ Gamma(spend_heterogeneity, scale) (Gamma-Gamma).
  double spend_mean;
  double warmth;
  double discount_share;
  std::array<double, 3> outlets;
};

inline constexpr std::array<SegmentModel, kSegments> kSegmentModels = {{
    {"regular", .22, 3.0, 22, 1.0, 24.0, 4200, .35, .08, {.55, .30, .15}},
    {"quiet", .24, 2.5, 38, 1.0, 18.0, 5200, .15, .04, {.55, .10, .35}},
    {"gift", .16, 2.5, 66, 1.0, 9.0, 8600, .10, .10, {.75, .10, .15}},
    {"bargain", .22, 2.5, 34, 1.2, 8.0, 3300, -.40, .55, {.60, .35, .05}},
    {"trial", .16, 2.0, 44, 1.5, 3.6, 3000, -.15, .20, {.65, .25, .10}},
}};

// Effect of what is felt at an order on satisfaction with it; sums to 1.
inline constexpr PerTouchpoint kSatisfactionWeights = {.30, .15, .18, .08, .25, .04};
inline constexpr double kSatisfactionScale = 1.49;   // brings satisfaction to variance 1, nearly
inline constexpr double kHalo = .55;                 // share of a feeling that is the person
inline constexpr double kTroublePain = 2.5;          // felt less at the touchpoint in trouble
inline constexpr double kCarrierPain = .9;           // felt less of delivery by the new carrier
inline constexpr double kStayPerSatisfaction = .55;  // logit of leaving, for one unit less
inline constexpr double kLeavePerTrouble = .80;      // logit of leaving, beyond satisfaction
inline constexpr double kRatePerSatisfaction = .12;  // log of the rate of orders
inline constexpr double kRatePerTrouble = -.30;
inline constexpr double kPlantedLeaving = 1.6;  // logit of leaving where the planted rule holds
inline constexpr double kRatingMean = 7.4;      // ratings 0..10: mean + slope * felt + noise
inline constexpr double kRatingSlope = 1.5;
inline constexpr double kRatingNoise = .7;
inline constexpr int kOrderValueShape = 6;        // p of Gamma-Gamma
inline constexpr double kSpendHeterogeneity = 4;  // q of Gamma-Gamma
inline constexpr int kSurveyRestDays = 30;        // asked at most this often
inline constexpr int kFutureDays = 365;           // how far whatif looks

// Cumulated season: how many ordinary days the days so far are worth.
class Calendar {
 public:
  Calendar(Day start, Day end);
  // From the first day to the end of `day`; 0 before the first day.
  double until(Day day) const;
  // The first day whose end reaches `total`; the day after the last when none does.
  Day reached(double total) const;

 private:
  Day start_;
  std::vector<double> cumulated_;
};

struct World {
  std::uint64_t seed;
  std::int64_t customers;
  Day start;
  Day as_of;
  Day carrier_change;
  Language language;
  // 'A' or 'B', as SimulateOptions.
  char shop;
  Calendar calendar;
};

struct WorldSize {
  std::uint64_t seed = 1;
  std::int64_t customers = 2000;
  int months = 24;
  Language language = Language::ja;
  char shop = 'A';
};

// `months` complete months and the first fifteen days of an open one, ending on 2026-11-15.
World make_world(const WorldSize& size);

Day days_after(Day day, std::int64_t days);

}  // namespace mikata::shop
