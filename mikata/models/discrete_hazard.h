// SPDX-License-Identifier: Apache-2.0
// When customers leave, period by period, and what makes it sooner: the discrete-time hazard.
//
//   logit h_t(z) = α_t + β'z        S_t(z) = Π over u <= t of (1 - h_u(z))
//
// Each period has a level of its own; a covariate moves all of them alike. It is a logistic
// regression on (period, z) counts of those at risk and those who left, so customers who have not
// left yet (censored) count while they are watched. Cox (1972), J. R. Stat. Soc. B 34, section 6;
// Singer and Willett (1993), J. Educ. Stat. 18, 155. Without covariates h_t is events / at risk and
// S is Kaplan and Meier's curve.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

namespace mikata::models {

// Customers with the same covariates in one period.
struct HazardCount {
  double period = 0;
  double at_risk = 0;
  double events = 0;
  std::vector<double> covariates = {};
};

// Of customers with z = 0.
struct HazardPeriod {
  double period = 0;
  double at_risk = 0;  // of all
  double events = 0;
  // The logit of the hazard; nullopt when nobody or everybody left in the period: the hazard is 0
  // or 1 whatever the covariates.
  std::optional<double> logit = {};
  double standard_error = 0;  // of the logit
  double hazard = 0;
  double survival = 1;
};

struct HazardCoefficient {
  double value = 0;  // β
  double standard_error = 0;
};

struct DiscreteHazard {
  std::vector<HazardPeriod> periods;  // in order
  std::vector<HazardCoefficient> coefficients;
  double log_likelihood = 0;
  bool converged = false;
  std::string reason = {};  // why not; "" when converged
  int iterations = 0;
};

// Fails with invalid_argument: no counts, events above those at risk, a value that is not finite,
// lists of covariates of different length. A covariate that tells for certain who leaves, or that
// is a copy of others, is told by `converged`.
DiscreteHazard fit_discrete_hazard(std::span<const HazardCount> counts);

// S_t(z), one for each period of the model. Requires as many covariates as coefficients.
std::vector<double> survival(const DiscreteHazard& model, std::span<const double> covariates);

}  // namespace mikata::models
