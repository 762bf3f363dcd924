// SPDX-License-Identifier: Apache-2.0
// Rows on their way into a fact table. An INSERT takes them from a table function, with as many
// threads as the database has; an appender has only one, and took most of the time of an import.
#pragma once

#include <condition_variable>
#include <cstdint>
#include <exception>
#include <mutex>
#include <string>
#include <thread>

#include "mikata/store/batch.h"
#include "mikata/store/duckdb.h"

namespace mikata::duck {

class RowStream {
 public:
  // Registers its table function; `connection` is not kept. One stream per database.
  explicit RowStream(const Connection& connection);
  ~RowStream();
  RowStream(const RowStream&) = delete;
  RowStream& operator=(const RowStream&) = delete;

  // Begins to insert into a fact table, inside of the transaction of `connection`, which nobody may
  // use until the end.
  void begin(Connection& connection, const FactTable& table, std::string import_id);
  // nullptr when nothing was begun.
  const FactTable* table() const { return table_; }
  // Returns when every row was taken; they count on from `first_seq`. Fails as the INSERT does.
  void add(const Batch& batch, std::int64_t first_seq);
  // Waits for the INSERT and fails as it does.
  void finish();
  // Lets the INSERT fail, and waits for it.
  void give_up();

 private:
  struct Slice {
    const Batch* batch = nullptr;
    std::size_t first = 0;
    std::size_t rows = 0;
  };
  static void bind(duckdb_bind_info info);
  static void init(duckdb_init_info info);
  static void produce(duckdb_function_info info, duckdb_data_chunk output);
  // No rows when there will be no more. Fails when the stream was given up.
  Slice take();
  void taken();
  void fill(const Slice& slice, duckdb_data_chunk output) const;
  void insert(Connection& connection);
  void join();

  const FactTable* table_ = nullptr;
  std::string import_id_;
  std::thread thread_;
  std::mutex mutex_;
  std::condition_variable changed_;
  const Batch* batch_ = nullptr;  // being taken
  std::int64_t first_seq_ = 0;    // of its first row
  std::size_t next_row_ = 0;      // of it
  int filling_ = 0;               // slices of it that are being copied
  bool complete_ = false;         // no more batches
  bool given_up_ = false;
  bool inserted_ = false;  // the INSERT came to its end
  std::exception_ptr failure_;
};

}  // namespace mikata::duck
