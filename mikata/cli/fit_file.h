// SPDX-License-Identifier: Apache-2.0
// A file for `mikata fit`: a table of histories, a survival curve, or transactions.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "mikata/base/date.h"
#include "mikata/models/bg_bb.h"
#include "mikata/models/gamma_gamma.h"
#include "mikata/models/history.h"

namespace mikata::cli {

// How transactions become histories.
struct CutOptions {
  std::optional<Day> until = {};  // last day of what is fitted; default: the last day of the file
  double unit_days = 7;           // days in the unit of time
  int holdout_days = 0;           // days after `until` that are kept for judging
};

// A column by its number from 1, or by its header.
struct FitColumns {
  std::optional<std::string> customer = {};
  std::optional<std::string> date = {};
  std::optional<std::string> amount = {};
  std::optional<std::string> survivors = {};
  std::optional<std::int64_t> customers = {};  // that a curve in per cent began with
  std::vector<std::string> covariates = {};    // what is known of a customer from the beginning
};

// One customer, or several alike.
struct FitRow {
  models::History history;
  double customers = 1;
  double value = 0;                     // mean of the repeat purchases; 0 when not known
  double occasions = 0;                 // n of BG/BB
  double after = 0;                     // purchase days in the hold-out
  std::vector<double> covariates = {};  // in the order of covariate_names
};

struct FitFile {
  std::vector<FitRow> rows;
  std::vector<double> survivors;  // of a curve
  // A column of numbers is one covariate; of a column of texts each text but the first in order is
  // one, 1 for those who have it: "channel=web".
  std::vector<std::string> covariate_names = {};
  bool are_transactions = false;
  bool has_value = false;
  bool has_occasions = false;
  double log_gaps = 0;            // of transactions
  std::optional<Day> first = {};  // of transactions
  std::optional<Day> until = {};
  int holdout_days = 0;  // that the file really has
  double returns = 0;    // rows with money below zero
};

// Fails with not_found or invalid_argument, naming file, line, column and value.
FitFile read_fit_file(const std::filesystem::path& file, const FitColumns& columns,
                      const CutOptions& cut);

}  // namespace mikata::cli
