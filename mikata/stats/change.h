// SPDX-License-Identifier: Apache-2.0
// Did a mean change between two periods in which some people answered both times?
//
//   Var = v1/n1 + v2/n2 - 2 n12 cov / (n1 n2),  z = (m2 - m1) / sqrt(Var)
//
// v is the variance of one answer, n12 the people in both periods and cov their covariance.
// Kish (1965), Survey Sampling, section 12.4, on overlapping samples.
#pragma once

#include <optional>

#include "mikata/stats/interval.h"

namespace mikata::stats {

// One period, adjusted so that no variance is 0 (added answers are counted in n).
struct Wave {
  double plain = 0;     // what is shown
  double adjusted = 0;  // what is tested
  double variance = 0;  // of one answer
  double n = 0;
};

// Sums over the people who answered in both periods: their number, Σ x1, Σ x2 and Σ x1 x2.
struct Overlap {
  double people = 0;
  double first = 0;
  double second = 0;
  double product = 0;
};

struct Change {
  double value = 0;   // second - first, plain
  Interval interval;  // around the adjusted change; widened to hold `value`
  double standard_error = 0;
  double z = 0;  // adjusted change / standard_error
  double p = 1;  // two-sided
};

// nullopt when a wave is empty or nothing varies. Requires n, variance, people >= 0.
std::optional<Change> change(const Wave& first, const Wave& second, const Overlap& overlap,
                             double confidence = kConfidence);

}  // namespace mikata::stats
