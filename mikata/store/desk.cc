// SPDX-License-Identifier: Apache-2.0
#include "mikata/store/desk.h"

#include <sqlite3.h>

#include <mutex>
#include <string_view>

#include "mikata/base/error.h"

namespace mikata {

struct Desk::State {
  sqlite3* handle = nullptr;
  mutable std::mutex mutex;
};

namespace {

struct Statement {
  sqlite3_stmt* handle = nullptr;
  Statement(sqlite3* database, std::string_view sql) {
    if (sqlite3_prepare_v2(database, sql.data(), static_cast<int>(sql.size()), &handle, nullptr) !=
        SQLITE_OK) {
      fail(ErrorKind::internal, "desk refused a statement: {}", sqlite3_errmsg(database));
    }
  }
  ~Statement() { sqlite3_finalize(handle); }
  Statement(const Statement&) = delete;
  Statement& operator=(const Statement&) = delete;
  void bind(int index, const std::string& text) {
    sqlite3_bind_text(handle, index, text.data(), static_cast<int>(text.size()), SQLITE_TRANSIENT);
  }
};

void execute(sqlite3* database, const char* sql) {
  if (sqlite3_exec(database, sql, nullptr, nullptr, nullptr) != SQLITE_OK) {
    fail(ErrorKind::unavailable, "desk cannot be written: {}", sqlite3_errmsg(database));
  }
}

}  // namespace

Desk::Desk(const std::filesystem::path& file) : state_(std::make_unique<State>()) {
  if (sqlite3_open(file.c_str(), &state_->handle) != SQLITE_OK) {
    const std::string message = sqlite3_errmsg(state_->handle);
    sqlite3_close(state_->handle);
    fail(ErrorKind::unavailable, "desk cannot be opened: {}", message);
  }
  execute(state_->handle, "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;");
  execute(state_->handle,
          "CREATE TABLE IF NOT EXISTS mappings (shape TEXT PRIMARY KEY, toml TEXT NOT NULL)");
}

Desk::~Desk() { sqlite3_close(state_->handle); }

std::optional<std::string> Desk::mapping(const std::string& shape) const {
  const std::lock_guard lock(state_->mutex);
  Statement statement(state_->handle, "SELECT toml FROM mappings WHERE shape = ?");
  statement.bind(1, shape);
  if (sqlite3_step(statement.handle) != SQLITE_ROW) return std::nullopt;
  return std::string(reinterpret_cast<const char*>(sqlite3_column_text(statement.handle, 0)));
}

void Desk::remember_mapping(const std::string& shape, const std::string& toml) {
  const std::lock_guard lock(state_->mutex);
  Statement statement(state_->handle,
                      "INSERT INTO mappings VALUES (?, ?) "
                      "ON CONFLICT (shape) DO UPDATE SET toml = excluded.toml");
  statement.bind(1, shape);
  statement.bind(2, toml);
  if (sqlite3_step(statement.handle) != SQLITE_DONE) {
    fail(ErrorKind::unavailable, "mapping not remembered: {}", sqlite3_errmsg(state_->handle));
  }
}

}  // namespace mikata
