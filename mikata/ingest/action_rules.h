// SPDX-License-Identifier: Apache-2.0
// What makes a row an action: whose it is, of which kind, and what a number below zero means.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <unordered_map>

#include "mikata/ingest/column_fill.h"
#include "mikata/ingest/mapping.h"
#include "mikata/store/batch.h"

namespace mikata {

class ActionRules {
 public:
  ActionRules(const FileMapping& mapping, AmountRules money);
  // Amounts = unit price times quantity, rounded half away from zero, where no amount is given.
  void add_unit_prices(const CellSource& from, RowFaults& faults);
  // Names the kinds, turns what is below zero into returns, rejects what makes no sense.
  void apply(Batch& rows, RowFaults& faults);
  std::int64_t rounded() const { return rounded_; }

 private:
  void price_rows(Batch& rows);
  void name_kinds(Batch& rows);
  struct ActionColumns;
  static ActionColumns columns_of(Batch& rows);
  void check_row(const ActionColumns& columns, RowFaults& faults, std::size_t row) const;
  bool is_return(const ActionColumns& columns, std::size_t row) const;

  AmountRules money_;
  AmountRules price_rules_;
  std::string quantity_header_;
  std::string amount_header_;
  std::string who_header_;
  bool kind_by_column_ = false;
  std::optional<BatchColumn> prices_;
  std::unordered_map<std::string, std::string> kinds_;
  std::int64_t rounded_ = 0;
};

}  // namespace mikata
