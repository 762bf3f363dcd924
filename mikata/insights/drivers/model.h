// SPDX-License-Identifier: Apache-2.0
// From sums of one group of forms to what each driver is worth, with intervals.
//
// Shares of R²: LMG up to 20 drivers, Johnson's weights beyond. Intervals: delete-a-group
// jackknife over the customer blocks, with everything worked out anew without each block; above 15
// drivers the interval's width is that of Johnson's weights, which move alike.
#pragma once

#include <limits>
#include <optional>
#include <string>
#include <vector>

#include "mikata/insights/drivers/forms.h"
#include "mikata/stats/interval.h"

namespace mikata::drivers {

// Where there is nothing to say: not a number.
inline constexpr double kNothing = std::numeric_limits<double>::quiet_NaN();

// Two drivers are told apart when the interval of their difference excludes 0.
struct DriverShare {
  std::size_t term = 0;
  std::vector<std::size_t> twins =
      {};            // terms with the same answers: one driver with several names
  double share = 0;  // of R²
  std::optional<stats::Interval> share_band = {};
  double lmg = 0;          // of the outcome's variance
  double correlation = 0;  // with the outcome
  std::size_t best_rank = 1;
  std::size_t worst_rank = 1;
};

enum class Shared { lmg, johnson };
// Why there is nothing to say.
enum class Empty { none, too_few, outcome_same, drivers_same };

struct DriverModel {
  Empty empty = Empty::none;
  std::size_t needed = 0;  // forms, where there are too few
  Shared method = Shared::lmg;
  bool johnson_bands = false;
  double r_squared = 0;
  std::optional<stats::Interval> r_squared_band;
  std::vector<DriverShare> drivers;         // the largest share first
  std::vector<std::size_t> constant;        // everybody rated the same
  std::vector<std::size_t> told_by_others;  // a sum of several others
};

DriverModel model_of(const TermSums& at, const std::vector<stats::BlockSums>& blocks);

// How the terms fall into those that say something of their own, twins of these, and the rest.
struct Independent {
  std::vector<std::size_t> kept;
  std::vector<std::vector<std::size_t>> twins;  // of each kept
  std::vector<std::size_t> constant;
  std::vector<std::size_t> told_by_others;
};
Independent independent_terms(const stats::Matrix& covariance);

}  // namespace mikata::drivers
