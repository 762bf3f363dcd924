// SPDX-License-Identifier: Apache-2.0
#include "mikata/http/problem.h"

#include <utility>

#include "mikata/base/json.h"

namespace mikata::http {

Problem::Problem(int problem_status, std::string problem_code, Localized problem_detail,
                 std::vector<ProblemPart> problem_parts)
    : status(problem_status),
      code(std::move(problem_code)),
      detail(std::move(problem_detail)),
      parts(std::move(problem_parts)) {}

Problem::Problem(const Error& error, std::vector<ProblemPart> problem_parts)
    : Problem(http_status(error.kind()), error_name(error.kind()), error.message(),
              std::move(problem_parts)) {}

[[noreturn]] void refuse(const std::string& pointer, const Localized& detail) {
  throw Problem(400, "invalid_argument", detail, {{pointer, detail}});
}

Response problem_response(const Problem& problem, Language language) {
  nlohmann::json body = {{"type", "about:blank"},
                         {"title", status_title(problem.status)},
                         {"status", problem.status},
                         {"code", problem.code},
                         {"detail", problem.detail.in(language)}};
  if (!problem.parts.empty()) body["errors"] = nlohmann::json::array();
  for (const ProblemPart& part : problem.parts) {
    body["errors"].push_back({{"pointer", part.pointer}, {"detail", part.detail.in(language)}});
  }
  Response response{.status = problem.status, .fields = problem.fields, .body = json_line(body)};
  response.fields.push_back({"Content-Type", "application/problem+json"});
  response.fields.push_back({"Content-Language", language == Language::ja ? "ja" : "en"});
  response.fields.push_back({"Cache-Control", "no-store"});
  return response;
}

}  // namespace mikata::http
