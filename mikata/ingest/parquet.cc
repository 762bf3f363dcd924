// SPDX-License-Identifier: Apache-2.0
#include "mikata/ingest/parquet.h"

#include <simdjson.h>

#include <algorithm>
#include <new>

#include "mikata/base/error.h"
#include "mikata/ingest/csv_dialect.h"
#include "mikata/ingest/reader_text.h"

namespace mikata::ingest {

namespace {

std::string sql_text(std::string_view text) {
  std::string result = "'";
  for (const char c : text) result.append(c == '\'' ? 2 : 1, c);
  return result + "'";
}

// DuckDB's message up to its first line end: what follows are advice and stack traces.
[[noreturn]] void fail_reading(const char* message) {
  const std::string_view text = message != nullptr ? message : "";
  if (text.starts_with("Out of Memory")) throw std::bad_alloc();
  fail(ErrorKind::invalid_argument,
       {"Parquet のファイルではないか、壊れています: {}", "damaged or no Parquet: {}"},
       beginning_of(text.substr(0, text.find('\n')), kReportedBytes));
}

}  // namespace

ParquetReader::ParquetReader(const ReadLimits& limits) : limits_(limits) {
  try {
    open_database();
  } catch (...) {
    close();  // a constructor that throws has no destructor
    throw;
  }
}

void ParquetReader::open(const std::string& path, std::int64_t size) {
  size_ = size;
  const std::string file = sql_text(path);
  // From here on only this file, and none of this can be changed back.
  run("SET allowed_paths = [" + file + "]");
  run("SET enable_external_access = false");
  run("SET lock_configuration = true");
  rows_total_ = count_rows(file);
  start_scan(file);
}

ParquetReader::~ParquetReader() { close(); }

void ParquetReader::close() {
  duckdb_destroy_data_chunk(&chunk_);
  duckdb_destroy_result(&result_);
  duckdb_destroy_prepare(&statement_);
  duckdb_disconnect(&connection_);
  duckdb_close(&database_);
}

void ParquetReader::open_database() {
  duckdb_config config = nullptr;
  char* message = nullptr;
  if (duckdb_create_config(&config) == DuckDBError) throw std::bad_alloc();
  const std::string memory = fmt::format("{}MiB", limits_.memory_bytes / 2 >> 20);
  duckdb_set_config(config, "threads", "1");
  duckdb_set_config(config, "memory_limit", memory.c_str());
  duckdb_set_config(config, "temp_directory", "");
  duckdb_set_config(config, "autoinstall_known_extensions", "false");
  duckdb_set_config(config, "autoload_known_extensions", "false");
  const duckdb_state state = duckdb_open_ext(nullptr, &database_, config, &message);
  duckdb_destroy_config(&config);
  const std::string reason = message != nullptr ? message : "";
  duckdb_free(message);
  if (state == DuckDBError || duckdb_connect(database_, &connection_) == DuckDBError) {
    fail(ErrorKind::unavailable,
         {"読み取り用の DuckDB を起動できません: {}", "DuckDB does not start in the reader: {}"},
         reason);
  }
}

void ParquetReader::run(const std::string& sql) {
  duckdb_result result = {};
  const bool failed = duckdb_query(connection_, sql.c_str(), &result) == DuckDBError;
  const char* message = failed ? duckdb_result_error(&result) : "";
  const std::string reason = message != nullptr ? message : "";
  duckdb_destroy_result(&result);
  if (failed) fail(ErrorKind::internal, "the reader's DuckDB refuses {}: {}", sql, reason);
}

std::int64_t ParquetReader::count_rows(const std::string& file) {
  const std::string sql = "SELECT num_rows FROM parquet_file_metadata(" + file + ")";
  duckdb_result result = {};
  const bool failed = duckdb_query(connection_, sql.c_str(), &result) == DuckDBError;
  const std::int64_t rows = failed ? 0 : duckdb_value_int64(&result, 0, 0);
  const std::string reason = failed ? duckdb_result_error(&result) : "";
  duckdb_destroy_result(&result);
  if (failed) fail_reading(reason.c_str());
  return rows;
}

void ParquetReader::start_scan(const std::string& file) {
  const std::string sql = "SELECT COLUMNS(*)::VARCHAR FROM read_parquet(" + file + ")";
  if (duckdb_prepare(connection_, sql.c_str(), &statement_) == DuckDBError) {
    fail_reading(duckdb_prepare_error(statement_));
  }
  duckdb_pending_result pending = nullptr;
  const bool failed = duckdb_pending_prepared_streaming(statement_, &pending) == DuckDBError ||
                      duckdb_execute_pending(pending, &result_) == DuckDBError;
  const char* message = failed ? duckdb_pending_error(pending) : "";
  if (message == nullptr || *message == '\0') message = duckdb_result_error(&result_);
  const std::string reason = message != nullptr ? message : "";
  duckdb_destroy_pending(&pending);
  if (failed) fail_reading(reason.c_str());

  std::vector<std::string> names;
  const idx_t columns = duckdb_column_count(&result_);
  for (idx_t i = 0; i < columns; ++i) names.emplace_back(duckdb_column_name(&result_, i));
  if (names.size() > kMaxColumns) {
    fail(ErrorKind::invalid_argument,
         {"列は {} までです: {} 列あります", "more than {} columns: {}"}, kMaxColumns,
         names.size());
  }
  header_ = column_names(names);
}

std::int64_t ParquetReader::position() const {
  if (rows_total_ <= 0) return size_;
  const double share = static_cast<double>(rows_) / static_cast<double>(rows_total_);
  return static_cast<std::int64_t>(static_cast<double>(size_) * std::min(share, 1.0));
}

// Makes sure that chunk_ has a row to give; false at the end.
bool ParquetReader::fetch_chunk() {
  while (chunk_ == nullptr || chunk_row_ == duckdb_data_chunk_get_size(chunk_)) {
    duckdb_destroy_data_chunk(&chunk_);
    chunk_row_ = 0;
    chunk_ = ended_ ? nullptr : duckdb_fetch_chunk(result_);
    if (chunk_ == nullptr && ended_) return false;
    if (chunk_ == nullptr) {
      ended_ = true;
      const char* message = duckdb_result_error(&result_);
      if (message != nullptr && *message != '\0') fail_reading(message);
      return false;
    }
  }
  return true;
}

bool ParquetReader::next(CellBatch& batch) {
  batch.rows = 0;
  batch.lines.clear();
  batch.bad_rows.clear();
  batch.columns.resize(header_.size());
  for (CellColumn& column : batch.columns) {
    column.bytes.clear();
    column.ends.clear();
    column.present.clear();
  }
  batch_bytes_ = 0;
  const std::size_t room = rows_per_batch(limits_, header_.size());
  while (batch.rows < room && batch_bytes_ < kBatchBytes && fetch_chunk()) {
    const std::size_t left = duckdb_data_chunk_get_size(chunk_) - chunk_row_;
    // Few at a time: a chunk of hostile rows may be gigabytes of text.
    constexpr std::size_t kRowsAtOnce = 16;
    take_rows(batch, std::min({left, room - batch.rows, kRowsAtOnce}));
  }
  for (std::size_t i = 0; i < batch.columns.size(); ++i) check_column(batch.columns[i], i);
  return batch.rows > 0;
}

void ParquetReader::take_rows(CellBatch& batch, std::size_t rows) {
  const std::size_t before = batch_bytes_;
  for (std::size_t i = 0; i < batch.columns.size(); ++i) take_column(batch.columns[i], i, rows);
  for (std::size_t row = 0; row < rows; ++row) batch.lines.push_back(++rows_);
  batch.rows += rows;
  chunk_row_ += rows;
  text_bytes_ += static_cast<std::int64_t>(batch_bytes_ - before);
  if (text_bytes_ > kParquetFreeBytes && text_bytes_ > kMaxParquetRatio * size_) {
    fail(ErrorKind::invalid_argument,
         {"Parquet を展開すると元の {} 倍を超えます",
          "the Parquet file unpacks to more than {} times its size"},
         kMaxParquetRatio);
  }
}

void ParquetReader::take_column(CellColumn& column, std::size_t index, std::size_t rows) {
  duckdb_vector vector = duckdb_data_chunk_get_vector(chunk_, index);
  auto* texts = static_cast<duckdb_string_t*>(duckdb_vector_get_data(vector));
  std::uint64_t* validity = duckdb_vector_get_validity(vector);
  for (std::size_t row = chunk_row_; row < chunk_row_ + rows; ++row) {
    const bool present = validity == nullptr || duckdb_validity_row_is_valid(validity, row);
    if (present) {
      const std::uint32_t size = duckdb_string_t_length(texts[row]);
      if (static_cast<std::int64_t>(size) > limits_.max_field_bytes) {
        fail(ErrorKind::invalid_argument,
             {"{} 行目、{} 列目（{}）: セルが長すぎます: {} バイト",
              "row {}, column {} ({}): the cell is too long: {} bytes"},
             rows_ + static_cast<std::int64_t>(row - chunk_row_) + 1, index + 1, header_[index],
             size);
      }
      column.bytes.append(duckdb_string_t_data(&texts[row]), size);
      batch_bytes_ += size;
    }
    column.ends.push_back(static_cast<std::uint32_t>(column.bytes.size()));
    column.present.push_back(present ? 1 : 0);
  }
}

void ParquetReader::check_column(const CellColumn& column, std::size_t index) const {
  if (simdjson::validate_utf8(column.bytes)) return;
  fail(ErrorKind::invalid_argument,
       {"{} 行目まで、{} 列目（{}）: UTF-8 でない文字があります",
        "rows up to {}, column {} ({}): text that is not UTF-8"},
       rows_, index + 1, header_[index]);
}

}  // namespace mikata::ingest
