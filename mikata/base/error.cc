// SPDX-License-Identifier: Apache-2.0
#include "mikata/base/error.h"

#include <array>

namespace mikata {
namespace {

struct KindFacts {
  int exit_code;
  int http_status;
  const char* name;
};

// In the order of ErrorKind.
constexpr std::array<KindFacts, 6> kKinds{{{2, 400, "invalid_argument"},
                                           {3, 404, "not_found"},
                                           {4, 409, "conflict"},
                                           {2, 403, "unauthorized"},
                                           {5, 503, "unavailable"},
                                           {1, 500, "internal"}}};

const KindFacts& facts(ErrorKind kind) { return kKinds.at(static_cast<std::size_t>(kind)); }

}  // namespace

int exit_code(ErrorKind kind) { return facts(kind).exit_code; }
int http_status(ErrorKind kind) { return facts(kind).http_status; }
const char* error_name(ErrorKind kind) { return facts(kind).name; }

}  // namespace mikata
