// SPDX-License-Identifier: Apache-2.0
#include "mikata/store/duckdb.h"

#include <algorithm>
#include <chrono>
#include <optional>
#include <thread>

#include "mikata/base/error.h"
#include "mikata/store/dialect.h"

namespace mikata::duck {

void fail_stopped() { fail(ErrorKind::unavailable, {"計算を中止しました", "query stopped"}); }

namespace {

// The message decides what the caller can do: a full disk passes, a wrong statement does not.
[[noreturn]] void fail_engine(std::string_view message, std::string_view sql) {
  const auto says = [&](std::string_view part) {
    return message.find(part) != std::string_view::npos;
  };
  if (says("INTERRUPT")) fail_stopped();
  if (says("No space left") || says("File too large") || says("failed to allocate") ||
      says("max_temp_directory_size")) {
    fail(ErrorKind::unavailable,
         {"ディスクがいっぱいです: 何も書き込んでいません（空きを作って、もう一度試してください）: "
          "{}",
          "disk is full: nothing was written (free some space and try again): {}"},
         message.substr(0, 200));
  }
  if (says("Out of Memory")) {
    fail(ErrorKind::unavailable,
         {"許されたメモリでは計算できません: {}", "query needs more memory than allowed: {}"},
         message.substr(0, 200));
  }
  fail(ErrorKind::internal, "database refused a statement: {} in: {}", message,
       sql.substr(0, 2000));
}

// What the database says of its failure, which may be nothing.
std::string_view told(const char* message) { return message == nullptr ? "" : message; }

struct Prepared {
  duckdb_prepared_statement handle = nullptr;
  Prepared() = default;
  Prepared(const Prepared&) = delete;
  Prepared& operator=(const Prepared&) = delete;
  ~Prepared() { duckdb_destroy_prepare(&handle); }
};

struct Pending {
  duckdb_pending_result handle = nullptr;
  Pending() = default;
  Pending(const Pending&) = delete;
  Pending& operator=(const Pending&) = delete;
  ~Pending() { duckdb_destroy_pending(&handle); }
};

struct QueryResult {
  duckdb_result handle{};
  QueryResult() = default;
  QueryResult(const QueryResult&) = delete;
  QueryResult& operator=(const QueryResult&) = delete;
  ~QueryResult() { duckdb_destroy_result(&handle); }
};

struct Chunk {
  duckdb_data_chunk handle = nullptr;
  explicit Chunk(duckdb_data_chunk chunk) : handle(chunk) {}
  Chunk(const Chunk&) = delete;
  Chunk& operator=(const Chunk&) = delete;
  ~Chunk() { duckdb_destroy_data_chunk(&handle); }
};

duckdb_state bind_value(duckdb_prepared_statement statement, idx_t index, const Value& value) {
  if (const auto* integer = std::get_if<std::int64_t>(&value)) {
    return duckdb_bind_int64(statement, index, *integer);
  }
  if (const auto* number = std::get_if<double>(&value)) {
    return duckdb_bind_double(statement, index, *number);
  }
  if (const auto* text = std::get_if<std::string>(&value)) {
    return duckdb_bind_varchar_length(statement, index, text->data(), text->size());
  }
  if (const auto* day = std::get_if<Day>(&value)) {
    return duckdb_bind_date(statement, index, duckdb_date{day->days});
  }
  if (const auto* instant = std::get_if<Instant>(&value)) {
    return duckdb_bind_timestamp(statement, index, duckdb_timestamp{instant->microseconds});
  }
  return duckdb_bind_null(statement, index);
}

// A column's reader: the raw data of one vector and how to make a Value of a row.
struct VectorReader {
  duckdb_type type = DUCKDB_TYPE_INVALID;
  duckdb_type internal = DUCKDB_TYPE_INVALID;  // of a DECIMAL
  double scale = 1;                            // of a DECIMAL
};

template <typename T>
T at(void* data, idx_t row) {
  return static_cast<T*>(data)[row];
}

std::string text_at(void* data, idx_t row) {
  auto* strings = static_cast<duckdb_string_t*>(data);
  return {duckdb_string_t_data(&strings[row]), duckdb_string_t_length(strings[row])};
}

Value huge_at(void* data, idx_t row) {
  const auto huge = at<duckdb_hugeint>(data, row);
  const bool small =
      (huge.upper == 0 && huge.lower <= INT64_MAX) || (huge.upper == -1 && huge.lower > INT64_MAX);
  if (small) return static_cast<std::int64_t>(huge.lower);
  return duckdb_hugeint_to_double(huge);
}

Value decimal_at(void* data, idx_t row, const VectorReader& reader) {
  switch (reader.internal) {
    case DUCKDB_TYPE_SMALLINT:
      return static_cast<double>(at<std::int16_t>(data, row)) / reader.scale;
    case DUCKDB_TYPE_INTEGER:
      return static_cast<double>(at<std::int32_t>(data, row)) / reader.scale;
    case DUCKDB_TYPE_BIGINT:
      return static_cast<double>(at<std::int64_t>(data, row)) / reader.scale;
    default:
      return duckdb_hugeint_to_double(at<duckdb_hugeint>(data, row)) / reader.scale;
  }
}

Value value_at(void* data, idx_t row, const VectorReader& reader) {
  switch (reader.type) {
    case DUCKDB_TYPE_BOOLEAN:
      return static_cast<std::int64_t>(at<bool>(data, row));
    case DUCKDB_TYPE_TINYINT:
      return static_cast<std::int64_t>(at<std::int8_t>(data, row));
    case DUCKDB_TYPE_SMALLINT:
      return static_cast<std::int64_t>(at<std::int16_t>(data, row));
    case DUCKDB_TYPE_INTEGER:
      return static_cast<std::int64_t>(at<std::int32_t>(data, row));
    case DUCKDB_TYPE_BIGINT:
      return at<std::int64_t>(data, row);
    case DUCKDB_TYPE_UTINYINT:
      return static_cast<std::int64_t>(at<std::uint8_t>(data, row));
    case DUCKDB_TYPE_USMALLINT:
      return static_cast<std::int64_t>(at<std::uint16_t>(data, row));
    case DUCKDB_TYPE_UINTEGER:
      return static_cast<std::int64_t>(at<std::uint32_t>(data, row));
    case DUCKDB_TYPE_UBIGINT:
      return static_cast<std::int64_t>(at<std::uint64_t>(data, row));
    case DUCKDB_TYPE_HUGEINT:
      return huge_at(data, row);
    case DUCKDB_TYPE_FLOAT:
      return static_cast<double>(at<float>(data, row));
    case DUCKDB_TYPE_DOUBLE:
      return at<double>(data, row);
    case DUCKDB_TYPE_DECIMAL:
      return decimal_at(data, row, reader);
    case DUCKDB_TYPE_DATE:
      return Day{at<duckdb_date>(data, row).days};
    case DUCKDB_TYPE_TIMESTAMP:
    case DUCKDB_TYPE_TIMESTAMP_TZ:
      return Instant{at<duckdb_timestamp>(data, row).micros};
    case DUCKDB_TYPE_VARCHAR:
      return text_at(data, row);
    case DUCKDB_TYPE_SQLNULL:
      return std::monostate{};
    default:
      fail(ErrorKind::internal, "query returns a type that is not read: {}",
           static_cast<int>(reader.type));
  }
}

ColumnType column_type(duckdb_type type) {
  switch (type) {
    case DUCKDB_TYPE_FLOAT:
    case DUCKDB_TYPE_DOUBLE:
    case DUCKDB_TYPE_DECIMAL:
      return ColumnType::number;
    case DUCKDB_TYPE_DATE:
      return ColumnType::date;
    case DUCKDB_TYPE_TIMESTAMP:
    case DUCKDB_TYPE_TIMESTAMP_TZ:
      return ColumnType::timestamp;
    case DUCKDB_TYPE_VARCHAR:
      return ColumnType::string;
    default:
      return ColumnType::integer;
  }
}

VectorReader reader_of(duckdb_result& result, idx_t column) {
  VectorReader reader;
  reader.type = duckdb_column_type(&result, column);
  if (reader.type != DUCKDB_TYPE_DECIMAL) return reader;
  duckdb_logical_type logical = duckdb_column_logical_type(&result, column);
  reader.internal = duckdb_decimal_internal_type(logical);
  for (int i = 0; i < duckdb_decimal_scale(logical); ++i) reader.scale *= 10;
  duckdb_destroy_logical_type(&logical);
  return reader;
}

void read_chunk(duckdb_data_chunk chunk, const std::vector<VectorReader>& readers, Table& table) {
  const idx_t rows = duckdb_data_chunk_get_size(chunk);
  const std::size_t first = table.rows.size();
  table.rows.resize(first + rows, Row(readers.size()));
  for (idx_t c = 0; c < readers.size(); ++c) {
    duckdb_vector vector = duckdb_data_chunk_get_vector(chunk, c);
    void* data = duckdb_vector_get_data(vector);
    std::uint64_t* validity = duckdb_vector_get_validity(vector);
    for (idx_t r = 0; r < rows; ++r) {
      if (validity != nullptr && !duckdb_validity_row_is_valid(validity, r)) continue;
      table.rows[first + r][c] = value_at(data, r, readers[c]);
    }
  }
}

Table read_result(duckdb_result& result) {
  Table table;
  std::vector<VectorReader> readers;
  const idx_t columns = duckdb_column_count(&result);
  for (idx_t c = 0; c < columns; ++c) {
    readers.push_back(reader_of(result, c));
    table.columns.push_back({duckdb_column_name(&result, c), column_type(readers.back().type)});
  }
  for (;;) {
    const Chunk chunk(duckdb_fetch_chunk(result));
    if (chunk.handle == nullptr) break;
    read_chunk(chunk.handle, readers, table);
  }
  return table;
}

void bind_all(duckdb_prepared_statement statement, const Query& query, const std::string& sql) {
  for (const auto& name : parameter_names(sql)) {
    const Binding* found = nullptr;
    for (const auto& binding : query.bindings) {
      if (binding.name == name) found = &binding;
    }
    if (found == nullptr) fail(ErrorKind::internal, "query parameter without a value: {}", name);
    idx_t index = 0;
    if (duckdb_bind_parameter_index(statement, &index, name.c_str()) == DuckDBError ||
        bind_value(statement, index, found->value) == DuckDBError) {
      fail(ErrorKind::internal, "query parameter not bound: {}", name);
    }
  }
}

struct Config {
  duckdb_config handle = nullptr;
  Config() { duckdb_create_config(&handle); }
  Config(const Config&) = delete;
  Config& operator=(const Config&) = delete;
  ~Config() { duckdb_destroy_config(&handle); }
  void set(const char* name, const std::string& value) {
    if (duckdb_set_config(handle, name, value.c_str()) == DuckDBError) {
      fail(ErrorKind::internal, "database setting refused: {} = {}", name, value);
    }
  }
};

}  // namespace

Database::Database(const DatabaseOptions& options) {
  Config config;
  config.set("memory_limit", options.memory_limit);
  if (options.threads > 0) config.set("threads", std::to_string(options.threads));
  config.set("autoinstall_known_extensions", "false");
  config.set("autoload_known_extensions", "false");
  config.set("allow_community_extensions", "false");
  config.set("default_null_order", "nulls_last");
  if (!options.file.empty()) {
    config.set("temp_directory", options.file.parent_path() / "tmp");
  }
  char* message = nullptr;
  const std::string file = options.file.string();
  const char* path = file.empty() ? nullptr : file.c_str();
  if (duckdb_open_ext(path, &handle_, config.handle, &message) == DuckDBSuccess) return;
  const std::string text = message == nullptr ? "no reason given" : message;
  duckdb_free(message);
  if (text.find("Conflicting lock") != std::string::npos) {
    const std::size_t begin = std::min(text.find("PID "), text.size());
    const std::size_t end = std::min(text.find(')', begin), text.size());
    fail(ErrorKind::conflict,
         {"ブックは別のプログラムが使っています: "
          "{}（{}。それを終わらせるか、終わるのを待ってください）",
          "book is in use by another process: {} ({}; stop it, or wait for it)"},
         options.file.parent_path().string(), text.substr(begin, end - begin));
  }
  fail(ErrorKind::unavailable, {"ブックのデータを開けません: {}", "facts cannot be opened: {}"},
       text);
}

Database::~Database() { duckdb_close(&handle_); }

Connection::Connection(const Database& database) {
  if (duckdb_connect(database.handle(), &handle_) == DuckDBError) {
    fail(ErrorKind::unavailable, {"データベースにつながりません", "database gives no connection"});
  }
}

Connection::~Connection() { duckdb_disconnect(&handle_); }

std::string Connection::attempt(const std::string& sql) {
  QueryResult result;
  if (duckdb_query(handle_, sql.c_str(), &result.handle) == DuckDBSuccess) return "";
  const char* message = duckdb_result_error(&result.handle);
  return message == nullptr ? "no reason given" : message;
}

void Connection::execute(const std::string& sql) {
  const std::string problem = attempt(sql);
  if (!problem.empty()) fail_engine(problem, sql);
}

bool Connection::fold_log() {
  const std::string sql = "CHECKPOINT";
  const std::string problem = attempt(sql);
  if (problem.find("Cannot CHECKPOINT") != std::string::npos) return false;
  if (!problem.empty()) fail_engine(problem, sql);
  return true;
}

namespace {

constexpr std::chrono::microseconds kNap{20};

// Runs a statement to its end. duckdb_execute_prepared would ask without a pause while other
// threads have the last of the work, and keep a core from them.
void run_to_end(duckdb_prepared_statement statement, QueryResult& result, const std::string& sql) {
  Pending pending;
  if (duckdb_pending_prepared(statement, &pending.handle) == DuckDBError) {
    fail_engine(told(duckdb_pending_error(pending.handle)), sql);
  }
  for (;;) {
    const duckdb_pending_state state = duckdb_pending_execute_task(pending.handle);
    if (duckdb_pending_execution_is_finished(state)) break;
    if (state == DUCKDB_PENDING_NO_TASKS_AVAILABLE) std::this_thread::sleep_for(kNap);
  }
  if (duckdb_execute_pending(pending.handle, &result.handle) == DuckDBError) {
    const char* message = duckdb_result_error(&result.handle);
    fail_engine(told(message != nullptr ? message : duckdb_pending_error(pending.handle)), sql);
  }
}

}  // namespace

Table Connection::query(const Query& query) {
  const std::string sql = expand_dialect(query.sql, Engine::duckdb);
  if (query.stop.stop_requested()) fail_stopped();
  Prepared statement;
  if (duckdb_prepare(handle_, sql.c_str(), &statement.handle) == DuckDBError) {
    fail_engine(told(duckdb_prepare_error(statement.handle)), sql);
  }
  bind_all(statement.handle, query, sql);
  const std::stop_callback interrupt(query.stop, [this] { duckdb_interrupt(handle_); });
  QueryResult result;
  run_to_end(statement.handle, result, sql);
  return read_result(result.handle);
}

std::int64_t Connection::number(const Query& query) {
  const Table table = this->query(query);
  return table.rows.empty() || is_null(table.rows[0][0]) ? 0 : as_integer(table.rows[0][0]);
}

namespace {

// As many rows as fit into a chunk.
constexpr std::size_t kChunk = 2048;

void fill(duckdb_vector vector, const GivenColumn& column, std::size_t first, std::size_t rows) {
  std::visit(
      [&](const auto& values) {
        using Number = typename std::decay_t<decltype(values)>::value_type;
        auto* data = static_cast<Number*>(duckdb_vector_get_data(vector));
        std::copy_n(values.begin() + static_cast<std::ptrdiff_t>(first), rows, data);
      },
      column.values);
}

}  // namespace

void Connection::give(std::span<const GivenTable> tables) {
  for (const GivenTable& table : tables) {
    std::string columns;
    for (const auto& [name, values] : table.columns) {
      columns += (columns.empty() ? "" : ", ") + name;
      columns += values.index() == 0 ? " BIGINT" : " DOUBLE";
    }
    execute("CREATE OR REPLACE TEMP TABLE " + table.name + " (" + columns + ")");
    Appender appender(*this, table.name);
    for (std::size_t first = 0; first < table.rows(); first += kChunk) {
      const std::size_t rows = std::min(kChunk, table.rows() - first);
      for (std::size_t c = 0; c < table.columns.size(); ++c) {
        fill(appender.column(c), table.columns[c], first, rows);
      }
      appender.flush_chunk(rows);
    }
    appender.close();
  }
}

void Connection::take_back(std::span<const GivenTable> tables) {
  for (const GivenTable& table : tables) execute("DROP TABLE temp." + table.name);
}

Appender::Appender(const Connection& connection, const std::string& table) {
  if (duckdb_appender_create(connection.handle(), nullptr, table.c_str(), &handle_) ==
      DuckDBError) {
    const char* message = duckdb_appender_error(handle_);
    const std::string text = message == nullptr ? "" : message;
    duckdb_appender_destroy(&handle_);
    fail(ErrorKind::internal, "table takes no rows: {}: {}", table, text);
  }
  const idx_t columns = duckdb_appender_column_count(handle_);
  std::vector<duckdb_logical_type> types;
  for (idx_t c = 0; c < columns; ++c) types.push_back(duckdb_appender_column_type(handle_, c));
  chunk_ = duckdb_create_data_chunk(types.data(), columns);
  for (auto& type : types) duckdb_destroy_logical_type(&type);
}

Appender::~Appender() {
  duckdb_destroy_data_chunk(&chunk_);
  duckdb_appender_destroy(&handle_);
}

duckdb_vector Appender::column(std::size_t index) const {
  return duckdb_data_chunk_get_vector(chunk_, index);
}

void Appender::flush_chunk(std::size_t rows) {
  duckdb_data_chunk_set_size(chunk_, rows);
  if (duckdb_append_data_chunk(handle_, chunk_) == DuckDBError) {
    fail_engine(told(duckdb_appender_error(handle_)), "append");
  }
  duckdb_data_chunk_reset(chunk_);
}

void Appender::close() {
  if (duckdb_appender_close(handle_) == DuckDBError) {
    fail_engine(told(duckdb_appender_error(handle_)), "append");
  }
}

}  // namespace mikata::duck
