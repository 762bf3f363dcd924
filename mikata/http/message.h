// SPDX-License-Identifier: Apache-2.0
// A request and an answer as plain values. Everything but the sockets works on these.
#pragma once

#include <functional>
#include <stop_token>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace mikata::http {

struct Field {
  std::string name;
  std::string value;
};

// Names are compared without regard to case; "" when the field is absent.
std::string_view field_value(const std::vector<Field>& fields, std::string_view name);

// Without the blanks and tabs at its ends: optional whitespace (RFC 9110 section 5.6.3).
std::string_view trim(std::string_view text);

struct HttpRequest {
  std::string method;
  std::string target;  // origin form: "/v1/insights/nps?by=region"
  std::vector<Field> fields = {};
  std::string body = {};

  std::string_view field(std::string_view name) const { return field_value(fields, name); }
};

struct Response {
  int status = 200;
  std::vector<Field> fields = {};
  std::string body = {};
  // The body compressed, when somebody has it already.
  std::string gzip = {};
  // The pattern of the route ("/v1/customers/{id}") for logs and metrics, where no value may
  // appear.
  std::string route = {};

  std::string_view field(std::string_view name) const { return field_value(fields, name); }
};

// An answer that is there at once, or one that has to be worked out on another thread.
using Later = std::function<Response(std::stop_token)>;
using Reply = std::variant<Response, Later>;

// "Not Found" for 404.
std::string_view status_title(int status);

// ASCII only, as HTTP compares names.
bool equals_ignoring_case(std::string_view a, std::string_view b);

}  // namespace mikata::http
