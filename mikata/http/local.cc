// SPDX-License-Identifier: Apache-2.0
#include "mikata/http/local.h"

#include <fmt/core.h>

#include "mikata/base/error.h"
#include "mikata/base/json.h"
#include "mikata/http/problem.h"

namespace mikata::http {
namespace {

using nlohmann::json;

constexpr std::string_view kPath = "/v1/local/run";

LocalCommand read_command(const std::string& body) {
  try {
    const json document = json::parse(body);
    return {.arguments = document.at("arguments").get<std::vector<std::string>>(),
            .folder = document.at("folder").get<std::string>()};
  } catch (const json::exception&) {
    throw Problem(400, "invalid_argument",
                  untranslated(R"(the body is not {"arguments": [text, ...], "folder": text})"));
  }
}

Response run_command(const RunLocal& run, const LocalCommand& command) {
  const LocalResult result = run(command);
  return {.fields = {{"Content-Type", "application/json"}},
          .body = json_line(
              json{{"exit_code", result.exit_code}, {"out", result.out}, {"err", result.err}}),
          .route = std::string(kPath)};
}

Reply dispatch(const HttpRequest& request, const RunLocal& run) {
  if (request.target != kPath)
    throw Problem(404, "not_found", untranslated("the socket knows one route only"));
  if (request.method != "POST") {
    Problem problem(405, "method_not_allowed", untranslated("use POST"));
    problem.fields.push_back({"Allow", "POST"});
    throw problem;
  }
  if (request.field("Content-Type") != "application/json") {
    throw Problem(415, "type_not_supported", untranslated("the body must be application/json"));
  }
  if (!run) throw Problem(503, "unavailable", untranslated("this server runs no commands"));
  return [command = read_command(request.body), run](std::stop_token stop) mutable {
    command.stop = std::move(stop);
    try {
      return run_command(run, command);
    } catch (const Error& error) {
      return problem_response(Problem(error));
    } catch (const std::exception& error) {
      return problem_response(
          Problem(500, error_name(ErrorKind::internal), untranslated(error.what())));
    }
  };
}

}  // namespace

Reply handle_local(const HttpRequest& request, const RunLocal& run) {
  try {
    return dispatch(request, run);
  } catch (const Problem& problem) {
    return problem_response(problem);
  }
}

HttpRequest local_request(const LocalCommand& command) {
  return {.method = "POST",
          .target = std::string(kPath),
          .fields = {{"Host", "localhost"}, {"Content-Type", "application/json"}},
          .body = json_line(
              json{{"arguments", command.arguments}, {"folder", command.folder.string()}})};
}

LocalResult read_local_result(const Response& response) {
  try {
    const json document = json::parse(response.body);
    if (response.status == 200) {
      return {.exit_code = document.at("exit_code").get<int>(),
              .out = document.at("out").get<std::string>(),
              .err = document.at("err").get<std::string>()};
    }
    fail(ErrorKind::conflict,
         {"ブックを持つプロセスが断りました: {}", "the owner of the book refused the command: {}"},
         document.at("detail").get<std::string>());
  } catch (const json::exception&) {
    fail(ErrorKind::conflict,
         {"ブックを持つプロセスの返事が読み取れません: 状態 {}",
          "the owner of the book gave an answer that is not understood: status {}"},
         response.status);
  }
}

}  // namespace mikata::http
