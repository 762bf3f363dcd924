// SPDX-License-Identifier: Apache-2.0
// For the tests: bytes over a socket, as no well-behaved client would send them.
#pragma once

#include <arpa/inet.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <chrono>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

namespace mikata::http {

class TestClient {
 public:
  explicit TestClient(std::uint16_t port) : fd_(::socket(AF_INET, SOCK_STREAM, 0)) {
    sockaddr_in address = {};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    connected_ = ::connect(fd_, reinterpret_cast<sockaddr*>(&address), sizeof(address)) == 0;
  }
  ~TestClient() { close(); }
  TestClient(const TestClient&) = delete;
  TestClient& operator=(const TestClient&) = delete;

  bool connected() const { return connected_; }
  void send(std::string_view bytes) { (void)::send(fd_, bytes.data(), bytes.size(), MSG_NOSIGNAL); }
  void end() { ::shutdown(fd_, SHUT_WR); }
  void close() {
    if (fd_ >= 0) ::close(fd_);
    fd_ = -1;
  }

  // What arrives until the server closes; "" and closed() == false when it does not in time.
  std::string read_all(std::chrono::milliseconds patience = std::chrono::seconds(10)) {
    while (read_some(patience)) {
    }
    return std::exchange(received_, {});
  }
  // What arrives until `text` has arrived (or the connection ends, or the time is over).
  std::string read_until(std::string_view text,
                         std::chrono::milliseconds patience = std::chrono::seconds(10)) {
    while (received_.find(text) == std::string::npos && read_some(patience)) {
    }
    const std::size_t at = received_.find(text);
    const std::size_t size = at == std::string::npos ? received_.size() : at + text.size();
    std::string out = received_.substr(0, size);
    received_.erase(0, size);
    return out;
  }
  bool closed() const { return closed_; }

 private:
  bool read_some(std::chrono::milliseconds patience) {
    pollfd waiting{fd_, POLLIN, 0};
    if (::poll(&waiting, 1, static_cast<int>(patience.count())) <= 0) return false;
    char bytes[4096];
    const ssize_t size = ::recv(fd_, bytes, sizeof(bytes), 0);
    closed_ = size <= 0;
    if (size > 0) received_.append(bytes, static_cast<std::size_t>(size));
    return size > 0;
  }

  int fd_;
  bool connected_ = false;
  bool closed_ = false;
  std::string received_;
};

// The statuses of the responses in `bytes`, interim ones left out.
inline std::vector<int> statuses(std::string_view bytes) {
  std::vector<int> found;
  constexpr std::string_view kLine = "HTTP/1.1 ";
  for (std::size_t at = bytes.find(kLine); at != std::string_view::npos;
       at = bytes.find(kLine, at + 1)) {
    const int status = std::atoi(std::string(bytes.substr(at + kLine.size(), 3)).c_str());
    if (status >= 200) found.push_back(status);
  }
  return found;
}

}  // namespace mikata::http
