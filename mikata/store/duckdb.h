// SPDX-License-Identifier: Apache-2.0
// DuckDB's C API as values that clean up after themselves. Only the store includes this.
#pragma once

#include <duckdb.h>

#include <filesystem>
#include <memory>
#include <mutex>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "mikata/store/query.h"

namespace mikata::duck {

// Fails with unavailable: who asked did not want the answer any more.
[[noreturn]] void fail_stopped();

struct DatabaseOptions {
  std::filesystem::path file;  // "" is in memory
  std::string memory_limit = "1GB";
  int threads = 0;  // 0: as many as the machine has
};

// An open database file. Fails with conflict when another process holds it (its pid is named),
// unavailable when the file cannot be read.
class Database {
 public:
  explicit Database(const DatabaseOptions& options);
  ~Database();
  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;
  duckdb_database handle() const { return handle_; }

 private:
  duckdb_database handle_ = nullptr;
};

// A connection; not to be used by two threads at once.
class Connection {
 public:
  explicit Connection(const Database& database);
  ~Connection();
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  // Statements in DuckDB's own dialect. Fails with internal and the engine's message; with
  // unavailable when the disk is full.
  void execute(const std::string& sql);
  // Folds the log into the file; false, and nothing done, while a statement runs that began before
  // the last change.
  bool fold_log();
  // Text in the shared dialect, values bound by name.
  Table query(const Query& query);
  void run(const Query& query) { static_cast<void>(this->query(query)); }
  // The one whole number that a query gives; 0 where it gives none.
  std::int64_t number(const Query& query);
  // Temporary tables of this connection, until they are taken back or it is closed.
  void give(std::span<const GivenTable> tables);
  void take_back(std::span<const GivenTable> tables);
  duckdb_connection handle() const { return handle_; }

 private:
  // What the engine says against a statement; "" when it was run.
  std::string attempt(const std::string& sql);

  duckdb_connection handle_ = nullptr;
};

// Rows into a table, chunk by chunk.
class Appender {
 public:
  Appender(const Connection& connection, const std::string& table);
  ~Appender();
  Appender(const Appender&) = delete;
  Appender& operator=(const Appender&) = delete;

  // The vectors to fill, one per column of the table.
  duckdb_vector column(std::size_t index) const;
  // Sends the rows filled in so far (at most 2,048) and begins again.
  void flush_chunk(std::size_t rows);
  void close();

 private:
  duckdb_appender handle_ = nullptr;
  duckdb_data_chunk chunk_ = nullptr;
};

}  // namespace mikata::duck
