// SPDX-License-Identifier: Apache-2.0
// The strict reading of a request's head (RFC 9112). It runs before Beast, whose parser lets
// obsolete folding, two Hosts, a repeated Content-Length and unknown transfer codings through:
// everything that two programs could read in two ways is refused here.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <variant>

#include "mikata/http/message.h"

namespace mikata::http {

struct HeadLimits {
  std::size_t target_bytes = 8 * 1024;  // beyond: 414
  std::size_t head_bytes = 16 * 1024;   // beyond: 431
  std::size_t fields = 100;             // beyond: 431
};

struct Head {
  HttpRequest request;    // without the body; an absolute target is cut to its origin form
  std::size_t begin = 0;  // where the head starts: one empty line before it is skipped
  std::size_t end = 0;    // where the body starts
  bool keep_alive = true;
  bool expects_continue = false;
  bool chunked = false;
  std::uint64_t content_length = 0;  // meaningless when chunked
};

// Not all of the head has arrived.
struct Incomplete {};

// The connection has to be closed after this answer: where the next request begins is not known.
struct Refusal {
  int status = 400;
  std::string detail;
};

using Scan = std::variant<Incomplete, Refusal, Head>;

// Reads the head at the front of `bytes`; what follows it is not looked at.
Scan scan_head(std::string_view bytes, const HeadLimits& limits);

}  // namespace mikata::http
