// SPDX-License-Identifier: Apache-2.0
// Cuts a text into JSON objects without parsing them.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace mikata::ingest {

inline constexpr std::size_t kMaxJsonDepth = 64;

enum class JsonShape {
  lines,   // one object a line; a broken line does not touch the others
  values,  // objects over several lines, one behind the other
  array    // [ {...}, {...} ]
};

struct JsonPiece {
  enum class Status { found, cut, end, broken };
  Status status = Status::end;
  std::string_view json;
  std::size_t bytes = 0;              // to step over, with what stands before and behind
  std::int64_t line_ends_before = 0;  // between the beginning of the text and the object
  std::int64_t line_ends = 0;         // in all bytes
};

// The file's beginning looks like JSON rather than like a CSV header. Zero bytes are overlooked,
// as it may be in UTF-16.
bool looks_like_json(std::string_view beginning);

JsonShape recognise_shape(std::string_view text);

// The object at the beginning of `text`; `whole`: nothing follows `text`. `first`: no piece of the
// file was taken before. Status cut: its end is not in the text.
JsonPiece next_piece(std::string_view text, JsonShape shape, bool whole, bool first);

// The length of the JSON object or array that `text` begins with and how deep it is nested; bytes
// is 0 when its end is not in the text. Only brackets and strings are looked at.
struct JsonExtent {
  std::size_t bytes = 0;
  std::size_t depth = 0;
};
JsonExtent measure_json(std::string_view text);

bool is_json_number(std::string_view text);

// Appends the text in quotes.
void append_json_string(std::string& out, std::string_view text);

}  // namespace mikata::ingest
