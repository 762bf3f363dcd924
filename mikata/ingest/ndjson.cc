// SPDX-License-Identifier: Apache-2.0
#include "mikata/ingest/ndjson.h"

#include <algorithm>
#include <cassert>

#include "mikata/base/error.h"
#include "mikata/ingest/csv_dialect.h"

namespace mikata::ingest {

namespace {

using simdjson::ondemand::json_type;

constexpr const char* kMoreColumn = "_more";
constexpr const char* kTwice = "a key stands in it twice";
constexpr const char* kTooDeep = "nested deeper than 64 levels";
constexpr const char* kTooLong = "a value is too long";
constexpr const char* kTrailing = "something follows the object";
constexpr const char* kZero = "a zero character (\\u0000) in a text";
constexpr const char* kBroken = "an object, a comma or the end is missing";
constexpr const char* kNoNumber = "not a number";

// The object's text ends the token.
std::string_view without_blanks(std::string_view token) {
  return token.substr(0, std::min(token.find_last_not_of(" \t\r\n") + 1, token.size()));
}

std::string_view in_japanese(std::string_view reason) {
  if (reason == kTwice) return "同じキーが2回あります";
  if (reason == kTooDeep) return "入れ子が64段を超えています";
  if (reason == kTooLong) return "値が長すぎます";
  if (reason == kTrailing) return "オブジェクトの後に余分なものがあります";
  if (reason == kZero) return "文字の中にゼロ文字（\\u0000）があります";
  if (reason == kBroken) return "オブジェクト、コンマ、終わりのどれかがありません";
  if (reason == kNoNumber) return "数として読めません";
  return "JSONのオブジェクトとして読めません";
}

Localized localized_reason(std::string_view reason) {
  return {std::string(in_japanese(reason)), std::string(reason)};
}

}  // namespace

NdjsonReader::NdjsonReader(std::unique_ptr<ByteSource> bytes, const ReadLimits& limits,
                           std::size_t window_bytes)
    : window_(std::move(bytes), window_bytes), limits_(limits) {
  window_.fill();
  shape_ = recognise_shape(window_.text());
  read_header();
}

// Columns from every object that lies wholly in the first window, at least one.
void NdjsonReader::read_header() {
  std::string_view rest = window_.text();
  const char* wrong = nullptr;
  const Found add = [&](const Cell& cell) -> const char* {
    if (columns_.try_emplace(std::string(cell.key), header_.size()).second) {
      header_.emplace_back(cell.key);
    }
    return nullptr;
  };
  for (bool first = true;;) {
    const JsonPiece piece = next_piece(rest, shape_, window_.ended(), first);
    if (piece.status == JsonPiece::Status::cut && header_.empty() && window_.fill()) {
      rest = window_.text();
      first = true;
      continue;
    }
    if (piece.status == JsonPiece::Status::broken && wrong == nullptr) wrong = kBroken;
    if (piece.status != JsonPiece::Status::found) break;
    const char* found_wrong = visit(piece.json, add);
    if (wrong == nullptr) wrong = found_wrong;
    rest.remove_prefix(piece.bytes);
    first = false;
  }
  if (header_.empty()) {
    const Localized reason = wrong != nullptr ? localized_reason(wrong) : Localized{};
    fail(ErrorKind::invalid_argument,
         {"キーのある JSON のオブジェクトがありません{}{}（1 つのオブジェクトが 1 行です）",
          "no JSON object with keys in it{}{} (one object is one row)"},
         wrong != nullptr ? ": " : "", reason);
  }
  keys_ = header_;
  has_more_column_ = !window_.ended();
  if (has_more_column_) header_.emplace_back(kMoreColumn);
  if (header_.size() > kMaxColumns) {
    fail(ErrorKind::invalid_argument,
         {"キーは {} 個までです: {} 個あります", "more than {} keys: {}"}, kMaxColumns,
         header_.size());
  }
  header_ = column_names(header_);
  seen_in_.assign(header_.size(), 0);
}

void NdjsonReader::start(CellBatch& batch) {
  batch.rows = 0;
  batch.columns.resize(header_.size());
  room_ = rows_per_batch(limits_, header_.size());
  for (CellColumn& column : batch.columns) {
    column.bytes.clear();
    column.ends.resize(room_);
    column.present.resize(room_);
  }
  batch.lines.resize(room_);
  batch.bad_rows.clear();
  batch_bytes_ = 0;
}

void NdjsonReader::finish(CellBatch& batch) {
  for (CellColumn& column : batch.columns) {
    column.ends.resize(batch.rows);
    column.present.resize(batch.rows);
  }
  batch.lines.resize(batch.rows);
}

bool NdjsonReader::next(CellBatch& batch) {
  start(batch);
  while (batch.rows < room_ && batch.bad_rows.size() < room_ && batch_bytes_ < kBatchBytes) {
    const JsonPiece piece = next_piece(window_.text(), shape_, window_.ended(), first_piece_);
    if (piece.status == JsonPiece::Status::end) break;
    if (piece.status == JsonPiece::Status::broken) {
      fail(ErrorKind::invalid_argument,
           {"{} 行目: JSON として読めません: {}", "line {}: not JSON: {}"},
           line_ + piece.line_ends_before, localized_reason(kBroken));
    }
    if (piece.status == JsonPiece::Status::cut) {
      more();
      continue;
    }
    first_piece_ = false;
    read_piece(batch, piece);
    window_.consume_to(window_.begin() + piece.bytes);
    line_ += piece.line_ends;
  }
  finish(batch);
  return batch.rows > 0 || !batch.bad_rows.empty();
}

void NdjsonReader::more() {
  if (window_.fill()) return;
  fail(ErrorKind::invalid_argument,
       {"{} 行目: 1 つのオブジェクトが {} MB を超えています",
        "line {}: the object is longer than {} MB"},
       line_, TextWindow::kMaxBytes >> 20);
}

void NdjsonReader::read_piece(CellBatch& batch, const JsonPiece& piece) {
  const std::int64_t line = line_ + piece.line_ends_before;
  ++row_number_;
  expected_ = 0;
  more_.clear();
  const char* wrong = visit(piece.json, [&](const Cell& cell) { return add_cell(batch, cell); });
  if (wrong == kTooLong) {
    fail(ErrorKind::invalid_argument,
         {"{} 行目: {}（{} バイトを超えています）", "line {}: {} (more than {} bytes)"}, line,
         localized_reason(wrong), limits_.max_field_bytes);
  }
  if (wrong == nullptr && !more_.empty()) {
    more_ += '}';
    wrong = put_cell(batch, header_.size() - 1, {.key = kMoreColumn, .text = more_});
  }
  const std::size_t row = batch.rows;
  for (std::size_t i = 0; i < batch.columns.size(); ++i) {
    CellColumn& column = batch.columns[i];
    if (wrong != nullptr) {
      column.bytes.resize(row == 0 ? 0 : column.ends[row - 1]);
    } else if (seen_in_[i] != row_number_) {
      column.ends[row] = static_cast<std::uint32_t>(column.bytes.size());
      column.present[row] = 0;
    }
  }
  if (wrong != nullptr) {
    batch.bad_rows.push_back({.line = line,
                              .reason_ja = std::string(in_japanese(wrong)),
                              .reason_en = fmt::format("not a JSON object to read: {}", wrong),
                              .value = std::string(beginning_of(piece.json, kReportedBytes))});
    return;
  }
  batch.lines[row] = line;
  batch_bytes_ += piece.json.size();
  ++batch.rows;
}

// The column of a key; header_.size() when it has none. Objects mostly have their keys in one
// order.
std::size_t NdjsonReader::column_of(std::string_view key) {
  if (expected_ < keys_.size() && keys_[expected_] == key) return expected_++;
  const auto found = columns_.find(key);
  if (found == columns_.end()) return header_.size();
  expected_ = found->second + 1;
  return found->second;
}

const char* NdjsonReader::add_cell(CellBatch& batch, const Cell& cell) {
  const std::size_t index = column_of(cell.key);
  if (index == header_.size()) {
    assert(has_more_column_);  // else every key of the file is known
    more_ += more_.empty() ? '{' : ',';
    append_json_string(more_, cell.key);
    more_ += ':';
    if (cell.is_text) {
      append_json_string(more_, cell.text);
    } else {
      more_ += cell.present ? cell.text : "null";
    }
    return nullptr;
  }
  return put_cell(batch, index, cell);
}

const char* NdjsonReader::put_cell(CellBatch& batch, std::size_t index, const Cell& cell) {
  if (static_cast<std::int64_t>(cell.text.size()) > limits_.max_field_bytes) return kTooLong;
  if (seen_in_[index] == row_number_) return kTwice;
  seen_in_[index] = row_number_;
  CellColumn& column = batch.columns[index];
  column.bytes.append(cell.text);
  column.ends[batch.rows] = static_cast<std::uint32_t>(column.bytes.size());
  column.present[batch.rows] = cell.present ? 1 : 0;
  return nullptr;
}

const char* NdjsonReader::visit(std::string_view json, const Found& found) {
  // The window has room behind every text for what simdjson reads ahead.
  const simdjson::padded_string_view padded(json, json.size() + simdjson::SIMDJSON_PADDING);
  static_assert(TextWindow::kPadding >= simdjson::SIMDJSON_PADDING);
  simdjson::ondemand::document document;
  if (const auto error = parser_.iterate(padded).get(document)) {
    return simdjson::error_message(error);
  }
  simdjson::ondemand::object object;
  if (const auto error = document.get_object().get(object)) return simdjson::error_message(error);
  path_.clear();
  if (const char* wrong = visit_object(object, found)) return wrong;
  return document.current_location().error() == simdjson::OUT_OF_BOUNDS ? nullptr : kTrailing;
}

const char* NdjsonReader::visit_object(simdjson::ondemand::object object, const Found& found) {
  const std::size_t prefix = path_.size();
  for (auto entry : object) {
    simdjson::ondemand::field field;
    if (const auto error = std::move(entry).get(field)) return simdjson::error_message(error);
    std::string_view key;
    if (const auto error = field.unescaped_key().get(key)) return simdjson::error_message(error);
    if (key.find('\0') != key.npos) return kZero;
    path_.resize(prefix);
    if (prefix > 0) path_ += '.';
    path_ += key;
    if (const char* wrong = visit_value(field.value(), found, prefix == 0 ? 0 : 1)) return wrong;
  }
  path_.resize(prefix);
  return nullptr;
}

const char* NdjsonReader::visit_value(simdjson::ondemand::value value, const Found& found,
                                      std::size_t level) {
  json_type type = json_type::null;
  if (const auto error = value.type().get(type)) return simdjson::error_message(error);
  if (type == json_type::string) {
    std::string_view text;
    if (const auto error = value.get_string().get(text)) return simdjson::error_message(error);
    if (text.find('\0') != text.npos) return kZero;
    return found({.key = path_, .text = text, .is_text = true});
  }
  if (type == json_type::array) {
    simdjson::ondemand::array array;
    std::string_view json;
    if (const auto error = value.get_array().get(array)) return simdjson::error_message(error);
    if (const auto error = array.raw_json().get(json)) return simdjson::error_message(error);
    return found_json(json, found);
  }
  if (type == json_type::object) {
    simdjson::ondemand::object object;
    std::string_view json;
    if (const auto error = value.get_object().get(object)) return simdjson::error_message(error);
    if (level == 0) return visit_object(object, found);
    if (const auto error = object.raw_json().get(json)) return simdjson::error_message(error);
    return found_json(json, found);
  }
  const std::string_view token = without_blanks(value.raw_json_token());
  if (type == json_type::number) {
    double ignored = 0;
    const auto error = value.get_double().get(ignored);  // steps over it
    if (!is_json_number(token)) return kNoNumber;
    if (error && error != simdjson::NUMBER_ERROR) return simdjson::error_message(error);
    return found({.key = path_, .text = token});
  }
  if (type == json_type::boolean) {
    bool ignored = false;
    if (const auto error = value.get_bool().get(ignored)) return simdjson::error_message(error);
    return found({.key = path_, .text = token});
  }
  if (token != "null" || !value.is_null()) return "not a value";
  return found({.key = path_, .text = "", .present = false});
}

// An array or a deeper object: kept as text, so it is checked here.
const char* NdjsonReader::found_json(std::string_view json, const Found& found) {
  json = without_blanks(json);
  if (measure_json(json).depth + 2 > kMaxJsonDepth) return kTooDeep;
  if (const auto error = checker_.parse(json.data(), json.size()).error()) {
    return simdjson::error_message(error);
  }
  return found({.key = path_, .text = json});
}

}  // namespace mikata::ingest
