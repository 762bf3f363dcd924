// SPDX-License-Identifier: Apache-2.0
// A table as CSV, without a cell that a spreadsheet would run: text that it would take for a
// formula gets a ' in front, unless it is a number.
#pragma once

#include <string>

#include "mikata/base/table.h"

namespace mikata {

// spreadsheet: UTF-8 with a byte order mark, CRLF, all text quoted, so that it opens as it is in
// any language. program: a line feed, quotes where RFC 4180 asks for them, as on a pipe.
enum class CsvFor { spreadsheet, program };

// A header of column names and one line per row: numbers plain, money in major units
// (`money_digits` decimals), days as 2026-10-31, nothing for NULL.
std::string table_csv(const Table& table, int money_digits, CsvFor reader);

}  // namespace mikata
