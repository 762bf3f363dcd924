// SPDX-License-Identifier: Apache-2.0
// What has no column of its own, as a flat JSON object of texts: {"備考":"…"}.
#pragma once

#include <string>
#include <vector>

#include "mikata/ingest/reader.h"

namespace mikata {

class RowProperties {
 public:
  RowProperties(const std::vector<std::size_t>& columns, const std::vector<std::string>& header);
  // One text per row, "" when every cell is blank.
  void fill(std::vector<std::string>& to, const CellBatch& batch) const;

 private:
  struct Kept {
    std::size_t column = 0;
    std::string key;  // "備考": with quotes and colon
  };
  std::vector<Kept> kept_;
};

// A JSON string with its quotes.
std::string json_text(std::string_view text);

}  // namespace mikata
