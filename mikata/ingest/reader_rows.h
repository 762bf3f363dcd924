// SPDX-License-Identifier: Apache-2.0
// What the formats have in common, and how a file's first bytes choose one.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "mikata/ingest/reader.h"
#include "mikata/ingest/reader_bytes.h"

namespace mikata::ingest {

inline constexpr std::size_t kMaxColumns = 5000;
// A batch ends early when it holds this much.
inline constexpr std::size_t kBatchBytes = std::size_t{8} << 20;
// How much of a bad row is told.
inline constexpr std::size_t kReportedBytes = 200;

// How many rows one batch may have: fewer when there are many columns, so that memory stays small.
std::size_t rows_per_batch(const ReadLimits& limits, std::size_t columns);

class RowReader {
 public:
  virtual ~RowReader() = default;
  virtual const std::vector<std::string>& header() const = 0;
  virtual std::string_view format() const = 0;
  virtual std::string_view encoding() const = 0;  // as known so far
  virtual std::int64_t position() const = 0;
  // As FileReader::next.
  virtual bool next(CellBatch& batch) = 0;
};

// A file that is read where we are, without a child: what the child does once it is locked up, and
// what tests and fuzzers call. Messages do not name the file.
class LocalReader : public FileReader {
 public:
  // `bytes` is the whole file; `size` what it takes on disk.
  LocalReader(std::unique_ptr<ByteSource> bytes, std::int64_t size, const ReadLimits& limits);
  // Rows that are read in some other way than as a stream of bytes.
  LocalReader(std::unique_ptr<RowReader> rows, std::int64_t size, const ReadLimits& limits);

  const FileHead& head() const override { return head_; }
  bool next(CellBatch& batch) override;
  std::int64_t position() const override { return rows_->position(); }

 private:
  void take_head();

  std::unique_ptr<RowReader> rows_;
  ReadLimits limits_;
  FileHead head_;
  std::int64_t rows_given_ = 0;
};

// The file begins as Parquet does.
bool is_parquet(std::string_view beginning);

}  // namespace mikata::ingest
