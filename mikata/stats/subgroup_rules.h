// SPDX-License-Identifier: Apache-2.0
// Of all short rules, the few that are worth a sentence.
//
// Found on one half of the rows, judged on the other, which nobody has looked at yet; and the other
// way round, so that each row helps to find and to judge:
//   1. the best rules by WRAcc on a half (stats/subgroups.h), those whose conditions all seem to
//      add something there, and of those with nearly the same cover (|both| / |either| above
//      kAlike) the better one; the first kJudged are taken to the other half;
//   2. there p is that of the rule against everybody at equal standing, one-sided; Benjamini and
//      Hochberg over all that were taken from either half; each condition must add something there
//      too, z at least kGainSeenAgain;
//   3. of those that hold, on all rows, in the order of z, which asks how certain an excess is and
//      not only how many it concerns (Kloesgen 1996, in Advances in Knowledge Discovery and Data
//      Mining, 249: the quality of the binomial test): each condition must have earned its place,
//      the rule's rows against the rest of the rule without it, z at least kGainNeeded; and a rule
//      goes that has little to say beyond a longer one that stands, or beyond those said before it
//      that are no shorter form of it: among the rows that are then left, its own are no more often
//      positive than others (z below 1.645), or by less than a fifth of its excess.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "mikata/stats/subgroups.h"

namespace mikata::stats {

inline constexpr std::size_t kJudged = 20;
inline constexpr double kGainNeeded = 1.96;
inline constexpr double kGainSeenAgain = 1.28;
inline constexpr double kAlike = 0.8;
inline constexpr double kFalseDiscoveries = 0.05;

// What the codes 1..levels of an attribute are.
struct CodedAttribute {
  std::size_t attribute = 0;
  std::uint8_t levels = 0;
  bool ordered = false;
};

struct ConfirmedRule {
  std::vector<CodeRange> conditions;
  SubgroupCounts all;      // of both halves
  SubgroupCounts holdout;  // of the half on which it was judged
  double p = 1;            // there, adjusted
};

struct ConfirmedRules {
  std::vector<ConfirmedRule> rules;  // by z on both halves, the largest first
  std::size_t judged = 0;            // how many were taken from a half to the other
};
ConfirmedRules confirmed_rules(const std::array<CodedRows, 2>& halves,
                               const std::vector<CodedAttribute>& attributes,
                               const SubgroupSearch& search);

// Conditions on an attribute whose codes 1..levels are in an order: neighbours that do not differ
// (|z| below 2.576) are put together, the least different first. Then each step from below and from
// above, and each piece between two steps. None when all are alike.
std::vector<CodeRange> ordered_ranges(const CodedRows& rows, std::size_t attribute,
                                      std::uint8_t levels);

// P(a positive row has a better level than a negative one), levels ordered by their share of
// positives: 0.5 says nothing, 1 says all. 0.5 when there are only positives or only negatives.
double attribute_auc(const CodedRows& rows, std::size_t attribute);

}  // namespace mikata::stats
