// SPDX-License-Identifier: Apache-2.0
// Words on a command line -> flags and positional words, checked against what the command knows.
//
// --flag value and --flag=value mean the same, as do --as-of and --as_of; -- ends the flags; flags
// and words may come in any order.
#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "mikata/base/localized.h"

namespace mikata::cli {

struct Flag {
  std::string name;    // "as-of"
  std::string values;  // what follows, as in the usage line: "", "DATE", "A B"
  Localized summary;
};

class Parsed {
 public:
  std::vector<std::string> words;
  std::map<std::string, std::vector<std::string>> flags;

  bool has(std::string_view flag) const;
  // The first value of the flag, or nullopt when it was not given.
  std::optional<std::string> get(std::string_view flag) const;
  // A whole number at least `minimum`; `otherwise` when the flag was not given. Fails with
  // invalid_argument on anything else.
  std::int64_t get_integer(std::string_view flag, std::int64_t otherwise,
                           std::int64_t minimum) const;
};

// Fails with invalid_argument: unknown flag (with a suggestion), a value missing, a value for a
// switch, a flag given twice.
Parsed parse_arguments(std::span<const std::string> arguments, std::span<const Flag> known);

}  // namespace mikata::cli
