// SPDX-License-Identifier: Apache-2.0
// The two functions of every model of a chance, each without overflow and without cancellation.
#pragma once

namespace mikata::stats {

// ln(1 + e^x).
double softplus(double x);
// 1 / (1 + e^-x).
double logistic(double x);

}  // namespace mikata::stats
