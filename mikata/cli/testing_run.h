// SPDX-License-Identifier: Apache-2.0
// What a command left behind: for tests only.
#pragma once

#include <string>

namespace mikata::cli {

struct Ran {
  int code = 0;
  std::string out;
  std::string err;
};

}  // namespace mikata::cli
