// SPDX-License-Identifier: Apache-2.0
// A field put together from columns: "2017-05-{INTDATE}", "{注文日} {時刻}", or plain "order".
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "mikata/ingest/reader.h"

namespace mikata {

// What a blank cell does to what it is a part of: half a date is none, half a name is a name.
enum class BlankPart { blanks_all, is_left_out };

class CellTemplate {
 public:
  // Requires that every named column is in the header.
  CellTemplate(std::string_view text, const std::vector<std::string>& header,
               BlankPart blank = BlankPart::blanks_all);
  // The cells of a batch; blank where a column that is named is blank (all of them, when blank
  // parts are left out). Valid until the next call.
  const CellColumn& render(const CellBatch& batch);

 private:
  struct Part {
    std::string text;        // before the column
    std::size_t column = 0;  // in the batch
    bool has_column = false;
  };
  bool append_row(const CellBatch& batch, std::size_t row);

  BlankPart blank_;
  std::vector<Part> parts_;
  CellColumn cells_;
};

}  // namespace mikata
