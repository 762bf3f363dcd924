// SPDX-License-Identifier: Apache-2.0
// Expected against actual: how well a model that knew nothing of the last weeks would have told
// them. It is fitted to all customers until `cut` (as_of less --holdout; a third of the time when
// nothing is said) and judged on those who had bought by then, beside the naive rival, the rate of
// each customer's own history x / T.
#pragma once

#include "mikata/insights/insight.h"

namespace mikata::frequency {

// holdout ("39w", "90d"), model (best: as `clv` chooses).
std::vector<Parameter> forecast_parameters();

// view=holdout: forecaster (model, history), customers, forecast, actual, bias, mae, rmse, pearson,
// spearman, gini. stats/forecast_accuracy.h.
Answer run_holdout(const Context& context);
// view=deciles: tenth (1 the most expected), customers, expected, actual; and the same of the
// rival: history_expected, history_actual.
Answer run_deciles(const Context& context);
// view=by_purchases: x (days bought again until the cut; 7 is 7 or more), customers, actual,
// expected, history: days bought in the hold-out, a customer.
Answer run_by_purchases(const Context& context);
// view=tracking: week_until (a week's last day), held_out, actual, expected (days bought again in
// the week), actual_cumulative, expected_cumulative.
Answer run_tracking(const Context& context);

}  // namespace mikata::frequency
