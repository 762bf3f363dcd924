// SPDX-License-Identifier: Apache-2.0
// Requests -> JSON. This folder is the only place that knows Boost.Beast.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <stop_token>
#include <string>
#include <vector>

#include "mikata/store/book.h"

namespace mikata {

// One command line, run inside the process that owns the book, for a CLI that could not open it.
struct LocalCommand {
  std::vector<std::string> arguments;  // without the program's name
  std::filesystem::path folder;        // the caller's working directory
  std::stop_token stop = {};           // requested when the caller is gone or the server stops
};
struct LocalResult {
  int exit_code = 0;
  std::string out;
  std::string err;
};

struct ServeOptions {
  std::string host = "127.0.0.1";  // loopback only; anything else fails with invalid_argument
  std::uint16_t port = 8400;       // 0: any free port
  std::filesystem::path web;       // the built page; "" serves the API alone
  // What server.sock (0600, in the book's folder) runs.
  std::function<LocalResult(const LocalCommand&)> run_local = {};
  // Called once the port accepts connections, with the port.
  std::function<void(std::uint16_t)> ready = {};
};

// Serves until `stop` is requested, then finishes what is under way (at most 5 s) and returns.
// Fails with conflict when the port is taken.
void serve(Book& book, const ServeOptions& options, std::stop_token stop);

// Sends a command to the owner of the book; fails with conflict when nobody answers within 2 s.
LocalResult ask_owner(const std::filesystem::path& book, const LocalCommand& command);

// The API as an OpenAPI 3.1 document, made from the catalogue and the route table.
std::string openapi_text(Language language);

}  // namespace mikata
