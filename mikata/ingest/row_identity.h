// SPDX-License-Identifier: Apache-2.0
// Who a row is from, where it says so by e-mail, phone or external id. With a customer id beside it
// that is a new identity; without one it is what links the row.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "mikata/ingest/column_fill.h"
#include "mikata/ingest/identity.h"
#include "mikata/ingest/row_key.h"
#include "mikata/store/batch.h"

namespace mikata {

class RowIdentity {
 public:
  explicit RowIdentity(const FactTable& table);
  void begin();
  // Kinds are tried in the order in which they are added.
  void add(IdentityKind kind, const CellSource& from, const RowFaults& faults);
  // Fills the column `identity` of rows without a customer id, and collects identities of the
  // others into found(). Rows that are out tell nothing.
  void finish(Batch& rows, const RowFaults& faults);
  const Batch& found() const { return found_; }
  // Cells that are neither blank nor an address, number or id.
  std::int64_t unreadable() const { return unreadable_; }

 private:
  struct Way {
    IdentityKind kind;
    std::vector<std::optional<std::string>> values;
  };
  // A customer id that is an e-mail address is that identity too, however it was written.
  void fold_addresses(Batch& rows, const RowFaults& faults);
  void remember(IdentityKind kind, const std::string& value, const std::string& customer_id);

  std::optional<std::size_t> customer_column_;
  std::optional<std::size_t> identity_column_;
  std::vector<Way> ways_;
  Batch found_;
  HashSet known_;
  std::int64_t unreadable_ = 0;
};

}  // namespace mikata
