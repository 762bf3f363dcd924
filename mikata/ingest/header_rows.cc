// SPDX-License-Identifier: Apache-2.0
#include "mikata/ingest/header_rows.h"

#include <algorithm>
#include <array>

#include "mikata/ingest/fold_text.h"

namespace mikata {
namespace {

bool is_import_id_row(const CellBatch& batch, std::size_t row) {
  if (row >= batch.rows) return false;
  return std::ranges::any_of(batch.columns, [&](const CellColumn& column) {
    return column.cell(row).starts_with("{\"ImportId\"");
  });
}

// "Response", "Open-Ended Response" below a question, and nothing below "Respondent ID".
bool is_survey_monkey_row(const std::vector<std::string>& header, const CellBatch& batch) {
  static constexpr std::array<std::string_view, 2> kMarks{"Response", "Open-Ended Response"};
  if (batch.rows < 2 || header_key(header.front()) != "respondentid") return false;
  if (!trim_blanks(batch.columns.front().cell(0)).empty()) return false;
  return std::ranges::any_of(batch.columns, [](const CellColumn& column) {
    return std::ranges::find(kMarks, trim_blanks(column.cell(0))) != kMarks.end();
  });
}

}  // namespace

HeaderRows find_header_rows(const std::vector<std::string>& header, const CellBatch& first) {
  HeaderRows result;
  if (is_import_id_row(first, 1)) {
    result.count = 2;
    for (const CellColumn& column : first.columns) {
      result.wordings.emplace_back(trim_blanks(column.cell(0)));
    }
  } else if (first.rows > 0 && is_survey_monkey_row(header, first)) {
    result.count = 1;
    // A matrix has its question in the first of its columns only; the others have no header.
    std::string question;
    for (std::size_t i = 0; i < header.size(); ++i) {
      const std::string row(trim_blanks(first.columns[i].cell(0)));
      const bool own = !header[i].starts_with("column_");
      if (own) question = header[i];
      const bool plain = row.empty() || row == "Response" || row == "Open-Ended Response";
      result.wordings.push_back(plain ? question : question + " [" + row + "]");
    }
  }
  return result;
}

}  // namespace mikata
