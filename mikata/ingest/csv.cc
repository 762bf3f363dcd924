// SPDX-License-Identifier: Apache-2.0
#include "mikata/ingest/csv.h"

#include <algorithm>
#include <cstring>

#include "mikata/base/error.h"

namespace mikata::ingest {

namespace {

constexpr std::size_t kNamedBytes = 60;

Localized nul_byte() {
  return {"NUL バイトがあり、文字のファイルではありません（もう一度書き出してください）",
          "a NUL byte; this is no text (export the file again)"};
}
Localized too_long() {
  return {"ここから始まるセルが長すぎます（引用符は閉じていますか）",
          "the cell that begins here is too long (is its quote closed?)"};
}
Localized never_closed() {
  return {"ここで開いた引用符が閉じていません（閉じてください。セルの中の引用符は二重にします）",
          "the quote that opens here is never closed (close it; double a quote inside a cell)"};
}

bool all_blank(const char* begin, const char* end) { return std::all_of(begin, end, is_blank); }

}  // namespace

CsvReader::CsvReader(std::unique_ptr<ByteSource> bytes, const ReadLimits& limits,
                     std::size_t window_bytes)
    : window_(std::move(bytes), window_bytes), limits_(limits) {
  window_.fill();
  read_header();
}

// The header must lie within the first window, which is grown until it does.
void CsvReader::read_header() {
  const SeparatorLine told = read_separator_line(window_.text());
  if (told.bytes > 0) {
    window_.consume_to(window_.begin() + told.bytes);
    ++line_;
  }
  dialect_ =
      told.bytes > 0 ? Dialect{.delimiter = told.delimiter} : recognise_dialect(window_.text());
  for (;;) {
    const SampleRow row = read_sample_row(window_.text(), dialect_);
    // A line end that is the last thing in the window may be the first half of "\r\n".
    const bool cut = !row.complete || row.bytes == window_.text().size();
    if (cut && !window_.ended()) {
      if (!window_.fill())
        fail(ErrorKind::invalid_argument,
             {"{} 行目: 行の終わりがありません", "line {}: no end of line"}, line_);
      continue;
    }
    const bool end = window_.text().empty();
    const bool title = dialect_.layout == Layout::delimited && is_title(row);
    if (end || (!row.blank() && !title)) {
      if (row.open_quote_line > 0) {
        fail(ErrorKind::invalid_argument, {"{} 行目: {}", "line {}: {}"},
             line_ + row.open_quote_line - 1, never_closed());
      }
      header_ = row.blank() ? std::vector<std::string>{} : column_names(row.cells);
      last_unnamed_ = header_.size() > 1 && row.cells.back().empty();
    } else if (title) {
      above_header_.push_back({.line = line_,
                               .reason_ja = "見出し行より上の行のため取り込みません",
                               .reason_en = "left out: it stands above the header",
                               .value = std::string(beginning_of(row.cells[0], kReportedBytes))});
    }
    window_.consume_to(window_.begin() + row.bytes);
    line_ += row.lines;
    if (end || !header_.empty()) break;
  }
  if (header_.empty())
    fail(ErrorKind::invalid_argument, {"文字がありません", "there is no text in it"});
  if (header_.size() > kMaxColumns) {
    fail(ErrorKind::invalid_argument,
         {"列は {} までです: {} 列あります", "more than {} columns: {}"}, kMaxColumns,
         header_.size());
  }
  for (const std::string& name : header_) {
    if (name.find('\0') != name.npos)
      fail(ErrorKind::invalid_argument, {"1 行目: {}", "line 1: {}"}, nul_byte());
    if (static_cast<std::int64_t>(name.size()) > limits_.max_field_bytes) {
      fail(ErrorKind::invalid_argument, {"1 行目: {}", "line 1: {}"}, too_long());
    }
  }
  scan_ = SpecialScanner(window_.begin(), window_.end(), dialect_.delimiter);
}

void CsvReader::start(CellBatch& batch) {
  batch.rows = 0;
  room_ = rows_per_batch(limits_, header_.size());
  batch.columns.resize(header_.size());
  for (CellColumn& column : batch.columns) {
    column.bytes.clear();
    column.ends.resize(room_);
  }
  batch.lines.resize(room_);
  batch.bad_rows = std::move(above_header_);
  above_header_.clear();
  batch_bytes_ = 0;
}

void CsvReader::finish(CellBatch& batch) {
  for (CellColumn& column : batch.columns) {
    column.ends.resize(batch.rows);
    column.present.assign(batch.rows, 1);
  }
  batch.lines.resize(batch.rows);
}

bool CsvReader::has_room(const CellBatch& batch) const {
  return batch.rows < room_ && batch.bad_rows.size() < room_ && batch_bytes_ < kBatchBytes;
}

bool CsvReader::next(CellBatch& batch) {
  start(batch);
  while (has_room(batch)) {
    const bool read = dialect_.layout == Layout::padded ? read_padded_row(batch) : read_row(batch);
    if (read) continue;
    undo_row(batch);
    if (window_.ended()) break;
    more();
  }
  finish(batch);
  return batch.rows > 0 || !batch.bad_rows.empty();
}

void CsvReader::more() {
  check_open_cell();
  if (!window_.fill()) {
    fail(ErrorKind::invalid_argument,
         {"{} 行目: 1 行が {} MB を超えています", "line {}: the row is longer than {} MB"}, line_,
         TextWindow::kMaxBytes >> 20);
  }
  scan_ = SpecialScanner(window_.begin(), window_.end(), dialect_.delimiter);
}

bool CsvReader::read_row(CellBatch& batch) {
  row_ = {.open_cell = window_.begin()};
  if (window_.begin() == window_.end()) return false;
  for (;;) {
    const char* at = scan_.next();
    if (at == window_.end()) {
      if (!window_.ended()) return false;
      add_piece(batch, row_.open_cell, at);
      end_cell(batch);
      end_row(batch, at, at);
      return true;
    }
    if (*at == '"') {
      if (row_.fault != Fault::none || !all_blank(row_.open_cell, at)) continue;
      at = read_quoted(batch, at);
      if (at == nullptr) return false;
    } else if (*at == '\0') {
      fail_in_cell(nul_byte());
    } else {
      add_piece(batch, row_.open_cell, at);
    }
    end_cell(batch);
    row_.open_cell = at + 1;
    if (at < window_.end() && *at != '\n' && *at != '\r') continue;
    const char* next_row = std::min(at + 1, window_.end());
    if (at < window_.end() && *at == '\r') {
      if (next_row == window_.end() && !window_.ended()) return false;
      if (next_row < window_.end() && *next_row == '\n') {
        scan_.next();
        ++next_row;
      }
    }
    end_row(batch, at, next_row);
    return true;
  }
}

const char* CsvReader::read_quoted(CellBatch& batch, const char* quote) {
  row_.open_cell = quote;
  row_.quote_line = line_ + row_.line_ends;
  row_.filled = true;
  const char* end = window_.end();
  for (const char* piece = quote + 1;;) {
    const char* at = scan_.next();
    if (at == end && window_.ended()) fail_in_cell(never_closed());
    if (at == end) return nullptr;
    const bool at_last = at + 1 == end;
    if (at_last && !window_.ended()) return nullptr;
    if (*at == '\n' || (*at == '\r' && (at_last || at[1] != '\n'))) ++row_.line_ends;
    if (*at == '\0') fail_in_cell(nul_byte());
    if (*at != '"') continue;
    if (at_last || at[1] != '"') {
      add_piece(batch, piece, at);
      if (at - quote > limits_.max_field_bytes) fail_in_cell(too_long());
      row_.quote_line = 0;
      return after_quoted(at);
    }
    add_piece(batch, piece, at + 1);
    scan_.next();
    piece = at + 2;
  }
}

// From the closing quote to the delimiter or line end.
const char* CsvReader::after_quoted(const char* closing) {
  for (const char* at = closing;;) {
    at = scan_.next();
    if (at < window_.end() && *at == '"') {
      row_.fault = Fault::text_after_quote;
      continue;
    }
    if (!all_blank(closing + 1, at)) row_.fault = Fault::text_after_quote;
    return at == window_.end() && !window_.ended() ? nullptr : at;
  }
}

bool CsvReader::read_padded_row(CellBatch& batch) {
  row_ = {.open_cell = window_.begin()};
  const std::string_view text = window_.text();
  const std::size_t size = std::min(text.find_first_of("\r\n"), text.size());
  const bool cut = size + 1 >= text.size() && !window_.ended();
  if (text.empty() || cut) return false;
  for (const char *at = text.data(), *end = at + size; at < end;) {
    const char* cell = std::find_if_not(at, end, is_blank);
    at = std::find_if(cell, end, is_blank);
    if (at == cell) break;
    row_.open_cell = cell;
    if (std::find(cell, at, '\0') != at) fail_in_cell(nul_byte());
    add_piece(batch, cell, at);
    end_cell(batch);
  }
  const bool two = text.substr(size, 2) == "\r\n";
  end_row(batch, text.data() + size, text.data() + std::min(size + (two ? 2 : 1), text.size()));
  return true;
}

void CsvReader::add_piece(CellBatch& batch, const char* begin, const char* end) {
  const auto size = static_cast<std::size_t>(end - begin);
  if (size == 0) return;
  row_.filled = true;
  if (row_.cells >= header_.size()) {
    row_.filled_beyond = true;
    return;
  }
  if (end - begin > limits_.max_field_bytes) fail_in_cell(too_long());
  batch.columns[row_.cells].bytes.append(begin, size);
}

void CsvReader::end_cell(CellBatch& batch) {
  if (row_.cells < header_.size()) {
    CellColumn& column = batch.columns[row_.cells];
    column.ends[batch.rows] = static_cast<std::uint32_t>(column.bytes.size());
  }
  ++row_.cells;
}

// Right width, give or take a delimiter at the end of the line.
bool CsvReader::fits_header(CellBatch& batch) {
  if (row_.cells == header_.size()) return true;
  if (row_.cells == header_.size() + 1) return !row_.filled_beyond;
  if (row_.cells + 1 != header_.size() || !last_unnamed_) return false;
  end_cell(batch);
  return true;
}

void CsvReader::end_row(CellBatch& batch, const char* row_end, const char* next_row) {
  const std::string_view text(window_.begin(), static_cast<std::size_t>(row_end - window_.begin()));
  const bool blanks_only =
      row_.cells == 1 && header_.size() > 1 && all_blank(text.data(), text.data() + text.size());
  if (!row_.filled || blanks_only) {
    undo_row(batch);
  } else if (row_.fault != Fault::none || !fits_header(batch)) {
    undo_row(batch);
    report_row(batch, text);
  } else {
    batch.lines[batch.rows] = line_;
    ++batch.rows;
    batch_bytes_ += text.size();
  }
  line_ += row_.line_ends + 1;
  window_.consume_to(next_row);
}

void CsvReader::undo_row(CellBatch& batch) {
  for (CellColumn& column : batch.columns) {
    column.bytes.resize(batch.rows == 0 ? 0 : column.ends[batch.rows - 1]);
  }
}

void CsvReader::report_row(CellBatch& batch, std::string_view text) {
  BadRow bad = {.line = line_, .reason_ja = {}, .reason_en = {}, .value = {}};
  if (row_.fault == Fault::text_after_quote) {
    bad.reason_ja = "閉じる引用符の後に文字があります（セルの中の引用符は二重にしてください）";
    bad.reason_en = "text after a closing quote (double the quotes inside a cell)";
  } else {
    bad.reason_ja =
        fmt::format("セルが{}個ありますが、見出しは{}列です", row_.cells, header_.size());
    bad.reason_en = fmt::format("{} cells where the header has {}", row_.cells, header_.size());
  }
  bad.value = beginning_of(text, kReportedBytes);
  batch.bad_rows.push_back(std::move(bad));
}

// A quote that is never closed ends here too, without the whole file being kept.
void CsvReader::check_open_cell() const {
  if (window_.end() - row_.open_cell > limits_.max_field_bytes) fail_in_cell(too_long());
}

void CsvReader::fail_in_cell(const Localized& fact) const {
  const std::string_view column =
      row_.cells < header_.size() ? beginning_of(header_[row_.cells], kNamedBytes) : "";
  fail(ErrorKind::invalid_argument, {"{} 行目、{} 列目（{}）: {}", "line {}, column {} ({}): {}"},
       row_.quote_line > 0 ? row_.quote_line : line_ + row_.line_ends, row_.cells + 1, column,
       fact);
}

}  // namespace mikata::ingest
