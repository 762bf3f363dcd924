// SPDX-License-Identifier: Apache-2.0
// Sockets: accepting, reading strictly, answering, and all the patience there is with slow clients.
// connection.cc is the one translation unit that includes Boost.Beast.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <stop_token>
#include <string>

#include "mikata/http/message.h"
#include "mikata/http/metrics.h"
#include "mikata/http/scan.h"

namespace mikata::http {

struct Patience {
  std::chrono::milliseconds head{10'000};  // from the first byte (or the accept) to the whole head
  std::chrono::milliseconds body{30'000};  // for the rest of the request
  std::chrono::milliseconds idle{30'000};  // between two requests of a connection
  std::chrono::milliseconds request{300'000};  // for the answer; then its stop_token is requested
  std::chrono::milliseconds write{30'000};     // for a client to take the answer
  std::chrono::milliseconds drain{5'000};      // for what is under way when the server stops
};

struct ConnectionLimits {
  HeadLimits head = {};
  std::uint64_t body_bytes = 1024 * 1024;  // beyond: 413
  // Beyond, the connection that has waited longest without a request makes room.
  std::size_t connections = 900;
  std::size_t workers = 3;
  Patience patience = {};
};

using Answer = std::function<Reply(const HttpRequest&)>;

// Answers on one thread (who calls run), works on a few others. Listen first, then run once.
class Connections {
 public:
  // `finished` is told of every request that was answered, from run's thread.
  Connections(const ConnectionLimits& limits, std::function<void(const Finished&)> finished);
  ~Connections();

  // Returns the port. Fails with conflict when it is taken, invalid_argument when the address is
  // not a number or not loopback.
  std::uint16_t listen(const std::string& address, std::uint16_t port, Answer answer);
  // A socket in the file system, mode 0600; one that is left over is replaced, and it is removed at
  // the end. Its requests may take any time: 102 says at once that one was taken.
  void listen(const std::filesystem::path& socket, Answer answer);
  // Until stop is requested and what was under way is answered.
  void run(std::stop_token stop);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

// Sends one request over such a socket and waits for the answer, however long it takes once the
// server has said 102. Fails with conflict when that does not come within `patience`, or when the
// connection ends before the answer.
Response exchange(const std::filesystem::path& socket, const HttpRequest& request,
                  std::chrono::milliseconds patience);

}  // namespace mikata::http
