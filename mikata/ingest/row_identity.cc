// SPDX-License-Identifier: Apache-2.0
#include "mikata/ingest/row_identity.h"

#include "mikata/ingest/fold_text.h"

namespace mikata {

RowIdentity::RowIdentity(const FactTable& table)
    : customer_column_(table.find("customer_id")), identity_column_(table.find("identity")) {
  found_.table = find_fact_table("identities");
  found_.columns.resize(found_.table->columns.size());
}

void RowIdentity::begin() {
  ways_.clear();
  found_.rows = 0;
  found_.properties.clear();
  for (BatchColumn& column : found_.columns) {
    column.texts.clear();
    column.valid.clear();
  }
}

void RowIdentity::add(IdentityKind kind, const CellSource& from, const RowFaults& faults) {
  Way way{kind, {}};
  way.values.resize(from.rows);
  for (std::size_t row = 0; row < from.rows; ++row) {
    const std::string_view cell = from.cells.cell(row);
    if (faults.is_out(row) || cell.empty() || trim_blanks(cell).empty()) continue;
    way.values[row] = normal_identity(kind, cell);
    if (!way.values[row]) ++unreadable_;
  }
  ways_.push_back(std::move(way));
}

void RowIdentity::fold_addresses(Batch& rows, const RowFaults& faults) {
  BatchColumn& customers = rows.columns[*customer_column_];
  for (std::size_t row = 0; row < rows.rows; ++row) {
    std::string& id = customers.texts[row];
    if (customers.valid[row] == 0 || faults.is_out(row) || id.find('@') == id.npos) continue;
    auto address = normal_email(id);
    if (!address) continue;
    id = *address;
    remember(IdentityKind::email, *address, id);
  }
}

void RowIdentity::finish(Batch& rows, const RowFaults& faults) {
  if (!customer_column_) return;
  fold_addresses(rows, faults);
  if (ways_.empty()) return;
  const BatchColumn& customers = rows.columns[*customer_column_];
  for (std::size_t row = 0; row < rows.rows; ++row) {
    if (faults.is_out(row)) continue;
    for (const Way& way : ways_) {
      if (!way.values[row]) continue;
      if (customers.valid[row] != 0) {
        remember(way.kind, *way.values[row], customers.texts[row]);
        continue;
      }
      if (!identity_column_) continue;
      BatchColumn& identity = rows.columns[*identity_column_];
      if (identity.valid[row] != 0) continue;
      identity.texts[row] = identity_text(way.kind, *way.values[row]);
      identity.valid[row] = 1;
    }
  }
}

void RowIdentity::remember(IdentityKind kind, const std::string& value,
                           const std::string& customer_id) {
  RowHash hash;
  hash.add(static_cast<std::uint64_t>(kind) + 1);
  hash.add(hash_text(value));
  hash.add(hash_text(customer_id));
  if (!known_.insert(hash.first)) return;
  // kind, value, customer_id: the order of the table.
  const std::string* values[] = {nullptr, &value, &customer_id};
  for (std::size_t i = 0; i < found_.columns.size(); ++i) {
    found_.columns[i].texts.push_back(i == 0 ? std::string(identity_kind_name(kind)) : *values[i]);
    found_.columns[i].valid.push_back(1);
  }
  found_.properties.emplace_back();
  ++found_.rows;
}

}  // namespace mikata
