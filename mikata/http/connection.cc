// SPDX-License-Identifier: Apache-2.0
#include "mikata/http/connection.h"

#include <fcntl.h>
#include <fmt/chrono.h>
#include <fmt/core.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/generic/stream_protocol.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/local/stream_protocol.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/basic_stream.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/empty_body.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/string_body.hpp>
#include <boost/beast/http/write.hpp>
#include <ctime>
#include <list>
#include <utility>

#include "mikata/base/error.h"
#include "mikata/http/problem.h"

namespace mikata::http {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace fs = std::filesystem;
using boost::system::error_code;
using Clock = std::chrono::steady_clock;
using Stream = asio::generic::stream_protocol;
using Acceptor = asio::basic_socket_acceptor<Stream>;
template <typename T>
using Task = asio::awaitable<T>;

// Errors come back as values: a client that goes away is no exception.
constexpr auto kAwait = asio::as_tuple(asio::use_awaitable);
constexpr std::chrono::milliseconds kTick{50};
constexpr std::chrono::milliseconds kLinger{1'000};

// One address that is listened on.
struct Door {
  Acceptor acceptor;
  Answer answer;
  bool local = false;
};

enum class Phase { waiting, reading, working, writing };

struct Connection {
  Connection(Stream::socket accepted, const Door& entered)
      : socket(std::move(accepted)), door(entered), done(socket.get_executor()) {}

  void enter(Phase next, std::chrono::milliseconds patience) {
    phase = next;
    deadline = Clock::now() + patience;
  }

  Stream::socket socket;
  const Door& door;
  asio::steady_timer done;  // cancelled when the worker has an answer
  beast::flat_buffer buffer;
  Phase phase = Phase::waiting;
  Clock::time_point deadline;
  bool expired = false;
  std::stop_source stop;
};

// True when the client has closed its side. Bytes of a next request hide it: then it is found
// later.
bool client_is_gone(Connection& connection) {
  char byte = 0;
  const ssize_t size = ::recv(connection.socket.native_handle(), &byte, 1, MSG_PEEK | MSG_DONTWAIT);
  return size == 0 || (size < 0 && errno != EAGAIN && errno != EINTR);
}

std::string_view bytes_of(const beast::flat_buffer& buffer) {
  return {static_cast<const char*>(buffer.data().data()), buffer.size()};
}

std::string date_now() {
  return fmt::format("{:%a, %d %b %Y %H:%M:%S GMT}", fmt::gmtime(std::time(nullptr)));
}

template <typename Body>
beast::http::response<Body> head_of(const Response& response) {
  beast::http::response<Body> out;
  out.version(11);
  out.result(static_cast<unsigned>(response.status));
  out.reason(std::string(status_title(response.status)));
  out.set(beast::http::field::date, date_now());
  for (const Field& field : response.fields) out.insert(field.name, field.value);
  return out;
}

Response refused(const Refusal& refusal) {
  Response response =
      problem_response(Problem(refusal.status, "request_refused", untranslated(refusal.detail)));
  response.fields.push_back({"X-Content-Type-Options", "nosniff"});
  return response;
}

// A socket's path may have 107 bytes; a longer one is reached through its folder's descriptor.
class SocketPath {
 public:
  explicit SocketPath(const fs::path& path) : text_(path.string()) {
    if (text_.size() < sizeof(sockaddr_un::sun_path)) return;
    folder_ = ::open(path.parent_path().c_str(), O_PATH | O_DIRECTORY | O_CLOEXEC);
    text_ = fmt::format("/proc/self/fd/{}/{}", folder_, path.filename().string());
  }
  ~SocketPath() {
    if (folder_ >= 0) ::close(folder_);
  }
  SocketPath(const SocketPath&) = delete;
  SocketPath& operator=(const SocketPath&) = delete;

  asio::local::stream_protocol::endpoint endpoint() const { return {text_}; }

 private:
  std::string text_;
  int folder_ = -1;
};

void remove_socket(const fs::path& path) {
  std::error_code error;
  if (fs::symlink_status(path, error).type() == fs::file_type::socket) fs::remove(path, error);
}

}  // namespace

struct Connections::State {
  State(const ConnectionLimits& given, std::function<void(const Finished&)> told)
      : limits(given), finished(std::move(told)), workers(limits.workers) {}
  ~State() {
    for (const fs::path& path : sockets) remove_socket(path);
  }

  Task<void> accept(Door& door);
  Task<void> serve(std::list<Connection>::iterator at);
  Task<bool> answer_one(Connection& connection);
  Task<Scan> read_head(Connection& connection);
  Task<std::optional<Refusal>> read_body(Connection& connection, Head& head);
  Task<Response> work(Connection& connection, const Later& later);
  Task<bool> write(Connection& connection, const Response& response, const Head& head);
  Task<void> refuse(Connection& connection, const Refusal& refusal);
  Task<void> watch();
  void check(Connection& connection, Clock::time_point now);
  void make_room();
  void begin_drain();

  ConnectionLimits limits;
  std::function<void(const Finished&)> finished;
  asio::io_context io{1};
  std::list<Door> doors;
  std::list<Connection> connections;  // the oldest first
  std::vector<fs::path> sockets;
  bool watching = false;
  bool draining = false;
  Clock::time_point drained_by;
  // Commands of the CLI may take minutes; they must not keep the page waiting. Joined first.
  asio::thread_pool commands{2};
  asio::thread_pool workers;
};

Task<void> Connections::State::accept(Door& door) {
  while (door.acceptor.is_open()) {
    auto [error, socket] = co_await door.acceptor.async_accept(kAwait);
    if (error == asio::error::operation_aborted) co_return;
    if (error) {  // no descriptor left: the one way out is to wait until a client goes
      asio::steady_timer pause(io, kTick);
      co_await pause.async_wait(kAwait);
      continue;
    }
    make_room();
    if (connections.size() >= 2 * limits.connections) continue;
    if (!door.local) socket.set_option(asio::ip::tcp::no_delay(true), error);
    const auto at = connections.emplace(connections.end(), std::move(socket), door);
    at->enter(Phase::waiting, limits.patience.head);
    asio::co_spawn(io, serve(at), asio::detached);
    if (!watching) asio::co_spawn(io, watch(), asio::detached);
  }
}

void Connections::State::make_room() {
  if (connections.size() < limits.connections) return;
  for (const Phase phase : {Phase::waiting, Phase::reading}) {
    const auto oldest = std::ranges::find_if(connections, [&](const Connection& connection) {
      return connection.phase == phase && connection.deadline != Clock::time_point::min();
    });
    if (oldest == connections.end()) continue;
    oldest->deadline = Clock::time_point::min();
    return;
  }
}

// Deadlines, clients that left, the end of the drain: looked at every kTick, so that no operation
// needs a timer of its own.
Task<void> Connections::State::watch() {
  watching = true;
  asio::steady_timer tick(io);
  while (!connections.empty()) {
    tick.expires_after(kTick);
    co_await tick.async_wait(kAwait);
    const Clock::time_point now = Clock::now();
    for (Connection& connection : connections) check(connection, now);
  }
  watching = false;
}

void Connections::State::check(Connection& connection, Clock::time_point now) {
  const bool late = now >= connection.deadline || (draining && now >= drained_by);
  if (connection.phase == Phase::working) {
    if (late || client_is_gone(connection)) connection.stop.request_stop();
    return;
  }
  if (!late && !(draining && connection.phase == Phase::waiting)) return;
  connection.expired = true;
  error_code ignored;
  connection.socket.cancel(ignored);
}

void Connections::State::begin_drain() {
  draining = true;
  drained_by = Clock::now() + limits.patience.drain;
  error_code ignored;
  for (Door& door : doors) door.acceptor.close(ignored);
  for (const fs::path& path : sockets) remove_socket(path);
  for (Connection& connection : connections) check(connection, Clock::now());
}

Task<void> Connections::State::serve(std::list<Connection>::iterator at) {
  try {
    bool again = true;
    while (again) again = co_await answer_one(*at);
  } catch (const std::exception&) {
    // Out of memory: this connection ends, the others go on.
  }
  connections.erase(at);
}

// False when the connection is over.
Task<bool> Connections::State::answer_one(Connection& connection) {
  Scan scan = co_await read_head(connection);
  if (std::holds_alternative<Incomplete>(scan)) co_return false;
  const Clock::time_point begin = Clock::now();
  if (const auto* refusal = std::get_if<Refusal>(&scan)) {
    co_await refuse(connection, *refusal);
    co_return false;
  }
  Head& head = std::get<Head>(scan);
  const std::optional<Refusal> refusal = co_await read_body(connection, head);
  if (refusal) {
    if (refusal->status != 0) co_await refuse(connection, *refusal);
    co_return false;
  }
  Reply reply = connection.door.answer(head.request);
  Response response;
  if (auto* at_once = std::get_if<Response>(&reply)) {
    response = std::move(*at_once);
  } else {
    response = co_await work(connection, std::get<Later>(reply));
  }
  const bool again = co_await write(connection, response, head);
  finished({.method = head.request.method,
            .route = response.route,
            .status = response.status,
            .seconds = std::chrono::duration<double>(Clock::now() - begin).count(),
            .bytes = head.request.method == "HEAD" ? 0 : response.body.size()});
  co_return again;
}

// Incomplete when the client left, or said nothing for too long.
Task<Scan> Connections::State::read_head(Connection& connection) {
  if (!bytes_of(connection.buffer).empty()) connection.enter(Phase::reading, limits.patience.head);
  while (true) {
    Scan scan = scan_head(bytes_of(connection.buffer), limits.head);
    if (!std::holds_alternative<Incomplete>(scan)) co_return scan;
    auto [error, size] =
        co_await connection.socket.async_read_some(connection.buffer.prepare(4096), kAwait);
    connection.buffer.commit(size);
    if (error && connection.expired && connection.phase == Phase::reading) {
      co_return Refusal{408, "the request did not arrive in time"};
    }
    if (error) co_return Incomplete{};
    if (connection.phase == Phase::waiting) {
      connection.enter(Phase::reading, limits.patience.head);
    }
  }
}

// Nothing when the body is in head.request; status 0 when the client left.
Task<std::optional<Refusal>> Connections::State::read_body(Connection& connection, Head& head) {
  const Refusal too_large{413, fmt::format("the body is larger than {} bytes", limits.body_bytes)};
  if (!head.chunked && head.content_length > limits.body_bytes) co_return too_large;
  connection.enter(Phase::reading, limits.patience.body);
  if (head.expects_continue) {
    constexpr std::string_view kContinue = "HTTP/1.1 100 Continue\r\n\r\n";
    co_await asio::async_write(connection.socket, asio::buffer(kContinue), kAwait);
  }
  connection.buffer.consume(head.begin);
  beast::http::request_parser<beast::http::string_body> parser;
  parser.header_limit(static_cast<std::uint32_t>(2 * limits.head.head_bytes));
  parser.body_limit(limits.body_bytes);
  auto [error, size] =
      co_await beast::http::async_read(connection.socket, connection.buffer, parser, kAwait);
  if (!error) {
    head.request.body = std::move(parser.get().body());
    co_return std::nullopt;
  }
  if (error == beast::http::error::body_limit) co_return too_large;
  if (connection.expired) co_return Refusal{408, "the body did not arrive in time"};
  const bool malformed =
      error.category() == make_error_code(beast::http::error::bad_value).category() &&
      error != beast::http::error::partial_message && error != beast::http::error::end_of_stream;
  if (malformed) co_return Refusal{400, "the body is not framed as the header says"};
  co_return Refusal{0, {}};
}

Task<Response> Connections::State::work(Connection& connection, const Later& later) {
  const bool local = connection.door.local;
  if (local) {
    constexpr std::string_view kTaken = "HTTP/1.1 102 Processing\r\n\r\n";
    co_await asio::async_write(connection.socket, asio::buffer(kTaken), kAwait);
  }
  connection.stop = std::stop_source();
  connection.enter(Phase::working, local ? std::chrono::hours(24 * 365) : limits.patience.request);
  Response response;
  bool ready = false;
  const auto run = [&] {
    Response made;
    try {
      made = later(connection.stop.get_token());
    } catch (const std::exception& error) {
      made = problem_response(
          Problem(500, error_name(ErrorKind::internal), untranslated(error.what())));
    }
    asio::post(io, [&, made = std::move(made)]() mutable {
      response = std::move(made);
      ready = true;
      connection.done.cancel();
    });
  };
  connection.done.expires_at(Clock::time_point::max());
  asio::post(local ? commands : workers, run);
  while (!ready) co_await connection.done.async_wait(kAwait);
  co_return response;
}

// True when the connection can take another request.
Task<bool> Connections::State::write(Connection& connection, const Response& response,
                                     const Head& head) {
  const bool again = head.keep_alive && !draining;
  connection.enter(Phase::writing, limits.patience.write);
  error_code error;
  if (head.request.method == "HEAD" || response.status == 304) {
    auto out = head_of<beast::http::empty_body>(response);
    if (response.status != 304) out.content_length(response.body.size());
    out.keep_alive(again);
    auto [failure, size] = co_await beast::http::async_write(connection.socket, out, kAwait);
    error = failure;
  } else {
    auto out = head_of<beast::http::string_body>(response);
    out.body() = response.body;
    out.content_length(response.body.size());
    out.keep_alive(again);
    auto [failure, size] = co_await beast::http::async_write(connection.socket, out, kAwait);
    error = failure;
  }
  connection.enter(Phase::waiting, limits.patience.idle);
  co_return again && !error && !connection.expired;
}

// Answers and closes. What the client still sends is read and dropped for a moment: closing at once
// would reset the connection, and the client might never see the answer.
Task<void> Connections::State::refuse(Connection& connection, const Refusal& refusal) {
  connection.expired = false;
  connection.enter(Phase::writing, kLinger);
  auto out = head_of<beast::http::string_body>(refused(refusal));
  out.body() =
      problem_response(Problem(refusal.status, "request_refused", untranslated(refusal.detail)))
          .body;
  out.prepare_payload();
  out.keep_alive(false);
  co_await beast::http::async_write(connection.socket, out, kAwait);
  finished({.method = "",
            .route = "",
            .status = refusal.status,
            .seconds = 0,
            .bytes = out.body().size()});
  error_code error;
  connection.socket.shutdown(Stream::socket::shutdown_send, error);
  while (!error && !connection.expired) {
    connection.buffer.clear();
    auto [failure, size] =
        co_await connection.socket.async_read_some(connection.buffer.prepare(65536), kAwait);
    error = failure;
  }
}

Connections::Connections(const ConnectionLimits& limits,
                         std::function<void(const Finished&)> finished)
    : state_(std::make_unique<State>(limits, std::move(finished))) {}

Connections::~Connections() = default;

std::uint16_t Connections::listen(const std::string& address, std::uint16_t port, Answer answer) {
  error_code error;
  const auto number = asio::ip::make_address(address == "localhost" ? "127.0.0.1" : address, error);
  if (error || !number.is_loopback()) {
    fail(ErrorKind::invalid_argument,
         {"このマシンの住所ではありません: {}（いまはこのマシンからだけ使えます: "
          "127.0.0.1、localhost か "
          "::1）",
          "host is not on this machine: {} (Mikata answers only to this machine for now: use "
          "127.0.0.1, localhost or ::1)"},
         address);
  }
  const asio::ip::tcp::endpoint endpoint(number, port);
  Door& door = state_->doors.emplace_back(Acceptor(state_->io), std::move(answer), false);
  door.acceptor.open(endpoint.protocol(), error);
  if (!error) door.acceptor.set_option(asio::socket_base::reuse_address(true), error);
  if (!error) door.acceptor.bind(endpoint, error);
  if (!error) door.acceptor.listen(asio::socket_base::max_listen_connections, error);
  if (error == asio::error::address_in_use) {
    fail(ErrorKind::conflict,
         {"ポートは使用中です: {}（--port で別の番号を指定してください）",
          "port is taken: {} (choose another one with --port)"},
         port);
  }
  if (error) {
    fail(ErrorKind::unavailable, {"ポートを開けません: {}（{}）", "port cannot be opened: {} ({})"},
         port, error.message());
  }
  sockaddr_storage bound = {};
  socklen_t size = sizeof(bound);
  ::getsockname(door.acceptor.native_handle(), reinterpret_cast<sockaddr*>(&bound), &size);
  asio::ip::tcp::endpoint actual;
  std::copy_n(reinterpret_cast<const char*>(&bound), size, reinterpret_cast<char*>(actual.data()));
  return actual.port();
}

void Connections::listen(const fs::path& socket, Answer answer) {
  error_code error;
  // The book has one owner at a time, so whoever made this is gone.
  remove_socket(socket);
  const SocketPath path(socket);
  Door& door = state_->doors.emplace_back(Acceptor(state_->io), std::move(answer), true);
  door.acceptor.open(Stream(AF_UNIX, 0), error);
  // Linux gives the file the mode of the socket: there is no moment in which others may connect.
  if (!error) ::fchmod(door.acceptor.native_handle(), S_IRUSR | S_IWUSR);
  if (!error) door.acceptor.bind(path.endpoint(), error);
  if (!error) state_->sockets.push_back(socket);
  if (!error) door.acceptor.listen(asio::socket_base::max_listen_connections, error);
  if (error) {
    fail(ErrorKind::unavailable,
         {"ソケットを開けません: {}（{}）", "socket cannot be opened: {} ({})"}, socket.string(),
         error.message());
  }
}

void Connections::run(std::stop_token stop) {
  State& state = *state_;
  for (Door& door : state.doors) asio::co_spawn(state.io, state.accept(door), asio::detached);
  const std::stop_callback on_stop(
      stop, [&state] { asio::post(state.io, [&state] { state.begin_drain(); }); });
  state.io.run();
}

namespace {

using LocalStream = beast::basic_stream<asio::local::stream_protocol>;

Task<Response> read_response(LocalStream& stream, beast::flat_buffer& buffer) {
  beast::http::response_parser<beast::http::string_body> parser;
  parser.body_limit(boost::none);
  co_await beast::http::async_read(stream, buffer, parser, asio::use_awaitable);
  co_return Response{.status = static_cast<int>(parser.get().result_int()),
                     .body = std::move(parser.get().body())};
}

struct Conversation {
  bool taken = false;  // the server has said 102
  Response response;
};

Task<void> converse(const SocketPath& path, const HttpRequest& request,
                    std::chrono::milliseconds patience, Conversation& conversation) {
  LocalStream stream(co_await asio::this_coro::executor);
  stream.expires_after(patience);
  co_await stream.async_connect(path.endpoint(), asio::use_awaitable);
  beast::http::request<beast::http::string_body> out;
  out.version(11);
  out.method_string(request.method);
  out.target(request.target);
  for (const Field& field : request.fields) out.insert(field.name, field.value);
  out.body() = request.body;
  out.prepare_payload();
  co_await beast::http::async_write(stream, out, asio::use_awaitable);
  beast::flat_buffer buffer;
  conversation.response = co_await read_response(stream, buffer);
  if (conversation.response.status != 102) co_return;
  conversation.taken = true;
  stream.expires_never();
  conversation.response = co_await read_response(stream, buffer);
}

}  // namespace

Response exchange(const fs::path& socket, const HttpRequest& request,
                  std::chrono::milliseconds patience) {
  const SocketPath path(socket);
  Conversation conversation;
  std::exception_ptr failure;
  asio::io_context io(1);
  asio::co_spawn(io, converse(path, request, patience, conversation),
                 [&](std::exception_ptr error) { failure = error; });
  io.run();
  try {
    if (failure) std::rethrow_exception(failure);
  } catch (const boost::system::system_error& error) {
    if (conversation.taken) {
      fail(ErrorKind::conflict,
           {"ブックを持つプロセスが、答える前に終わりました: {}",
            "the process that owns the book ended before it answered: {}"},
           socket.string());
    }
    fail(ErrorKind::conflict,
         {"ブックはほかのプロセスが使用中で、返事がありません: "
          "{}（{}。そのプロセスを終えるか、待って"
          "ください）",
          "the book is in use by another process and it does not answer: {} ({}; end that process, "
          "or wait)"},
         socket.parent_path().string(), error.code().message());
  }
  return std::move(conversation.response);
}

}  // namespace mikata::http
