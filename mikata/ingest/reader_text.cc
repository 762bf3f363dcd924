// SPDX-License-Identifier: Apache-2.0
#include "mikata/ingest/reader_text.h"

#include <algorithm>
#include <span>

namespace mikata::ingest {

bool TextWindow::fill() {
  std::copy(begin(), end(), buffer_.data());
  end_ -= begin_;
  begin_ = 0;
  const auto room = [&] { return buffer_.size() - kPadding - end_; };
  if (room() < std::max(kPadding, end_)) {
    if (buffer_.size() >= kMaxBytes) return false;
    buffer_.resize((buffer_.size() - kPadding) * 2 + kPadding);
  }
  // The text source wants room for some characters; less than that waits for the next time.
  while (!ended_ && room() >= kPadding) {
    const std::size_t got = source_.read(std::span(buffer_).subspan(end_, room()));
    ended_ = got == 0;
    end_ += got;
  }
  return true;
}

std::string_view beginning_of(std::string_view text, std::size_t bytes) {
  if (text.size() <= bytes) return text;
  const auto continues = [&](std::size_t i) {
    return (static_cast<unsigned char>(text[i]) & 0xC0U) == 0x80U;
  };
  while (bytes > 0 && continues(bytes)) --bytes;
  return text.substr(0, bytes);
}

}  // namespace mikata::ingest
