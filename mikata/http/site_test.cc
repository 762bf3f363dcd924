// SPDX-License-Identifier: Apache-2.0
#include "mikata/http/site.h"

#include <gmock/gmock.h>

#include <filesystem>
#include <fstream>

#include "mikata/base/json.h"
#include "mikata/http/guard.h"
#include "mikata/http/routes.h"
#include "mikata/http/test_site.h"

namespace mikata::http {
namespace {

using nlohmann::json;
using testing::HasSubstr;
using testing::Not;
namespace fs = std::filesystem;

TEST(Site, GivesOneStatusToEveryRequest) {
  const struct {
    const char* method;
    const char* target;
    int status;
  } cases[] = {
      {"GET", "/healthz", 200},
      {"HEAD", "/healthz", 200},
      {"GET", "/metrics", 200},
      {"GET", "/v1/book", 200},
      {"GET", "/v1/insights", 200},
      {"GET", "/v1/insights/nps", 200},
      {"GET", "/v1/insights/nps?by=region&start=2026-01-01&lang=en", 200},
      {"GET", "/v1/insights/nps.csv", 200},
      {"GET", "/v1/insights/nps/behind?key=%E5%A4%A7%E9%98%AA", 200},
      {"GET", "/v1/insights/nps/behind?key=%E5%A4%A7%E9%98%AA&limit=500&cursor=0", 200},
      {"GET", "/v1/customers/C%2F1", 200},
      {"GET", "/v1/customers?text=%E7%94%B0%E6%9D%91", 200},
      {"GET", "/v1/customers", 400},
      {"GET", "/v1/customers?text=", 400},
      {"GET", "/v1/customers?text=a&more=1", 400},
      {"GET", "/v1/openapi.json", 200},
      {"GET", "/v1/insights/npz", 404},
      {"GET", "/v1/insights/npz.csv", 404},
      {"GET", "/v1/insights/", 404},
      {"GET", "/v1/insights/nps/", 404},
      {"GET", "/v1/insights/nps/behind/x", 404},
      {"GET", "/v1/insights/nps/behind?key=x", 404},
      {"GET", "/v1/insights/nps/behind", 400},
      {"GET", "/v1/insights/nps/behind?key=x&limit=0", 400},
      {"GET", "/v1/insights/nps/behind?key=x&limit=501", 400},
      {"GET", "/v1/insights/nps/behind?key=x&limit=1x", 400},
      {"GET", "/v1/insights/nps/behind?key=x&cursor=-1", 400},
      {"GET", "/v1/insights/nps?colour=red", 400},
      {"GET", "/v1/insights/nps?lang=fr", 400},
      {"GET", "/v1/insights/nps?start=2026-02-30", 400},
      {"GET", "/v1/insights/nps?by=a&by=b", 400},
      {"GET", "/v1/insights/nps?by=%ff", 400},
      {"GET", "/v1/book?by=region", 400},
      {"GET", "/v1/customers/nobody", 404},
      {"GET", "/v1/customers/", 404},
      {"GET", "/v1", 404},
      {"GET", "/v1/nothing", 404},
      {"GET", "/healthz/x", 404},
      {"GET", "/insights/nps", 404},  // no page here
      {"OPTIONS", "/v1/book", 405},
      {"BREW", "/v1/book", 403},
      {"POST", "/v1/book", 403},
  };
  TestSite test;
  for (const auto& [method, target, status] : cases) {
    const Response response = test.ask(method, target);
    EXPECT_EQ(response.status, status) << method << " " << target << " " << response.body;
    EXPECT_FALSE(response.field("Content-Security-Policy").empty());
    EXPECT_EQ(response.field("X-Content-Type-Options"), "nosniff");
    if (status < 400) continue;
    const json problem = json::parse(response.body);
    EXPECT_EQ(response.field("Content-Type"), "application/problem+json");
    EXPECT_EQ(problem.at("status"), status);
    for (const char* name : {"type", "title", "detail", "code"})
      EXPECT_TRUE(problem.contains(name));
  }
}

TEST(Site, SaysWhichMethodsAreAllowed) {
  TestSite test;
  const Field origin{"Origin", "http://127.0.0.1:8400"};
  const Response response = test.ask("DELETE", "/v1/book", {origin});
  EXPECT_EQ(response.status, 405);
  EXPECT_EQ(response.field("Allow"), "GET, HEAD");
  EXPECT_EQ(test.ask("POST", "/insights/nps", {origin}).status, 405);
  EXPECT_EQ(test.ask("BREW", "/v1/book", {origin}).status, 501);
}

TEST(Site, AnswersOnlyToItsOwnNames) {
  TestSite test;
  test.site.host_names = loopback_names("127.0.0.1", 8400);
  const auto status = [&](const char* host) {
    const HttpRequest request{"GET", "/healthz", {{"Host", host}}, ""};
    return std::get<Response>(handle(test.site, request)).status;
  };
  for (const char* host : {"127.0.0.1:8400", "localhost:8400", "LOCALHOST:8400", "[::1]:8400"}) {
    EXPECT_EQ(status(host), 200) << host;
  }
  for (const char* host : {"", "127.0.0.1", "localhost", "127.0.0.1:8401", "evil.example:8400",
                           "localhost.evil.example:8400", "127.0.0.1:8400:8400", "::1:8400"}) {
    EXPECT_EQ(status(host), 421) << host;
  }
}

TEST(Site, RefusesChangesFromOtherPages) {
  TestSite test;
  const auto status = [&](std::vector<Field> fields) {
    return test.ask("POST", "/v1/book", std::move(fields)).status;
  };
  EXPECT_EQ(status({{"Origin", "http://127.0.0.1:8400"}}), 405);
  EXPECT_EQ(status({{"Sec-Fetch-Site", "same-origin"}}), 405);
  EXPECT_EQ(status({}), 403);
  EXPECT_EQ(status({{"Origin", "null"}}), 403);
  EXPECT_EQ(status({{"Origin", "http://evil.example"}}), 403);
  EXPECT_EQ(status({{"Origin", "https://127.0.0.1:8400"}}), 403);
  EXPECT_EQ(status({{"Origin", "http://localhost:8400"}}), 403);
  EXPECT_EQ(status({{"Sec-Fetch-Site", "same-site"}}), 403);
  EXPECT_EQ(status({{"Sec-Fetch-Site", "cross-site"}}), 403);
  EXPECT_EQ(status({{"Origin", "http://evil.example"}, {"Sec-Fetch-Site", "same-origin"}}), 403);
}

TEST(Site, PointsAtWhatWasWrong) {
  TestSite test;
  const auto pointers = [&](const char* query) {
    const std::string body = test.get(std::string("/v1/insights/nps?") + query).body;
    const json problem = json::parse(body);
    std::vector<std::string> found;
    for (const json& part : problem.at("errors")) found.push_back(part.at("pointer"));
    return found;
  };
  using testing::ElementsAre;
  EXPECT_THAT(pointers("start=2026-02-30"), ElementsAre("/query/start"));
  EXPECT_THAT(pointers("start=2026-03-01&end=2026-02-01&by=x"),
              ElementsAre("/query/end", "/query/start"));
  EXPECT_THAT(pointers("colour=red"), ElementsAre("/query/colour"));
}

TEST(Site, PointsAtWhatTheBookDoesNotKnow) {
  TestSite test;
  test.book.during_run = [](const Watch&) {
    fail(ErrorKind::invalid_argument, "column not found: regio\nregio = 1\n^");
  };
  const json where = json::parse(test.get("/v1/insights/nps?where=regio+%3D+1&by=x").body);
  EXPECT_EQ(where.at("errors").at(0).at("pointer"), "/query/where");
  const json by = json::parse(test.get("/v1/insights/nps?by=regio").body);
  EXPECT_EQ(by.at("errors").at(0).at("pointer"), "/query/by");
  const json neither = json::parse(test.get("/v1/insights/nps?by=x").body);
  EXPECT_FALSE(neither.contains("errors"));
  const json key = json::parse(test.get("/v1/insights/nps/behind?key=gone").body);
  EXPECT_EQ(key.at("errors").at(0).at("pointer"), "/query/key");
}

TEST(Site, RefusesInTheWantedLanguage) {
  TestSite test;
  const auto detail = [&](const char* target, std::vector<Field> fields = {}) {
    const Response response = test.get(target, std::move(fields));
    const json problem = json::parse(response.body);
    EXPECT_EQ(response.field("Content-Language"),
              problem.at("detail").get<std::string>().front() > 0 ? "en" : "ja");
    EXPECT_EQ(problem.at("title"), "Bad Request") << "for programs";
    return problem.at("detail").get<std::string>();
  };
  const std::string ja = "終わりが始まりより前です: 2026-03-01 から 2026-02-01";
  const std::string en = "end is before start: 2026-03-01 to 2026-02-01";
  const char* plain = "/v1/insights/nps?start=2026-03-01&end=2026-02-01";
  const std::string asked = plain + std::string("&lang=");
  EXPECT_EQ(detail((asked + "ja").c_str()), ja);
  EXPECT_EQ(detail((asked + "en").c_str(), {{"Accept-Language", "ja"}}), en);
  EXPECT_EQ(detail(plain, {{"Accept-Language", "ja"}}), ja);
  EXPECT_EQ(detail("/v1/insights/nps?lang=fr", {{"Accept-Language", "ja"}}).find("言語"), 0);
}

TEST(Site, SpeaksTheWantedLanguage) {
  TestSite test;
  const auto spoken = [&](const char* target, std::vector<Field> fields) {
    const Response response = test.get(target, std::move(fields));
    EXPECT_EQ(response.field("Content-Language"), json::parse(response.body).at("spoken"));
    return std::string(response.field("Content-Language"));
  };
  EXPECT_EQ(spoken("/v1/insights", {}), "ja");
  EXPECT_EQ(spoken("/v1/insights", {{"Accept-Language", "en"}}), "en");
  EXPECT_EQ(spoken("/v1/insights?lang=ja", {{"Accept-Language", "en"}}), "ja");
}

TEST(Site, AnswersTheSameQuestionFromMemory) {
  TestSite test;
  const std::string first = test.get("/v1/insights/nps?by=region&start=2026-01-01").body;
  EXPECT_EQ(test.get("/v1/insights/nps?start=2026-01-01&by=region").body, first);
  EXPECT_EQ(test.book.runs, 1);
  test.get("/v1/insights/nps?by=channel&start=2026-01-01");
  test.get("/v1/insights/nps?by=region&start=2026-01-01&lang=en");
  test.get("/v1/insights/nps?by=region&start=2026-01-01&scale=five");
  test.get("/v1/insights/nps.csv?by=region&start=2026-01-01");
  EXPECT_EQ(test.book.runs, 5);
  ++test.book.version;
  test.get("/v1/insights/nps?by=region&start=2026-01-01");
  EXPECT_EQ(test.book.runs, 6);
}

TEST(Site, AnswersAtOnceWhatItRemembers) {
  TestSite test;
  const HttpRequest request{"GET", "/v1/insights/nps", {{"Host", kTestHost}}, ""};
  Reply first = handle(test.site, request);
  ASSERT_TRUE(std::holds_alternative<Later>(first));
  std::get<Later>(first)({});
  EXPECT_TRUE(std::holds_alternative<Response>(handle(test.site, request)));
}

TEST(Site, DoesNotRememberFailures) {
  TestSite test;
  test.book.during_run = [](const Watch&) { fail(ErrorKind::unavailable, "stopped"); };
  EXPECT_EQ(test.get("/v1/insights/nps").status, 503);
  test.book.during_run = [](const Watch&) { throw std::runtime_error("bad"); };
  EXPECT_EQ(test.get("/v1/insights/nps").status, 500);
  test.book.during_run = {};
  EXPECT_EQ(test.get("/v1/insights/nps").status, 200);
}

TEST(Site, WritesCsvForWhoAsksForIt) {
  TestSite test;
  const Response file = test.get("/v1/insights/nps.csv");
  EXPECT_EQ(file.field("Content-Type"), "text/csv; charset=utf-8");
  EXPECT_EQ(file.field("Content-Disposition"), "attachment; filename=\"nps.csv\"");
  EXPECT_EQ(file.body,
            "\xef\xbb\xbf\"by_value\",\"nps\",\"key\"\r\n\"大阪\",12,\"大阪\"\r\n"
            "\"'=1+1\",-3,\"'=1+1\"\r\n");
  EXPECT_EQ(test.get("/v1/insights/nps", {{"Accept", "text/csv"}}).body, file.body);
  EXPECT_THAT(test.get("/v1/insights/nps", {{"Accept", "*/*"}}).body, HasSubstr("{"));
}

TEST(Site, TurnsThePagesOfWhatIsBehindARow) {
  TestSite test;
  const std::string base = "/v1/insights/nps/behind?key=%E5%A4%A7%E9%98%AA";
  const json first = json::parse(test.get(base).body);
  EXPECT_EQ(first.at("total"), 120);
  EXPECT_EQ(first.at("rows").size(), 50U);
  EXPECT_EQ(first.at("next_cursor"), "50");
  const json last = json::parse(test.get(base + "&cursor=100").body);
  EXPECT_EQ(last.at("rows").size(), 20U);
  EXPECT_TRUE(last.at("next_cursor").is_null());
  EXPECT_TRUE(json::parse(test.get(base + "&cursor=500").body).at("next_cursor").is_null());
}

TEST(Site, CompressesOnlyWhatIsLargeAndOnlyOnRequest) {
  TestSite test;
  const Field gzip{"Accept-Encoding", "gzip"};
  EXPECT_EQ(test.get("/v1/openapi.json", {gzip}).field("Content-Encoding"), "gzip");
  EXPECT_EQ(test.get("/v1/openapi.json", {gzip}).field("Content-Encoding"), "gzip")
      << "from memory";
  EXPECT_EQ(test.get("/v1/openapi.json").field("Content-Encoding"), "");
  EXPECT_EQ(test.get("/healthz", {gzip}).field("Content-Encoding"), "");
}

TEST(Site, CountsRoutesWithoutValues) {
  TestSite test;
  EXPECT_EQ(test.get("/v1/customers/tanaka%40example.jp").route, "/v1/customers/{id}");
  EXPECT_EQ(test.get("/v1/insights/npz").route, "/v1/insights/{name}");
  EXPECT_EQ(test.get("/v1/nothing").route, "");
  test.site.metrics.add({"GET", "/v1/customers/{id}", 200, 0.004, 10});
  test.site.metrics.add({"G\"T", "", 404, 0.2, 10});
  const std::string text = test.get("/metrics").body;
  EXPECT_THAT(text,
              HasSubstr("mikata_http_requests_total{method=\"GET\",route=\"/v1/customers/{id}\","
                        "status=\"200\"} 1\n"));
  EXPECT_THAT(text, HasSubstr("{method=\"other\",route=\"none\",status=\"404\"} 1\n"));
  EXPECT_THAT(text, HasSubstr("_bucket{route=\"/v1/customers/{id}\",le=\"0.001\"} 0\n"));
  EXPECT_THAT(text, HasSubstr("_bucket{route=\"/v1/customers/{id}\",le=\"0.005\"} 1\n"));
  EXPECT_THAT(text, HasSubstr("_bucket{route=\"/v1/customers/{id}\",le=\"+Inf\"} 1\n"));
  EXPECT_THAT(text, HasSubstr("mikata_book_version 1\n"));
  EXPECT_THAT(text, Not(HasSubstr("tanaka")));
  EXPECT_TRUE(text.ends_with("# EOF\n"));
}

TEST(Routes, EachHasARoleAndAHandler) {
  for (const Route& route : routes()) {
    EXPECT_EQ(route.role, route.method == "GET" ? "viewer" : "editor") << route.pattern;
    EXPECT_NE(route.handler, nullptr) << route.pattern;
    EXPECT_FALSE(route.summary.ja.empty() || route.summary.en.empty()) << route.pattern;
  }
}

// A page as it is built, in a folder of its own.
class Page : public testing::Test {
 protected:
  Page() {
    std::string name = (fs::temp_directory_path() / "mikata_page_XXXXXX").string();
    root_ = mkdtemp(name.data());
    fs::create_directories(root_ / "web/assets");
    write("web/index.html", "<!doctype html>");
    write("web/assets/app-1a2b3c4d.js", "let a;" + std::string(2000, ' '));
    write("web/assets/app-1a2b3c4d.js.br", "brotli");
    write("web/assets/plain.js", "let b;");
    write("web/secret.pem", "no kind of file of a page");
    write("outside.txt", "outside");
    fs::create_symlink(root_ / "outside.txt", root_ / "web/link.txt");
    fs::create_directory_symlink(root_, root_ / "web/folder");
    test_.site.web = WebFiles(root_ / "web");
  }
  ~Page() override { fs::remove_all(root_); }

  void write(const char* name, const std::string& content) {
    std::ofstream(root_ / name) << content;
  }

  fs::path root_;
  TestSite test_;
};

TEST_F(Page, IsServedAtItsOwnAddresses) {
  for (const char* target :
       {"/", "/index.html", "/insights/nps", "/customers/C1?lang=ja", "/a/b/c"}) {
    const Response response = test_.get(target);
    EXPECT_EQ(response.status, 200) << target;
    EXPECT_EQ(response.body, "<!doctype html>") << target;
    EXPECT_EQ(response.field("Content-Type"), "text/html; charset=utf-8");
    EXPECT_EQ(response.field("Cache-Control"), "no-cache");
    EXPECT_EQ(response.route, "/");
  }
}

TEST_F(Page, IsNotServedForMissingFilesOrTheApi) {
  for (const char* target : {"/assets/gone-1a2b3c4d.js", "/gone.js", "/favicon.ico", "/v1/gone"}) {
    EXPECT_EQ(test_.get(target).status, 404) << target;
  }
}

TEST_F(Page, NeverLeadsOutOfItsFolder) {
  for (const char* target :
       {"/../outside.txt", "/%2e%2e/outside.txt", "/..%2foutside.txt", "/assets/../../outside.txt",
        "/link.txt", "/folder/outside.txt", "//outside.txt", "/./../outside.txt", "/secret.pem",
        "/..%5coutside.txt", "/etc/passwd"}) {
    const Response response = test_.get(target);
    EXPECT_THAT(response.body, Not(HasSubstr("outside"))) << target;
    EXPECT_THAT(response.body, Not(HasSubstr("no kind"))) << target;
    EXPECT_THAT(response.body, Not(HasSubstr("root:"))) << target;
  }
}

TEST_F(Page, KeepsHashedFilesForEver) {
  EXPECT_EQ(test_.get("/assets/app-1a2b3c4d.js").field("Cache-Control"),
            "public, max-age=31536000, immutable");
  EXPECT_EQ(test_.get("/assets/plain.js").field("Cache-Control"), "no-cache");
}

TEST_F(Page, ComesCompressedAsTheClientLikes) {
  const auto encoding = [&](const char* accepted) {
    return std::string(test_.get("/assets/app-1a2b3c4d.js", {{"Accept-Encoding", accepted}})
                           .field("Content-Encoding"));
  };
  EXPECT_EQ(encoding("gzip, deflate, br"), "br");
  EXPECT_EQ(encoding("gzip"), "gzip");
  EXPECT_EQ(encoding("br;q=0"), "");
  EXPECT_EQ(encoding(""), "");
  EXPECT_EQ(test_.get("/assets/app-1a2b3c4d.js", {{"Accept-Encoding", "br"}}).body, "brotli");
}

TEST_F(Page, IsNotSentAgainToWhoHasIt) {
  const std::string tag(test_.get("/").field("ETag"));
  EXPECT_EQ(test_.get("/", {{"If-None-Match", tag}}).status, 304);
  EXPECT_EQ(test_.get("/", {{"If-None-Match", "\"x\", " + tag}}).status, 304);
  EXPECT_EQ(test_.get("/", {{"If-None-Match", "\"x\""}}).status, 200);
  EXPECT_EQ(test_.get("/", {{"If-None-Match", tag}}).body, "");
  EXPECT_NE(test_.get("/assets/app-1a2b3c4d.js", {{"Accept-Encoding", "br"}}).field("ETag"),
            test_.get("/assets/app-1a2b3c4d.js").field("ETag"));
}

TEST(WebFiles, NeedsAnIndex) {
  try {
    WebFiles("/nonexistent");
    FAIL();
  } catch (const Error& error) {
    EXPECT_EQ(error.kind(), ErrorKind::not_found);
  }
}

}  // namespace
}  // namespace mikata::http
