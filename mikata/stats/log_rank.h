// SPDX-License-Identifier: Apache-2.0
// Whether groups leave at the same pace: the log-rank test.
//
//   E_g = Σ over times of d n_g / n
//   V_gh = Σ over times of d (n - d) / (n - 1) · (n_g / n) (δ_gh - n_h / n)
//   χ² = (O - E)' V⁻¹ (O - E) over all groups but one, with as many degrees of freedom
//
// d events and n at risk at a time, n_g of them in group g. Mantel (1966), Cancer Chemother. Rep.
// 50, 163; Kalbfleisch and Prentice (2002), section 1.5. As R's survdiff().
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "mikata/stats/kaplan_meier.h"

namespace mikata::stats {

struct LogRankGroup {
  double at_risk = 0;   // at the beginning
  double observed = 0;  // events
  double expected = 0;  // if all groups left at the same pace
};

struct LogRank {
  std::vector<LogRankGroup> groups;
  double chi_square = 0;
  double degrees = 0;
  double p = 1;
};

// nullopt when there is nothing to compare: fewer than two groups in which somebody was at risk
// when somebody left. Requires events, censored >= 0.
std::optional<LogRank> log_rank(std::span<const std::vector<SurvivalCount>> groups);

}  // namespace mikata::stats
