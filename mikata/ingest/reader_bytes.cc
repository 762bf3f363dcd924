// SPDX-License-Identifier: Apache-2.0
#include "mikata/ingest/reader_bytes.h"

#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

#include "mikata/base/error.h"

namespace mikata::ingest {

std::size_t FileBytes::read(std::span<char> out) {
  for (;;) {
    const ssize_t got = ::read(fd_, out.data(), out.size());
    if (got >= 0) {
      position_ += got;
      return static_cast<std::size_t>(got);
    }
    if (errno != EINTR) {
      fail(ErrorKind::unavailable,
           {"ディスクの読み取りに失敗しました: {}", "the disk gives an error: {}"},
           std::strerror(errno));
    }
  }
}

std::size_t MemoryBytes::read(std::span<char> out) {
  const std::size_t size = std::min({out.size(), piece_, text_.size() - position_});
  std::copy_n(text_.data() + position_, size, out.data());
  position_ += size;
  return size;
}

std::size_t PushedBackBytes::read(std::span<char> out) {
  if (given_ == beginning_.size()) return rest_->read(out);
  const std::size_t size = std::min(out.size(), beginning_.size() - given_);
  std::copy_n(beginning_.data() + given_, size, out.data());
  given_ += size;
  return size;
}

}  // namespace mikata::ingest
