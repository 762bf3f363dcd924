// SPDX-License-Identifier: Apache-2.0
#include "mikata/store/book.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <fstream>

#include "mikata/base/error.h"
#include "mikata/store/duckdb_store.h"
#include "mikata/store/settings.h"

namespace mikata {

namespace fs = std::filesystem;

struct Book::State {
  fs::path folder;
  BookSettings settings;
  std::unique_ptr<Store> store;
  std::unique_ptr<Desk> desk;
  std::mutex reading;
};

namespace {

// Whole or not at all: written beside, synced, renamed.
void write_settings(const fs::path& file, const BookSettings& settings) {
  const fs::path beside = file.string() + ".new";
  const std::string text = settings_text(settings);
  const int descriptor = ::open(beside.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  const bool written =
      descriptor >= 0 &&
      ::write(descriptor, text.data(), text.size()) == static_cast<ssize_t>(text.size()) &&
      ::fsync(descriptor) == 0;
  const int error = errno;
  if (descriptor >= 0) ::close(descriptor);
  if (!written) {
    fail(ErrorKind::unavailable,
         {"book.toml を書き込めません: {}: {}", "book.toml cannot be written: {}: {}"},
         file.string(), std::strerror(error));
  }
  fs::rename(beside, file);
}

std::unique_ptr<Store> open_store(const fs::path& folder, const BookSettings& settings,
                                  BookMemory memory = BookMemory::usual) {
  DuckdbStoreOptions options;
  if (memory == BookMemory::little) {
    options.memory_limit = "128MB";
    options.kept_free = "16MB";
  }
  options.file = folder / "facts.duckdb";
  options.derived = derived_settings(settings.activity, settings.timezone);
  return open_duckdb_store(options);
}

void make_folder(const fs::path& folder) {
  std::error_code error;
  if (fs::exists(folder, error) &&
      !(fs::is_directory(folder, error) && fs::is_empty(folder, error))) {
    fail(ErrorKind::conflict,
         {"すでに何かがあります: {}（別の名前にするか、消してください）",
          "there is something already: {} (choose another name, or remove it)"},
         folder.string());
  }
  fs::create_directories(folder, error);
  if (error) {
    fail(ErrorKind::unavailable, {"フォルダを作れません: {}: {}", "folder cannot be made: {}: {}"},
         folder.string(), error.message());
  }
  fs::permissions(folder, fs::perms::owner_all, error);
}

}  // namespace

void Book::create(const fs::path& folder, const BookSettings& settings) {
  check_settings(settings);
  make_folder(folder);
  try {
    BookSettings named = settings;
    if (named.name.empty()) named.name = folder.stem().string();
    write_settings(folder / "book.toml", named);
    fs::create_directory(folder / "inbox");
    static_cast<void>(open_store(folder, named));
    static_cast<void>(Desk(folder / "desk.sqlite"));
  } catch (...) {
    std::error_code ignored;
    fs::remove_all(folder, ignored);
    throw;
  }
}

std::unique_ptr<Book> Book::open(const fs::path& folder, BookMemory memory) {
  if (!fs::exists(folder)) {
    fail(ErrorKind::not_found,
         {"ブックが見つかりません: {}（作るには: mikata new {}）",
          "book not found: {} (make one with: mikata new {})"},
         folder.string(), folder.string());
  }
  if (!fs::exists(folder / "book.toml")) {
    fail(
        ErrorKind::not_found,
        {"ブックではありません。book.toml がありません: {}", "not a book, it has no book.toml: {}"},
        folder.string());
  }
  auto state = std::make_unique<State>();
  state->folder = folder;
  state->settings = read_settings(folder / "book.toml");
  state->settings.folder = folder;
  state->store = open_store(folder, state->settings, memory);
  state->desk = std::make_unique<Desk>(folder / "desk.sqlite");
  return std::unique_ptr<Book>(new Book(std::move(state)));
}

Book::Book(std::unique_ptr<State> state) : state_(std::move(state)) {}
Book::~Book() = default;

const fs::path& Book::folder() const { return state_->folder; }
const BookSettings& Book::settings() const { return state_->settings; }
Store& Book::store() { return *state_->store; }
const Store& Book::store() const { return *state_->store; }

void Book::change_currency(const std::string& currency) {
  if (state_->settings.currency == currency) return;
  static_cast<void>(TimeZone(state_->settings.timezone));
  if (store().version() > 0) {
    fail(ErrorKind::conflict,
         {"データのあるブックの通貨は変えられません: 今は {} です（別のブックを作ってください）",
          "currency cannot change once the book has facts: it is {} (make another book)"},
         state_->settings.currency);
  }
  BookSettings changed = state_->settings;
  changed.currency = currency;
  check_settings(changed);
  write_settings(folder() / "book.toml", changed);
  state_->settings = changed;
}

std::optional<Day> Book::as_of() const { return latest_day(store()); }

std::optional<std::string> Book::mapping(const std::string& shape) const {
  return state_->desk->mapping(shape);
}

void Book::remember_mapping(const std::string& shape, const std::string& toml) {
  state_->desk->remember_mapping(shape, toml);
}

Desk& Book::desk() { return *state_->desk; }
const Desk& Book::desk() const { return *state_->desk; }
std::mutex& Book::reading() { return state_->reading; }

std::optional<Day> latest_day(const Store& store) {
  const Table table = store.query({"SELECT as_of FROM book_summary"});
  if (table.rows.empty() || is_null(table.rows[0][0])) return std::nullopt;
  return as_day(table.rows[0][0]);
}

}  // namespace mikata
