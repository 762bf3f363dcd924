// SPDX-License-Identifier: Apache-2.0
// For tests: a whole file as plain vectors.
#pragma once

#include <cstdlib>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "mikata/base/error.h"
#include "mikata/ingest/reader.h"
#include "mikata/ingest/reader_rows.h"

namespace mikata::ingest {

struct WholeFile {
  FileHead head;
  std::vector<std::vector<std::string>> rows;  // "NULL" where no cell is present
  std::vector<std::int64_t> lines;
  std::vector<BadRow> bad;
  std::string failure;  // "invalid_argument: ..."; "" when all went well
};

inline std::string in_words(const Error& error) {
  return std::string(error_name(error.kind())) + ": " + error.what();
}

inline void take_batch(WholeFile& file, const CellBatch& batch) {
  for (std::size_t row = 0; row < batch.rows; ++row) {
    std::vector<std::string> cells;
    for (const CellColumn& column : batch.columns) {
      cells.emplace_back(column.present[row] != 0 ? column.cell(row) : "NULL");
    }
    file.rows.push_back(std::move(cells));
    file.lines.push_back(batch.lines[row]);
  }
  file.bad.insert(file.bad.end(), batch.bad_rows.begin(), batch.bad_rows.end());
}

inline void take_all(WholeFile& file, FileReader& reader) {
  CellBatch batch;
  while (reader.next(batch)) take_batch(file, batch);
  file.head = reader.head();
}

// In this process.
inline WholeFile read_text(std::string text, const ReadLimits& limits = {},
                           std::size_t piece = SIZE_MAX) {
  WholeFile file;
  try {
    const auto size = static_cast<std::int64_t>(text.size());
    LocalReader reader(std::make_unique<MemoryBytes>(std::move(text), piece), size, limits);
    take_all(file, reader);
  } catch (const Error& error) {
    file.failure = in_words(error);
  }
  return file;
}

// In a child.
inline WholeFile read_file(const std::filesystem::path& path, const ReadLimits& limits = {}) {
  WholeFile file;
  try {
    const auto reader = open_file(path, limits);
    take_all(file, *reader);
  } catch (const Error& error) {
    file.failure = in_words(error);
  }
  return file;
}

// The folder of real and hostile files, when there is one.
inline std::optional<std::filesystem::path> test_data() {
  const char* folder = std::getenv("MIKATA_TEST_DATA");
  if (folder == nullptr || !std::filesystem::exists(folder)) return std::nullopt;
  return folder;
}

}  // namespace mikata::ingest
