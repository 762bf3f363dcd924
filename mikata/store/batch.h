// SPDX-License-Identifier: Apache-2.0
// Typed rows of one fact table on their way into the store, column by column.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "mikata/store/schema.h"

namespace mikata {

// The values of one column. Which vector is filled follows from the column's type: texts for text;
// reals for real; integers for integer, boolean (0, 1), money (minor units), day (days since 1970)
// and instant (microseconds since 1970). A row that is not valid is NULL and its value is ignored.
struct BatchColumn {
  std::vector<std::string> texts;
  std::vector<double> reals;
  std::vector<std::int64_t> integers;
  std::vector<std::uint8_t> valid;
};

struct Batch {
  const FactTable* table = nullptr;
  std::size_t rows = 0;
  // As many as table->columns, in their order; each holds `rows` values.
  std::vector<BatchColumn> columns;
  // Flat JSON object per row, "" when there is nothing.
  std::vector<std::string> properties;
  // Which file or system the rows come from; one for the whole batch.
  std::string source;
};

// Its column of this name, which the table has.
inline BatchColumn& column_of(Batch& rows, std::string_view name) {
  return rows.columns[rows.table->find(name).value()];
}

}  // namespace mikata
