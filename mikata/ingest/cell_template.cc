// SPDX-License-Identifier: Apache-2.0
#include "mikata/ingest/cell_template.h"

#include <algorithm>
#include <cassert>

#include "mikata/ingest/fold_text.h"

namespace mikata {

CellTemplate::CellTemplate(std::string_view text, const std::vector<std::string>& header,
                           BlankPart blank)
    : blank_(blank) {
  while (!text.empty()) {
    const std::size_t open = text.find('{');
    const std::size_t close = text.find('}', open);
    if (open == std::string_view::npos || close == std::string_view::npos) {
      parts_.push_back({.text = std::string(text)});
      return;
    }
    const std::string_view name = text.substr(open + 1, close - open - 1);
    const auto found = std::ranges::find(header, name);
    assert(found != header.end());
    parts_.push_back({.text = std::string(text.substr(0, open)),
                      .column = static_cast<std::size_t>(found - header.begin()),
                      .has_column = true});
    text.remove_prefix(close + 1);
  }
}

const CellColumn& CellTemplate::render(const CellBatch& batch) {
  // One column alone is that column.
  if (parts_.size() == 1 && parts_[0].has_column && parts_[0].text.empty()) {
    return batch.columns[parts_[0].column];
  }
  cells_.bytes.clear();
  cells_.ends.resize(batch.rows);
  cells_.present.resize(batch.rows);
  for (std::size_t row = 0; row < batch.rows; ++row) {
    const std::size_t begin = cells_.bytes.size();
    const bool whole = append_row(batch, row);
    if (!whole) cells_.bytes.resize(begin);
    cells_.ends[row] = static_cast<std::uint32_t>(cells_.bytes.size());
    cells_.present[row] = whole;
  }
  return cells_;
}

bool CellTemplate::append_row(const CellBatch& batch, std::size_t row) {
  const std::size_t begin = cells_.bytes.size();
  for (const Part& part : parts_) {
    const std::string_view cell =
        part.has_column ? trim_blanks(batch.columns[part.column].cell(row)) : std::string_view();
    if (part.has_column && cell.empty()) {
      if (blank_ == BlankPart::blanks_all) return false;
      continue;
    }
    // What stands between two parts is left out with the first of them.
    const bool separates = &part != &parts_.front();
    const bool leads = blank_ == BlankPart::is_left_out && cells_.bytes.size() == begin;
    if (!separates || !leads) cells_.bytes += part.text;
    cells_.bytes += cell;
  }
  return blank_ == BlankPart::blanks_all || cells_.bytes.size() > begin;
}

}  // namespace mikata
