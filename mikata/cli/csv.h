// SPDX-License-Identifier: Apache-2.0
// A table as CSV for programs and spreadsheets.
#pragma once

#include <iosfwd>

#include "mikata/base/table.h"

namespace mikata::cli {

// Writes a header of column names and one line per row: quoted as RFC 4180 says, ended by a line
// feed as other programs on a pipe expect, values plain (ISO days, digits without grouping, money
// in major units, nothing for NULL). Text that a spreadsheet would run as a formula gets a ' in
// front.
void write_csv(std::ostream& out, const Table& table, int money_digits);

}  // namespace mikata::cli
