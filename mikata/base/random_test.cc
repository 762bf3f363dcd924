// SPDX-License-Identifier: Apache-2.0
#include "mikata/base/random.h"

#include <gtest/gtest.h>

#include <array>

namespace mikata {
namespace {

// References: splitmix64 and xoshiro256** as published, written again in Python.
TEST(Random, NumbersAreTheSameForEver) {
  Random zero(0);
  for (const std::uint64_t expected : {0x99ec5f36cb75f2b4ULL, 0xbf6e1f784956452aULL,
                                       0x1a5f849d4933e6e0ULL, 0x6aa594f1262d2d2cULL}) {
    EXPECT_EQ(zero.next(), expected);
  }
  Random other(42);
  for (const std::uint64_t expected : {0x15780b2e0c2ec716ULL, 0x6104d9866d113a7eULL,
                                       0xae17533239e499a1ULL, 0xecb8ad4703b360a1ULL}) {
    EXPECT_EQ(other.next(), expected);
  }
}

TEST(Random, UniformLiesInTheHalfOpenUnitInterval) {
  Random random(1);
  double sum = 0;
  for (int i = 0; i < 100'000; ++i) {
    const double number = random.uniform();
    ASSERT_GE(number, 0);
    ASSERT_LT(number, 1);
    sum += number;
  }
  // The mean of 100,000 has a standard error of .0009; five of them.
  EXPECT_NEAR(sum / 100'000, 0.5, 0.0046);
}

TEST(Random, BelowIsEvenlySpread) {
  Random random(2);
  std::array<int, 7> seen{};
  for (int i = 0; i < 70'000; ++i) ++seen.at(random.below(7));
  // Chi square with six degrees is below 22.5 in 99.9 % of cases.
  double chi_square = 0;
  for (const int count : seen) chi_square += (count - 10'000.0) * (count - 10'000.0) / 10'000;
  EXPECT_LT(chi_square, 22.5);
}

TEST(Random, BelowOneIsZeroAndTheLargestBoundWorks) {
  Random random(3);
  for (int i = 0; i < 100; ++i) EXPECT_EQ(random.below(1), 0U);
  const std::uint64_t largest = ~std::uint64_t{0};
  for (int i = 0; i < 100; ++i) EXPECT_LT(random.below(largest), largest);
  // A bound where a plain remainder would prefer the small numbers two to one.
  const std::uint64_t two_thirds = largest / 3 * 2;
  int small = 0;
  for (int i = 0; i < 10'000; ++i) small += random.below(two_thirds) < two_thirds / 2 ? 1 : 0;
  EXPECT_NEAR(small, 5000, 250);
}

TEST(RandomDeathTest, NothingIsBelowZero) { EXPECT_DEATH(Random(1).below(0), "bound > 0"); }

}  // namespace
}  // namespace mikata
