// SPDX-License-Identifier: Apache-2.0
// The parameters (r, α, a, b) of the models of geometric_exit.h at the top of their likelihood.
#pragma once

#include <span>

#include "mikata/models/fit.h"
#include "mikata/models/geometric_exit.h"
#include "mikata/models/history.h"

namespace mikata::models {

// Fails with invalid_argument when there is not enough to fit.
Solution fit_geometric_exit(std::span<const Pattern> patterns, FirstExit first_exit, int k);

// Where the climb begins: a rate of buying from the totals, with leaving rare, usual and frequent.
std::vector<std::vector<double>> geometric_starts(std::span<const Pattern> patterns, int k);

}  // namespace mikata::models
