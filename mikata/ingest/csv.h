// SPDX-License-Identifier: Apache-2.0
// CSV and its kin -> batches of cells.
//
// Rows end with LF, CRLF or CR. Quoted cells may hold delimiters, line ends and doubled quotes.
// Rows without any text are skipped. A row that has more or fewer cells than the header, or text
// after a closing quote, becomes a BadRow. Fails with invalid_argument (line and column named) on a
// quote that is never closed, a NUL byte, and a cell that is longer than the limit.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "mikata/base/localized.h"
#include "mikata/ingest/csv_dialect.h"
#include "mikata/ingest/csv_scan.h"
#include "mikata/ingest/reader.h"
#include "mikata/ingest/reader_rows.h"
#include "mikata/ingest/reader_text.h"

namespace mikata::ingest {

class CsvReader : public RowReader {
 public:
  // Reads the header. `window_bytes` is what the parser sees at once.
  CsvReader(std::unique_ptr<ByteSource> bytes, const ReadLimits& limits,
            std::size_t window_bytes = TextWindow::kBytes);

  const std::vector<std::string>& header() const override { return header_; }
  std::string_view format() const override { return format_name(dialect_); }
  std::string_view encoding() const override { return encoding_name(window_.source().encoding()); }
  std::int64_t position() const override { return window_.source().position(); }
  bool next(CellBatch& batch) override;

 private:
  enum class Fault { none, text_after_quote };

  // The row that is being read.
  struct Current {
    std::size_t cells = 0;
    std::int64_t line_ends = 0;  // inside quoted cells
    bool filled = false;         // some cell has text or quotes
    bool filled_beyond = false;  // some cell beyond the header has text
    Fault fault = Fault::none;
    const char* open_cell = nullptr;
    std::int64_t quote_line = 0;  // where the quote of the open cell stands; 0: not quoted
  };

  void read_header();
  void start(CellBatch& batch);
  void finish(CellBatch& batch);
  bool has_room(const CellBatch& batch) const;
  void more();

  // Each takes one row; false when the window ends within it: then nothing has happened.
  bool read_row(CellBatch& batch);
  bool read_padded_row(CellBatch& batch);
  // Takes a quoted cell; where its delimiter or line end is, or nullptr when the window ends.
  const char* read_quoted(CellBatch& batch, const char* quote);
  const char* after_quoted(const char* closing);

  void add_piece(CellBatch& batch, const char* begin, const char* end);
  void end_cell(CellBatch& batch);
  void end_row(CellBatch& batch, const char* row_end, const char* next_row);
  void undo_row(CellBatch& batch);
  void report_row(CellBatch& batch, std::string_view text);
  bool fits_header(CellBatch& batch);
  [[noreturn]] void fail_in_cell(const Localized& fact) const;
  void check_open_cell() const;

  TextWindow window_;
  ReadLimits limits_;
  Dialect dialect_;
  std::vector<std::string> header_;
  bool last_unnamed_ = false;  // the header ends with a delimiter: rows need not
  std::vector<BadRow> above_header_;
  SpecialScanner scan_;
  Current row_;
  std::int64_t line_ = 1;
  std::size_t room_ = 0;  // rows in this batch
  std::size_t batch_bytes_ = 0;
};

}  // namespace mikata::ingest
