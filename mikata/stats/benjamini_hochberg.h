// SPDX-License-Identifier: Apache-2.0
// Many tests at once: the false discovery rate.
//
//   adjusted p(i) = min over k >= i of min(1, m p(k) / k),  p(1) <= ... <= p(m)
//
// Benjamini and Hochberg (1995), J. R. Stat. Soc. B 57(1), procedure (1); as R's
// p.adjust(p, "BH"). A test counts when its adjusted p is at most the rate.
#pragma once

#include <span>
#include <vector>

namespace mikata::stats {

// In the order given; no tests give none. Requires 0 <= p <= 1.
std::vector<double> benjamini_hochberg(std::span<const double> p_values);

}  // namespace mikata::stats
