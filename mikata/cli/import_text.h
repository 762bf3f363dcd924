// SPDX-License-Identifier: Apache-2.0
// An import report as a person reads it.
#pragma once

#include <functional>
#include <string>

#include "mikata/cli/progress.h"
#include "mikata/cli/render.h"
#include "mikata/ingest/import.h"

namespace mikata::cli {

// Draws how far an import is: file after file, then what is worked out from all of them.
std::function<void(const ImportProgress&)> drawn_by(Progress& progress, Language language);

// Each file: what it was taken for, column by column, how sure, and why.
std::string mapping_text(const ImportReport& report, const RenderOptions& options);

// The --map text of each file, ready to save.
std::string map_files_text(const ImportReport& report);

// The first rejected rows: file:line, column, value, reason. "" when there are none.
std::string rejected_text(const ImportReport& report, const RenderOptions& options);

// How many rows came in, were known, were corrected, were rejected; then the notes.
std::string counts_text(const ImportReport& report, const RenderOptions& options);

// The rejected rows as a table: what --format csv prints.
Table rejected_table(const ImportReport& report, Language language);

}  // namespace mikata::cli
