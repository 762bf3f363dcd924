// SPDX-License-Identifier: Apache-2.0
// What is judged, and how, clause by clause: 部屋 +, 朝食 -; "room" +, "breakfast" -.
#pragma once

#include <string>
#include <vector>

#include "mikata/text/analysis.h"

namespace mikata::text {

struct Aspect {
  std::string what;  // nouns in a row, as in the clean text; people's names never
  Range range;       // of `what`
  Range evidence;    // the words that judge
  double score = 0;  // -1..1
};

// In the order of the text; a clause gives the noun nearest to each judging word, a noun once. The
// `stopwords` of English are passed over.
std::vector<Aspect> aspects(const Analysis& analysis);

}  // namespace mikata::text
