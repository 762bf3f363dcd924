// SPDX-License-Identifier: Apache-2.0
#include "mikata/ingest/gzip.h"

#include <new>

#include "mikata/base/error.h"

namespace mikata::ingest {

namespace {
constexpr int kGzipWindow = 15 + 16;  // the largest window, gzip header expected
constexpr std::size_t kInputBytes = 1 << 17;
}  // namespace

GzipBytes::GzipBytes(std::unique_ptr<ByteSource> packed)
    : packed_(std::move(packed)), input_(kInputBytes) {
  if (inflateInit2(&stream_, kGzipWindow) != Z_OK) throw std::bad_alloc();
}

GzipBytes::~GzipBytes() { inflateEnd(&stream_); }

bool GzipBytes::refill() {
  if (stream_.avail_in > 0) return true;
  const std::size_t got = packed_->read(input_);
  stream_.next_in = reinterpret_cast<Bytef*>(input_.data());
  stream_.avail_in = static_cast<uInt>(got);
  return got > 0;
}

void GzipBytes::check_ratio() const {
  if (unpacked_ <= kGzipFreeBytes || unpacked_ <= kMaxGzipRatio * packed_->position()) return;
  fail(
      ErrorKind::invalid_argument,
      {".gz を展開すると元の {} 倍を超えます（正しいファイルなら、展開してから取り込んでください）",
       "the .gz unpacks to more than {} times its size (unpack it yourself if that is right)"},
      kMaxGzipRatio);
}

std::size_t GzipBytes::read(std::span<char> out) {
  stream_.next_out = reinterpret_cast<Bytef*>(out.data());
  stream_.avail_out = static_cast<uInt>(std::min<std::size_t>(out.size(), 1U << 30));
  const uInt room = stream_.avail_out;
  while (stream_.avail_out == room) {
    if (!refill()) {
      if (!in_member_) return 0;
      fail(ErrorKind::invalid_argument,
           {".gz が途中で切れています（もう一度コピーかダウンロードをしてください）",
            "the .gz ends in the middle (copy or download it again)"});
    }
    if (!in_member_) inflateReset(&stream_);
    in_member_ = true;
    const int status = inflate(&stream_, Z_NO_FLUSH);
    if (status == Z_STREAM_END) {
      in_member_ = false;
    } else if (status != Z_OK && status != Z_BUF_ERROR) {
      fail(ErrorKind::invalid_argument,
           {".gz が壊れています: {} バイトまで展開できました{}{}",
            "the .gz is damaged after {} unpacked bytes{}{}"},
           unpacked_, stream_.msg != nullptr ? ": " : "",
           stream_.msg != nullptr ? stream_.msg : "");
    }
  }
  const std::size_t got = room - stream_.avail_out;
  unpacked_ += static_cast<std::int64_t>(got);
  check_ratio();
  return got;
}

}  // namespace mikata::ingest
