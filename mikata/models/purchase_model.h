// SPDX-License-Identifier: Apache-2.0
// The models of buying and leaving as one value, for callers that choose among them.
#pragma once

#include <span>
#include <string_view>
#include <variant>
#include <vector>

#include "mikata/models/bg_nbd.h"
#include "mikata/models/mbg_cnbd.h"
#include "mikata/models/pareto_nbd.h"

namespace mikata::models {

using PurchaseModel = std::variant<BgNbd, MbgCnbd, ParetoNbd>;

// As `mikata fit` names it: bgnbd, mbgnbd (k = 1), mbgcnbd, pnbd.
std::string_view model_name(const PurchaseModel& model);

// What can be fitted; k is chosen for mbgcnbd.
enum class PurchaseModelKind { bgnbd, mbgnbd, mbgcnbd, pnbd };

// `log_gaps` is needed for mbgcnbd only (see mbg_cnbd.h). Fails with invalid_argument when there is
// not enough to fit.
Fitted<PurchaseModel> fit_purchases(PurchaseModelKind kind, std::span<const Pattern> patterns,
                                    double log_gaps = 0);

// The four parameters in the order of Certainty, and the same model with others.
std::vector<double> parameters(const PurchaseModel& model);
PurchaseModel with_parameters(const PurchaseModel& model, std::span<const double> parameters);

double p_alive(const PurchaseModel& model, const History& history);
double expected_purchases(const PurchaseModel& model, double t);
double expected_purchases(const PurchaseModel& model, const History& history, double t);
double probability(const PurchaseModel& model, const History& history, double n, double t);

// Mean and variance of the purchases in (T, T + t], the parameters taken as known.
struct PurchaseMoments {
  double mean = 0;
  double variance = 0;
};
PurchaseMoments purchase_moments(const PurchaseModel& model, const History& history, double t);

}  // namespace mikata::models
