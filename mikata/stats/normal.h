// SPDX-License-Identifier: Apache-2.0
// The standard normal distribution.
#pragma once

namespace mikata::stats {

// P(Z <= z); also far in the tails, where 1 - P(Z <= -z) would be 0.
double normal_cdf(double z);
// z with P(Z <= z) = p. Requires 0 < p < 1.
double normal_quantile(double p);
// z with P(|Z| <= z) = confidence: 1.959964 for 0.95. Requires 0 < confidence < 1.
double normal_critical(double confidence);
// P(|Z| >= |z|): the p-value of a two-sided test.
double two_sided_p(double z);

}  // namespace mikata::stats
