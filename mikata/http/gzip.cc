// SPDX-License-Identifier: Apache-2.0
#include "mikata/http/gzip.h"

#include <zlib.h>

#include "mikata/base/error.h"

namespace mikata::http {

std::string gzip(std::string_view bytes) {
  constexpr int kGzipWindow = 15 + 16;
  constexpr int kMemoryLevel = 8;
  z_stream stream = {};
  if (deflateInit2(&stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, kGzipWindow, kMemoryLevel,
                   Z_DEFAULT_STRATEGY) != Z_OK) {
    fail(ErrorKind::unavailable,
         {"{}バイトを縮めるメモリがありません", "no memory to compress {} bytes"}, bytes.size());
  }
  std::string compressed(deflateBound(&stream, bytes.size()), '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  stream.avail_in = static_cast<uInt>(bytes.size());
  stream.next_out = reinterpret_cast<Bytef*>(compressed.data());
  stream.avail_out = static_cast<uInt>(compressed.size());
  const int outcome = deflate(&stream, Z_FINISH);
  compressed.resize(stream.total_out);
  deflateEnd(&stream);
  if (outcome != Z_STREAM_END) fail(ErrorKind::internal, "compression ended with {}", outcome);
  return compressed;
}

bool worth_compressing(std::string_view content_type, std::size_t bytes) {
  if (bytes <= 1024) return false;
  return content_type.starts_with("text/") || content_type.starts_with("application/json") ||
         content_type.starts_with("application/problem+json") ||
         content_type.starts_with("application/openmetrics-text") ||
         content_type.starts_with("image/svg+xml");
}

}  // namespace mikata::http
