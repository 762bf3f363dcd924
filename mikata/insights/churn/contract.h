// SPDX-License-Identifier: Apache-2.0
// Churn of contracts (insights/contracts.h).
//
// A contract is lost on the day it is cancelled, or when it is up and not renewed within the days
// of grace. Churn of a period = contracts lost in it / active at its start, where a renewed
// contract goes on; one that begins and ends within a period is in neither. Survival counts
// renewals in a row, from the first contract to the first loss: Kaplan-Meier, and sBG or
// beta-discrete-Weibull (models/contract.h) ahead.
#pragma once

#include <vector>

#include "mikata/insights/insight.h"

namespace mikata::churn {

// period, open, by_value, active, lost, churn, churn_low, churn_high, key.
Answer run_contract(const Context& context);
// key: "contract", period, by_value. The customers who were lost.
Behind contract_behind(const Context& context, const std::vector<Value>& parts, Page page);
// renewals, at_risk, survival, survival_low, survival_high (what was seen), expected (the model).
Answer run_survival(const Context& context);

}  // namespace mikata::churn
