// SPDX-License-Identifier: Apache-2.0
// A made-up Japanese-English shop with known truth, written as the files an ordinary company has.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>

#include "mikata/base/localized.h"

namespace mikata {

struct SimulateOptions {
  std::filesystem::path folder = {};
  std::int64_t customers = 2000;
  std::uint64_t seed = 1;
  int months = 24;
  Language language = Language::ja;
  // Shop A: answering depends on recorded behaviour only. Shop B: also on satisfaction itself.
  char shop = 'A';
  std::function<void(double share_done)> progress = {};
};

// Writes the files, truth.json and truth_customers.csv; the same options give the same bytes.
// Fails with conflict when the folder exists and is not empty, invalid_argument on a count < 1.
void simulate(const SimulateOptions& options);

}  // namespace mikata
