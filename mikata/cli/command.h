// SPDX-License-Identifier: Apache-2.0
// The command line: a table of commands, and the one way to run a line of words.
//
// The same code runs in main and inside the server, for a caller whose book a server owns. What
// differs between the two comes in as Services, so that this room needs no other interface.
#pragma once

#include <cstdint>
#include <exception>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "mikata/base/error.h"
#include "mikata/cli/arguments.h"
#include "mikata/cli/terminal.h"
#include "mikata/store/book.h"

namespace mikata::cli {

// A book to work with: opened for one command, or the one that a server holds open.
class BookHandle {
 public:
  explicit BookHandle(std::unique_ptr<Book> own) : own_(std::move(own)), book_(own_.get()) {}
  explicit BookHandle(Book& borrowed) : book_(&borrowed) {}
  Book& operator*() const { return *book_; }
  Book* operator->() const { return book_; }

 private:
  std::unique_ptr<Book> own_;
  Book* book_;
};

// Another process owns the book: it may be asked to run the command.
class BookOwned : public Error {
 public:
  BookOwned(const Localized& message, std::filesystem::path folder)
      : Error(ErrorKind::conflict, message), folder_(std::move(folder)) {}
  const std::filesystem::path& folder() const { return folder_; }

 private:
  std::filesystem::path folder_;
};

// The command was stopped (Ctrl-C) before it was done; what it had begun is undone.
class Stopped : public std::exception {
 public:
  const char* what() const noexcept override { return "stopped"; }
};

struct ServeRequest {
  std::string host;
  std::uint16_t port = 0;
  std::filesystem::path web;  // "" when there is no built page
  std::function<void(std::uint16_t)> ready;
  std::stop_token stop;
};

struct OwnerReply {
  int exit_code = 0;
  std::string out;
  std::string err;
};

// What commands need from outside this room. A function that is empty is not possible here.
struct Services {
  // Fails with BookOwned when another process has the book.
  std::function<BookHandle(const std::filesystem::path&, BookMemory)> open_book;
  std::function<void(Book&, const ServeRequest&)> serve = {};
  // Runs the words at the owner of the book. Fails with conflict when it does not answer.
  std::function<OwnerReply(const std::filesystem::path& book, const std::vector<std::string>& words,
                           const std::filesystem::path& folder)>
      ask_owner = {};
};

enum class Format { table, json, csv };

// One command line after parsing: all that a command may look at.
struct Invocation {
  const struct Command& command;
  Parsed parsed;
  Terminal& terminal;
  const Services& services;
  Format format = Format::table;
  Language language = Language::en;
  bool quiet = false;
  std::filesystem::path book = {};      // absolute; "" when the command has no BOOK
  std::string book_word = {};           // as written
  std::vector<std::string> words = {};  // what came after BOOK

  // A path as written -> absolute, relative to the caller's folder.
  std::filesystem::path path(const std::string& written) const;
  BookHandle open_book(BookMemory memory = BookMemory::usual) const {
    return services.open_book(book, memory);
  }
};

struct Command {
  std::string name;
  Localized summary;
  // The words after the name: "BOOK", "FILE...", "[X]" for one that may be absent.
  std::vector<std::string> words = {};
  std::vector<Flag> flags = {};
  int (*run)(Invocation&);
  // Whether the owner of the book can run it for us.
  bool runs_at_owner = true;
  // Printed by `help NAME` below the flags.
  std::string (*more_help)(const Command&, Language) = nullptr;
};

// The commands of the table, then one for each insight of the catalogue.
std::vector<Command> all_commands();

// --format, --lang, --quiet, --book, --width, --help.
std::span<const Flag> global_flags();

// Runs one command line (without the program's name) and returns its exit code: 0 done, 1 internal,
// 2 bad input, 3 not found, 4 conflict, 5 unavailable, kStoppedCode after Ctrl-C. An error becomes
// one sentence on terminal.err. Never throws.
inline constexpr int kStoppedCode = 130;
int run_command(const std::vector<std::string>& arguments, Terminal& terminal,
                const Services& services);

// The same inside the process that owns `book`.
struct OwnerCall {
  std::vector<std::string> arguments;
  std::filesystem::path folder;  // the caller's
  std::stop_token stop = {};
};
OwnerReply run_at_owner(Book& book, const OwnerCall& call);

}  // namespace mikata::cli
