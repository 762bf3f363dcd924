// SPDX-License-Identifier: Apache-2.0
// Any bytes as a file: CSV of every kind, JSON, .gz. The reader gives sound batches or one
// sentence, and the same ones however the bytes arrive (the first byte says in which pieces).
// Parquet is DuckDB's to fuzz.
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <string>

#include "mikata/base/error.h"
#include "mikata/ingest/cell_batch.h"
#include "mikata/ingest/reader_rows.h"

namespace mikata::ingest {
namespace {

// Everything that a caller sees, in one text.
std::string outcome(const std::string& bytes, std::size_t piece) {
  std::string seen;
  try {
    LocalReader reader(std::make_unique<MemoryBytes>(bytes, piece),
                       static_cast<std::int64_t>(bytes.size()),
                       {.max_field_bytes = 1 << 16, .batch_rows = 64});
    for (const std::string& name : reader.head().header) seen += name + '\x1F';
    CellBatch batch;
    while (reader.next(batch)) {
      check_batch(batch, reader.head().header.size());
      for (const CellColumn& column : batch.columns) seen += column.bytes + '\x1E';
      for (const std::int64_t line : batch.lines) seen += std::to_string(line) + ' ';
      for (const BadRow& bad : batch.bad_rows) seen += bad.reason_en + bad.value;
    }
    seen += reader.head().encoding;
  } catch (const Error& error) {
    // internal and unavailable would be our own mistakes.
    if (error.kind() != ErrorKind::invalid_argument) std::abort();
    seen += error.what();
  }
  return seen;
}

}  // namespace
}  // namespace mikata::ingest

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::size_t piece = 1 + data[0] % 64U;
  const std::string bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
  if (mikata::ingest::outcome(bytes, SIZE_MAX) != mikata::ingest::outcome(bytes, piece))
    std::abort();
  return 0;
}
