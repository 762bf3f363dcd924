// SPDX-License-Identifier: Apache-2.0
// A table as a person at a terminal reads it.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "mikata/base/localized.h"
#include "mikata/base/table.h"
#include "mikata/cli/number_text.h"

namespace mikata::cli {

struct RenderOptions {
  Language language = Language::en;
  int width = 0;  // as Terminal
  std::string currency = {};
  Grain grain = Grain::day;  // of the columns "period" and "cohort"
  // Columns that are not shown here; the CSV and the JSON have them.
  std::vector<std::string> hidden = {};
};

// Titles with units, a rule, the rows. x_low and x_high become one interval beside x; a period
// whose column "open" is not 0 says so.
std::string table_text(const Table& table, const RenderOptions& options);

// How the values of one column are written, and what stands above them.
NumberStyle number_style(const Table& table, std::size_t column, const RenderOptions& options);
std::string title_text(const Column& column, const RenderOptions& options);

// Position of a column, or nullopt.
std::optional<std::size_t> position(const Table& table, std::string_view name);

}  // namespace mikata::cli
