// SPDX-License-Identifier: Apache-2.0
#include "mikata/store/desk.h"

#include <sqlite3.h>

#include <mutex>
#include <string_view>

#include "mikata/base/error.h"
#include "mikata/base/json.h"

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
  void bind(int index, const std::optional<std::string>& text) {
    if (text.has_value()) bind(index, *text);
  }
  bool next() { return sqlite3_step(handle) == SQLITE_ROW; }
  std::optional<std::string> text(int column) const {
    const unsigned char* bytes = sqlite3_column_text(handle, column);
    if (bytes == nullptr) return std::nullopt;
    return std::string(reinterpret_cast<const char*>(bytes));
  }
};

Correction read_correction(const Statement& statement) {
  Correction correction{.voice_id = statement.text(0).value_or(""), .label = statement.text(1)};
  if (const auto themes = statement.text(2)) {
    correction.themes = nlohmann::json::parse(*themes).get<std::vector<std::string>>();
  }
  return correction;
}

void execute(sqlite3* database, const char* sql) {
  if (sqlite3_exec(database, sql, nullptr, nullptr, nullptr) != SQLITE_OK) {
    fail(ErrorKind::unavailable, {"desk.sqlite に書き込めません: {}", "desk cannot be written: {}"},
         sqlite3_errmsg(database));
  }
}

}  // namespace

Desk::Desk(const std::filesystem::path& file) : state_(std::make_unique<State>()) {
  if (sqlite3_open(file.c_str(), &state_->handle) != SQLITE_OK) {
    const std::string message = sqlite3_errmsg(state_->handle);
    sqlite3_close(state_->handle);
    fail(ErrorKind::unavailable, {"desk.sqlite を開けません: {}", "desk cannot be opened: {}"},
         message);
  }
  execute(state_->handle, "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;");
  execute(state_->handle,
          "CREATE TABLE IF NOT EXISTS mappings (shape TEXT PRIMARY KEY, toml TEXT NOT NULL);"
          // themes: a JSON array
          "CREATE TABLE IF NOT EXISTS corrections (voice_id TEXT PRIMARY KEY, label TEXT, themes "
          "TEXT, corrected_at TEXT NOT NULL)");
}

Desk::~Desk() { sqlite3_close(state_->handle); }

std::optional<std::string> Desk::mapping(const std::string& shape) const {
  const std::lock_guard lock(state_->mutex);
  Statement statement(state_->handle, "SELECT toml FROM mappings WHERE shape = ?");
  statement.bind(1, shape);
  if (!statement.next()) return std::nullopt;
  return statement.text(0);
}

void Desk::remember_mapping(const std::string& shape, const std::string& toml) {
  const std::lock_guard lock(state_->mutex);
  Statement statement(state_->handle,
                      "INSERT INTO mappings VALUES (?, ?) "
                      "ON CONFLICT (shape) DO UPDATE SET toml = excluded.toml");
  statement.bind(1, shape);
  statement.bind(2, toml);
  if (sqlite3_step(statement.handle) != SQLITE_DONE) {
    fail(ErrorKind::unavailable, {"対応表を覚えられませんでした: {}", "mapping not remembered: {}"},
         sqlite3_errmsg(state_->handle));
  }
}

std::vector<Correction> Desk::corrections() const {
  const std::lock_guard lock(state_->mutex);
  const Statement statement(state_->handle,
                            "SELECT voice_id, label, themes FROM corrections ORDER BY voice_id");
  std::vector<Correction> found;
  while (sqlite3_step(statement.handle) == SQLITE_ROW) found.push_back(read_correction(statement));
  return found;
}

std::optional<Correction> Desk::correction(const std::string& voice_id) const {
  const std::lock_guard lock(state_->mutex);
  Statement statement(state_->handle,
                      "SELECT voice_id, label, themes FROM corrections WHERE voice_id = ?");
  statement.bind(1, voice_id);
  if (!statement.next()) return std::nullopt;
  return read_correction(statement);
}

void Desk::keep_correction(const Correction& correction) {
  const std::lock_guard lock(state_->mutex);
  Statement statement(state_->handle,
                      "INSERT OR REPLACE INTO corrections VALUES (?, ?, ?, datetime('now'))");
  statement.bind(1, correction.voice_id);
  statement.bind(2, correction.label);
  if (correction.themes) statement.bind(3, nlohmann::json(*correction.themes).dump());
  if (sqlite3_step(statement.handle) != SQLITE_DONE) {
    fail(ErrorKind::unavailable,
         {"読みの直しを保存できませんでした: {}", "correction not kept: {}"},
         sqlite3_errmsg(state_->handle));
  }
}

void Desk::drop_correction(const std::string& voice_id) {
  const std::lock_guard lock(state_->mutex);
  Statement statement(state_->handle, "DELETE FROM corrections WHERE voice_id = ?");
  statement.bind(1, voice_id);
  if (sqlite3_step(statement.handle) != SQLITE_DONE) {
    fail(ErrorKind::unavailable,
         {"読みの直しを取り消せませんでした: {}", "correction not taken back: {}"},
         sqlite3_errmsg(state_->handle));
  }
}

}  // namespace mikata
