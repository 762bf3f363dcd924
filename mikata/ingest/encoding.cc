// SPDX-License-Identifier: Apache-2.0
#include "mikata/ingest/encoding.h"

#include <simdjson.h>
#include <unicode/ucnv.h>
#include <unicode/ustring.h>
#include <unicode/utf16.h>

#include <algorithm>
#include <cassert>
#include <cstring>
#include <string>

#include "mikata/base/error.h"

namespace mikata::ingest {

namespace {

constexpr std::size_t kRawBytes = 1 << 18;
constexpr std::size_t kUnits = 1 << 16;
constexpr std::size_t kUtf8PerUnit = 3;

const char* converter_name(Encoding encoding) {
  switch (encoding) {
    case Encoding::utf16le:
      return "UTF-16LE";
    case Encoding::utf16be:
      return "UTF-16BE";
    case Encoding::utf32le:
      return "UTF-32LE";
    case Encoding::utf32be:
      return "UTF-32BE";
    case Encoding::cp932:
      return "windows-31j";
    case Encoding::euc_jp:
      return "EUC-JP";
    case Encoding::iso2022_jp:
      return "ISO-2022-JP";
    case Encoding::windows1252:
      return "windows-1252";
    case Encoding::utf8:
      return "UTF-8";
  }
  return "";
}

// The first byte that says something about the encoding: not ASCII, or the escape of ISO-2022-JP.
std::size_t plain_prefix(std::string_view text) {
  std::size_t i = 0;
  for (; i + sizeof(std::uint64_t) <= text.size(); i += sizeof(std::uint64_t)) {
    std::uint64_t word = 0;
    std::memcpy(&word, text.data() + i, sizeof word);
    if ((word & 0x8080808080808080U) != 0) break;
  }
  while (i < text.size() && static_cast<unsigned char>(text[i]) < 0x80) ++i;
  for (std::size_t escape = text.find('\x1B'); escape < i; escape = text.find('\x1B', escape + 1)) {
    const std::string_view next = text.substr(escape, 3);
    if (next.size() == 3 && (next[1] == '$' || next[1] == '(')) return escape;
  }
  return i;
}

std::string hexadecimal(std::string_view bytes) {
  std::string text;
  for (const char byte : bytes) {
    text += fmt::format("{}0x{:02X}", text.empty() ? "" : " ", static_cast<unsigned char>(byte));
  }
  return text;
}

}  // namespace

std::string_view encoding_name(Encoding encoding) {
  switch (encoding) {
    case Encoding::cp932:
      return "CP932";
    case Encoding::windows1252:
      return "Windows-1252";
    default:
      return converter_name(encoding);
  }
}

TextSource::TextSource(std::unique_ptr<ByteSource> bytes)
    : bytes_(std::move(bytes)), raw_(kRawBytes) {}

TextSource::~TextSource() {
  if (converter_ != nullptr) ucnv_close(converter_);
}

// Reads until the buffer is full or the file ends; false when nothing new came.
bool TextSource::refill() {
  std::copy(raw_.data() + begin_, raw_.data() + end_, raw_.data());
  end_ -= begin_;
  begin_ = 0;
  const std::size_t had = end_;
  while (!ended_ && end_ < raw_.size()) {
    const std::size_t got = bytes_->read(std::span(raw_).subspan(end_));
    ended_ = got == 0;
    end_ += got;
  }
  return end_ > had;
}

void TextSource::open() {
  opened_ = true;
  refill();
  const EncodingMark mark = recognise_mark(raw());
  encoding_ = mark.encoding;
  decided_ = mark.sure;
  consume(mark.bom_bytes);
}

void TextSource::decide() {
  refill();
  encoding_ = recognise_encoding(raw());
  decided_ = true;
}

std::size_t TextSource::read(std::span<char> out) {
  assert(out.size() >= 64);
  if (!opened_) open();
  if (begin_ == end_) refill();
  if (!decided_) {
    const std::size_t plain = read_plain(out);
    if (plain > 0 || begin_ == end_) return plain;
    decide();
  }
  return encoding_ == Encoding::utf8 ? read_utf8(out) : read_converted(out);
}

std::size_t TextSource::read_plain(std::span<char> out) {
  const std::size_t size = plain_prefix(raw().substr(0, out.size()));
  std::copy_n(raw().data(), size, out.data());
  consume(size);
  count_lines(out.first(size));
  return size;
}

std::size_t TextSource::read_utf8(std::span<char> out) {
  std::string_view text = raw().substr(0, out.size());
  if (!simdjson::validate_utf8(text)) text = text.substr(0, valid_utf8_prefix(text));
  if (text.empty()) {
    // Either a character that was cut by the end of the buffer, or a byte that does not fit.
    if (raw().size() < 4) refill();
    text = raw().substr(0, valid_utf8_prefix(raw().substr(0, out.size())));
    if (text.empty() && begin_ < end_) fail_at(offset_, raw().substr(0, 1));
  }
  std::copy(text.begin(), text.end(), out.begin());
  consume(text.size());
  count_lines(out.first(text.size()));
  return text.size();
}

std::size_t TextSource::read_converted(std::span<char> out) {
  UErrorCode status = U_ZERO_ERROR;
  if (converter_ == nullptr) {
    converter_ = ucnv_open(converter_name(encoding_), &status);
    if (U_FAILURE(status)) {
      fail(ErrorKind::internal, "no converter for {}: {}", encoding_name(encoding_),
           u_errorName(status));
    }
    ucnv_setToUCallBack(converter_, UCNV_TO_U_CALLBACK_STOP, nullptr, nullptr, nullptr, &status);
    units_.resize(kUnits);
  }
  for (std::int32_t written = 0;;) {
    if (flushed_) return 0;
    if (begin_ == end_) refill();
    const std::size_t room = std::min(kUnits, out.size() / kUtf8PerUnit);
    char16_t* target = units_.data() + held_units_;
    const char* source = raw().data();
    const bool last = ended_;
    ucnv_toUnicode(converter_, &target, units_.data() + room, &source, raw_.data() + end_, nullptr,
                   last ? 1 : 0, &status);
    consume(static_cast<std::size_t>(source - raw().data()));
    const bool full = status == U_BUFFER_OVERFLOW_ERROR;
    const bool bad = U_FAILURE(status) && !full;
    flushed_ = last && !full && !bad;
    auto units = static_cast<std::size_t>(target - units_.data());
    held_units_ = units > 0 && U16_IS_LEAD(units_[units - 1]) && !flushed_ ? 1 : 0;
    units -= held_units_;
    UErrorCode narrowed = U_ZERO_ERROR;
    u_strToUTF8(out.data(), static_cast<std::int32_t>(out.size()), &written, units_.data(),
                static_cast<std::int32_t>(units), &narrowed);
    assert(U_SUCCESS(narrowed));
    if (held_units_ > 0) units_[0] = units_[units];
    count_lines(out.first(static_cast<std::size_t>(written)));
    if (bad) {
      char invalid[16] = {};
      std::int8_t length = sizeof invalid;
      UErrorCode asked = U_ZERO_ERROR;
      ucnv_getInvalidChars(converter_, invalid, &length, &asked);
      fail_at(offset_ - length, {invalid, static_cast<std::size_t>(length)});
    }
    if (written > 0) return static_cast<std::size_t>(written);
    status = U_ZERO_ERROR;
  }
}

void TextSource::count_lines(std::span<const char> text) {
  line_feeds_ += std::ranges::count(text, '\n');
  carriage_returns_ += std::ranges::count(text, '\r');
}

void TextSource::fail_at(std::int64_t offset, std::string_view bad) const {
  const std::int64_t line = 1 + (line_feeds_ > 0 ? line_feeds_ : carriage_returns_);
  fail(ErrorKind::invalid_argument,
       {"{} 行目、{} バイト目: {} は {} "
        "の文字ではありません。ファイルの先頭からこの文字コードと判断しました（ファイル全体を 1 "
        "つの文字コード、できれば UTF-8 で保存し直してください）",
        "line {}, byte {}: {} is not {}, which the file was taken for by its beginning (save the "
        "whole file in one encoding, UTF-8 if you can)"},
       line, offset + 1, hexadecimal(bad), encoding_name(encoding_));
}

}  // namespace mikata::ingest
