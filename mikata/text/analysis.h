// SPDX-License-Identifier: Apache-2.0
// Everything that reading and learning both need to know of one comment, worked out once.
#pragma once

#include <string>
#include <vector>

#include "mikata/text/clauses.h"
#include "mikata/text/features.h"
#include "mikata/text/lexicon.h"
#include "mikata/text/mask.h"
#include "mikata/text/normalize.h"
#include "mikata/text/polarity.h"
#include "mikata/text/tokens.h"

namespace mikata::text {

struct Analysis {
  CleanText clean;
  std::string language;
  std::vector<Token> tokens;  // lemmas point into `clean` and the dictionary
  std::vector<Mask> masks;
  std::vector<Hit> hits;
  std::vector<Clause> clauses;
  PolarityFeatures polarity{};

  Words words() const { return {clean.text, tokens, language}; }
  // The clean text with \x01 for every byte that is masked: what is learned knows no names.
  std::string without_masked() const;
};

}  // namespace mikata::text
