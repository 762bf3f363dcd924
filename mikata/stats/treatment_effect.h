// SPDX-License-Identifier: Apache-2.0
// What an event does to those it befalls, from facts that nobody randomised: those who had it are
// compared with others who are made comparable by what is known of both.
//
//   e(x) = P(T = 1 | x), logistic;  m_t(x) = E[y | T = t, x], least squares within each arm
//   naive    mean of y over T = 1, minus that over T = 0
//   IPW ATT  Σ T y / Σ T - Σ w y / Σ w,  w = (1 - T) e / (1 - e)
//   AIPW ATE mean of m_1 - m_0 + T (y - m_1) / e - (1 - T) (y - m_0) / (1 - e)
//   AIPW ATT Σ T (y - m_0) / Σ T - Σ w (y - m_0) / Σ w
//
// Hirano, Imbens and Ridder (2003), Econometrica 71(4), 1161, for the weights; Robins, Rotnitzky
// and Zhao (1994), J. Am. Stat. Assoc. 89, 846, and Bang and Robins (2005), Biometrics 61, 962, for
// AIPW: right when either model is. Standard errors from influence values (for IPW with those of
// the fitted e(x): Lunceford and Davidian 2004, Stat. Med. 23, 2937, section 3), summed within
// clusters. SMD, how far apart the two groups are in a covariate: Austin (2009), Stat. Med. 28,
// 3083, (mean_1 - mean_0) / sqrt((s_1² + s_0²) / 2), with the variances from before weighting.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "mikata/stats/interval.h"

namespace mikata::stats {

struct Observations {
  std::vector<double> treated;  // 0 or 1
  std::vector<double> outcome;
  std::vector<std::vector<double>> covariates;  // of each observation, without a constant
  std::vector<double> clusters = {};            // each its own where empty
};

struct CovariateBalance {
  double before = 0;  // SMD
  double after = 0;
};

struct TreatmentEffect {
  Estimate effect;
  double standard_error = 0;
  double naive = 0;
  double treated = 0;
  double controls = 0;
  double trimmed = 0;             // observations outside of the propensities asked for
  double controls_effective = 0;  // Kish: how many controls the weights leave
  std::vector<CovariateBalance> balance = {};
};

struct TreatmentOptions {
  // Observations with e(x) below trim or above 1 - trim are left out, and e(x) is fitted anew.
  double trim = 0;
  double confidence = kConfidence;
};

// Each fails with invalid_argument where there is nothing to compare: nobody treated or nobody not,
// a covariate that tells the event for certain, covariates that say the same.
TreatmentEffect ipw_att(const Observations& data, const TreatmentOptions& options = {});
enum class Estimand { ate, att };
TreatmentEffect aipw(const Observations& data, Estimand estimand,
                     const TreatmentOptions& options = {});

}  // namespace mikata::stats
