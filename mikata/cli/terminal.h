// SPDX-License-Identifier: Apache-2.0
// Where a command runs: a real terminal, a pipe, or the server that owns the book and runs the
// command for a caller on the other side of server.sock.
#pragma once

#include <filesystem>
#include <iosfwd>
#include <stop_token>

#include "mikata/base/localized.h"

namespace mikata::cli {

struct Terminal {
  std::ostream& out;
  std::ostream& err;
  bool out_is_terminal = false;
  bool err_is_terminal = false;
  int width = 0;                     // columns of a terminal; 0: lines may be as long as they like
  std::filesystem::path folder;      // what relative paths are relative to
  Language language = Language::en;  // unless --lang says otherwise
  std::stop_token stop = {};
  std::istream* in = nullptr;  // standard input, where there is one
};

}  // namespace mikata::cli
