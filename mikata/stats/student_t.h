// SPDX-License-Identifier: Apache-2.0
// Student's t distribution.
#pragma once

namespace mikata::stats {

// P(T <= t). Requires degrees > 0.
double student_t_cdf(double t, double degrees);
// t with P(T <= t) = p. Requires 0 < p < 1, degrees > 0.
double student_t_quantile(double p, double degrees);
// t with P(|T| <= t) = confidence: 2.009575 for 0.95 and 49 degrees.
double student_t_critical(double confidence, double degrees);

}  // namespace mikata::stats
