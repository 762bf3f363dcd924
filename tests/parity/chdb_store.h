// SPDX-License-Identifier: Apache-2.0
// The facts on ClickHouse's engine, inside the process: what the parity tests compare DuckDB with.
// Tests only. libchdb.so is opened at run time, so that nothing links it.
#pragma once

#include <filesystem>
#include <memory>

#include "mikata/store/derived.h"
#include "mikata/store/store.h"

namespace mikata {

// An empty store with the tables of store/schema.h and the derived tables. It takes rows and
// answers queries; corrections, undo and links are the business of the real stores and fail as
// internal. The engine allows one store at a time in a process. Fails with not_found when there is
// no library.
std::unique_ptr<Store> open_chdb_store(const std::filesystem::path& library,
                                       const DerivedSettings& derived);

}  // namespace mikata
