// SPDX-License-Identifier: Apache-2.0
// Lists of words as people edit them: one entry a line, cells by tabs, # for remarks.
#pragma once

#include <string_view>
#include <vector>

namespace mikata::text {

struct Row {
  std::vector<std::string_view> cells;  // into the file
  int line = 0;                         // 1 for the first
};

// All rows that are neither empty nor a remark.
std::vector<Row> rows(std::string_view file);

template <typename Take>
void for_each_row(std::string_view file, Take take) {
  for (const Row& row : rows(file)) take(row);
}

}  // namespace mikata::text
