// SPDX-License-Identifier: Apache-2.0
// The first rows as facts, for a dry run.
#pragma once

#include "mikata/base/table.h"
#include "mikata/store/batch.h"

namespace mikata {

// Adds up to five rows of each table; a column appears when a row has a value in it.
void add_preview(Table& preview, const Batch& facts);

}  // namespace mikata
