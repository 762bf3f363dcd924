// SPDX-License-Identifier: Apache-2.0
// A table as a CSV file that a spreadsheet opens as it is, in any language, without running a cell.
#pragma once

#include <string>
#include <string_view>

#include "mikata/base/table.h"

namespace mikata::http {

// UTF-8 with a byte order mark, CRLF, a header of column names, text quoted, numbers plain, money
// in major units of `currency`, days as 2026-10-31, nothing for NULL. Text that a spreadsheet would
// take for a formula gets a ' in front, unless it is a number.
std::string table_csv(const Table& table, std::string_view currency);

}  // namespace mikata::http
