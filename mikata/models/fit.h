// SPDX-License-Identifier: Apache-2.0
// What every fit gives, and how it gets there: from several beginnings on a small table that stands
// for the whole, then from the best of them on all of it.
#pragma once

#include <string>
#include <vector>

#include "mikata/models/maximise.h"
#include "mikata/stats/cholesky.h"
#include "mikata/stats/interval.h"

namespace mikata::models {

// How sure the parameters of a fit are. Everything is about the logarithms of the parameters, in
// their order: there the likelihood is nearest to a normal one.
struct Certainty {
  stats::Matrix covariance{};           // of the logarithms; zeros when not converged
  std::vector<double> standard_errors;  // of the parameters themselves (delta method)
  double log_likelihood = 0;
  bool converged = false;
  std::string reason;  // why not; "" when converged
  int evaluations = 0;
};

template <typename Model>
struct Fitted {
  Model model;
  Certainty certainty;
};

struct FitProblem {
  Objective whole;
  Objective small;                          // the same on a small table; may be empty
  std::vector<std::vector<double>> starts;  // logarithms of positive parameters
  std::vector<std::string> names;           // of the parameters, for the reason
};

struct Solution {
  std::vector<double> parameters;  // e^point
  Certainty certainty;
};

// Requires a start. A maximum at which a parameter's logarithm has a standard error above 4 (known
// to a factor of 3,000) counts as not converged: the data do not tell it.
Solution solve(const FitProblem& problem);

// The parameter's 95 % interval, e^(ln p ± z se). Requires converged.
stats::Interval parameter_interval(const Certainty& certainty, std::size_t index, double value,
                                   double confidence = stats::kConfidence);

}  // namespace mikata::models
