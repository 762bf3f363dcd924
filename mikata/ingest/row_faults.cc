// SPDX-License-Identifier: Apache-2.0
#include "mikata/ingest/row_faults.h"

namespace mikata {

void RowFaults::reset(std::size_t rows) {
  out_.assign(rows, 0);
  faults_.clear();
  any_out_ = false;
}

void RowFaults::reject(std::size_t row, std::string_view column, std::string_view value,
                       Localized reason) {
  if (is_out(row)) return;
  reject_answer(row, column, value, std::move(reason));
  drop(row);
}

void RowFaults::reject_answer(std::size_t row, std::string_view column, std::string_view value,
                              Localized reason) {
  faults_.push_back({row, std::string(column), std::string(value), std::move(reason)});
}

void RowFaults::drop(std::size_t row) {
  out_[row] = 1;
  any_out_ = true;
}

}  // namespace mikata
