// SPDX-License-Identifier: Apache-2.0
// Many measures, many periods -> one line per measure: the last complete period, what changed since
// the one before and since a year ago, and whether that may be called a change.
#pragma once

#include <optional>
#include <string>

#include "mikata/cli/table_text.h"
#include "mikata/insights/insight.h"

namespace mikata::cli {

// nullopt when the chart is not of this form or a column is missing. Voice first, then action. Each
// row is written in its own unit.
std::optional<std::string> cards_text(const Table& table, const Chart& chart,
                                      const RenderOptions& options);

}  // namespace mikata::cli
