// SPDX-License-Identifier: Apache-2.0
// Parquet -> batches of cells, by DuckDB. DuckDB does not promise to survive a hostile file, so
// this runs in the locked-up child only; the lines of its rows are their numbers.
#pragma once

#include <duckdb.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "mikata/ingest/reader.h"
#include "mikata/ingest/reader_rows.h"

namespace mikata::ingest {

// 2,608 bytes of Parquet can hold 200 GB of text: more than 100 times the file's size is refused,
// counted once more than 256 MB came out.
inline constexpr std::int64_t kMaxParquetRatio = 100;
inline constexpr std::int64_t kParquetFreeBytes = std::int64_t{256} << 20;

class ParquetReader : public RowReader {
 public:
  // Starts DuckDB, which looks at the machine first and does not bear to be kept from it: before
  // the process is locked up.
  explicit ParquetReader(const ReadLimits& limits);
  ~ParquetReader() override;
  ParquetReader(const ParquetReader&) = delete;
  ParquetReader& operator=(const ParquetReader&) = delete;

  // Reads the head. `path` is the one file that DuckDB may open from now on; `size` what it takes
  // on disk. Call it once, when the process is locked up.
  void open(const std::string& path, std::int64_t size);

  const std::vector<std::string>& header() const override { return header_; }
  std::string_view format() const override { return "parquet"; }
  std::string_view encoding() const override { return "UTF-8"; }
  std::int64_t position() const override;
  bool next(CellBatch& batch) override;

 private:
  void close();
  void open_database();
  void run(const std::string& sql);
  std::int64_t count_rows(const std::string& file);
  void start_scan(const std::string& file);
  bool fetch_chunk();
  void take_rows(CellBatch& batch, std::size_t rows);
  void take_column(CellColumn& column, std::size_t index, std::size_t rows);
  void check_column(const CellColumn& column, std::size_t index) const;

  ReadLimits limits_;
  std::int64_t size_ = 0;
  std::vector<std::string> header_;
  duckdb_database database_ = nullptr;
  duckdb_connection connection_ = nullptr;
  duckdb_prepared_statement statement_ = nullptr;
  duckdb_result result_ = {};
  duckdb_data_chunk chunk_ = nullptr;
  bool ended_ = false;
  std::size_t chunk_row_ = 0;  // of chunk_, the first that was not given yet
  std::int64_t rows_ = 0;      // given so far
  std::int64_t rows_total_ = 0;
  std::int64_t text_bytes_ = 0;
  std::size_t batch_bytes_ = 0;
};

}  // namespace mikata::ingest
