// SPDX-License-Identifier: Apache-2.0
// Text cells of one column -> values of one column of facts. One function per type; which one is
// called is decided once per file, never per row. A blank cell is NULL.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>

#include "mikata/ingest/local_clock.h"
#include "mikata/ingest/parse_amount.h"
#include "mikata/ingest/parse_date.h"
#include "mikata/ingest/reader.h"
#include "mikata/ingest/row_faults.h"
#include "mikata/store/batch.h"

namespace mikata {

// The cells of one column and how messages name it.
struct CellSource {
  const CellColumn& cells;
  std::string_view header;
  std::size_t rows = 0;
};

// Makes room for `rows` values that are all NULL.
void clear_column(BatchColumn& column, std::size_t rows);

void fill_text(BatchColumn& to, const CellSource& from);
// Ids lose the ".0" that spreadsheets and data frames add to numbers; full width becomes half
// width.
void fill_id(BatchColumn& to, const CellSource& from);
void fill_real(BatchColumn& to, RowFaults& faults, const CellSource& from, Decimal decimal);
// Numbers, or words that stand for them.
struct LabelRules {
  Decimal decimal = Decimal::point;
  const std::unordered_map<std::string, double>& labels;
};
void fill_labelled(BatchColumn& to, RowFaults& faults, const CellSource& from,
                   const LabelRules& rules);
void fill_integer(BatchColumn& to, RowFaults& faults, const CellSource& from);
void fill_boolean(BatchColumn& to, RowFaults& faults, const CellSource& from);
// Returns how many amounts were rounded.
std::int64_t fill_money(BatchColumn& to, RowFaults& faults, const CellSource& from,
                        const AmountRules& rules);
void fill_day(BatchColumn& to, RowFaults& faults, const CellSource& from, const DateRules& rules);

// Instants, and the local days they count on.
struct WhenColumns {
  BatchColumn& instant;
  BatchColumn* local_day = nullptr;
};
void fill_instant(const WhenColumns& to, RowFaults& faults, const CellSource& from,
                  const DateRules& rules, LocalClock& clock);

}  // namespace mikata
