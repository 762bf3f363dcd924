// SPDX-License-Identifier: Apache-2.0
#include "mikata/http/local.h"

#include <gtest/gtest.h>

#include "mikata/base/error.h"

namespace mikata::http {
namespace {

LocalResult echo(const LocalCommand& command) {
  return {.exit_code = static_cast<int>(command.arguments.size()),
          .out = command.folder.string() + "\xff",
          .err = command.arguments.empty() ? "" : command.arguments.front()};
}

Response answer(const HttpRequest& request, const RunLocal& run = echo) {
  Reply reply = handle_local(request, run);
  if (auto* response = std::get_if<Response>(&reply)) return *std::move(response);
  return std::get<Later>(reply)({});
}

TEST(Local, CarriesACommandThereAndBack) {
  const LocalCommand command{.arguments = {"nps", "店.book", ""}, .folder = "/home/店"};
  const LocalResult result = read_local_result(answer(local_request(command)));
  EXPECT_EQ(result.exit_code, 3);
  EXPECT_EQ(result.out, "/home/店\xef\xbf\xbd") << "a byte that is not UTF-8 is replaced";
  EXPECT_EQ(result.err, "nps");
}

TEST(Local, RefusesWhatIsNoCommand) {
  const auto status = [](const char* method, const char* target, const char* type,
                         const char* body) {
    return answer({method, target, {{"Content-Type", type}}, body}).status;
  };
  const char* good = R"({"arguments":[],"folder":"/"})";
  EXPECT_EQ(status("POST", "/v1/local/run", "application/json", good), 200);
  EXPECT_EQ(status("GET", "/v1/local/run", "application/json", good), 405);
  EXPECT_EQ(status("POST", "/v1/local/run", "text/plain", good), 415);
  EXPECT_EQ(status("POST", "/v1/insights", "application/json", good), 404);
  for (const char* body : {"", "{", "[]", "1", R"({"arguments":[1],"folder":"/"})",
                           R"({"arguments":"x","folder":"/"})", R"({"arguments":[]})"}) {
    EXPECT_EQ(status("POST", "/v1/local/run", "application/json", body), 400) << body;
  }
}

TEST(Local, TellsWhatWentWrong) {
  const RunLocal broken = [](const LocalCommand&) -> LocalResult {
    fail(ErrorKind::unavailable, "no disk");
  };
  EXPECT_THROW(read_local_result(answer(local_request({}), broken)), Error);
  EXPECT_THROW(read_local_result(answer(local_request({}), nullptr)), Error);
  EXPECT_THROW(read_local_result({.status = 200, .body = "{}"}), Error);
  EXPECT_THROW(read_local_result({.status = 200, .body = "not JSON"}), Error);
}

}  // namespace
}  // namespace mikata::http
