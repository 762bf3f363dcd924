// SPDX-License-Identifier: Apache-2.0
// JSON objects -> batches of cells: one object a line (NDJSON), one behind the other over several
// lines, or an array of objects.
//
// Columns are the keys in the order of their first appearance in the first half megabyte; what has
// a key that comes later stands in the column "_more" as JSON. An object inside the object gives
// columns "user.name"; what lies deeper, and arrays, stay JSON text. Numbers stay as written. A
// line that is no valid object, has a key twice or is nested deeper than kMaxJsonDepth becomes a
// BadRow.
#pragma once

#include <simdjson.h>

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "mikata/ingest/ndjson_split.h"
#include "mikata/ingest/reader.h"
#include "mikata/ingest/reader_rows.h"
#include "mikata/ingest/reader_text.h"

namespace mikata::ingest {

class NdjsonReader : public RowReader {
 public:
  // Reads the keys of the first window.
  NdjsonReader(std::unique_ptr<ByteSource> bytes, const ReadLimits& limits,
               std::size_t window_bytes = TextWindow::kBytes);

  const std::vector<std::string>& header() const override { return header_; }
  std::string_view format() const override { return "ndjson"; }
  std::string_view encoding() const override { return encoding_name(window_.source().encoding()); }
  std::int64_t position() const override { return window_.source().position(); }
  bool next(CellBatch& batch) override;

 private:
  // One scalar or piece of JSON, with the column it belongs to.
  struct Cell {
    std::string_view key;
    std::string_view text;
    bool present = true;   // false: null
    bool is_text = false;  // a JSON string, unescaped
  };
  using Found = std::function<const char*(const Cell&)>;

  struct TextHash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const {
      return std::hash<std::string_view>()(text);
    }
  };

  void read_header();
  void start(CellBatch& batch);
  void finish(CellBatch& batch);
  void more();
  void read_piece(CellBatch& batch, const JsonPiece& piece);
  const char* add_cell(CellBatch& batch, const Cell& cell);
  const char* put_cell(CellBatch& batch, std::size_t index, const Cell& cell);
  std::size_t column_of(std::string_view key);

  // Each gives nullptr, or what is wrong with the object.
  const char* visit(std::string_view json, const Found& found);
  const char* visit_object(simdjson::ondemand::object object, const Found& found);
  const char* visit_value(simdjson::ondemand::value value, const Found& found, std::size_t level);
  const char* found_json(std::string_view json, const Found& found);

  TextWindow window_;
  ReadLimits limits_;
  JsonShape shape_ = JsonShape::lines;
  bool first_piece_ = true;
  std::int64_t line_ = 1;

  simdjson::ondemand::parser parser_;
  simdjson::dom::parser checker_;
  std::string path_;  // of the value that is being visited

  std::vector<std::string> header_;
  std::vector<std::string> keys_;  // as in the file; header_ has them trimmed, and "_more"
  std::unordered_map<std::string, std::size_t, TextHash, std::equal_to<>> columns_;
  bool has_more_column_ = false;
  std::string more_;                   // the row's keys without a column, as JSON
  std::vector<std::int64_t> seen_in_;  // per column: the last row that had it
  std::int64_t row_number_ = 0;
  std::size_t expected_ = 0;  // the column that follows the last one found
  std::size_t room_ = 0;
  std::size_t batch_bytes_ = 0;
};

}  // namespace mikata::ingest
