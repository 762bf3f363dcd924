// SPDX-License-Identifier: Apache-2.0
// A book is a folder: facts.duckdb, desk.sqlite, inbox/, book.toml, server.sock while a server
// runs. One process owns it at a time.
#pragma once

#include <filesystem>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "mikata/base/date.h"
#include "mikata/base/localized.h"
#include "mikata/store/desk.h"
#include "mikata/store/store.h"

namespace mikata {

// What book.toml says.
struct BookSettings {
  std::string name;
  std::string timezone = "Asia/Tokyo";
  std::string currency = "JPY";
  Language language = Language::ja;
  // The kinds of action that count as being active.
  std::vector<std::string> activity = {"order", "renew"};
  // Groups of protected answers smaller than this are not shown.
  int k = 5;
  // Where the book lies; no part of book.toml. "" in tests without a book.
  std::filesystem::path folder = {};
};

// The local day of the latest action or voice; nullopt when there is none.
std::optional<Day> latest_day(const Store& store);

// How much the database may keep in memory.
enum class BookMemory {
  usual,   // 1 GB: questions about everything
  little,  // 128 MB: one long job that goes through the book piece by piece
};

// An open book: the settings, the facts, and the right to write them.
class Book {
 public:
  // Makes the folder and an empty book. Fails with conflict when the folder holds something, and
  // with invalid_argument on an unknown time zone or currency; nothing is left behind then.
  static void create(const std::filesystem::path& folder, const BookSettings& settings);
  // Fails with not_found (no book there), conflict (another process owns it; its pid is named),
  // unavailable (written by a newer Mikata).
  static std::unique_ptr<Book> open(const std::filesystem::path& folder,
                                    BookMemory memory = BookMemory::usual);

  ~Book();
  const std::filesystem::path& folder() const;
  const BookSettings& settings() const;
  // Allowed only while the book has no facts; fails with conflict otherwise.
  void change_currency(const std::string& currency);
  Store& store();
  const Store& store() const;
  // The local day of the latest fact (actions and voices); nullopt in an empty book.
  std::optional<Day> as_of() const;
  // Remembered mappings: file shape -> mapping text (TOML).
  std::optional<std::string> mapping(const std::string& shape) const;
  void remember_mapping(const std::string& shape, const std::string& toml);
  // What people decided.
  Desk& desk();
  const Desk& desk() const;
  // Held by whoever reads remarks into the book, a batch at a time: one after the other.
  std::mutex& reading();

 private:
  struct State;
  explicit Book(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace mikata
