// SPDX-License-Identifier: Apache-2.0
#include "mikata/ingest/ndjson_split.h"

#include <fmt/core.h>

#include <algorithm>

namespace mikata::ingest {

namespace {

constexpr std::string_view kBlanks = " \t\r\n";

std::int64_t count_lines(std::string_view text) { return std::ranges::count(text, '\n'); }

std::size_t skip_blanks(std::string_view text, std::size_t at) {
  return std::min(text.find_first_not_of(kBlanks, at), text.size());
}

JsonPiece next_line(std::string_view text, bool whole) {
  JsonPiece piece;
  const std::size_t begin = skip_blanks(text, 0);
  const std::size_t end = text.find('\n', begin);
  if (end == text.npos && !whole) {
    piece.status = JsonPiece::Status::cut;
    return piece;
  }
  piece.bytes = std::min(end == text.npos ? end : end + 1, text.size());
  piece.line_ends = count_lines(text.substr(0, piece.bytes));
  if (begin == text.size()) return piece;
  piece.status = JsonPiece::Status::found;
  piece.line_ends_before = count_lines(text.substr(0, begin));
  piece.json = text.substr(begin, std::min(end, text.size()) - begin);
  while (kBlanks.find(piece.json.back()) != kBlanks.npos) piece.json.remove_suffix(1);
  return piece;
}

struct Gap {
  enum class Leads { to_object, to_end, nowhere, wrong };
  Leads leads = Leads::nowhere;  // nowhere: the text ends within the gap
  std::size_t bytes = 0;
};

// The punctuation before the next object.
Gap read_gap(std::string_view text, JsonShape shape, bool first) {
  std::size_t at = skip_blanks(text, 0);
  const auto is = [&](char c) { return at < text.size() && text[at] == c; };
  const auto found = [&](Gap::Leads leads) { return Gap{.leads = leads, .bytes = at}; };
  if (shape == JsonShape::array && at < text.size()) {
    bool may_end = is(']') && !first;
    if (!may_end) {
      if (!is(first ? '[' : ',')) return found(Gap::Leads::wrong);
      at = skip_blanks(text, at + 1);
      may_end = is(']') && first;
    }
    if (may_end) {
      at = skip_blanks(text, at + 1);
      return found(at == text.size() ? Gap::Leads::to_end : Gap::Leads::wrong);
    }
  }
  if (at == text.size()) {
    return found(shape == JsonShape::values ? Gap::Leads::to_end : Gap::Leads::nowhere);
  }
  return found(is('{') ? Gap::Leads::to_object : Gap::Leads::wrong);
}

JsonPiece next_value(std::string_view text, JsonShape shape, bool whole, bool first) {
  using Status = JsonPiece::Status;
  const Gap gap = read_gap(text, shape, first);
  JsonPiece piece;
  piece.line_ends_before = count_lines(text.substr(0, gap.bytes));
  if (gap.leads == Gap::Leads::to_end) {
    piece.bytes = text.size();
    piece.status = whole ? Status::end : Status::cut;
  } else if (gap.leads == Gap::Leads::wrong) {
    piece.status = Status::broken;
  } else {
    const std::size_t size = measure_json(text.substr(gap.bytes)).bytes;
    piece.json = text.substr(gap.bytes, size);
    piece.bytes = gap.bytes + size;
    piece.line_ends = piece.line_ends_before + count_lines(piece.json);
    piece.status = size > 0 ? Status::found : whole ? Status::broken : Status::cut;
  }
  return piece;
}

}  // namespace

bool looks_like_json(std::string_view beginning) {
  if (beginning.starts_with("\xEF\xBB\xBF")) beginning.remove_prefix(3);
  if (beginning.starts_with("\xFF\xFE") || beginning.starts_with("\xFE\xFF")) {
    beginning.remove_prefix(2);
  }
  std::string marks;
  for (std::size_t i = 0; i < beginning.size() && marks.size() < 2; ++i) {
    const bool passed_over = beginning[i] == '\0' || kBlanks.find(beginning[i]) != kBlanks.npos;
    if (!passed_over) marks += beginning[i];
  }
  if (marks.size() < 2) return marks == "{";
  constexpr std::string_view kInObject = "\"}";
  constexpr std::string_view kInArray = "{[]\"-0123456789";  // "[Name],[Age]" is a CSV header
  return (marks[0] == '{' && kInObject.find(marks[1]) != kInObject.npos) ||
         (marks[0] == '[' && kInArray.find(marks[1]) != kInArray.npos);
}

JsonShape recognise_shape(std::string_view text) {
  text.remove_prefix(skip_blanks(text, 0));
  if (text.starts_with('[')) return JsonShape::array;
  const std::size_t line_end = std::min(text.find('\n'), text.size());
  const std::size_t size = measure_json(text).bytes;
  if (size <= line_end) return JsonShape::lines;
  const std::size_t next = skip_blanks(text, size);
  return next == text.size() || text[next] == '{' ? JsonShape::values : JsonShape::lines;
}

JsonPiece next_piece(std::string_view text, JsonShape shape, bool whole, bool first) {
  if (shape == JsonShape::lines) return next_line(text, whole);
  return next_value(text, shape, whole, first);
}

JsonExtent measure_json(std::string_view text) {
  JsonExtent extent;
  std::size_t open = 0;
  for (std::size_t at = text.find_first_of("{}[]\""); at < text.size();
       at = text.find_first_of("{}[]\"", at + 1)) {
    if (text[at] == '"') {
      for (++at; at < text.size() && text[at] != '"'; ++at) {
        if (text[at] == '\\') ++at;
      }
    } else if (text[at] == '{' || text[at] == '[') {
      extent.depth = std::max(extent.depth, ++open);
    } else if (open <= 1) {
      extent.bytes = at + 1;
      break;
    } else {
      --open;
    }
  }
  return extent;
}

bool is_json_number(std::string_view text) {
  std::size_t at = 0;
  const auto digits = [&] {
    const std::size_t begin = at;
    while (at < text.size() && text[at] >= '0' && text[at] <= '9') ++at;
    return at > begin;
  };
  const auto take = [&](std::string_view any) {
    const bool taken = at < text.size() && any.find(text[at]) != any.npos;
    at += taken ? 1U : 0U;
    return taken;
  };
  take("-");
  const std::size_t integer = at;
  if (!digits() || (text[integer] == '0' && at > integer + 1)) return false;
  if (take(".") && !digits()) return false;
  if (take("eE")) {
    take("+-");
    if (!digits()) return false;
  }
  return at == text.size();
}

void append_json_string(std::string& out, std::string_view text) {
  out += '"';
  for (const char c : text) {
    if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (static_cast<unsigned char>(c) < 0x20) {
      out += fmt::format("\\u{:04x}", static_cast<unsigned>(c));
    } else {
      out += c;
    }
  }
  out += '"';
}

}  // namespace mikata::ingest
