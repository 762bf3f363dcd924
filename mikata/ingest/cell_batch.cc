// SPDX-License-Identifier: Apache-2.0
#include "mikata/ingest/cell_batch.h"

#include <simdjson.h>
#include <sys/uio.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <climits>
#include <concepts>
#include <cstring>
#include <span>

#include "mikata/ingest/reader_rows.h"

namespace mikata::ingest {

namespace {

// Every frame: this, then `bytes` bytes of small values, then (batch) the columns.
struct FrameHead {
  std::uint32_t magic = 0;
  FrameKind kind = FrameKind::end;
  std::uint64_t bytes = 0;
};

constexpr std::uint32_t kMagic = 0x31424B4D;  // "MKB1"
// The small values hold headers and bad rows; names may be long.
constexpr std::uint64_t kMaxSmallBytes = std::uint64_t{64} << 20;
constexpr std::uint64_t kMaxColumnBytes = std::uint64_t{256} << 20;

[[noreturn]] void fail_senseless() {
  fail(ErrorKind::unavailable, {"読み取りの結果がおかしいため、受け付けませんでした",
                                "its reader sent something that makes no sense; it was refused"});
}

class SmallWriter {
 public:
  template <std::integral T>
  void number(T value) {
    const auto wide = static_cast<std::int64_t>(value);
    bytes_.append(reinterpret_cast<const char*>(&wide), sizeof wide);
  }
  void text(std::string_view value) {
    number(value.size());
    bytes_.append(value);
  }
  const std::string& bytes() const { return bytes_; }

 private:
  std::string bytes_;
};

class SmallReader {
 public:
  explicit SmallReader(std::string_view bytes) : bytes_(bytes) {}
  std::int64_t number() {
    std::int64_t value = 0;
    const std::string_view taken = take(sizeof value);
    std::memcpy(&value, taken.data(), sizeof value);
    return value;
  }
  // A number of things that are still to come.
  std::size_t count(std::uint64_t at_most) {
    const std::int64_t value = number();
    if (value < 0 || static_cast<std::uint64_t>(value) > at_most) fail_senseless();
    return static_cast<std::size_t>(value);
  }
  std::string text() {
    const std::string_view value = take(count(bytes_.size()));
    if (!simdjson::validate_utf8(value)) fail_senseless();
    return std::string(value);
  }

 private:
  std::string_view take(std::size_t size) {
    if (size > bytes_.size()) fail_senseless();
    const std::string_view taken = bytes_.substr(0, size);
    bytes_.remove_prefix(size);
    return taken;
  }

  std::string_view bytes_;
};

iovec piece(const void* data, std::size_t size) { return {const_cast<void*>(data), size}; }

bool write_all(int fd, std::span<iovec> pieces) {
  while (!pieces.empty()) {
    const auto count = static_cast<int>(std::min<std::size_t>(pieces.size(), IOV_MAX));
    ssize_t written = ::writev(fd, pieces.data(), count);
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return false;
    while (!pieces.empty() && static_cast<std::size_t>(written) >= pieces[0].iov_len) {
      written -= static_cast<ssize_t>(pieces[0].iov_len);
      pieces = pieces.subspan(1);
    }
    if (pieces.empty()) break;
    pieces[0].iov_base = static_cast<char*>(pieces[0].iov_base) + written;
    pieces[0].iov_len -= static_cast<std::size_t>(written);
  }
  return true;
}

bool write_frame(int fd, FrameKind kind, const std::string& small, std::vector<iovec> columns) {
  const FrameHead head = {.magic = kMagic, .kind = kind, .bytes = small.size()};
  columns.insert(columns.begin(), {piece(&head, sizeof head), piece(small.data(), small.size())});
  return write_all(fd, columns);
}

FileHead read_head(SmallReader& small) {
  FileHead head;
  head.header.resize(small.count(kMaxColumns));
  for (std::string& name : head.header) name = small.text();
  head.format = small.text();
  head.encoding = small.text();
  head.gzip = small.number() != 0;
  head.bytes = small.number();
  return head;
}

ErrorKind read_error_kind(SmallReader& small) {
  return static_cast<ErrorKind>(small.count(static_cast<std::uint64_t>(ErrorKind::internal)));
}

bool begins_character(char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }

bool is_sound(const CellColumn& column, std::size_t rows) {
  if (column.ends.size() != rows || column.present.size() != rows) return false;
  if (!std::ranges::is_sorted(column.ends)) return false;
  if ((rows == 0 ? 0 : column.ends.back()) != column.bytes.size()) return false;
  if (!simdjson::validate_utf8(column.bytes)) return false;
  const auto cut = [&](std::uint32_t end) {
    return end < column.bytes.size() && !begins_character(column.bytes[end]);
  };
  if (std::ranges::any_of(column.ends, cut)) return false;
  for (std::size_t row = 0; row < rows; ++row) {
    if (column.present[row] == 0 && !column.cell(row).empty()) return false;
  }
  return true;
}

}  // namespace

bool FrameWriter::head_frame(FrameKind kind, const FileHead& head) {
  SmallWriter small;
  small.number(head.header.size());
  for (const std::string& name : head.header) small.text(name);
  small.text(head.format);
  small.text(head.encoding);
  small.number(head.gzip ? 1 : 0);
  small.number(head.bytes);
  return write_frame(fd_, kind, small.bytes(), {});
}

bool FrameWriter::error(ErrorKind kind, const Localized& message) {
  SmallWriter small;
  small.number(static_cast<int>(kind));
  small.text(message.ja);
  small.text(message.en);
  return write_frame(fd_, FrameKind::error, small.bytes(), {});
}

bool FrameWriter::batch(const CellBatch& batch, std::int64_t position) {
  SmallWriter small;
  small.number(position);
  small.number(batch.rows);
  small.number(batch.columns.size());
  std::vector<iovec> columns = {piece(batch.lines.data(), batch.rows * sizeof(std::int64_t))};
  for (const CellColumn& column : batch.columns) {
    small.number(column.bytes.size());
    columns.push_back(piece(column.bytes.data(), column.bytes.size()));
    columns.push_back(piece(column.ends.data(), batch.rows * sizeof(std::uint32_t)));
    columns.push_back(piece(column.present.data(), batch.rows));
  }
  small.number(batch.bad_rows.size());
  for (const BadRow& bad : batch.bad_rows) {
    small.number(bad.line);
    small.text(bad.reason_ja);
    small.text(bad.reason_en);
    small.text(bad.value);
  }
  return write_frame(fd_, FrameKind::batch, small.bytes(), std::move(columns));
}

void FrameReader::read_exactly(void* out, std::size_t size) {
  auto* at = static_cast<char*>(out);
  while (size > 0) {
    const ssize_t got = ::read(fd_, at, size);
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0)
      fail(ErrorKind::unavailable, {"読み取りが途中で止まりました", "its reader stopped"});
    at += got;
    size -= static_cast<std::size_t>(got);
  }
}

Frame FrameReader::next(CellBatch& batch) {
  FrameHead head;
  read_exactly(&head, sizeof head);
  if (head.magic != kMagic || head.bytes > kMaxSmallBytes) fail_senseless();
  std::string bytes(head.bytes, '\0');
  read_exactly(bytes.data(), bytes.size());
  SmallReader small(bytes);
  Frame frame;
  frame.kind = head.kind;
  switch (head.kind) {
    case FrameKind::head:
    case FrameKind::end:
      frame.head = read_head(small);
      break;
    case FrameKind::error:
      frame.error_kind = read_error_kind(small);
      frame.message.ja = small.text();
      frame.message.en = small.text();
      break;
    case FrameKind::batch:
      frame.position = small.number();
      read_batch(std::string_view(bytes).substr(sizeof(std::int64_t)), batch);
      break;
    default:
      fail_senseless();
  }
  return frame;
}

void FrameReader::read_batch(std::string_view fixed, CellBatch& batch) {
  SmallReader small(fixed);
  batch.rows = small.count(limits_.batch_rows);
  batch.columns.resize(small.count(kMaxColumns));
  batch.lines.resize(batch.rows);
  read_exactly(batch.lines.data(), batch.rows * sizeof(std::int64_t));
  for (CellColumn& column : batch.columns) {
    column.bytes.resize(small.count(kMaxColumnBytes));
    column.ends.resize(batch.rows);
    column.present.resize(batch.rows);
    read_exactly(column.bytes.data(), column.bytes.size());
    read_exactly(column.ends.data(), batch.rows * sizeof(std::uint32_t));
    read_exactly(column.present.data(), batch.rows);
  }
  batch.bad_rows.resize(small.count(limits_.batch_rows));
  for (BadRow& bad : batch.bad_rows) {
    bad.line = small.number();
    bad.reason_ja = small.text();
    bad.reason_en = small.text();
    bad.value = small.text();
  }
}

void check_batch(const CellBatch& batch, std::size_t columns) {
  bool sound = batch.columns.size() == columns && batch.lines.size() == batch.rows &&
               std::ranges::is_sorted(batch.lines);
  for (const CellColumn& column : batch.columns) sound = sound && is_sound(column, batch.rows);
  if (!sound) fail_senseless();
}

}  // namespace mikata::ingest
