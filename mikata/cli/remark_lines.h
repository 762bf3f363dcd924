// SPDX-License-Identifier: Apache-2.0
// NDJSON from standard input or from the file that a command names: one object a line.
#pragma once

#include <fstream>
#include <iosfwd>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>

#include "mikata/cli/command.h"

namespace mikata::cli {

// Bytes that are not UTF-8 are read as U+FFFD; empty lines and a byte order mark are passed over. A
// line that is no object fails with invalid_argument and says its number.
class RemarkLines {
 public:
  // The second word of the command, "-" or nothing for standard input. Fails with not_found.
  explicit RemarkLines(Invocation& invocation);

  // nullopt at the end.
  std::optional<nlohmann::json> next();
  std::string string_of(const nlohmann::json& object, const char* key) const;
  // "" when it is absent or null.
  std::string optional_string_of(const nlohmann::json& object, const char* key) const;
  // A sentence with where we are: "remarks.ndjson line 3: ...".
  [[noreturn]] void fail_here(const Localized& fact) const;

 private:
  Localized name_;
  std::ifstream file_;
  std::istream* in_ = nullptr;
  std::size_t line_ = 0;
};

}  // namespace mikata::cli
