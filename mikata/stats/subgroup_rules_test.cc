// SPDX-License-Identifier: Apache-2.0
#include "mikata/stats/subgroup_rules.h"

#include <gmock/gmock.h>

#include "mikata/base/random.h"

namespace mikata::stats {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

using Halves = std::array<CodedRows, 2>;

// Attributes of three levels; half of the rows each.
template <typename Rate>
Halves made(std::size_t rows, std::uint64_t seed, Rate rate) {
  constexpr std::size_t kAttributes = 5;
  Random random(seed);
  Halves halves{{{.attributes = kAttributes}, {.attributes = kAttributes}}};
  for (std::size_t row = 0; row < rows; ++row) {
    CodedRows& half = halves[row % 2];
    for (std::size_t a = 0; a < kAttributes; ++a) {
      half.codes.push_back(static_cast<std::uint8_t>(1 + random.below(3)));
    }
    half.stratum.push_back(static_cast<std::uint8_t>(random.below(5)));
    const double p = rate(&half.codes[half.codes.size() - kAttributes], half.stratum.back());
    half.positive.push_back(random.uniform() < p ? 1 : 0);
  }
  return halves;
}

ConfirmedRules rules_of(const Halves& halves) {
  std::vector<CodedAttribute> attributes;
  for (std::size_t a = 0; a < 5; ++a) attributes.push_back({a, 3, false});
  return confirmed_rules(halves, attributes, {});
}

TEST(SubgroupRules, SayThePlantedRuleAndNothingElse) {
  const auto found = rules_of(made(4000, 2, [](const auto* code, int stratum) {
    return 0.1 + 0.1 * stratum + (code[1] == 2 && code[4] == 3 ? 0.35 : 0.0);
  }));
  ASSERT_EQ(found.rules.size(), 1U);
  EXPECT_THAT(found.rules[0].conditions, ElementsAre(CodeRange{1, 2, 2}, CodeRange{4, 3, 3}));
  EXPECT_LT(found.rules[0].p, 1e-6);
  EXPECT_GT(found.judged, 1U);
}

// Two causes that do not need each other: each has its sentence, wherever their combination stands.
TEST(SubgroupRules, KeepTwoRulesThatDoNotNeedEachOther) {
  const auto found = rules_of(made(6000, 3, [](const auto* code, int) {
    return 0.2 + (code[0] == 1 ? 0.2 : 0.0) + (code[3] == 2 ? 0.2 : 0.0);
  }));
  std::vector<std::vector<CodeRange>> said;
  for (const ConfirmedRule& rule : found.rules) said.push_back(rule.conditions);
  EXPECT_THAT(said, testing::IsSupersetOf(
                        {std::vector{CodeRange{0, 1, 1}}, std::vector{CodeRange{3, 2, 2}}}));
  EXPECT_LE(said.size(), 4U);
}

// 1,350 rows with .12 more than the rest have a larger excess in all than 450 with .25.
TEST(SubgroupRules, SayWhatIsMostCertainFirst) {
  const auto found = rules_of(made(4000, 5, [](const auto* code, int) {
    return 0.2 + (code[0] == 1 ? 0.12 : 0.0) + (code[2] == 3 && code[3] == 2 ? 0.25 : 0.0);
  }));
  ASSERT_GE(found.rules.size(), 2U);
  EXPECT_THAT(found.rules[0].conditions, ElementsAre(CodeRange{2, 3, 3}, CodeRange{3, 2, 2}));
  for (std::size_t i = 1; i < found.rules.size(); ++i) {
    EXPECT_GE(excess_z(found.rules[i - 1].all), excess_z(found.rules[i].all));
  }
}

TEST(SubgroupRules, FindAnythingInFewShopsWhereNothingIs) {
  int with_rules = 0;
  for (std::uint64_t seed = 1; seed <= 200; ++seed) {
    const auto found =
        rules_of(made(1000, seed, [](const auto*, int stratum) { return 0.1 + 0.15 * stratum; }));
    with_rules += found.rules.empty() ? 0 : 1;
  }
  EXPECT_LE(with_rules, 16);  // 8 %
}

// What grows with the stratum, as what was paid in sum does with tenure, is no trait.
TEST(SubgroupRules, WhatOnlyFollowsTheStratumIsNoRule) {
  Halves halves = made(4000, 7, [](const auto*, int stratum) { return 0.1 + 0.2 * stratum; });
  for (CodedRows& half : halves) {
    for (std::size_t row = 0; row < half.rows(); ++row) {
      half.codes[row * 5] = static_cast<std::uint8_t>(1 + half.stratum[row] / 2);
    }
  }
  EXPECT_THAT(rules_of(halves).rules, IsEmpty());
}

TEST(SubgroupRules, NobodyOrOneKindOfOutcomeGivesNone) {
  EXPECT_THAT(rules_of(made(0, 1, [](const auto*, int) { return 0.5; })).rules, IsEmpty());
  EXPECT_THAT(rules_of(made(500, 1, [](const auto*, int) { return 0.0; })).rules, IsEmpty());
  EXPECT_THAT(rules_of(made(500, 1, [](const auto*, int) { return 2.0; })).rules, IsEmpty());
}

TEST(OrderedRanges, PutNeighboursTogetherThatDoNotDiffer) {
  CodedRows rows{.attributes = 1};
  for (int row = 0; row < 5000; ++row) {
    const int code = 1 + row % 10;
    rows.codes.push_back(static_cast<std::uint8_t>(code));
    rows.stratum.push_back(static_cast<std::uint8_t>(row % 3));
    rows.positive.push_back(row / 10 % 10 < (code <= 3 ? 5 : 2) ? 1 : 0);
  }
  EXPECT_THAT(ordered_ranges(rows, 0, 10), ElementsAre(CodeRange{0, 1, 3}, CodeRange{0, 4, 10}));
}

TEST(OrderedRanges, AreNoneWhereNothingDiffers) {
  CodedRows rows{.attributes = 1};
  for (int row = 0; row < 1000; ++row) {
    rows.codes.push_back(static_cast<std::uint8_t>(1 + row % 10));
    rows.stratum.push_back(0);
    rows.positive.push_back(row / 10 % 2 == 0 ? 1 : 0);
  }
  EXPECT_THAT(ordered_ranges(rows, 0, 10), IsEmpty());
  EXPECT_THAT(ordered_ranges({.attributes = 1}, 0, 10), IsEmpty());
}

TEST(AttributeAuc, IsOneWhereTheAttributeTellsTheOutcome) {
  CodedRows rows{.attributes = 2,
                 .codes = {0, 1, 0, 1, 2, 1, 2, 1},
                 .stratum = {0, 0, 0, 0},
                 .positive = {0, 0, 1, 1}};
  EXPECT_EQ(attribute_auc(rows, 0), 1);
  EXPECT_EQ(attribute_auc(rows, 1), 0.5);
  rows.positive = {1, 1, 1, 1};
  EXPECT_EQ(attribute_auc(rows, 0), 0.5);
}

}  // namespace
}  // namespace mikata::stats
