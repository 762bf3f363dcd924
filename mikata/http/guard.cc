// SPDX-License-Identifier: Apache-2.0
#include "mikata/http/guard.h"

#include <fmt/core.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "mikata/http/problem.h"

namespace mikata::http {
namespace {

bool is_safe(std::string_view method) {
  return method == "GET" || method == "HEAD" || method == "OPTIONS";
}

bool is_same_origin(const HttpRequest& request) {
  const std::string_view origin = request.field("Origin");
  if (!origin.empty()) {
    return equals_ignoring_case(origin, fmt::format("http://{}", request.field("Host")));
  }
  return request.field("Sec-Fetch-Site") == "same-origin";
}

}  // namespace

std::vector<std::string> loopback_names(const std::string& address, std::uint16_t port) {
  std::vector<std::string> hosts = {"127.0.0.1", "localhost", "[::1]"};
  const std::string own = address.find(':') == std::string::npos ? address : "[" + address + "]";
  if (std::ranges::find(hosts, own) == hosts.end()) hosts.push_back(own);
  std::vector<std::string> names;
  for (const std::string& host : hosts) {
    names.push_back(fmt::format("{}:{}", host, port));
    if (port == 80) names.push_back(host);
  }
  return names;
}

void check_origin(const HttpRequest& request, const std::vector<std::string>& names) {
  const std::string_view host = request.field("Host");
  const bool known = std::ranges::any_of(
      names, [&](const std::string& name) { return equals_ignoring_case(name, host); });
  if (!known) {
    throw Problem(421, "host_refused",
                  localized({"このサーバーの名前ではありません（{} で呼んでください）",
                             "this server is not that host (it answers to {})"},
                            fmt::join(names, ", ")));
  }
  if (!is_safe(request.method) && !is_same_origin(request)) {
    throw Problem(
        403, "origin_refused",
        {"何かを変える要求は、このサーバー自身のページから送ってください（Origin を付ける）",
         "a request that changes something must come from this server's own page "
         "(send Origin)"});
  }
}

const std::vector<Field>& security_fields() {
  static const std::vector<Field> fields = {
      {"Content-Security-Policy",
       "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; "
       "img-src 'self' data:; font-src 'self'; connect-src 'self'; base-uri 'none'; "
       "frame-ancestors 'none'; form-action 'self'"},
      {"X-Content-Type-Options", "nosniff"},
      {"Referrer-Policy", "no-referrer"},
      {"Cross-Origin-Opener-Policy", "same-origin"},
      {"Cross-Origin-Resource-Policy", "same-origin"},
  };
  return fields;
}

}  // namespace mikata::http
