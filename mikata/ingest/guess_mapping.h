// SPDX-License-Identifier: Apache-2.0
// A mapping by the names and the values of the columns, each guess with its reason.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "mikata/ingest/column_profile.h"
#include "mikata/ingest/mapping.h"

namespace mikata {

struct FileSample {
  FileHead head;
  FileProfile profile;
  std::string file_name;
  // The question behind each header where the file tells it in a second line, else the header.
  std::vector<std::string> wordings = {};
  int header_rows = 0;
  CellBatch first_rows = {};
};

// `table` is what --as says. What is required and not sure stands in `doubts`.
FileMapping guess_mapping(const FileSample& sample, const std::optional<std::string>& table);

// What the import of a table cannot do without, checked for a mapping from anywhere.
std::vector<MappingDoubt> missing_fields(const FileMapping& mapping);

}  // namespace mikata
