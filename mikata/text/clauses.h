// SPDX-License-Identifier: Apache-2.0
// A comment cut into sentences, and those into clauses where what is said may turn.
#pragma once

#include <cstdint>
#include <vector>

#include "mikata/text/lexicon.h"
#include "mikata/text/pattern.h"

namespace mikata::text {

enum class Turn : std::uint8_t {
  none,
  away,  // what follows in the sentence turns against it: 〜が, but
  here,  // it turns against what came before
};

struct Clause {
  Range range;              // bytes of the clean text
  std::uint32_t first = 0;  // tokens, half-open
  std::uint32_t last = 0;
  std::uint32_t sentence = 0;
  Turn turn = Turn::none;
};

// In order; every token is in one clause. No tokens give none.
std::vector<Clause> clauses(const Words& words);

}  // namespace mikata::text
