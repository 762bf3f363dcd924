// SPDX-License-Identifier: Apache-2.0
// What is known about customers from the beginning (channel, region, age) in BG/NBD and Pareto/NBD.
//
//   buying:  α_i = α e^(-γ'z)     a larger γ'z: they buy more often
//   leaving: β_i = β e^(-δ'z)  (Pareto/NBD),  a_i = a e^(δ'z), b_i = b e^(δ'z)  (BG/NBD)
//
// Fader and Hardie (2007), "Incorporating Time-Invariant Covariates into the Pareto/NBD and BG/NBD
// Models"; with one δ for a and b, as CLVTools has it: e^(δ'z) then says how alike the customers
// are in leaving, not how many leave.
//
// Customers with the same covariates are one group with parameters of its own; their scores come
// from the plain model with those (model_of).
#pragma once

#include <span>
#include <vector>

#include "mikata/models/bg_nbd.h"
#include "mikata/models/fit.h"
#include "mikata/models/history.h"
#include "mikata/models/pareto_nbd.h"

namespace mikata::models {

// Customers with the same covariates. Each list is as long as in the other groups; it may be empty.
struct CovariateGroup {
  std::vector<double> buying = {};
  std::vector<double> leaving = {};
  std::vector<Pattern> patterns = {};
};

// The certainty is about the logarithms of the four parameters, then γ, then δ; the standard errors
// of γ and δ are their own.
template <typename Model>
struct FittedCovariates {
  Model base;                   // of z = 0
  std::vector<double> buying;   // γ
  std::vector<double> leaving;  // δ
  Certainty certainty;
};

struct Coefficients {
  std::vector<double> buying = {};   // γ
  std::vector<double> leaving = {};  // δ
};

// Fail with invalid_argument when there is not enough to fit, or a covariate is not finite.
FittedCovariates<BgNbd> fit_bg_nbd(std::span<const CovariateGroup> groups);
FittedCovariates<ParetoNbd> fit_pareto_nbd(std::span<const CovariateGroup> groups);

// The model of customers with these covariates.
BgNbd model_of(const FittedCovariates<BgNbd>& fitted, const CovariateGroup& group);
ParetoNbd model_of(const FittedCovariates<ParetoNbd>& fitted, const CovariateGroup& group);

// The same from numbers: `base` is the model of z = 0. Fails with invalid_argument when there are
// not as many coefficients of a kind as covariates; none at all is a coefficient of 0 for each.
BgNbd model_of(const BgNbd& base, const Coefficients& coefficients, std::span<const double> z);
ParetoNbd model_of(const ParetoNbd& base, const Coefficients& coefficients,
                   std::span<const double> z);

}  // namespace mikata::models
