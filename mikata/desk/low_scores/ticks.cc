// SPDX-License-Identifier: Apache-2.0
#include "mikata/desk/low_scores/ticks.h"

#include <sqlite3.h>

#include "mikata/base/error.h"

namespace mikata::low_scores {
namespace {

constexpr int kPatienceMs = 5000;

[[noreturn]] void refuse(sqlite3* database) {
  fail(ErrorKind::unavailable,
       {"対応済みの印を保存できません: {}", "ticks cannot be kept in the desk: {}"},
       sqlite3_errmsg(database));
}

struct Statement {
  sqlite3* database;
  sqlite3_stmt* handle = nullptr;
  Statement(sqlite3* in, const char* sql) : database(in) {
    if (sqlite3_prepare_v2(in, sql, -1, &handle, nullptr) != SQLITE_OK) refuse(in);
  }
  ~Statement() { sqlite3_finalize(handle); }
  Statement(const Statement&) = delete;
  Statement& operator=(const Statement&) = delete;
  void bind(int index, const std::string& text) {
    sqlite3_bind_text(handle, index, text.data(), static_cast<int>(text.size()), SQLITE_TRANSIENT);
  }
  bool next() {
    const int step = sqlite3_step(handle);
    if (step != SQLITE_ROW && step != SQLITE_DONE) refuse(database);
    return step == SQLITE_ROW;
  }
  std::string text(int column) const {
    return reinterpret_cast<const char*>(sqlite3_column_text(handle, column));
  }
  Tick tick() const { return {text(0), text(1), text(2)}; }
};

}  // namespace

struct Ticks::State {
  sqlite3* handle = nullptr;
  ~State() { sqlite3_close(handle); }
};

Ticks::Ticks(const std::filesystem::path& book) : state_(std::make_unique<State>()) {
  if (sqlite3_open((book / "desk.sqlite").c_str(), &state_->handle) != SQLITE_OK) {
    refuse(state_->handle);
  }
  sqlite3_busy_timeout(state_->handle, kPatienceMs);
  // One row is one tick; undone_at NULL: it stands.
  constexpr const char* kTables =
      "PRAGMA synchronous = FULL;"
      "CREATE TABLE IF NOT EXISTS answered_voices (voice_id TEXT NOT NULL, answered_at TEXT NOT "
      "NULL, answered_by TEXT NOT NULL, undone_at TEXT);"
      "CREATE UNIQUE INDEX IF NOT EXISTS answered_once ON answered_voices (voice_id) WHERE "
      "undone_at IS NULL";
  if (sqlite3_exec(state_->handle, kTables, nullptr, nullptr, nullptr) != SQLITE_OK) {
    refuse(state_->handle);
  }
}

Ticks::~Ticks() = default;

std::vector<Tick> Ticks::standing() const {
  Statement statement(state_->handle,
                      "SELECT voice_id, answered_at, answered_by FROM answered_voices WHERE "
                      "undone_at IS NULL ORDER BY voice_id");
  std::vector<Tick> found;
  while (statement.next()) found.push_back(statement.tick());
  return found;
}

Tick Ticks::tick(const std::string& voice_id, const std::string& by) {
  Statement insert(state_->handle,
                   "INSERT OR IGNORE INTO answered_voices VALUES (?, strftime('%Y-%m-%dT%H:%M:%SZ',"
                   " 'now'), ?, NULL)");
  insert.bind(1, voice_id);
  insert.bind(2, by);
  insert.next();
  Statement select(
      state_->handle,
      "SELECT voice_id, answered_at, answered_by FROM answered_voices WHERE voice_id = "
      "? AND undone_at IS NULL");
  select.bind(1, voice_id);
  if (!select.next()) refuse(state_->handle);
  return select.tick();
}

void Ticks::untick(const std::string& voice_id) {
  Statement statement(state_->handle,
                      "UPDATE answered_voices SET undone_at = strftime('%Y-%m-%dT%H:%M:%SZ', 'now')"
                      " WHERE voice_id = ? AND undone_at IS NULL");
  statement.bind(1, voice_id);
  statement.next();
}

}  // namespace mikata::low_scores
