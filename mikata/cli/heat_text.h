// SPDX-License-Identifier: Apache-2.0
// Rows (cohort, age, share) -> one line per cohort and one column per age, as on the page.
#pragma once

#include <optional>
#include <string>

#include "mikata/cli/table_text.h"
#include "mikata/insights/insight.h"

namespace mikata::cli {

// nullopt when the table is not such a grid: a column of the chart is missing, its lines are not
// days, or two rows are for the same cell (--by). A grid wider than the terminal continues below;
// cells of a period that is still open have a * behind them.
std::optional<std::string> heat_text(const Table& table, const Chart& chart,
                                     const RenderOptions& options);

}  // namespace mikata::cli
