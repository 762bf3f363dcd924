// SPDX-License-Identifier: Apache-2.0
#include "mikata/http/url.h"

#include <fmt/core.h>

#include <algorithm>
#include <charconv>
#include <cstdint>

#include "mikata/http/problem.h"

namespace mikata::http {
namespace {

// The length of the UTF-8 sequence at the front (RFC 3629, table 3-7 of Unicode), 0 when broken.
std::size_t sequence_length(std::string_view text) {
  const auto byte = [&](std::size_t i) {
    return i < text.size() ? static_cast<std::uint8_t>(text[i]) : std::uint8_t{0};
  };
  const auto within = [&](std::size_t i, int low, int high) {
    return byte(i) >= low && byte(i) <= high;
  };
  const std::uint8_t first = byte(0);
  if (first < 0x80) return 1;
  if (first >= 0xc2 && first <= 0xdf) return within(1, 0x80, 0xbf) ? 2 : 0;
  if (first >= 0xe0 && first <= 0xef) {
    const bool second = within(1, first == 0xe0 ? 0xa0 : 0x80, first == 0xed ? 0x9f : 0xbf);
    return second && within(2, 0x80, 0xbf) ? 3 : 0;
  }
  if (first >= 0xf0 && first <= 0xf4) {
    const bool second = within(1, first == 0xf0 ? 0x90 : 0x80, first == 0xf4 ? 0x8f : 0xbf);
    return second && within(2, 0x80, 0xbf) && within(3, 0x80, 0xbf) ? 4 : 0;
  }
  return 0;
}

bool is_utf8(std::string_view text) {
  while (!text.empty()) {
    const std::size_t length = sequence_length(text);
    if (length == 0) return false;
    text.remove_prefix(length);
  }
  return true;
}

[[noreturn]] void refuse(std::string detail) {
  throw Problem(400, "invalid_argument", std::move(detail));
}

enum class Plus { kept, is_space };

std::string decode(std::string_view text, Plus plus) {
  std::string decoded;
  decoded.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '+' && plus == Plus::is_space) {
      decoded += ' ';
    } else if (text[i] != '%') {
      decoded += text[i];
    } else {
      const std::string_view digits = text.substr(i + 1, 2);
      std::uint8_t byte = 0;
      const char* last = digits.data() + digits.size();
      const auto [end, error] = std::from_chars(digits.data(), last, byte, 16);
      if (digits.size() < 2 || error != std::errc() || end != last) {
        refuse("a % in the address is not followed by two hexadecimal digits (write % as %25)");
      }
      decoded += static_cast<char>(byte);
      i += 2;
    }
  }
  if (!is_utf8(decoded)) refuse("the address holds bytes that are not UTF-8");
  if (decoded.find('\0') != std::string::npos) refuse("the address holds a NUL character");
  return decoded;
}

void add_parameter(std::string_view pair, Url& url) {
  if (pair.empty()) return;
  const std::size_t equals = std::min(pair.find('='), pair.size());
  std::string name = decode(pair.substr(0, equals), Plus::is_space);
  std::ranges::replace(name, '-', '_');
  std::string value = decode(pair.substr(std::min(equals + 1, pair.size())), Plus::is_space);
  if (name.empty()) refuse("a parameter of the address has no name");
  if (url.query.contains(name)) {
    throw Problem(400, "invalid_argument", fmt::format("parameter given twice: {}", name),
                  {{"/query/" + name, "given twice"}});
  }
  url.query.emplace(std::move(name), std::move(value));
}

}  // namespace

Url parse_target(std::string_view target) {
  Url url;
  if (!target.starts_with('/')) refuse("the address does not start with /");
  const std::size_t question = std::min(target.find('?'), target.size());
  std::string_view path = target.substr(1, question - 1);
  for (std::size_t slash = path.find('/'); slash != std::string_view::npos;
       slash = path.find('/')) {
    url.path.push_back(decode(path.substr(0, slash), Plus::kept));
    path.remove_prefix(slash + 1);
  }
  url.path.push_back(decode(path, Plus::kept));
  std::string_view query = target.substr(std::min(question + 1, target.size()));
  while (!query.empty()) {
    const std::size_t end = std::min(query.find('&'), query.size());
    add_parameter(query.substr(0, end), url);
    query.remove_prefix(std::min(end + 1, query.size()));
  }
  return url;
}

}  // namespace mikata::http
