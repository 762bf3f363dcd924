// SPDX-License-Identifier: Apache-2.0
#include "mikata/stats/subgroups.h"

#include <gmock/gmock.h>
#include <rapidcheck/gtest.h>

#include <cmath>

#include "mikata/base/random.h"

namespace mikata::stats {
namespace {

using testing::ElementsAre;

// Rows with two-level attributes and a rate of positives that a function gives.
template <typename Rate>
CodedRows made(std::size_t rows, std::size_t attributes, std::uint64_t seed, Rate rate) {
  Random random(seed);
  CodedRows coded{.attributes = attributes};
  for (std::size_t row = 0; row < rows; ++row) {
    for (std::size_t a = 0; a < attributes; ++a) {
      coded.codes.push_back(static_cast<std::uint8_t>(1 + random.below(3)));
    }
    coded.stratum.push_back(static_cast<std::uint8_t>(random.below(4)));
    const double p = rate(&coded.codes[row * attributes], coded.stratum.back());
    coded.positive.push_back(random.uniform() < p ? 1 : 0);
  }
  return coded;
}

std::vector<CodeRange> all_levels(std::size_t attributes) {
  std::vector<CodeRange> ranges;
  for (std::size_t a = 0; a < attributes; ++a) {
    for (std::uint8_t code = 1; code <= 3; ++code) ranges.push_back({a, code, code});
  }
  return ranges;
}

// What the header says, row by row.
SubgroupCounts counted(const CodedRows& coded, const std::vector<CodeRange>& rule) {
  SubgroupCounts counts;
  for (std::size_t s = 0; s < 8; ++s) {
    double all = 0, all_positives = 0, rows = 0, positives = 0;
    for (std::size_t row = 0; row < coded.rows(); ++row) {
      if (coded.stratum[row] != s) continue;
      const bool inside = std::ranges::all_of(rule, [&](const CodeRange& range) {
        const std::uint8_t code = coded.codes[row * coded.attributes + range.attribute];
        return code >= range.low && code <= range.high;
      });
      all += 1;
      all_positives += coded.positive[row];
      rows += inside ? 1 : 0;
      positives += inside ? coded.positive[row] : 0;
    }
    if (all == 0) continue;
    const double share = all_positives / all;
    counts.rows += rows;
    counts.positives += positives;
    counts.expected += rows * share;
    counts.optimistic += positives * (1 - share);
    if (all > 1) counts.variance += rows * (all - rows) * share * (1 - share) / (all - 1);
  }
  return counts;
}

TEST(Subgroups, CountAsRowByRow) {
  const CodedRows coded = made(1000, 3, 1, [](const auto* code, int stratum) {
    return 0.1 + 0.1 * stratum + (code[0] == 1 ? 0.2 : 0.0);
  });
  const std::vector<CodeRange> ranges{{0, 1, 1}, {1, 2, 3}, {2, 3, 3}};
  const SubgroupRows data = bitsets_of(coded, ranges);
  const std::vector<std::size_t> rule{0, 1, 2};
  const SubgroupCounts fast = count_cover(data, cover_of(data, rule));
  const SubgroupCounts slow = counted(coded, ranges);
  EXPECT_EQ(fast.rows, slow.rows);
  EXPECT_EQ(fast.positives, slow.positives);
  EXPECT_NEAR(fast.expected, slow.expected, 1e-9);
  EXPECT_NEAR(fast.variance, slow.variance, 1e-9);
  EXPECT_NEAR(fast.optimistic, slow.optimistic, 1e-9);
  EXPECT_GT(fast.rows, 20);
}

// (n / N)(p - p0) of 10 rows: 4 of them are covered, 3 of those positive, 5 of all.
TEST(Subgroups, ExcessOverAllIsWraccWithOneStratum) {
  CodedRows coded{.attributes = 1};
  coded.codes = {1, 1, 1, 1, 2, 2, 2, 2, 2, 0};
  coded.stratum.assign(10, 7);
  coded.positive = {1, 1, 1, 0, 1, 1, 0, 0, 0, 0};
  const SubgroupRows data = bitsets_of(coded, std::vector<CodeRange>{{0, 1, 1}});
  const std::vector<std::size_t> first{0};
  const SubgroupCounts counts = count_cover(data, cover_of(data, first));
  EXPECT_DOUBLE_EQ((counts.positives - counts.expected) / 10, 4.0 / 10 * (3.0 / 4 - 5.0 / 10));
  EXPECT_DOUBLE_EQ(counts.optimistic, 1.5);
  // Variance of the hypergeometric distribution: 4 * 6 * 5 * 5 / (10 * 10 * 9).
  EXPECT_DOUBLE_EQ(counts.variance, 600.0 / 900);
  EXPECT_DOUBLE_EQ(excess_z(counts), 0.5 / std::sqrt(600.0 / 900));
}

TEST(Subgroups, EverybodyIsCoveredByNoSelector) {
  const CodedRows coded = made(129, 1, 3, [](const auto*, int) { return 0.5; });
  const SubgroupRows data = bitsets_of(coded, {});
  const SubgroupCounts counts = count_cover(data, cover_of(data, {}));
  EXPECT_EQ(counts.rows, 129);
  EXPECT_NEAR(counts.positives, counts.expected, 1e-9);
  EXPECT_NEAR(counts.variance, 0, 1e-9);
  EXPECT_EQ(excess_z(counts), 0);
}

TEST(Subgroups, FindWhatWasPlanted) {
  const CodedRows coded = made(
      4000, 6, 5, [](const auto* code, int) { return code[1] == 2 && code[4] == 3 ? 0.6 : 0.2; });
  const auto found = search_subgroups(bitsets_of(coded, all_levels(6)), {});
  ASSERT_FALSE(found.empty());
  EXPECT_THAT(found[0].selectors, ElementsAre(4, 14));
}

// Positives go with the stratum, and so does an attribute: at equal standing nothing is left.
TEST(Subgroups, WhatTheStratumExplainsIsNoExcess) {
  CodedRows coded{.attributes = 1};
  for (int row = 0; row < 400; ++row) {
    const int stratum = row % 2;
    coded.stratum.push_back(static_cast<std::uint8_t>(stratum));
    coded.positive.push_back(row / 2 % 4 < (stratum != 0 ? 3 : 1) ? 1 : 0);
    coded.codes.push_back(static_cast<std::uint8_t>((row / 8 % 4 == 0) != (stratum != 0) ? 1 : 2));
  }
  const SubgroupRows data = bitsets_of(coded, std::vector<CodeRange>{{0, 2, 2}});
  const std::vector<std::size_t> rule{0};
  const SubgroupCounts counts = count_cover(data, cover_of(data, rule));
  EXPECT_GT(counts.rows, 100);
  EXPECT_NEAR(counts.positives, counts.expected, 3);
  EXPECT_TRUE(search_subgroups(data, {.rows_least = 500}).empty());
}

// Every rule of up to three conditions, counted one by one, against the search with its bound.
RC_GTEST_PROP(Subgroups, SearchFindsTheBestOfAllRules, ()) {
  const auto seed = *rc::gen::inRange<std::uint64_t>(0, 1'000'000);
  const CodedRows coded = made(300, 4, seed, [](const auto* code, int stratum) {
    return 0.15 + 0.15 * stratum + (code[0] == 1 ? 0.15 : 0.0) - (code[2] == 2 ? 0.1 : 0.0);
  });
  const std::vector<CodeRange> ranges = all_levels(4);
  const SubgroupSearch search{.rows_least = 10, .keep = 5};
  const auto found = search_subgroups(bitsets_of(coded, ranges), search);
  std::vector<double> all;
  for (unsigned rule = 1; rule < 256; ++rule) {  // two bits an attribute: no condition, or a level
    std::vector<CodeRange> conditions;
    for (std::size_t a = 0; a < 4; ++a) {
      const auto level = static_cast<std::uint8_t>(rule >> (2 * a) & 3U);
      if (level > 0) conditions.push_back({a, level, level});
    }
    const SubgroupCounts counts = counted(coded, conditions);
    const double excess = counts.positives - counts.expected;
    if (conditions.size() <= 3 && counts.rows >= 10 && excess > 1e-9) all.push_back(excess);
  }
  std::ranges::sort(all, std::greater<>());
  RC_ASSERT(found.size() == std::min<std::size_t>(5, all.size()));
  for (std::size_t i = 0; i < found.size(); ++i) {
    const double excess = found[i].counts.positives - found[i].counts.expected;
    RC_ASSERT(std::abs(excess - all[i]) < 1e-9);
  }
}

TEST(Subgroups, NoPositivesOrOnlyPositivesGiveNoRule) {
  for (const double rate : {0.0, 2.0}) {
    const CodedRows coded = made(500, 2, 11, [&](const auto*, int) { return rate; });
    EXPECT_TRUE(search_subgroups(bitsets_of(coded, all_levels(2)), {}).empty());
  }
}

TEST(Subgroups, NobodyGivesNoRule) {
  EXPECT_TRUE(search_subgroups(bitsets_of({.attributes = 2}, all_levels(2)), {}).empty());
}

}  // namespace
}  // namespace mikata::stats
