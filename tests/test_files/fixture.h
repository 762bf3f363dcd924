// SPDX-License-Identifier: Apache-2.0
// The facts of a .test file -> a store.
#pragma once

#include "mikata/store/batch.h"
#include "mikata/store/store.h"
#include "tests/test_files/test_file.h"

namespace mikata::test_files {

// Typed rows. An empty cell is NULL; money is in minor units. A key that is not given is numbered
// (actions-1 ...); of local_day and occurred_at the one that is not given follows from the other,
// noon in UTC. A column that the table does not have goes into properties; `source=` on the line of
// the fixture is the file that its rows come from. Fails with
// invalid_argument: a table that is not known, a value that is not of its column's type.
// A key that is not given is numbered, on from `numbered`.
Batch make_batch(const Fixture& fixture, std::size_t numbered = 0);

// All fixtures as one import.
void load(const TestFile& file, Store& store);

}  // namespace mikata::test_files
