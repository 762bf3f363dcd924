// SPDX-License-Identifier: Apache-2.0
// How much all customers together will buy, and how far the truth may be from it.
//
//   Var = Σ Var(Y_i | θ) + g' V g,  g = d E(total) / d ln θ,  V the covariance of ln θ
//
// The first part is the customers' own chance, the second what is not known about the parameters
// (delta method). The interval is a normal one: a total of many.
#pragma once

#include <span>

#include "mikata/models/purchase_model.h"
#include "mikata/stats/interval.h"

namespace mikata::models {

struct CohortForecast {
  stats::Estimate purchases;      // expected total with its 95 % interval, not below 0
  double process_variance = 0;    // chance
  double parameter_variance = 0;  // 0 when the fit did not converge
};

// Purchases of all patterns in the time t after their ages.
CohortForecast forecast_cohort(const Fitted<PurchaseModel>& fitted,
                               std::span<const Pattern> patterns, double t,
                               double confidence = stats::kConfidence);

}  // namespace mikata::models
