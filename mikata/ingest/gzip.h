// SPDX-License-Identifier: Apache-2.0
// Unpacks .gz as it is read; several members one behind the other are one file. A bomb is refused:
// see kMaxGzipRatio.
#pragma once

#include <zlib.h>

#include <memory>
#include <vector>

#include "mikata/ingest/reader_bytes.h"

namespace mikata::ingest {

// A file that unpacks to more than 100 times its size, counted once more than 128 MB came out, is
// refused: text of real exports packs 5 to 30 times.
inline constexpr std::int64_t kMaxGzipRatio = 100;
inline constexpr std::int64_t kGzipFreeBytes = std::int64_t{128} << 20;

class GzipBytes : public ByteSource {
 public:
  explicit GzipBytes(std::unique_ptr<ByteSource> packed);
  ~GzipBytes() override;
  GzipBytes(const GzipBytes&) = delete;
  GzipBytes& operator=(const GzipBytes&) = delete;

  std::size_t read(std::span<char> out) override;
  std::int64_t position() const override { return packed_->position(); }

 private:
  bool refill();
  void check_ratio() const;

  std::unique_ptr<ByteSource> packed_;
  std::vector<char> input_;
  z_stream stream_ = {};
  bool in_member_ = true;  // the first member must be there
  std::int64_t unpacked_ = 0;
};

}  // namespace mikata::ingest
