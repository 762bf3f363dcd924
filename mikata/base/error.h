// SPDX-License-Identifier: Apache-2.0
// How Mikata says that something cannot be done: one kind, one sentence in both languages.
//
// The sentence is lower case, the fact first, the value last, then the way out:
// "column not found: answred_at (did you mean answered_at?)",
// "列が見つかりません: answred_at（answered_at のことですか）". Errors are thrown with fail() and
// caught in three places only: cli/main, http/server and http/jobs. What a caller will look at
// (a bad row, a fit that did not converge) is a value, never an Error.
#pragma once

#include <fmt/core.h>

#include <exception>
#include <string>
#include <utility>

#include "mikata/base/localized.h"

namespace mikata {

enum class ErrorKind { invalid_argument, not_found, conflict, unauthorized, unavailable, internal };

class Error : public std::exception {
 public:
  Error(ErrorKind kind, Localized message) : kind_(kind), message_(std::move(message)) {}
  ErrorKind kind() const { return kind_; }
  const Localized& message() const { return message_; }
  // In English.
  const char* what() const noexcept override { return message_.en.c_str(); }

 private:
  ErrorKind kind_;
  Localized message_;
};

// The exit code of the command line: 1 internal, 2 bad input, 3 not found, 4 conflict, 5
// unavailable.
int exit_code(ErrorKind kind);
// The HTTP status: 500, 400, 404, 409, 403, 503.
int http_status(ErrorKind kind);
// The word that stands in problem+json and in logs, e.g. "not_found".
const char* error_name(ErrorKind kind);

// fail(ErrorKind::not_found, {"問いが見つかりません: {}", "insight not found: {}"}, name)
template <typename... Args>
[[noreturn]] void fail(ErrorKind kind, std::type_identity_t<LocalizedFormat<Args...>> format,
                       const Args&... args) {
  throw Error(kind, localized<Args...>(format, args...));
}

// What only a programmer reads (kind internal, mikata compute) is English in both.
template <typename... Args>
[[noreturn]] void fail(ErrorKind kind, fmt::format_string<Filling<Args>...> format,
                       const Args&... args) {
  throw Error(kind, untranslated(localized<Args...>({format, format}, args...).en));
}

}  // namespace mikata
