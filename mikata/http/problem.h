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
  Localized detail;
};

// Thrown inside this folder, where a status or a pointer is known that an Error does not carry.
struct Problem : std::exception {
  Problem(int problem_status, std::string problem_code, Localized problem_detail,
          std::vector<ProblemPart> problem_parts = {});
  explicit Problem(const Error& error, std::vector<ProblemPart> problem_parts = {});
  const char* what() const noexcept override { return detail.en.c_str(); }

  int status;
  std::string code;  // one word for programs: "not_found", "host_refused"
  Localized detail;
  std::vector<ProblemPart> parts;
  std::vector<Field> fields = {};  // e.g. Allow
};

// `title` and `code` are for programs, and English.
Response problem_response(const Problem& problem, Language language = Language::en);

// 400 invalid_argument, of one part of the request.
[[noreturn]] void refuse(const std::string& pointer, const Localized& detail);

}  // namespace mikata::http
