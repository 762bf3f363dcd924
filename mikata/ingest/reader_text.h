// SPDX-License-Identifier: Apache-2.0
// A window that slides over a text. A parser takes whole rows from its beginning; a row that is
// cut by its end is parsed again when more was read, so that no parser has a state to carry over.
#pragma once

#include <memory>
#include <string_view>
#include <utility>
#include <vector>

#include "mikata/ingest/encoding.h"

namespace mikata::ingest {

class TextWindow {
 public:
  // Readable bytes after end(), whatever they hold: parsers load whole blocks.
  static constexpr std::size_t kPadding = 64;
  static constexpr std::size_t kBytes = 1 << 19;
  // A single row that is longer makes the file unreadable.
  static constexpr std::size_t kMaxBytes = 1 << 26;

  explicit TextWindow(std::unique_ptr<ByteSource> bytes, std::size_t size = kBytes)
      : source_(std::move(bytes)), buffer_(size + kPadding) {}

  const char* begin() const { return buffer_.data() + begin_; }
  const char* end() const { return buffer_.data() + end_; }
  std::string_view text() const { return {begin(), end_ - begin_}; }
  // Nothing follows end().
  bool ended() const { return ended_; }
  void consume_to(const char* position) {
    begin_ = static_cast<std::size_t>(position - buffer_.data());
  }
  // Moves what is left to the front and reads as much as there is room for; makes room when a row
  // fills the window. Pointers into the window are no longer valid. False when there is no room to
  // be made (the row is longer than kMaxBytes).
  bool fill();

  const TextSource& source() const { return source_; }

 private:
  TextSource source_;
  std::vector<char> buffer_;
  std::size_t begin_ = 0;
  std::size_t end_ = 0;
  bool ended_ = false;
};

// The beginning of `text`, at most `bytes` long, never ending within a character.
std::string_view beginning_of(std::string_view text, std::size_t bytes);

}  // namespace mikata::ingest
