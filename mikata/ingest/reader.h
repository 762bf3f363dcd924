// SPDX-License-Identifier: Apache-2.0
// An outside file -> batches of text cells. Parsing happens in a child process without file,
// network or exec rights; what comes back is still only text, and is checked again by the caller.
//
// Formats: CSV and its kin (comma, tab, semicolon, pipe, columns padded with blanks), NDJSON,
// Parquet; each also in .gz. Encodings: UTF-8 with and without BOM, CP932 (Shift_JIS), EUC-JP,
// UTF-16 with BOM, Windows-1252; recognised from the bytes, not from the name.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

namespace mikata {

// One column of a batch: the cells one behind the other.
struct CellColumn {
  std::string bytes;                  // UTF-8, valid
  std::vector<std::uint32_t> ends;    // ends[i] is where cell i ends in bytes
  std::vector<std::uint8_t> present;  // 0: no cell at all (NULL, missing key); "" is present

  std::string_view cell(std::size_t row) const {
    const std::size_t begin = row == 0 ? 0 : ends[row - 1];
    return std::string_view(bytes).substr(begin, ends[row] - begin);
  }
};

// A row that is not like the others: it is reported, and the rest goes on.
struct BadRow {
  std::int64_t line = 0;
  std::string reason_ja;
  std::string reason_en;
  std::string value;  // its beginning, at most 200 characters
};

struct CellBatch {
  std::size_t rows = 0;
  std::vector<CellColumn> columns;  // as many as the header has
  std::vector<std::int64_t> lines;  // line of the file each row begins on; the first is 1
  std::vector<BadRow> bad_rows;
};

struct FileHead {
  std::vector<std::string> header;  // trimmed, unique; "" becomes "column_3"
  std::string format;               // "csv", "tsv", "ssv", "psv", "padded", "ndjson", "parquet"
  std::string encoding;  // final at the end of the file: "UTF-8", "CP932", "EUC-JP", "UTF-16LE",
                         // "UTF-16BE" ...
  bool gzip = false;
  std::int64_t bytes = 0;  // on disk
};

struct ReadLimits {
  std::int64_t max_rows = 0;               // 0: no limit
  std::int64_t max_field_bytes = 1 << 20;  // a longer field makes the file unreadable
  std::size_t batch_rows = 8192;
  std::int64_t memory_bytes = std::int64_t{1} << 30;
};

// A file being read. Fails with not_found (no such file), invalid_argument (empty, binary, a quote
// never closed with the line where it opened, wrong encoding with line and byte ...), unavailable
// (the child died: the file is refused, the process lives).
class FileReader {
 public:
  virtual ~FileReader() = default;
  virtual const FileHead& head() const = 0;
  // Fills `batch` (its buffers are reused); it may hold bad rows only. False at the end of the
  // file.
  virtual bool next(CellBatch& batch) = 0;
  // Bytes of the file on disk that were consumed so far: for progress.
  virtual std::int64_t position() const = 0;
};

std::unique_ptr<FileReader> open_file(const std::filesystem::path& file,
                                      const ReadLimits& limits = {});

// The first line of main(), before anything else starts: when this process was started as the child
// (hidden command `__read`), does its work and returns the exit code. Otherwise nullopt, and from
// then on open_file() starts its children by executing this program again, with an empty
// environment and memory of its own. In a program that never calls it (tests) they are forked.
std::optional<int> run_as_reader(int argc, char** argv);

// What the child does: reads the file behind `input_fd`, writes batches to `output_fd`; never
// returns normally to user code other than by its exit code. Locks the process up for good.
int read_in_child(int input_fd, int output_fd, const ReadLimits& limits);

}  // namespace mikata
