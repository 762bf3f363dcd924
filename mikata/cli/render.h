// SPDX-License-Identifier: Apache-2.0
// Results as a person at a terminal reads them.
#pragma once

#include <string>

#include "mikata/cli/table_text.h"

namespace mikata {
struct Result;
struct Behind;
struct Page;
}  // namespace mikata

namespace mikata::cli {

// An answer with what belongs to it: question, period and n above; method, what was left out and
// notes below. `again` is the command line that gave it, for the hint how to see behind a row.
std::string result_text(const Result& result, const RenderOptions& options,
                        const std::string& again);

// The table alone, without the lines around it.
std::string result_table_text(const Result& result, const RenderOptions& options);

// The people or voices behind one row, and which part of them this page is.
std::string behind_text(const Behind& behind, const Page& page, const RenderOptions& options);

}  // namespace mikata::cli
