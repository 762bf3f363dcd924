// SPDX-License-Identifier: Apache-2.0
#include "mikata/http/url.h"

#include <fmt/core.h>

#include <algorithm>
#include <charconv>
#include <cstdint>

#include "mikata/base/utf8.h"
#include "mikata/http/problem.h"

namespace mikata::http {
namespace {

[[noreturn]] void refuse_target(const std::string& detail) {
  throw Problem(400, "invalid_argument", untranslated(detail));
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
        refuse_target(
            "a % in the address is not followed by two hexadecimal digits (write % as %25)");
      }
      decoded += static_cast<char>(byte);
      i += 2;
    }
  }
  if (!is_utf8(decoded)) refuse_target("the address holds bytes that are not UTF-8");
  if (decoded.find('\0') != std::string::npos) refuse_target("the address holds a NUL character");
  return decoded;
}

void add_parameter(std::string_view pair, Url& url) {
  if (pair.empty()) return;
  const std::size_t equals = std::min(pair.find('='), pair.size());
  std::string name = decode(pair.substr(0, equals), Plus::is_space);
  std::ranges::replace(name, '-', '_');
  std::string value = decode(pair.substr(std::min(equals + 1, pair.size())), Plus::is_space);
  if (name.empty()) refuse_target("a parameter of the address has no name");
  if (url.query.contains(name)) {
    throw Problem(400, "invalid_argument",
                  localized({"パラメータが2度あります: {}", "parameter given twice: {}"}, name),
                  {{"/query/" + name, {"2度あります", "given twice"}}});
  }
  url.query.emplace(std::move(name), std::move(value));
}

}  // namespace

Url parse_target(std::string_view target) {
  Url url;
  if (!target.starts_with('/')) refuse_target("the address does not start with /");
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
