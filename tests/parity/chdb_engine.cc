// SPDX-License-Identifier: Apache-2.0
#include "tests/parity/chdb_engine.h"

#include <dlfcn.h>
#include <fmt/format.h>

#include <charconv>
#include <cstdlib>
#include <memory>
#include <string_view>

#include "mikata/base/error.h"

namespace mikata::chdb {

// What is used of chdb.h: connections and results are pointers to structs that it keeps to itself.
struct Engine::Api {
  using Connection = void*;
  using Result = void;

  Connection* (*connect)(int, char**) = nullptr;
  void (*close)(Connection*) = nullptr;
  Result* (*query)(Connection, const char*, const char*, const char* const*, const char* const*,
                   std::size_t) = nullptr;
  void (*destroy)(Result*) = nullptr;
  char* (*buffer)(Result*) = nullptr;
  std::size_t (*length)(Result*) = nullptr;
  const char* (*error)(Result*) = nullptr;
  Connection* connection = nullptr;
};

namespace {

template <typename Function>
void load(void* library, const char* name, Function& function) {
  // dlsym gives a pointer to an object; POSIX says that it may be used as one to a function.
  function = reinterpret_cast<Function>(dlsym(library, name));
  if (function == nullptr) fail(ErrorKind::internal, "function not in libchdb.so: {}", name);
}

std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  while (true) {
    const std::size_t end = text.find(separator);
    parts.push_back(text.substr(0, end));
    if (end == std::string_view::npos) return parts;
    text.remove_prefix(end + 1);
  }
}

std::string unescaped(std::string_view text) {
  std::string result;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '\\' || i + 1 == text.size()) {
      result += text[i];
      continue;
    }
    constexpr std::string_view kLetters = "tnrbf0";
    constexpr std::string_view kMeant{"\t\n\r\b\f\0", 6};
    const std::size_t letter = kLetters.find(text[++i]);
    result += letter == std::string_view::npos ? text[i] : kMeant[letter];
  }
  return result;
}

// The type inside Nullable(...) and LowCardinality(...).
std::string_view bare_type(std::string_view type) {
  for (const std::string_view wrapper : {"Nullable(", "LowCardinality("}) {
    if (type.starts_with(wrapper)) {
      return bare_type(type.substr(wrapper.size(), type.size() - wrapper.size() - 1));
    }
  }
  return type;
}

template <typename Number>
Number parsed(std::string_view text) {
  Number number{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || end != text.data() + text.size()) {
    fail(ErrorKind::internal, "number not understood from the engine: {}", text);
  }
  return number;
}

// "2026-10-31 09:30:00.000000" in UTC.
Instant parsed_instant(std::string_view text) {
  const auto day = parse_iso_day(text.substr(0, 10));
  if (!day || text.size() < 19) {
    fail(ErrorKind::internal, "time not understood from the engine: {}", text);
  }
  const auto part = [&](std::size_t at) { return parsed<std::int64_t>(text.substr(at, 2)); };
  std::int64_t microseconds = 0;
  if (text.size() > 20) {
    const std::string digits = fmt::format("{:0<6}", text.substr(20));
    microseconds = parsed<std::int64_t>(digits);
  }
  const std::int64_t seconds = day->days * 86'400LL + part(11) * 3'600 + part(14) * 60 + part(17);
  return {seconds * 1'000'000 + microseconds};
}

Value parsed_value(std::string_view text, std::string_view type) {
  if (text == "\\N") return std::monostate{};
  if (type == "Bool") return std::int64_t{text == "true"};
  if (type.starts_with("Int") || type.starts_with("UInt")) return parsed<std::int64_t>(text);
  if (type.starts_with("Float") || type.starts_with("Decimal")) return parsed<double>(text);
  if (type.starts_with("DateTime")) return parsed_instant(text);
  if (type.starts_with("Date")) return *parse_iso_day(text);
  return unescaped(text);
}

ColumnType column_type(std::string_view type) {
  if (type == "Bool" || type.starts_with("Int") || type.starts_with("UInt")) {
    return ColumnType::integer;
  }
  if (type.starts_with("Float") || type.starts_with("Decimal")) return ColumnType::number;
  if (type.starts_with("DateTime")) return ColumnType::timestamp;
  return type.starts_with("Date") ? ColumnType::date : ColumnType::string;
}

}  // namespace

Engine::Engine(const std::filesystem::path& library) : api_(nullptr) {
  // Never closed: the engine's threads outlive the connection.
  void* handle = dlopen(library.c_str(), RTLD_NOW | RTLD_LOCAL);
  if (handle == nullptr) {
    fail(ErrorKind::not_found, "libchdb.so not found: {} (tools/setup --test fetches it)",
         dlerror());
  }
  auto api = std::make_unique<Api>();
  load(handle, "chdb_connect", api->connect);
  load(handle, "chdb_close_conn", api->close);
  load(handle, "chdb_query_with_params", api->query);
  load(handle, "chdb_destroy_query_result", api->destroy);
  load(handle, "chdb_result_buffer", api->buffer);
  load(handle, "chdb_result_length", api->length);
  load(handle, "chdb_result_error", api->error);
  char name[] = "clickhouse";
  char* arguments[] = {name, nullptr};
  api->connection = api->connect(1, arguments);
  if (api->connection == nullptr) fail(ErrorKind::internal, "libchdb.so did not start");
  api_ = api.release();
}

Engine::~Engine() {
  api_->close(api_->connection);
  delete api_;
}

std::string Engine::run(const std::string& sql, const std::vector<Parameter>& parameters) const {
  std::vector<const char*> names;
  std::vector<const char*> values;
  for (const auto& parameter : parameters) {
    names.push_back(parameter.name.c_str());
    values.push_back(parameter.value.c_str());
  }
  Api::Result* result = api_->query(*api_->connection, sql.c_str(), "TabSeparatedWithNamesAndTypes",
                                    names.data(), values.data(), names.size());
  if (result == nullptr) fail(ErrorKind::internal, "libchdb.so gave no result: {}", sql);
  const char* error = api_->error(result);
  const std::string message = error == nullptr ? "" : error;
  std::string text;
  if (api_->buffer(result) != nullptr) text.assign(api_->buffer(result), api_->length(result));
  api_->destroy(result);
  if (!message.empty()) fail(ErrorKind::internal, "{}\n{}", message, sql);
  return text;
}

Table Engine::query(const std::string& sql, const std::vector<Parameter>& parameters) const {
  const std::string text = run(sql, parameters);
  auto lines = split(text, '\n');
  Table table;
  if (lines.size() < 2) return table;
  const auto names = split(lines[0], '\t');
  auto types = split(lines[1], '\t');
  std::vector<std::string> bare;
  for (std::size_t i = 0; i < names.size(); ++i) {
    bare.emplace_back(bare_type(unescaped(types[i])));
    table.columns.push_back({.name = unescaped(names[i]), .type = column_type(bare[i])});
  }
  // The text ends with a line feed, so the last part is empty.
  for (std::size_t line = 2; line + 1 < lines.size(); ++line) {
    const auto cells = split(lines[line], '\t');
    Row row;
    for (std::size_t i = 0; i < bare.size(); ++i) row.push_back(parsed_value(cells[i], bare[i]));
    table.rows.push_back(std::move(row));
  }
  return table;
}

std::string escaped(const Value& value) {
  struct Writer {
    std::string operator()(std::monostate) const { return "\\N"; }
    std::string operator()(std::int64_t number) const { return fmt::to_string(number); }
    std::string operator()(double number) const { return fmt::format("{}", number); }
    std::string operator()(Day day) const { return to_string(day); }
    std::string operator()(Instant instant) const {
      std::string text = to_string(instant);
      text.pop_back();  // Z
      text[10] = ' ';
      return text;
    }
    std::string operator()(const std::string& text) const {
      std::string result;
      for (const char c : text) {
        if (c == '\\') result += "\\\\";
        if (c == '\t') result += "\\t";
        if (c == '\n') result += "\\n";
        if (c == '\0') result += "\\0";
        if (c != '\\' && c != '\t' && c != '\n' && c != '\0') result += c;
      }
      return result;
    }
  };
  return std::visit(Writer{}, value);
}

}  // namespace mikata::chdb
