// SPDX-License-Identifier: Apache-2.0
// Which column fills which field of one table: every column at most one field, every field at most
// one column.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "mikata/ingest/guess_mapping.h"

namespace mikata {

struct AssignedField {
  std::size_t column = 0;
  std::string field;
  Confidence confidence = Confidence::low;
  bool exact = false;  // the header is a word of the dictionary
  Localized why;
};

std::vector<AssignedField> assign_fields(const FileSample& sample, std::string_view table);

const AssignedField* find_assigned(const std::vector<AssignedField>& assigned,
                                   std::string_view field);

}  // namespace mikata
