// SPDX-License-Identifier: Apache-2.0
// Where bytes come from: a descriptor, or memory (tests and fuzzing).
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <utility>

namespace mikata::ingest {

class ByteSource {
 public:
  virtual ~ByteSource() = default;
  // Fills the beginning of `out`, which is not empty; returns how many bytes, 0 only at the end.
  // Fails with invalid_argument when the bytes cannot be had (a broken .gz, a failing disk).
  virtual std::size_t read(std::span<char> out) = 0;
  // Bytes of the file on disk that were consumed so far.
  virtual std::int64_t position() const = 0;
};

// Reads a descriptor that stays the caller's.
class FileBytes : public ByteSource {
 public:
  explicit FileBytes(int fd) : fd_(fd) {}
  std::size_t read(std::span<char> out) override;
  std::int64_t position() const override { return position_; }

 private:
  int fd_;
  std::int64_t position_ = 0;
};

// Gives `text` in pieces of at most `piece` bytes, as a slow pipe would.
class MemoryBytes : public ByteSource {
 public:
  explicit MemoryBytes(std::string text, std::size_t piece = SIZE_MAX)
      : text_(std::move(text)), piece_(piece) {}
  std::size_t read(std::span<char> out) override;
  std::int64_t position() const override { return static_cast<std::int64_t>(position_); }

 private:
  std::string text_;
  std::size_t piece_;
  std::size_t position_ = 0;
};

// Gives `beginning` once more before what is left of `rest`: for looking at a file's first bytes.
class PushedBackBytes : public ByteSource {
 public:
  PushedBackBytes(std::string beginning, std::unique_ptr<ByteSource> rest)
      : beginning_(std::move(beginning)), rest_(std::move(rest)) {}
  std::size_t read(std::span<char> out) override;
  std::int64_t position() const override { return rest_->position(); }

 private:
  std::string beginning_;
  std::size_t given_ = 0;
  std::unique_ptr<ByteSource> rest_;
};

}  // namespace mikata::ingest
