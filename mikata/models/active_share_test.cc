// SPDX-License-Identifier: Apache-2.0
#include "mikata/models/active_share.h"

#include <gtest/gtest.h>

#include <cmath>
#include <random>

namespace mikata::models {
namespace {

constexpr BgNbd kBg{.243, 4.414, .793, 2.426};
constexpr MbgCnbd kMbg{.525, 6.183, .891, 1.614, 1};
constexpr MbgCnbd kRegular{1.329, 2.813, .425, .790, 2};
constexpr ParetoNbd kPareto{.553, 10.578, .606, 11.669};

using Engine = std::mt19937_64;

double gamma(Engine& random, double shape, double rate) {
  return std::gamma_distribution<double>(shape, 1 / rate)(random);
}

double exponential(Engine& random) { return std::exponential_distribution<double>()(random); }

bool happens(Engine& random, double share) {
  return std::uniform_real_distribution<double>()(random) < share;
}

double beta(Engine& random, double a, double b) {
  const double x = gamma(random, a, 1);
  return x / (x + gamma(random, b, 1));
}

// Whether a customer who is drawn by the model's own story buys in (from, to].
bool buys(const PurchaseModel& model, double from, double to, Engine& random) {
  if (const auto* m = std::get_if<ParetoNbd>(&model)) {
    const double rate = gamma(random, m->r, m->alpha);
    const double life = exponential(random) / gamma(random, m->s, m->beta);
    for (double now = 0; now <= to; now += exponential(random) / rate) {
      if (now > life) return false;
      if (now > from) return true;
    }
    return false;
  }
  const auto* regular = std::get_if<MbgCnbd>(&model);
  const auto* plain = std::get_if<BgNbd>(&model);
  const int k = regular ? regular->k : 1;
  const auto [r, alpha, a, b] =
      plain ? *plain : BgNbd{regular->r, regular->alpha, regular->a, regular->b};
  const double rate = gamma(random, r, alpha);
  const double leaves = beta(random, a, b);
  if (regular && happens(random, leaves)) return false;
  for (double now = 0;;) {
    for (int part = 0; part < k; ++part) now += exponential(random) / rate;
    if (!(now <= to)) return false;
    if (now > from) return true;
    if (happens(random, leaves)) return false;
  }
}

TEST(ActiveShare, IsTheShareOfDrawnCustomersWhoBuy) {
  constexpr int kCustomers = 100'000;
  for (const PurchaseModel& model :
       {PurchaseModel{kBg}, PurchaseModel{kMbg}, PurchaseModel{kRegular}, PurchaseModel{kPareto}}) {
    for (const auto& [from, to] :
         {std::pair{0.0, 4.3}, std::pair{4.3, 8.7}, std::pair{39.0, 52.0}}) {
      Engine random(1);
      double bought = 0;
      for (int i = 0; i < kCustomers; ++i) bought += buys(model, from, to, random) ? 1 : 0;
      const double share = active_share(model, from, to);
      const double error = std::sqrt(share * (1 - share) / kCustomers);
      EXPECT_NEAR(bought / kCustomers, share, 4 * error) << model_name(model) << " " << from;
    }
  }
}

TEST(ActiveShare, OfTheFirstPeriodIsWhatTheChanceOfNoPurchaseLeaves) {
  const double none = std::pow(kBg.alpha / (kBg.alpha + 39), kBg.r);
  EXPECT_NEAR(active_share(kBg, 0, 39), 1 - none, 1e-12);
  EXPECT_NEAR(active_share(kBg, 0, 39), 1 - .5737864, 2e-4);  // BTYD prints P(X(39) = 0)
}

TEST(ActiveShare, IsLowerAtFirstWhenAPurchaseTakesMoreParts) {
  for (const double from : {0.0, 1.0}) {
    double before = kMbg.b / (kMbg.a + kMbg.b);
    for (const int k : {1, 2, 3}) {
      const double share =
          active_share(MbgCnbd{kMbg.r, kMbg.alpha, kMbg.a, kMbg.b, k}, from, from + 5);
      EXPECT_LT(share, before) << from << " " << k;
      before = share;
    }
  }
}

TEST(ActiveShare, OfCustomersWhoNeverLeaveDoesNotFall) {
  const ParetoNbd stays{.553, 10.578, 1e-9, 1e9};
  const double first = active_share(stays, 0, 4);
  EXPECT_NEAR(first, 1 - std::pow(10.578 / 14.578, .553), 1e-9);
  EXPECT_NEAR(active_share(stays, 500, 504), first, 1e-7);
  EXPECT_GT(active_share(kPareto, 0, 4), active_share(kPareto, 50, 54));
}

TEST(ActiveShare, OfNoTimeIsNone) {
  EXPECT_EQ(active_share(kBg, 7, 7), 0);
  EXPECT_GT(active_share(kPareto, 0, 1e6), .9 * active_share(kPareto, 0, 1e5));
}

}  // namespace
}  // namespace mikata::models
