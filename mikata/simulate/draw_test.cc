// SPDX-License-Identifier: Apache-2.0
#include "mikata/simulate/draw.h"

#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <functional>
#include <string>

namespace mikata::shop {
namespace {

constexpr int kDraws = 200000;

struct Sample {
  double mean = 0;
  double variance = 0;
};

Sample sample(const std::function<double(Random&)>& draw) {
  Random random(20261115);
  double sum = 0;
  double squares = 0;
  for (int i = 0; i < kDraws; ++i) {
    const double value = draw(random);
    sum += value;
    squares += value * value;
  }
  const double mean = sum / kDraws;
  return {.mean = mean, .variance = squares / kDraws - mean * mean};
}

struct Drawing {
  std::string name;
  std::function<double(Random&)> draw;
  double mean;
  double variance;
  // Excess kurtosis: the variance of the sample variance needs it.
  double kurtosis;
};

TEST(Draw, MomentsAreThoseOfTheDistribution) {
  const std::array cases = {
      Drawing{"normal", normal, 0, 1, 0},
      Drawing{"exponential", exponential, 1, 1, 6},
      Drawing{"gamma below one", [](Random& r) { return gamma(r, .4, 2); }, .2, .1, 15},
      Drawing{"gamma above one", [](Random& r) { return gamma(r, 6, 3); }, 2, 2.0 / 3, 1},
      Drawing{"beta", [](Random& r) { return beta(r, 1.5, 4.5); }, .25, .25 * .75 / 7, 1},
      Drawing{"poisson small", [](Random& r) { return static_cast<double>(poisson(r, 1.1)); }, 1.1,
              1.1, 1},
      Drawing{"poisson in pieces", [](Random& r) { return static_cast<double>(poisson(r, 75)); },
              75, 75, 1},
      Drawing{"chance", [](Random& r) { return happens(r, .3) ? 1.0 : 0.0; }, .3, .21, 0},
      Drawing{"whole", [](Random& r) { return static_cast<double>(whole(r, 3, 9)); }, 6, 4, 0},
  };
  for (const Drawing& one : cases) {
    SCOPED_TRACE(one.name);
    const Sample got = sample(one.draw);
    // Five standard errors: a right generator fails once in two million.
    EXPECT_NEAR(got.mean, one.mean, 5 * std::sqrt(one.variance / kDraws));
    EXPECT_NEAR(got.variance, one.variance,
                5 * one.variance * std::sqrt((2 + one.kurtosis) / kDraws));
  }
}

TEST(Draw, CategoriesComeByWeightAndNeverWithoutAny) {
  constexpr std::array<double, 4> kWeights = {0, 3, 0, 1};
  std::array<int, 4> counts{};
  Random random(5);
  for (int i = 0; i < kDraws; ++i) ++counts[categorical(random, kWeights)];
  EXPECT_EQ(counts[0], 0);
  EXPECT_EQ(counts[2], 0);
  EXPECT_NEAR(counts[1], .75 * kDraws, 5 * std::sqrt(.1875 * kDraws));
}

TEST(Draw, EdgesAreHarmless) {
  Random random(1);
  EXPECT_EQ(poisson(random, 0), 0);
  EXPECT_EQ(whole(random, 4, 4), 4);
  EXPECT_FALSE(happens(random, 0));
  EXPECT_TRUE(happens(random, 1));
  for (int i = 0; i < 1000; ++i) {
    const double tiny = gamma(random, .01, 1);
    EXPECT_GE(tiny, 0);
    EXPECT_TRUE(std::isfinite(tiny));
  }
}

TEST(Draw, StreamsDifferByEachOfTheirNames) {
  const auto first = [](std::uint64_t seed, std::int64_t customer, Purpose purpose,
                        std::int64_t count) {
    return stream(seed, customer, purpose, count).next();
  };
  const auto base = first(1, 2, Purpose::nature, 3);
  EXPECT_EQ(base, first(1, 2, Purpose::nature, 3));
  EXPECT_NE(base, first(2, 2, Purpose::nature, 3));
  EXPECT_NE(base, first(1, 3, Purpose::nature, 3));
  EXPECT_NE(base, first(1, 2, Purpose::basket, 3));
  EXPECT_NE(base, first(1, 2, Purpose::nature, 4));
  EXPECT_NE(base, first(1, 2, Purpose::nature, -3));
}

TEST(Draw, NeighbouringStreamsAreNotCorrelated) {
  double products = 0;
  for (std::int64_t i = 0; i < kDraws; ++i) {
    const double here = stream(7, i, Purpose::nature).uniform() - .5;
    const double next = stream(7, i + 1, Purpose::nature).uniform() - .5;
    products += here * next;
  }
  EXPECT_NEAR(products / kDraws, 0, 5.0 / 12 / std::sqrt(kDraws));
}

}  // namespace
}  // namespace mikata::shop
