// SPDX-License-Identifier: Apache-2.0
// Every error that leaves this folder is problem+json (RFC 9457).
#pragma once

#include <exception>
#include <string>
#include <vector>

#include "mikata/base/error.h"
#include "mikata/http/message.h"

namespace mikata::http {

// Which part of the request is meant: "/query/where", "/path/name", "/body/arguments".
struct ProblemPart {
  std::string pointer;
  std::string detail;
};

// Thrown inside this folder, where a status or a pointer is known that an Error does not carry.
struct Problem : std::exception {
  Problem(int problem_status, std::string problem_code, std::string problem_detail,
          std::vector<ProblemPart> problem_parts = {});
  explicit Problem(const Error& error, std::vector<ProblemPart> problem_parts = {});
  const char* what() const noexcept override { return detail.c_str(); }

  int status;
  std::string code;  // one word for programs: "not_found", "host_refused"
  std::string detail;
  std::vector<ProblemPart> parts;
  std::vector<Field> fields = {};  // e.g. Allow
};

Response problem_response(const Problem& problem);

}  // namespace mikata::http
