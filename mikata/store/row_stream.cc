// SPDX-License-Identifier: Apache-2.0
#include "mikata/store/row_stream.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstring>

#include "mikata/base/error.h"
#include "mikata/store/row_hash.h"

namespace mikata::duck {
namespace {

constexpr const char* kFunction = "rows_on_their_way";
constexpr std::size_t kSlice = 2048;  // rows of a DuckDB vector
constexpr idx_t kManyThreads = 64;    // the database has its own limit

struct LogicalType {
  duckdb_logical_type handle;
  explicit LogicalType(duckdb_type type) : handle(duckdb_create_logical_type(type)) {}
  LogicalType(const LogicalType&) = delete;
  LogicalType& operator=(const LogicalType&) = delete;
  ~LogicalType() { duckdb_destroy_logical_type(&handle); }
};

struct ConstantValue {
  duckdb_value handle;
  explicit ConstantValue(duckdb_value value) : handle(value) {}
  ConstantValue(const ConstantValue&) = delete;
  ConstantValue& operator=(const ConstantValue&) = delete;
  ~ConstantValue() { duckdb_destroy_value(&handle); }
};

duckdb_type database_type(FactType type) {
  switch (type) {
    case FactType::text:
      return DUCKDB_TYPE_VARCHAR;
    case FactType::real:
      return DUCKDB_TYPE_DOUBLE;
    case FactType::boolean:
      return DUCKDB_TYPE_BOOLEAN;
    case FactType::day:
      return DUCKDB_TYPE_DATE;
    case FactType::instant:
      return DUCKDB_TYPE_TIMESTAMP;
    default:
      return DUCKDB_TYPE_BIGINT;
  }
}

// The same text in every row of the vector.
void fill_constant(duckdb_vector vector, const std::string& text) {
  const ConstantValue value(duckdb_create_varchar_length(text.data(), text.size()));
  duckdb_vector_reference_value(vector, value.handle);
}

// Which rows of a vector have a value; made only when one has none.
class Validity {
 public:
  explicit Validity(duckdb_vector vector) : vector_(vector) {}
  void set_null(std::size_t row) { duckdb_validity_set_row_invalid(mask(), row); }
  void set_all_null() { std::fill_n(mask(), kSlice / 64, 0); }

 private:
  std::uint64_t* mask() {
    if (mask_ == nullptr) {
      duckdb_vector_ensure_validity_writable(vector_);
      mask_ = duckdb_vector_get_validity(vector_);
    }
    return mask_;
  }

  duckdb_vector vector_;
  std::uint64_t* mask_ = nullptr;
};

template <typename T>
void fill_numbers(duckdb_vector vector, const BatchColumn& column, std::size_t first,
                  std::size_t rows) {
  auto* data = static_cast<T*>(duckdb_vector_get_data(vector));
  Validity validity(vector);
  for (std::size_t i = 0; i < rows; ++i) {
    if (column.valid[first + i] == 0) {
      validity.set_null(i);
    } else if constexpr (std::is_same_v<T, double>) {
      data[i] = column.reals[first + i];
    } else {
      data[i] = static_cast<T>(column.integers[first + i]);
    }
  }
}

void fill_texts(duckdb_vector vector, const BatchColumn& column, std::size_t first,
                std::size_t rows) {
  Validity validity(vector);
  for (std::size_t i = 0; i < rows; ++i) {
    const std::string& text = column.texts[first + i];
    if (column.valid[first + i] == 0) {
      validity.set_null(i);
    } else {
      duckdb_vector_assign_string_element_len(vector, i, text.data(), text.size());
    }
  }
}

void fill_column(duckdb_vector vector, const BatchColumn& column, FactType type, std::size_t first,
                 std::size_t rows) {
  if (std::memchr(column.valid.data() + first, 1, rows) == nullptr) {
    return Validity(vector).set_all_null();
  }
  switch (type) {
    case FactType::text:
      return fill_texts(vector, column, first, rows);
    case FactType::real:
      return fill_numbers<double>(vector, column, first, rows);
    case FactType::boolean:
      return fill_numbers<bool>(vector, column, first, rows);
    case FactType::day:
      return fill_numbers<std::int32_t>(vector, column, first, rows);
    default:
      return fill_numbers<std::int64_t>(vector, column, first, rows);
  }
}

void fill_properties(duckdb_vector vector, const Batch& batch, std::size_t first,
                     std::size_t rows) {
  const auto begin = batch.properties.begin() + static_cast<std::ptrdiff_t>(first);
  if (std::all_of(begin, begin + static_cast<std::ptrdiff_t>(rows),
                  [](const std::string& text) { return text.empty(); })) {
    return Validity(vector).set_all_null();
  }
  Validity validity(vector);
  for (std::size_t i = 0; i < rows; ++i) {
    const std::string& text = batch.properties[first + i];
    if (text.empty()) {
      validity.set_null(i);
    } else {
      duckdb_vector_assign_string_element_len(vector, i, text.data(), text.size());
    }
  }
}

}  // namespace

RowStream::RowStream(const Connection& connection) {
  duckdb_table_function function = duckdb_create_table_function();
  duckdb_table_function_set_name(function, kFunction);
  duckdb_table_function_set_extra_info(function, this, nullptr);
  duckdb_table_function_set_bind(function, bind);
  duckdb_table_function_set_init(function, init);
  duckdb_table_function_set_function(function, produce);
  const duckdb_state state = duckdb_register_table_function(connection.handle(), function);
  duckdb_destroy_table_function(&function);
  if (state == DuckDBError) fail(ErrorKind::internal, "database takes no table function");
}

RowStream::~RowStream() { give_up(); }

void RowStream::begin(Connection& connection, const FactTable& table, std::string import_id) {
  table_ = &table;
  import_id_ = std::move(import_id);
  complete_ = given_up_ = inserted_ = false;
  failure_ = nullptr;
  thread_ = std::thread([this, &connection] { insert(connection); });
}

void RowStream::insert(Connection& connection) {
  std::exception_ptr failure;
  try {
    connection.execute(fmt::format("INSERT INTO {} SELECT * FROM {}()", table_->name, kFunction));
  } catch (...) {
    failure = std::current_exception();
  }
  const std::lock_guard lock(mutex_);
  failure_ = failure;
  inserted_ = true;
  changed_.notify_all();
}

void RowStream::add(const Batch& batch, std::int64_t first_seq) {
  if (batch.rows == 0) return;
  std::unique_lock lock(mutex_);
  batch_ = &batch;
  first_seq_ = first_seq;
  next_row_ = 0;
  changed_.notify_all();
  changed_.wait(lock, [this] { return batch_ == nullptr || inserted_; });
  batch_ = nullptr;
  if (failure_) std::rethrow_exception(failure_);
}

void RowStream::join() {
  changed_.notify_all();
  if (thread_.joinable()) thread_.join();
  table_ = nullptr;
}

void RowStream::finish() {
  {
    const std::lock_guard lock(mutex_);
    complete_ = true;
  }
  join();
  if (failure_) std::rethrow_exception(failure_);
}

void RowStream::give_up() {
  {
    const std::lock_guard lock(mutex_);
    given_up_ = true;
  }
  join();
}

RowStream::Slice RowStream::take() {
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [this] {
    return given_up_ || complete_ || (batch_ != nullptr && next_row_ < batch_->rows);
  });
  if (given_up_) fail(ErrorKind::unavailable, {"取り込みをやめました", "import given up"});
  if (batch_ == nullptr || next_row_ >= batch_->rows) return {};
  const Slice slice{batch_, next_row_, std::min(kSlice, batch_->rows - next_row_)};
  next_row_ += slice.rows;
  ++filling_;
  return slice;
}

void RowStream::taken() {
  const std::lock_guard lock(mutex_);
  --filling_;
  if (filling_ > 0 || batch_ == nullptr || next_row_ < batch_->rows) return;
  batch_ = nullptr;
  changed_.notify_all();
}

void RowStream::fill(const Slice& slice, duckdb_data_chunk output) const {
  const Batch& batch = *slice.batch;
  const std::size_t columns = batch.columns.size();
  const auto vector = [&](std::size_t c) { return duckdb_data_chunk_get_vector(output, c); };
  for (std::size_t c = 0; c < columns; ++c) {
    fill_column(vector(c), batch.columns[c], table_->columns[c].type, slice.first, slice.rows);
  }
  fill_properties(vector(columns), batch, slice.first, slice.rows);
  fill_constant(vector(columns + 1), batch.source);
  fill_constant(vector(columns + 2), import_id_);
  const RowHashes hashes = hash_rows(batch, slice.first, slice.rows);
  auto* seq = static_cast<std::int64_t*>(duckdb_vector_get_data(vector(columns + 3)));
  for (std::size_t i = 0; i < slice.rows; ++i) {
    seq[i] = first_seq_ + static_cast<std::int64_t>(slice.first + i);
  }
  std::ranges::copy(hashes.key,
                    static_cast<std::uint64_t*>(duckdb_vector_get_data(vector(columns + 4))));
  std::ranges::copy(hashes.content,
                    static_cast<std::uint64_t*>(duckdb_vector_get_data(vector(columns + 5))));
  duckdb_data_chunk_set_size(output, slice.rows);
}

void RowStream::bind(duckdb_bind_info info) {
  const auto* stream = static_cast<const RowStream*>(duckdb_bind_get_extra_info(info));
  if (stream->table_ == nullptr) {
    duckdb_bind_set_error(info, "no import is under way");
    return;
  }
  const auto column = [&](const char* name, duckdb_type type) {
    duckdb_bind_add_result_column(info, name, LogicalType(type).handle);
  };
  for (const auto& fact : stream->table_->columns) {
    column(fact.name.c_str(), database_type(fact.type));
  }
  for (const char* name : {"properties", "source", "import_id"}) column(name, DUCKDB_TYPE_VARCHAR);
  column("seq", DUCKDB_TYPE_BIGINT);
  for (const char* name : {"key_hash", "row_hash"}) column(name, DUCKDB_TYPE_UBIGINT);
}

void RowStream::init(duckdb_init_info info) { duckdb_init_set_max_threads(info, kManyThreads); }

void RowStream::produce(duckdb_function_info info, duckdb_data_chunk output) {
  auto* stream = static_cast<RowStream*>(duckdb_function_get_extra_info(info));
  // No exception may pass through the C of the database.
  try {
    const Slice slice = stream->take();
    if (slice.rows == 0) return duckdb_data_chunk_set_size(output, 0);
    stream->fill(slice, output);
    stream->taken();
  } catch (const std::exception& error) {
    duckdb_function_set_error(info, error.what());
  }
}

}  // namespace mikata::duck
