// SPDX-License-Identifier: Apache-2.0
// Proposals of what remarks are newly about: words that one period uses more than another, told
// from chance. Proposals for people to judge, never a measure.
//
//   δ_w = log((y_w + α_w) / (n + α_0 - y_w - α_w)) - the same of the other period
//   z_w = δ_w / sqrt(1 / (y_w + α_w) + 1 / (y'_w + α_w)),  α_w = α_0 (y_w + y'_w) / (n + n')
//
// Monroe, Colaresi, Quinn (2008), "Fightin' Words", Political Analysis 16(4), equations 16 and 22,
// over remarks that have the word, so that one long remark counts once. A word is shown when its
// one-sided p, adjusted by Benjamini and Hochberg, is at most the rate. Names within a group are
// ordered by c-TF-IDF: tf_{w,c} log(1 + A / tf_w), A the mean number of words of a class.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "mikata/text/analysis.h"

namespace mikata::text {

// Words and pairs of words worth counting: nouns and what judges, without names and small words;
// each once, sorted.
std::vector<std::string> topic_terms(const Analysis& analysis);

struct RisingTerm {
  std::string term;
  std::uint64_t now = 0;  // remarks that have it
  std::uint64_t before = 0;
  double z = 0;
  double p_adjusted = 1;
};

using Terms = std::span<const std::vector<std::string>>;  // of each remark

// Terms that at least `least` remarks of now have, the surest first. `rate`: of false discoveries.
std::vector<RisingTerm> rising_terms(Terms now, Terms before, std::uint64_t least = 3,
                                     double rate = 0.05);

struct Topic {
  std::string id;                  // from its leading term: the same as long as that leads
  std::vector<std::string> terms;  // its names, the best first
  std::vector<std::size_t> remarks;
};

// Rising terms that stand in the same remarks are one topic.
std::vector<Topic> new_topics(Terms now, Terms before, double rate = 0.05);

// Gives topics the ids of the known ones that share most of their terms (Jaccard at least 0.3, each
// id once), so that a topic keeps its id while its words change.
void keep_ids(std::vector<Topic>& topics, std::span<const Topic> known);

}  // namespace mikata::text
