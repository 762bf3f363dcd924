// SPDX-License-Identifier: Apache-2.0
// The store on one machine: one DuckDB file.
#pragma once

#include <chrono>
#include <filesystem>
#include <memory>
#include <string>

#include "mikata/store/derived.h"
#include "mikata/store/store.h"

namespace mikata {

struct DuckdbStoreOptions {
  std::filesystem::path file;  // "" is in memory
  DerivedSettings derived;
  std::string memory_limit = "1GB";            // once the book is open and as new
  std::string kept_free = "128MB";             // freed memory that a thread of it may keep
  int threads = 0;                             // 0: as many as the machine has
  std::chrono::milliseconds patience{10'000};  // how long an append waits for another to end
};

// Opens the file, makes it when it is absent, and migrates it when it is older. Fails with conflict
// (held by another process) or unavailable (unreadable, or written by a newer Mikata).
std::unique_ptr<Store> open_duckdb_store(const DuckdbStoreOptions& options);

}  // namespace mikata
