// SPDX-License-Identifier: Apache-2.0
// What models say of every customer, for --where of any question: p_alive, expected_orders_12m,
// clv_12m (model_measures), with predictive 95 % ends, as of the book's last day, with the settings
// that `clv` has when nothing is said.
#pragma once

#include "mikata/insights/insight.h"

namespace mikata {

// Fills customer_measures unless they are those of this version of the book. Fails with
// invalid_argument where no model fits, saying why.
void measure_customers(const Context& context);

}  // namespace mikata
