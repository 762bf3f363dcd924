// SPDX-License-Identifier: Apache-2.0
// A CSV file being written row by row through one buffer, in the encodings that companies' tools
// export: UTF-8 with and without BOM, CP932 (Shift_JIS as Windows has it) with CRLF.
#pragma once

#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <string>
#include <string_view>
#include <unordered_map>

namespace mikata::shop {

enum class CsvEncoding { utf8, utf8_bom, cp932 };

class CsvFile {
 public:
  // Makes the file. Fails with unavailable when it cannot be written.
  CsvFile(const std::filesystem::path& path, CsvEncoding encoding);
  ~CsvFile();
  CsvFile(const CsvFile&) = delete;
  CsvFile& operator=(const CsvFile&) = delete;

  // A text is quoted when it must be. Fails with internal when CP932 has no such character.
  CsvFile& cell(std::string_view text);
  CsvFile& cell(std::int64_t number);
  CsvFile& empty() { return cell(std::string_view()); }
  void end_row();
  // Writes what is left and says so when the disk is full; the destructor keeps silent.
  void close();

 private:
  void begin_cell();
  void flush();
  const std::string& in_cp932(std::string_view text);

  std::filesystem::path path_;
  CsvEncoding encoding_;
  std::FILE* file_;
  std::string buffer_;
  bool row_begun_ = false;
  // The few words of a CP932 file, converted once.
  std::unordered_map<std::string, std::string> converted_;
};

}  // namespace mikata::shop
