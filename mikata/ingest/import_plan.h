// SPDX-License-Identifier: Apache-2.0
// Before anything is written: which files, what each of them holds, in which order they go in.
#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "mikata/ingest/guess_mapping.h"
#include "mikata/ingest/import.h"
#include "mikata/ingest/mapping.h"

namespace mikata {

struct FilePlan {
  std::filesystem::path path;
  std::string name;  // as messages and the report name it
  FileHead head = {};
  FileProfile profile = {};
  FileMapping mapping = {};
  std::string shape = {};
  bool guessed = true;  // neither given nor remembered
  bool copies = false;  // its ids repeat: in rows that are copies, as far as is known
};

struct ImportPlan {
  std::vector<FilePlan> files;   // in the order of import: who and what before what was done
  std::vector<Localized> notes;  // files left aside
};

// Remembered mappings: file shape -> mapping text; empty when there is no book.
using Recall = std::function<std::optional<std::string>(const std::string& shape)>;

// Reads the beginning of each file (and the rest where only that decides). Fails with not_found or
// invalid_argument as open_file() does, and on a wrong map file; doubts stand in the mappings.
ImportPlan plan_import(const ImportOptions& options, const Recall& recall);

}  // namespace mikata
