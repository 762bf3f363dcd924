// SPDX-License-Identifier: Apache-2.0
#include "mikata/http/site.h"

#include <fmt/core.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "mikata/base/error.h"
#include "mikata/http/guard.h"
#include "mikata/http/gzip.h"
#include "mikata/http/negotiate.h"
#include "mikata/http/problem.h"
#include "mikata/http/routes.h"
#include "mikata/http/url.h"

namespace mikata::http {
namespace {

constexpr std::array kMethods = {"GET",   "HEAD",    "POST",    "PUT",   "DELETE",
                                 "PATCH", "OPTIONS", "CONNECT", "TRACE", "QUERY"};

// Adds what every answer has, and compresses it for a client that wants that.
Response finish(Response response, const std::string& accept_encoding) {
  for (const Field& field : security_fields()) response.fields.push_back(field);
  const bool fits = response.field("Content-Encoding").empty() && response.status == 200 &&
                    worth_compressing(response.field("Content-Type"), response.body.size());
  if (!fits) return response;
  if (response.field("Vary").empty()) response.fields.push_back({"Vary", "Accept-Encoding"});
  if (weight(accept_encoding, "gzip") <= 0) return response;
  response.body = response.gzip.empty() ? gzip(response.body) : std::move(response.gzip);
  response.fields.push_back({"Content-Encoding", "gzip"});
  return response;
}

// Runs what may throw; whatever comes out of it is a Response or problem+json.
template <typename Run>
auto answered(const Language& language, Run run) -> decltype(run()) {
  try {
    return run();
  } catch (const Problem& problem) {
    return problem_response(problem, language);
  } catch (const Error& error) {
    return problem_response(Problem(error), language);
  } catch (const std::exception& error) {
    return problem_response(
        Problem(500, error_name(ErrorKind::internal), untranslated(error.what())), language);
  }
}

Language take_language(Arguments& query, Language otherwise) {
  const auto given = query.extract("lang");
  if (given.empty()) return otherwise;
  if (given.mapped() == "ja") return Language::ja;
  if (given.mapped() == "en") return Language::en;
  refuse("/query/lang",
         localized({"言語がわかりません: {}（ja か en）", "unknown language: {} (ja or en)"},
                   given.mapped()));
}

// A route that reads no arguments of an insight knows all of its parameters.
void check_parameters(const Route& route, const Arguments& query) {
  if (route.takes_insight_arguments) return;
  for (const auto& [name, value] : query) {
    if (std::ranges::find(route.query, name, &QueryParameter::name) != route.query.end()) continue;
    refuse("/query/" + name,
           localized({"ここでは使えないパラメータです: {}", "parameter not known here: {}"}, name));
  }
}

bool is_api(const Url& url) {
  return url.path.front() == "v1" || url.path.front() == "healthz" || url.path.front() == "metrics";
}

[[noreturn]] void refuse_method(const std::string& method, std::vector<std::string> allowed) {
  const auto* const known = std::ranges::find(kMethods, method);
  if (known == kMethods.end()) {
    throw Problem(501, "method_unknown", untranslated("this server does not know that method"));
  }
  Problem problem(405, "method_not_allowed",
                  untranslated(fmt::format("{} is not allowed here (use {})", method,
                                           fmt::join(allowed, ", "))));
  problem.fields.push_back({"Allow", fmt::format("{}", fmt::join(allowed, ", "))});
  throw problem;
}

Response page(const Site& site, const HttpRequest& request, const Url& url) {
  if (request.method != "GET" && request.method != "HEAD") {
    refuse_method(request.method, {"GET", "HEAD"});
  }
  return site.web.get(fmt::format("{}", fmt::join(url.path, "/")), request);
}

struct Found {
  const Route* route = nullptr;
  std::map<std::string, std::string> path;
};

Found find_route(const HttpRequest& request, const Url& url) {
  const std::string method = request.method == "HEAD" ? "GET" : request.method;
  std::vector<std::string> allowed;
  for (const Route& route : routes()) {
    auto path = match(route.pattern, url.path);
    if (!path) continue;
    if (route.method == method) return {&route, *std::move(path)};
    allowed.emplace_back(route.method);
    if (route.method == "GET") allowed.emplace_back("HEAD");
  }
  if (allowed.empty()) {
    throw Problem(404, "not_found",
                  {"API にこの住所はありません（一覧は GET /v1/openapi.json）",
                   "no such address in the API (GET /v1/openapi.json lists them)"});
  }
  refuse_method(request.method, allowed);
}

// What is told as soon as it is known: a refusal too is counted under its route, and is said in the
// language that was asked for.
struct Asked {
  std::string pattern = {};
  Language language;
};

Reply dispatch(Site& site, const HttpRequest& request, Asked& asked) {
  check_origin(request, site.host_names);
  Url url = parse_target(request.target);
  if (!is_api(url)) {
    asked.pattern = "/";
    return page(site, request, url);
  }
  Found found = find_route(request, url);
  asked.pattern = found.route->pattern;
  Call call{.site = site, .request = request, .path = std::move(found.path)};
  call.query = std::move(url.query);
  asked.language = take_language(call.query, asked.language);
  call.language = asked.language;
  check_parameters(*found.route, call.query);
  return found.route->handler(call);
}

}  // namespace

Reply handle(Site& site, const HttpRequest& request) {
  Asked asked{.language =
                  wanted_language(request.field("Accept-Language")).value_or(site.room.language)};
  Reply reply = answered(asked.language, [&] { return dispatch(site, request, asked); });
  const std::string accept_encoding(request.field("Accept-Encoding"));
  if (auto* response = std::get_if<Response>(&reply)) {
    response->route = asked.pattern;
    return finish(std::move(*response), accept_encoding);
  }
  return [later = std::get<Later>(std::move(reply)), asked, accept_encoding](std::stop_token stop) {
    Response response = answered(asked.language, [&] { return later(stop); });
    response.route = asked.pattern;
    return finish(std::move(response), accept_encoding);
  };
}

}  // namespace mikata::http
