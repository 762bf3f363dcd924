// SPDX-License-Identifier: Apache-2.0
// Survey tools write more than one line of headers: Qualtrics the question and an import id below
// the short name, SurveyMonkey "Response" or the row of a matrix.
#pragma once

#include <string>
#include <vector>

#include "mikata/ingest/reader.h"

namespace mikata {

struct HeaderRows {
  int count = 0;                      // data rows at the top that are not data
  std::vector<std::string> wordings;  // the whole question per column; empty when count is 0
};

HeaderRows find_header_rows(const std::vector<std::string>& header, const CellBatch& first);

}  // namespace mikata
