// SPDX-License-Identifier: Apache-2.0
// What precedes the moves between states of loyalty: what customers who moved did and said more
// often, in the year before, than those who stayed where they were.
//
//   log-odds = ln ((a + .5)(d + .5) / ((b + .5)(c + .5))),  Var = Σ 1 / (cell + .5)
//
// a, b movers with it and without, c, d stayers. Haldane (1956), Ann. Hum. Genet. 20(4), 309; Gart
// (1966), J. R. Stat. Soc. B 28(1), 164. All are judged together (Benjamini-Hochberg, 5 %); only
// what is more frequent among movers for more than chance is shown.
#pragma once

#include "mikata/insights/insight.h"
#include "mikata/insights/standing.h"

namespace mikata::loyalty {

std::vector<Column> precedes_columns();
Answer run_precedes(const Standing& standing);

}  // namespace mikata::loyalty
