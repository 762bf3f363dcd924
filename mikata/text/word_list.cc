// SPDX-License-Identifier: Apache-2.0
#include "mikata/text/word_list.h"

#include <algorithm>

namespace mikata::text {

std::vector<Row> rows(std::string_view file) {
  std::vector<Row> found;
  int number = 0;
  while (!file.empty()) {
    ++number;
    const std::size_t end = std::min(file.find('\n'), file.size());
    std::string_view line = file.substr(0, end);
    file.remove_prefix(std::min(end + 1, file.size()));
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (line.empty() || line.starts_with("# ") || line == "#") continue;
    Row row;
    row.line = number;
    while (true) {
      const std::size_t tab = line.find('\t');
      row.cells.push_back(line.substr(0, tab));
      if (tab == line.npos) break;
      line.remove_prefix(tab + 1);
    }
    found.push_back(std::move(row));
  }
  return found;
}

}  // namespace mikata::text
