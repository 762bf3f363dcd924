// SPDX-License-Identifier: Apache-2.0
// Which rows of a batch cannot become facts, and why: the first reason of each row counts.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "mikata/base/localized.h"

namespace mikata {

struct CellFault {
  std::size_t row = 0;  // in the batch
  std::string column;   // header as written
  std::string value;
  Localized reason;
};

class RowFaults {
 public:
  void reset(std::size_t rows);
  void reject(std::size_t row, std::string_view column, std::string_view value, Localized reason);
  // Only this answer of the row is left out; the row stays.
  void reject_answer(std::size_t row, std::string_view column, std::string_view value,
                     Localized reason);
  // Leaves the row out without a word: it is blank.
  void drop(std::size_t row);
  bool is_out(std::size_t row) const { return out_[row] != 0; }
  bool any_out() const { return any_out_; }
  const std::vector<std::uint8_t>& out() const { return out_; }
  const std::vector<CellFault>& faults() const { return faults_; }

 private:
  std::vector<std::uint8_t> out_;
  std::vector<CellFault> faults_;
  bool any_out_ = false;
};

}  // namespace mikata
