// SPDX-License-Identifier: Apache-2.0
// What goes through the pipe from the reading child to its parent: frames of head, batch, end or
// error. The columns travel as they lie in memory. The parent trusts nothing: check_batch.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "mikata/base/error.h"
#include "mikata/ingest/reader.h"

namespace mikata::ingest {

enum class FrameKind : std::uint32_t { head = 1, batch, end, error };

struct Frame {
  FrameKind kind = FrameKind::end;
  FileHead head;              // head; end: what is known about the encoding by then
  std::int64_t position = 0;  // batch
  ErrorKind error_kind = ErrorKind::internal;
  Localized message;  // error: one sentence
};

class FrameWriter {
 public:
  explicit FrameWriter(int fd) : fd_(fd) {}
  // Each returns false when nobody reads any more.
  bool head(const FileHead& head) { return head_frame(FrameKind::head, head); }
  bool batch(const CellBatch& batch, std::int64_t position);
  bool end(const FileHead& head) { return head_frame(FrameKind::end, head); }
  bool error(ErrorKind kind, const Localized& message);

 private:
  bool head_frame(FrameKind kind, const FileHead& head);

  int fd_;
};

class FrameReader {
 public:
  FrameReader(int fd, const ReadLimits& limits) : fd_(fd), limits_(limits) {}
  // Reads the next frame; the cells of a batch go to `batch`, whose buffers are reused. Fails with
  // unavailable when the writer is gone or what it sends makes no sense.
  Frame next(CellBatch& batch);

 private:
  void read_exactly(void* out, std::size_t size);
  void read_batch(std::string_view fixed, CellBatch& batch);

  int fd_;
  ReadLimits limits_;
};

// Fails with unavailable unless the batch is what the contract says: `columns` columns, ends that
// ascend, valid UTF-8 in every cell, lines that ascend.
void check_batch(const CellBatch& batch, std::size_t columns);

}  // namespace mikata::ingest
