// SPDX-License-Identifier: Apache-2.0
// Fits any model of models/ to what a file holds.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "mikata/cli/fit_file.h"
#include "mikata/models/fit.h"

namespace mikata::cli {

struct FitParameter {
  std::string name;
  double value = 0;
  // Of a fit that converged.
  double standard_error = 0;
  stats::Interval interval{};
};

struct FitOutcome {
  std::vector<FitParameter> parameters;
  models::Certainty certainty;
  std::size_t patterns = 0;
  double customers = 0;
  std::vector<std::string> notes;  // what was left out or chosen
  double seconds = 0;              // of grouping and fitting
  // Purchases in the time after a row's history; empty for models without histories.
  std::function<double(const FitRow&, double t)> expected = {};
};

struct FitModel {
  std::string name;
  std::string about;
  FitOutcome (*fit)(const FitFile& file, int k);
};

// All that `mikata fit` knows, by name.
const std::vector<FitModel>& fit_models();

}  // namespace mikata::cli
