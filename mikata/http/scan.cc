// SPDX-License-Identifier: Apache-2.0
#include "mikata/http/scan.h"

#include <fmt/core.h>

#include <algorithm>
#include <charconv>
#include <optional>

#include "mikata/base/ascii.h"

namespace mikata::http {
namespace {

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

bool is_token_character(char c) {
  return is_digit(c) || is_letter(c) ||
         std::string_view("!#$%&'*+-.^_`|~").find(c) != std::string_view::npos;
}

bool is_token(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, is_token_character);
}

bool is_field_character(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return c == '\t' || (byte >= 0x20 && byte != 0x7f);
}

// What may stand in a target: visible ASCII. A fragment never reaches a server.
bool is_target_character(char c) { return c > 0x20 && c < 0x7f && c != '#'; }

bool is_host_character(char c) {
  return is_digit(c) || is_letter(c) ||
         std::string_view("-._:[]").find(c) != std::string_view::npos;
}

std::optional<Refusal> bad(std::string detail) { return Refusal{400, std::move(detail)}; }

// True when a line ends without a carriage return before it.
bool has_bare_line_feed(std::string_view bytes) {
  for (std::size_t at = bytes.find('\n'); at != std::string_view::npos;
       at = bytes.find('\n', at + 1)) {
    if (at == 0 || bytes[at - 1] != '\r') return true;
  }
  return false;
}

std::optional<Refusal> read_version(std::string_view version, Head& head) {
  const bool well_formed = version.size() == 8 && version.starts_with("HTTP/") &&
                           is_digit(version[5]) && version[6] == '.' && is_digit(version[7]);
  if (!well_formed) return bad("the request line does not end with HTTP/1.1");
  if (version[5] != '1') return Refusal{505, "only HTTP/1.1 and HTTP/1.0 are spoken here"};
  head.keep_alive = version[7] != '0';
  return std::nullopt;
}

std::optional<Refusal> read_request_line(std::string_view line, const HeadLimits& limits,
                                         Head& head) {
  const std::size_t first = line.find(' ');
  if (first == std::string_view::npos) return bad("the request line has no target");
  const std::size_t second = line.find(' ', first + 1);
  if (second == std::string_view::npos) return bad("the request line has no version");
  const std::string_view method = line.substr(0, first);
  const std::string_view target = line.substr(first + 1, second - first - 1);
  if (!is_token(method)) return bad("the method is not a token");
  if (target.size() > limits.target_bytes) {
    return Refusal{414, fmt::format("the address is longer than {} bytes", limits.target_bytes)};
  }
  if (target.empty() || !std::ranges::all_of(target, is_target_character)) {
    return bad("the target holds bytes that must be percent-encoded");
  }
  head.request.method = method;
  head.request.target = target;
  return read_version(line.substr(second + 1), head);
}

std::optional<Refusal> read_field(std::string_view line, HttpRequest& request) {
  if (line.front() == ' ' || line.front() == '\t') {
    return bad("a header line starts with a space (folded lines are not read)");
  }
  const std::size_t colon = line.find(':');
  if (colon == std::string_view::npos) return bad("a header line has no colon");
  if (!is_token(line.substr(0, colon))) return bad("a header name holds a forbidden character");
  const std::string_view value = trim(line.substr(colon + 1));
  if (!std::ranges::all_of(value, is_field_character)) {
    return bad("a header value holds a control character");
  }
  request.fields.push_back({std::string(line.substr(0, colon)), std::string(value)});
  return std::nullopt;
}

std::ptrdiff_t count(const HttpRequest& request, std::string_view name) {
  return std::ranges::count_if(
      request.fields, [&](const Field& field) { return equals_ignoring_case(field.name, name); });
}

bool lists(std::string_view value, std::string_view token) {
  while (!value.empty()) {
    const std::size_t comma = std::min(value.find(','), value.size());
    if (equals_ignoring_case(trim(value.substr(0, comma)), token)) return true;
    value.remove_prefix(std::min(comma + 1, value.size()));
  }
  return false;
}

std::optional<Refusal> read_framing(Head& head) {
  const HttpRequest& request = head.request;
  const std::ptrdiff_t lengths = count(request, "Content-Length");
  const std::ptrdiff_t codings = count(request, "Transfer-Encoding");
  if (lengths > 1) return bad("Content-Length is given more than once");
  if (codings > 1) return bad("Transfer-Encoding is given more than once");
  if (lengths == 1 && codings == 1)
    return bad("both Content-Length and Transfer-Encoding are given");
  if (codings == 1) {
    if (!head.keep_alive) return bad("HTTP/1.0 has no Transfer-Encoding");
    if (!equals_ignoring_case(request.field("Transfer-Encoding"), "chunked")) {
      return Refusal{501, "the only transfer coding read here is chunked"};
    }
    head.chunked = true;
  }
  if (lengths == 1) {
    const std::string_view text = request.field("Content-Length");
    const char* last = text.data() + text.size();
    const bool digits = !text.empty() && std::ranges::all_of(text, is_digit);
    if (!digits || std::from_chars(text.data(), last, head.content_length).ec != std::errc()) {
      return bad("Content-Length is not a number");
    }
  }
  return std::nullopt;
}

// A target like http://host/path counts only if it names the host that Host names.
std::optional<Refusal> read_target_form(HttpRequest& request) {
  const std::string_view target = request.target;
  if (target.front() == '/') return std::nullopt;
  if (request.method == "OPTIONS" && target == "*") return std::nullopt;
  constexpr std::string_view kScheme = "http://";
  if (target.size() < kScheme.size() ||
      !equals_ignoring_case(target.substr(0, kScheme.size()), kScheme)) {
    return bad("the target does not start with /");
  }
  const std::size_t path = std::min(target.find_first_of("/?", kScheme.size()), target.size());
  const std::string_view authority = target.substr(kScheme.size(), path - kScheme.size());
  if (!equals_ignoring_case(authority, request.field("Host"))) {
    return bad("the target names another host than Host does");
  }
  std::string origin(target.substr(path));
  if (origin.empty() || origin.front() != '/') origin.insert(0, 1, '/');
  request.target = std::move(origin);
  return std::nullopt;
}

std::optional<Refusal> read_meaning(Head& head) {
  HttpRequest& request = head.request;
  const bool http_1_0 = !head.keep_alive;
  const std::ptrdiff_t hosts = count(request, "Host");
  if (hosts > 1 || (hosts == 0 && !http_1_0)) return bad("Host must be given exactly once");
  if (!std::ranges::all_of(request.field("Host"), is_host_character)) {
    return bad("Host holds a forbidden character");
  }
  for (const std::string_view name : {"Content-Type", "Expect", "Origin", "Sec-Fetch-Site"}) {
    if (count(request, name) > 1) return bad(fmt::format("{} is given more than once", name));
  }
  if (auto refusal = read_framing(head)) return refusal;
  if (auto refusal = read_target_form(request)) return refusal;
  const std::string_view expect = request.field("Expect");
  if (!expect.empty() && !equals_ignoring_case(expect, "100-continue")) {
    return Refusal{417, "the only expectation met here is 100-continue"};
  }
  head.expects_continue = !expect.empty() && !http_1_0;
  // Without keep-alive for HTTP/1.0: programs that still speak it close after one answer.
  if (lists(request.field("Connection"), "close")) head.keep_alive = false;
  return std::nullopt;
}

std::optional<Refusal> read_lines(std::string_view block, const HeadLimits& limits, Head& head) {
  const std::size_t first_end = block.find("\r\n");
  if (auto refusal = read_request_line(block.substr(0, first_end), limits, head)) return refusal;
  block.remove_prefix(first_end + 2);
  while (!block.empty()) {
    const std::size_t end = block.find("\r\n");
    if (head.request.fields.size() == limits.fields) {
      return Refusal{431, fmt::format("more than {} header lines", limits.fields)};
    }
    if (auto refusal = read_field(block.substr(0, end), head.request)) return refusal;
    block.remove_prefix(end + 2);
  }
  return read_meaning(head);
}

Refusal too_large(std::string_view bytes, const HeadLimits& limits) {
  if (bytes.find("\r\n") > limits.target_bytes) {
    return {414, fmt::format("the address is longer than {} bytes", limits.target_bytes)};
  }
  return {431, fmt::format("the header is larger than {} bytes", limits.head_bytes)};
}

}  // namespace

Scan scan_head(std::string_view bytes, const HeadLimits& limits) {
  Head head;
  if (bytes.starts_with("\r\n")) head.begin = 2;
  const std::string_view rest = bytes.substr(head.begin);
  const std::size_t size = rest.find("\r\n\r\n");
  const std::string_view block = rest.substr(0, size == std::string_view::npos ? size : size + 2);
  if (has_bare_line_feed(block)) return Refusal{400, "a line ends with a bare line feed"};
  if (block.starts_with("\r\n")) return Refusal{400, "the request line is empty"};
  if (block.size() > limits.head_bytes) return too_large(block, limits);
  if (size == std::string_view::npos) return Incomplete{};
  head.end = head.begin + size + 4;
  if (auto refusal = read_lines(block, limits, head)) return *std::move(refusal);
  return head;
}

}  // namespace mikata::http
