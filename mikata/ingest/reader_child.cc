// SPDX-License-Identifier: Apache-2.0
// The child's side: locked up first, then it reads, then it ends.
#include <fmt/core.h>
#include <sys/stat.h>
#include <unistd.h>

#include <csignal>
#include <new>
#include <string>

#include "mikata/ingest/cell_batch.h"
#include "mikata/ingest/parquet.h"
#include "mikata/ingest/reader.h"
#include "mikata/ingest/reader_rows.h"
#include "mikata/ingest/sandbox.h"

namespace mikata {

namespace {

// reliability: 60 s of computing per 100 MB of text; a .gz holds up to a hundred times its size,
// but ten times is what real ones need.
constexpr std::int64_t kCpuSeconds = 60;
constexpr std::int64_t kCpuBytes = 100'000'000;
constexpr std::int64_t kTypicalGzipRatio = 10;

std::string first_bytes(int fd) {
  std::string bytes(4, '\0');
  const ssize_t got = ::pread(fd, bytes.data(), bytes.size(), 0);
  bytes.resize(got > 0 ? static_cast<std::size_t>(got) : 0);
  return bytes;
}

std::int64_t size_on_disk(int fd) {
  struct stat status = {};
  return ::fstat(fd, &status) == 0 ? status.st_size : 0;
}

// Locks the process up and opens the file, in the order that its format needs.
ingest::LocalReader open_locked_up(int input_fd, const ReadLimits& limits) {
  const std::int64_t size = size_on_disk(input_fd);
  ingest::SandboxLimits sandbox = {
      .memory_bytes = limits.memory_bytes,
      .cpu_seconds = kCpuSeconds + kCpuSeconds * kTypicalGzipRatio * size / kCpuBytes};
  if (!ingest::is_parquet(first_bytes(input_fd))) {
    ingest::enter_sandbox(sandbox);
    return {std::make_unique<ingest::FileBytes>(input_fd), size, limits};
  }
  auto parquet = std::make_unique<ingest::ParquetReader>(limits);
  sandbox.readable_fd = input_fd;
  ingest::enter_sandbox(sandbox);
  parquet->open(fmt::format("/proc/self/fd/{}", input_fd), size);
  return {std::move(parquet), size, limits};
}

void send_file(int input_fd, const ReadLimits& limits, ingest::FrameWriter& out) {
  ingest::LocalReader reader = open_locked_up(input_fd, limits);
  if (!out.head(reader.head())) return;
  CellBatch batch;
  while (reader.next(batch)) {
    if (!out.batch(batch, reader.position())) return;
  }
  out.end(reader.head());
}

}  // namespace

int read_in_child(int input_fd, int output_fd, const ReadLimits& limits) {
  // A parent that stops reading is found out by the failing write.
  std::signal(SIGPIPE, SIG_IGN);
  ingest::FrameWriter out(output_fd);
  try {
    send_file(input_fd, limits, out);
  } catch (const Error& error) {
    out.error(error.kind(), error.message());
  } catch (const std::bad_alloc&) {
    out.error(ErrorKind::invalid_argument, localized({"読み取りに {} MB を超えるメモリが要ります",
                                                      "reading it needs more than {} MB of memory"},
                                                     limits.memory_bytes >> 20));
  } catch (const std::exception& error) {
    out.error(ErrorKind::internal, untranslated(error.what()));
  }
  return 0;
}

}  // namespace mikata
