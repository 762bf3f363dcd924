// SPDX-License-Identifier: Apache-2.0
// A target taken apart, strictly: what is not well-formed percent-encoded UTF-8 is refused.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace mikata::http {

struct Url {
  std::vector<std::string> path;             // decoded segments; "/" is one empty segment
  std::map<std::string, std::string> query;  // decoded; "as-of" is kept as "as_of"
};

// Throws Problem 400: a broken escape, bytes that are not UTF-8, a NUL, a parameter given twice.
Url parse_target(std::string_view target);

}  // namespace mikata::http
