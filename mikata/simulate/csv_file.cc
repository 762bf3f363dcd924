// SPDX-License-Identifier: Apache-2.0
#include "mikata/simulate/csv_file.h"

#include <fmt/format.h>
#include <iconv.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <iterator>
#include <utility>

#include "mikata/base/error.h"

namespace mikata::shop {
namespace {

constexpr std::size_t kBufferBytes = std::size_t{1} << 20;

std::string convert_to_cp932(std::string_view text) {
  const iconv_t converter = iconv_open("CP932", "UTF-8");
  if (converter == reinterpret_cast<iconv_t>(-1)) {
    fail(ErrorKind::internal, "iconv has no converter to CP932");
  }
  std::string input(text);
  std::string output(text.size() * 2 + 2, '\0');
  char* from = input.data();
  char* to = output.data();
  std::size_t from_left = input.size();
  std::size_t to_left = output.size();
  const std::size_t done = iconv(converter, &from, &from_left, &to, &to_left);
  iconv_close(converter);
  if (done == static_cast<std::size_t>(-1)) {
    fail(ErrorKind::internal, "text cannot be written in CP932: {}", text);
  }
  output.resize(output.size() - to_left);
  return output;
}

bool is_ascii(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

}  // namespace

CsvFile::CsvFile(const std::filesystem::path& path, CsvEncoding encoding)
    : path_(path), encoding_(encoding), file_(std::fopen(path.c_str(), "wb")) {
  if (file_ == nullptr) {
    fail(ErrorKind::unavailable,
         {"ファイルに書き込めません: {}（{}）", "file cannot be written: {} ({})"}, path_.string(),
         std::strerror(errno));
  }
  buffer_.reserve(kBufferBytes + kBufferBytes / 8);
  if (encoding_ == CsvEncoding::utf8_bom) buffer_ = "\xEF\xBB\xBF";
}

CsvFile::~CsvFile() {
  if (file_ != nullptr) std::fclose(file_);
}

void CsvFile::begin_cell() {
  if (row_begun_) buffer_ += ',';
  row_begun_ = true;
}

CsvFile& CsvFile::cell(std::string_view text) {
  begin_cell();
  const bool quoted = text.find_first_of(",\"\r\n") != std::string_view::npos;
  if (encoding_ == CsvEncoding::cp932 && !is_ascii(text)) text = in_cp932(text);
  if (!quoted) {
    buffer_ += text;
    return *this;
  }
  buffer_ += '"';
  for (const char c : text) {
    if (c == '"') buffer_ += '"';
    buffer_ += c;
  }
  buffer_ += '"';
  return *this;
}

CsvFile& CsvFile::cell(std::int64_t number) {
  begin_cell();
  fmt::format_to(std::back_inserter(buffer_), FMT_STRING("{}"), number);
  return *this;
}

void CsvFile::end_row() {
  buffer_ += encoding_ == CsvEncoding::cp932 ? "\r\n" : "\n";
  row_begun_ = false;
  if (buffer_.size() >= kBufferBytes) flush();
}

void CsvFile::flush() {
  if (std::fwrite(buffer_.data(), 1, buffer_.size(), file_) != buffer_.size()) {
    fail(ErrorKind::unavailable,
         {"ファイルに書き込めません: {}（{}）", "file cannot be written: {} ({})"}, path_.string(),
         std::strerror(errno));
  }
  buffer_.clear();
}

void CsvFile::close() {
  flush();
  std::FILE* file = std::exchange(file_, nullptr);
  if (std::fclose(file) != 0) {
    fail(ErrorKind::unavailable,
         {"ファイルに書き込めません: {}（{}）", "file cannot be written: {} ({})"}, path_.string(),
         std::strerror(errno));
  }
}

const std::string& CsvFile::in_cp932(std::string_view text) {
  const auto known = converted_.find(std::string(text));
  if (known != converted_.end()) return known->second;
  return converted_.emplace(text, convert_to_cp932(text)).first->second;
}

}  // namespace mikata::shop
