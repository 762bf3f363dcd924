// SPDX-License-Identifier: Apache-2.0
// The table of routes of the staff plane, as data: the router, the OpenAPI document and the tests
// read the same one.
#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "mikata/base/localized.h"
#include "mikata/http/message.h"
#include "mikata/http/site.h"

namespace mikata::http {

// A parameter of the query string that the route itself reads.
struct QueryParameter {
  std::string_view name;
  std::string_view type;  // of JSON Schema: string, integer, boolean
  bool required = false;
  Localized title = {};
};

struct Route {
  std::string_view method = "GET";  // GET also answers HEAD
  std::string_view pattern;  // "/v1/insights/{name}"; {name} is one segment, {name}.csv its front
  std::string_view role;     // viewer or editor; today everyone on this machine is both
  Localized summary = {};
  // Takes, besides `query`, everything that parse_request reads.
  bool takes_insight_arguments = false;
  std::vector<QueryParameter> query = {};
  std::string_view media = "application/json";
  std::string_view schema = {};  // in components/schemas of the OpenAPI document
  std::string_view body = {};    // likewise, of the request's JSON body
  Reply (*handler)(const Call&) = nullptr;
};

// More specific patterns come first.
std::span<const Route> routes();

// The values of the pattern's {…}; nullopt when the path is another one.
std::optional<std::map<std::string, std::string>> match(std::string_view pattern,
                                                        std::span<const std::string> path);

}  // namespace mikata::http
