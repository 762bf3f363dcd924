// SPDX-License-Identifier: Apache-2.0
// Bytes of some encoding -> valid UTF-8. The encoding is recognised from the first bytes that are
// not plain ASCII, wherever they are, and checked to the end: a byte that does not fit is an error
// that names its line, its offset and the encoding that was assumed.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "mikata/ingest/reader_bytes.h"

struct UConverter;

namespace mikata::ingest {

enum class Encoding {
  utf8,
  utf16le,
  utf16be,
  utf32le,
  utf32be,
  cp932,
  euc_jp,
  iso2022_jp,
  windows1252
};

// "UTF-8", "CP932", "Windows-1252" ...
std::string_view encoding_name(Encoding encoding);

struct EncodingMark {
  Encoding encoding = Encoding::utf8;
  std::size_t bom_bytes = 0;
  bool sure = false;  // false: nothing but ASCII can be said yet
};

// What the very first bytes say: a byte order mark, or the zero bytes of UTF-16.
EncodingMark recognise_mark(std::string_view beginning);

// Which encoding `text` is in; it begins with the first bytes that are not plain ASCII, and may end
// within a character. UTF-8 when nothing fits, so that the error names the usual one.
Encoding recognise_encoding(std::string_view text);

// The length of the longest beginning of `text` that is valid UTF-8 (RFC 3629).
std::size_t valid_utf8_prefix(std::string_view text);

class TextSource {
 public:
  explicit TextSource(std::unique_ptr<ByteSource> bytes);
  ~TextSource();
  TextSource(const TextSource&) = delete;
  TextSource& operator=(const TextSource&) = delete;

  // Fills the beginning of `out` (64 bytes or more) with valid UTF-8; returns how many bytes, 0
  // only at the end. A character is never cut in two.
  std::size_t read(std::span<char> out);
  // As known so far: a file that is ASCII up to here is called UTF-8.
  Encoding encoding() const { return encoding_; }
  std::int64_t position() const { return bytes_->position(); }

 private:
  std::string_view raw() const { return {raw_.data() + begin_, end_ - begin_}; }
  bool refill();
  void open();
  void decide();
  void consume(std::size_t bytes) {
    begin_ += bytes;
    offset_ += static_cast<std::int64_t>(bytes);
  }
  std::size_t read_plain(std::span<char> out);
  std::size_t read_utf8(std::span<char> out);
  std::size_t read_converted(std::span<char> out);
  void count_lines(std::span<const char> text);
  [[noreturn]] void fail_at(std::int64_t offset, std::string_view bad) const;

  std::unique_ptr<ByteSource> bytes_;
  std::vector<char> raw_;
  std::size_t begin_ = 0;
  std::size_t end_ = 0;
  bool ended_ = false;
  bool opened_ = false;
  bool decided_ = false;
  Encoding encoding_ = Encoding::utf8;
  UConverter* converter_ = nullptr;
  bool flushed_ = false;
  std::vector<char16_t> units_;
  std::size_t held_units_ = 0;  // a lead surrogate that waits for its trail
  std::int64_t offset_ = 0;     // of begin_ in the (unpacked) file
  std::int64_t line_feeds_ = 0;
  std::int64_t carriage_returns_ = 0;
};

}  // namespace mikata::ingest
