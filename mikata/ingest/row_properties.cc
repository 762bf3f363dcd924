// SPDX-License-Identifier: Apache-2.0
#include "mikata/ingest/row_properties.h"

#include <fmt/format.h>

#include "mikata/ingest/fold_text.h"

namespace mikata {
namespace {

bool is_plain(std::string_view text) {
  for (const char c : text) {
    if (static_cast<unsigned char>(c) < 0x20 || c == '"' || c == '\\') return false;
  }
  return true;
}

void append_json(std::string& to, std::string_view text) {
  to += '"';
  if (is_plain(text)) {
    to += text;
    to += '"';
    return;
  }
  for (const char c : text) {
    if (c == '"' || c == '\\') {
      to += '\\';
      to += c;
    } else if (c == '\n') {
      to += "\\n";
    } else if (static_cast<unsigned char>(c) < 0x20) {
      to += fmt::format("\\u{:04x}", static_cast<unsigned>(c));
    } else {
      to += c;
    }
  }
  to += '"';
}

}  // namespace

std::string json_text(std::string_view text) {
  std::string result;
  append_json(result, text);
  return result;
}

RowProperties::RowProperties(const std::vector<std::size_t>& columns,
                             const std::vector<std::string>& header) {
  for (const std::size_t column : columns) {
    kept_.push_back({column, json_text(header[column]) + ":"});
  }
}

void RowProperties::fill(std::vector<std::string>& to, const CellBatch& batch) const {
  to.resize(batch.rows);
  for (std::size_t row = 0; row < batch.rows; ++row) {
    std::string& text = to[row];
    text.clear();
    for (const Kept& kept : kept_) {
      const std::string_view cell = trim_blanks(batch.columns[kept.column].cell(row));
      if (cell.empty()) continue;
      text += text.empty() ? '{' : ',';
      text += kept.key;
      append_json(text, cell);
    }
    if (!text.empty()) text += '}';
  }
}

}  // namespace mikata
