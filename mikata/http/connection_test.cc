// SPDX-License-Identifier: Apache-2.0
#include "mikata/http/connection.h"

#include <gmock/gmock.h>
#include <sys/stat.h>
#include <sys/un.h>

#include <atomic>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <latch>
#include <mutex>
#include <optional>
#include <sstream>
#include <thread>
#include <utility>
#include <vector>

#include "mikata/base/error.h"
#include "mikata/http/test_client.h"

namespace mikata::http {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;
using namespace std::chrono_literals;
namespace fs = std::filesystem;

// "/now" at once; "/work" on a worker; "/wait" on a worker until it is stopped or let go.
class Running {
 public:
  explicit Running(ConnectionLimits limits = {})
      : connections_(limits, [this](const Finished& finished) {
          const std::lock_guard lock(mutex_);
          finished_.push_back(finished);
        }) {
    port = connections_.listen("127.0.0.1", 0,
                               [this](const HttpRequest& request) { return answer(request); });
    thread_ = std::jthread([this](std::stop_token stop) {
      connections_.run(std::move(stop));
      over = true;
    });
  }

  Reply answer(const HttpRequest& request) {
    Response response{.body = request.method + " " + request.target + " [" + request.body + "]",
                      .route = "/test"};
    if (request.target == "/work") return [response](std::stop_token) { return response; };
    if (request.target != "/wait") return response;
    return [this, response](std::stop_token stop) {
      ++waiting;
      while (!stop.stop_requested() && !let_go) std::this_thread::sleep_for(1ms);
      stopped = stop.stop_requested();
      return stopped ? Response{.status = 503} : response;
    };
  }

  void request_stop() { thread_.request_stop(); }
  void join() { thread_.join(); }
  std::vector<Finished> finished() {
    const std::lock_guard lock(mutex_);
    return finished_;
  }
  // What comes back for these bytes on a connection of their own.
  std::string exchange_bytes(std::string_view bytes) const {
    TestClient client(port);
    client.send(bytes);
    client.end();
    std::string answer = client.read_all();
    EXPECT_TRUE(client.closed()) << bytes;
    return answer;
  }

  std::uint16_t port = 0;
  std::atomic<int> waiting = 0;
  std::atomic<bool> let_go = false;
  std::atomic<bool> stopped = false;
  std::atomic<bool> over = false;

 private:
  std::mutex mutex_;
  std::vector<Finished> finished_;
  Connections connections_;
  std::jthread thread_;
};

template <typename Condition>
bool soon(Condition condition) {
  for (int i = 0; i < 5000 && !condition(); ++i) std::this_thread::sleep_for(2ms);
  return condition();
}

TEST(Connection, AnswersSeveralRequestsOneAfterTheOther) {
  Running server;
  TestClient client(server.port);
  for (const char* target : {"/now", "/work", "/now"}) {
    client.send(std::string("GET ") + target + " HTTP/1.1\r\nHost: a\r\n\r\n");
    const std::string answer = client.read_until("[]");
    EXPECT_THAT(answer, HasSubstr("HTTP/1.1 200 OK\r\n"));
    EXPECT_THAT(answer, HasSubstr(std::string("GET ") + target));
    EXPECT_THAT(answer, HasSubstr("\r\nDate: "));
  }
  client.send("GET /now HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
  EXPECT_THAT(client.read_all(), HasSubstr("Connection: close\r\n"));
  EXPECT_TRUE(client.closed());
}

TEST(Connection, AnswersPipelinedRequestsInOrder) {
  Running server;
  const std::string answer = server.exchange_bytes(
      "GET /work HTTP/1.1\r\nHost: a\r\n\r\nGET /now HTTP/1.1\r\nHost: a\r\n\r\n"
      "GET /last HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
  EXPECT_THAT(statuses(answer), ElementsAre(200, 200, 200));
  EXPECT_LT(answer.find("/work"), answer.find("/now"));
  EXPECT_LT(answer.find("/now"), answer.find("/last"));
}

TEST(Connection, ReadsBodiesAsTheyAreFramed) {
  Running server;
  EXPECT_THAT(
      server.exchange_bytes("POST /now HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nabc"),
      HasSubstr("POST /now [abc]"));
  EXPECT_THAT(
      server.exchange_bytes("POST /now HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n"
                            "\r\n2\r\nab\r\n1;x=y\r\nc\r\n0\r\n\r\n"),
      HasSubstr("POST /now [abc]"));
}

TEST(Connection, RefusesBodiesThatAreFramedInTwoWays) {
  Running server;
  const std::string head = "POST /now HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n";
  for (const char* body :
       {"0x3\r\nabc\r\n0\r\n\r\n", "+3\r\nabc\r\n0\r\n\r\n", "3 \r\nabc\r\n0\r\n\r\n",
        "3\nabc\r\n0\r\n\r\n", "3\r\nabcd\r\n0\r\n\r\n", "g\r\n", "-1\r\n",
        "ffffffffffffffffff\r\n", "3\r\nabc\n0\r\n\r\n", "\r\n0\r\n\r\n"}) {
    EXPECT_THAT(statuses(server.exchange_bytes(head + body)), ElementsAre(testing::AnyOf(400, 413)))
        << body;
  }
}

TEST(Connection, SaysWhatIsTooLarge) {
  Running server({.body_bytes = 10});
  const auto post = [&](const std::string& rest) {
    return statuses(server.exchange_bytes("POST /now HTTP/1.1\r\nHost: a\r\n" + rest));
  };
  EXPECT_THAT(post("Content-Length: 10\r\n\r\n0123456789"), ElementsAre(200));
  EXPECT_THAT(post("Content-Length: 11\r\n\r\n0123456789a"), ElementsAre(413));
  EXPECT_THAT(post("Content-Length: 18446744073709551615\r\n\r\n"), ElementsAre(413));
  EXPECT_THAT(post("Transfer-Encoding: chunked\r\n\r\na\r\n0123456789\r\n0\r\n\r\n"),
              ElementsAre(200));
  EXPECT_THAT(post("Transfer-Encoding: chunked\r\n\r\nb\r\n0123456789a\r\n0\r\n\r\n"),
              ElementsAre(413));
  const std::string head = "GET /now HTTP/1.1\r\nHost: a\r\n";
  EXPECT_THAT(statuses(server.exchange_bytes(head + "X: " + std::string(20'000, 'x') + "\r\n\r\n")),
              ElementsAre(431));
  EXPECT_THAT(statuses(server.exchange_bytes("GET /" + std::string(500'000, 'x'))),
              ElementsAre(414));
}

TEST(Connection, RefusesOnceAndCloses) {
  Running server;
  const std::string answer = server.exchange_bytes(
      "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\nGET /now HTTP/1.1\r\nHost: a\r\n\r\n");
  EXPECT_THAT(statuses(answer), ElementsAre(400));
  EXPECT_THAT(answer, HasSubstr("Content-Type: application/problem+json\r\n"));
  EXPECT_THAT(answer, HasSubstr("Connection: close\r\n"));
}

TEST(Connection, ContinuesForWhoWaitsForIt) {
  Running server;
  TestClient client(server.port);
  client.send("POST /now HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nExpect: 100-continue\r\n\r\n");
  EXPECT_THAT(client.read_until("\r\n\r\n"), HasSubstr("HTTP/1.1 100 Continue"));
  client.send("abc");
  EXPECT_THAT(client.read_until("]"), HasSubstr("[abc]"));
}

TEST(Connection, SendsNoBodyForHead) {
  Running server;
  const std::string answer =
      server.exchange_bytes("HEAD /now HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
  EXPECT_THAT(answer, HasSubstr("Content-Length: 12\r\n"));
  EXPECT_TRUE(answer.ends_with("\r\n\r\n"));
}

TEST(Connection, DoesNotWaitForSlowHeads) {
  Running server({.patience = {.head = 200ms}});
  TestClient client(server.port);
  const auto begin = std::chrono::steady_clock::now();
  std::jthread drip([&](std::stop_token stop) {
    client.send("GET /now HTTP/1.1\r\n");
    while (!stop.stop_requested()) {
      client.send("X");
      std::this_thread::sleep_for(20ms);
    }
  });
  EXPECT_THAT(statuses(client.read_all()), ElementsAre(408));
  EXPECT_LT(std::chrono::steady_clock::now() - begin, 5s);
}

TEST(Connection, DoesNotWaitForSlowBodiesOrIdleClients) {
  Running server({.patience = {.head = 10s, .body = 200ms, .idle = 200ms}});
  TestClient slow(server.port);
  slow.send("POST /now HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\na");
  EXPECT_THAT(statuses(slow.read_all()), ElementsAre(408));
  TestClient idle(server.port);
  idle.send("GET /now HTTP/1.1\r\nHost: a\r\n\r\n");
  EXPECT_THAT(statuses(idle.read_all()), ElementsAre(200)) << "and closes without a word";
  EXPECT_TRUE(idle.closed());
}

TEST(Connection, StopsAQuestionThatTakesTooLong) {
  Running server({.patience = {.request = 100ms}});
  TestClient client(server.port);
  client.send("GET /wait HTTP/1.1\r\nHost: a\r\n\r\n");
  EXPECT_THAT(client.read_until("\r\n\r\n"), HasSubstr("HTTP/1.1 503 "));
  EXPECT_TRUE(server.stopped);
}

TEST(Connection, StopsAQuestionWhoseClientIsGone) {
  Running server;
  TestClient client(server.port);
  client.send("GET /wait HTTP/1.1\r\nHost: a\r\n\r\n");
  ASSERT_TRUE(soon([&] { return server.waiting == 1; }));
  client.close();
  EXPECT_TRUE(soon([&] { return server.stopped.load(); }));
}

TEST(Connection, AnswersAtOnceWhileAllWorkersAreBusy) {
  Running server({.workers = 1});
  TestClient busy(server.port);
  busy.send("GET /wait HTTP/1.1\r\nHost: a\r\n\r\n");
  ASSERT_TRUE(soon([&] { return server.waiting == 1; }));
  EXPECT_THAT(
      statuses(server.exchange_bytes("GET /now HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")),
      ElementsAre(200));
  server.let_go = true;
  EXPECT_THAT(busy.read_until("[]"), HasSubstr("200 OK"));
}

TEST(Connection, MakesRoomForNewClients) {
  Running server({.connections = 10});
  std::vector<std::unique_ptr<TestClient>> idle;
  for (int i = 0; i < 40; ++i) {
    idle.push_back(std::make_unique<TestClient>(server.port));
    TestClient healthy(server.port);
    healthy.send("GET /now HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
    EXPECT_THAT(statuses(healthy.read_all()), ElementsAre(200)) << i;
    std::this_thread::sleep_for(60ms);
  }
}

TEST(Connection, FinishesWhatIsUnderWayWhenItStops) {
  Running server;
  TestClient idle(server.port);
  TestClient client(server.port);
  client.send("GET /wait HTTP/1.1\r\nHost: a\r\n\r\n");
  ASSERT_TRUE(soon([&] { return server.waiting == 1; }));
  server.request_stop();
  EXPECT_EQ(idle.read_all(), "");
  EXPECT_TRUE(idle.closed()) << "who asked for nothing is let go";
  EXPECT_FALSE(TestClient(server.port).connected());
  EXPECT_FALSE(server.over);
  server.let_go = true;
  EXPECT_THAT(client.read_all(), HasSubstr("200 OK"));
  server.join();
}

TEST(Connection, StopsWhatDoesNotFinishInTime) {
  Running server({.patience = {.drain = 200ms}});
  TestClient client(server.port);
  client.send("GET /wait HTTP/1.1\r\nHost: a\r\n\r\n");
  TestClient half(server.port);
  half.send("GET /n");
  ASSERT_TRUE(soon([&] { return server.waiting == 1; }));
  server.request_stop();
  EXPECT_THAT(statuses(client.read_all()), ElementsAre(503));
  server.join();
}

TEST(Connection, TellsOfEveryRequestByItsRoute) {
  Running server;
  server.exchange_bytes("GET /now?secret HTTP/1.1\r\nHost: a\r\n\r\n");
  server.exchange_bytes("broken\r\n\r\n");
  ASSERT_TRUE(soon([&] { return server.finished().size() == 2; }));
  EXPECT_EQ(server.finished()[0].route, "/test");
  EXPECT_EQ(server.finished()[0].bytes, 18U);
  EXPECT_EQ(server.finished()[1].route, "");
  EXPECT_EQ(server.finished()[1].status, 400);
}

ErrorKind refusal_of(const std::string& host, std::uint16_t port) {
  Connections connections({}, {});
  try {
    connections.listen(host, port, {});
  } catch (const Error& error) {
    return error.kind();
  }
  ADD_FAILURE() << host << " was listened on";
  return ErrorKind::internal;
}

TEST(Listen, IsRefusedOutsideThisMachine) {
  for (const char* host :
       {"0.0.0.0", "::", "192.168.0.1", "10.0.0.1", "example.com", "", "127.1"}) {
    EXPECT_EQ(refusal_of(host, 0), ErrorKind::invalid_argument) << host;
  }
}

TEST(Listen, SaysThatAPortIsTaken) {
  Running server;
  EXPECT_EQ(refusal_of("127.0.0.1", server.port), ErrorKind::conflict);
}

TEST(Listen, KnowsBothFamilies) {
  Connections connections({}, {});
  EXPECT_NE(connections.listen("localhost", 0, {}), 0);
  try {
    EXPECT_NE(connections.listen("::1", 0, {}), 0);
  } catch (const Error& error) {
    GTEST_SKIP() << "no IPv6 here: " << error.what();
  }
}

// A folder of its own, with a server behind a socket in it.
class LocalSocket : public testing::Test {
 protected:
  LocalSocket() {
    std::string name = (fs::temp_directory_path() / "mikata_socket_XXXXXX").string();
    folder_ = mkdtemp(name.data());
    socket_ = folder_ / "server.sock";
  }
  ~LocalSocket() override {
    thread_ = {};
    fs::remove_all(folder_);
  }

  void start(Answer answer) {
    connections_.emplace(ConnectionLimits{.patience = {.request = 50ms, .drain = 200ms}},
                         [](const Finished&) {});
    connections_->listen(socket_, std::move(answer));
    thread_ = std::jthread([this](std::stop_token stop) { connections_->run(std::move(stop)); });
  }
  ErrorKind failure_of_exchange() {
    try {
      exchange(socket_, {.method = "POST", .target = "/"}, 300ms);
    } catch (const Error& error) {
      message_ = error.what();
      return error.kind();
    }
    return ErrorKind::internal;
  }
  // A socket file whose listener accepts nothing: a process that hangs, or one that has died.
  int listen_by_hand() const {
    const int fd = ::socket(AF_UNIX, SOCK_STREAM, 0);
    sockaddr_un address = {};
    address.sun_family = AF_UNIX;
    socket_.string().copy(address.sun_path, sizeof(address.sun_path) - 1);
    EXPECT_EQ(::bind(fd, reinterpret_cast<sockaddr*>(&address), sizeof(address)), 0);
    EXPECT_EQ(::listen(fd, 5), 0);
    return fd;
  }

  fs::path folder_;
  fs::path socket_;
  std::string message_;
  std::optional<Connections> connections_;
  std::jthread thread_;
};

TEST_F(LocalSocket, CarriesARequestThatTakesLongerThanOnesPatience) {
  start([](const HttpRequest& request) -> Reply {
    return [body = request.body](std::stop_token) {
      std::this_thread::sleep_for(500ms);
      return Response{.body = body + body};
    };
  });
  const HttpRequest request{
      .method = "POST", .target = "/", .fields = {{"Host", "localhost"}}, .body = "店"};
  EXPECT_EQ(exchange(socket_, request, 300ms).body, "店店");
}

TEST_F(LocalSocket, BelongsToItsOwnerAlone) {
  start({});
  struct stat status = {};
  ASSERT_EQ(::stat(socket_.c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 0777U, 0600U);
}

TEST_F(LocalSocket, ReplacesOneThatIsLeftOverAndGoesAtTheEnd) {
  ::close(listen_by_hand());
  ASSERT_TRUE(fs::exists(socket_));
  start([](const HttpRequest&) { return Response{.body = "x"}; });
  EXPECT_EQ(exchange(socket_, {.method = "GET", .target = "/", .fields = {{"Host", "a"}}}, 2s).body,
            "x");
  thread_ = {};
  connections_.reset();
  EXPECT_FALSE(fs::exists(socket_));
}

TEST_F(LocalSocket, ReplacesNothingButASocket) {
  std::ofstream(socket_) << "a file";
  EXPECT_THROW(start({}), Error);
  connections_.reset();
  EXPECT_TRUE(fs::exists(socket_));
}

TEST_F(LocalSocket, MayHaveALongPath) {
  socket_ = folder_ / std::string(120, 'a') / "server.sock";
  fs::create_directory(socket_.parent_path());
  start([](const HttpRequest&) { return Response{.body = "x"}; });
  EXPECT_EQ(exchange(socket_, {.method = "GET", .target = "/", .fields = {{"Host", "a"}}}, 2s).body,
            "x");
}

TEST_F(LocalSocket, FailsWhenNobodyAnswers) {
  EXPECT_EQ(failure_of_exchange(), ErrorKind::conflict) << "no socket";
  const int fd = listen_by_hand();
  const auto begin = std::chrono::steady_clock::now();
  EXPECT_EQ(failure_of_exchange(), ErrorKind::conflict) << "a process that hangs";
  EXPECT_LT(std::chrono::steady_clock::now() - begin, 5s);
  EXPECT_THAT(message_, HasSubstr("the book is in use by another process and it does not answer: " +
                                  folder_.string()));
  ::close(fd);
  EXPECT_EQ(failure_of_exchange(), ErrorKind::conflict) << "a process that has died";
}

TEST_F(LocalSocket, FailsWhenTheOwnerEndsBeforeItAnswers) {
  const int fd = listen_by_hand();
  std::jthread owner([fd] {
    const int client = ::accept(fd, nullptr, nullptr);
    constexpr std::string_view kTaken = "HTTP/1.1 102 Processing\r\n\r\n";
    (void)::send(client, kTaken.data(), kTaken.size(), MSG_NOSIGNAL);
    std::this_thread::sleep_for(50ms);
    ::close(client);
  });
  EXPECT_EQ(failure_of_exchange(), ErrorKind::conflict);
  EXPECT_THAT(message_, HasSubstr("ended before it answered"));
  owner.join();
  ::close(fd);
}

struct Case {
  std::string name;
  std::string oracle;  // llhttp's verdict, "" when there is none
  std::string bytes;
};

std::vector<Case> corpus(const char* folder_name) {
  const char* data = std::getenv("MIKATA_TEST_DATA");
  if (data == nullptr) return {};
  const fs::path folder = fs::path(data) / "badinput/http" / folder_name;
  std::vector<Case> cases;
  std::ifstream manifest(folder / "MANIFEST.tsv");
  for (std::string line; std::getline(manifest, line);) {
    std::istringstream columns(line);
    Case one;
    std::string kind;
    std::getline(columns, one.name, '\t');
    std::getline(columns, kind, '\t');
    std::getline(columns, one.oracle, '\t');
    std::ifstream file(folder / one.name, std::ios::binary);
    one.bytes = {std::istreambuf_iterator<char>(file), {}};
    if (one.name.starts_with("trophy") || kind == "request") cases.push_back(std::move(one));
  }
  return cases;
}

// What llhttp refuses, a request is not made of; what it takes is taken or refused, never left
// open.
TEST(Connection, AgreesWithLlhttp) {
  const std::vector<Case> cases = corpus("llhttp");
  if (cases.empty()) GTEST_SKIP() << "MIKATA_TEST_DATA is not set";
  Running server;
  for (const Case& one : cases) {
    const std::vector<int> found = statuses(server.exchange_bytes(one.bytes));
    if (!one.oracle.starts_with("error:") || one.oracle.starts_with("error:22") ||
        one.oracle.starts_with("error:23")) {
      continue;
    }
    // Data after "Connection: close" is not looked at; everything else ends in a refusal.
    const bool refused = found.empty() || found.back() >= 400;
    EXPECT_TRUE(refused) << one.name << " " << one.oracle;
  }
}

// Payloads that at least two well-known programs read in two ways.
TEST(Connection, ReadsNoPayloadOfTheHttpGardenAsTwoRequests) {
  const std::vector<Case> cases = corpus("http-garden-GPL3");
  if (cases.empty()) GTEST_SKIP() << "MIKATA_TEST_DATA is not set";
  Running server;
  for (const Case& one : cases) {
    const std::vector<int> found = statuses(server.exchange_bytes(one.bytes));
    EXPECT_LE(std::ranges::count_if(found, [](int status) { return status < 400; }), 1) << one.name;
  }
}

}  // namespace
}  // namespace mikata::http
