// SPDX-License-Identifier: Apache-2.0
#include "mikata/insights/key.h"

#include <fmt/format.h>

#include "mikata/base/error.h"

namespace mikata {
namespace {

constexpr std::string_view kNullPart = "%00";

std::string escape(std::string_view text) {
  std::string escaped;
  for (const char c : text) {
    if (c == '|') {
      escaped += "%7C";
    } else if (c == '%') {
      escaped += "%25";
    } else {
      escaped += c;
    }
  }
  return escaped;
}

Value unescape(std::string_view part) {
  if (part == kNullPart) return std::monostate{};
  std::string text;
  for (std::size_t at = 0; at < part.size(); ++at) {
    const auto code = part.substr(at, 3);
    if (code == "%7C") text += '|';
    if (code == "%25") text += '%';
    if (code == "%7C" || code == "%25") {
      at += 2;
    } else {
      text += part[at];
    }
  }
  return text;
}

std::string part_text(const Value& value) {
  if (is_null(value)) return std::string(kNullPart);
  if (const auto* text = std::get_if<std::string>(&value)) return escape(*text);
  if (const auto* day = std::get_if<Day>(&value)) return to_string(*day);
  return fmt::format("{}", as_number(value));
}

}  // namespace

std::string make_key(const std::vector<Value>& parts) {
  std::string key;
  for (const auto& part : parts) {
    if (&part != &parts.front()) key += '|';
    key += part_text(part);
  }
  return key;
}

std::vector<Value> split_key(std::string_view key, std::size_t least, std::size_t most) {
  std::vector<Value> parts;
  for (std::size_t begin = 0; begin <= key.size();) {
    const std::size_t end = std::min(key.find('|', begin), key.size());
    parts.push_back(unescape(key.substr(begin, end - begin)));
    begin = end + 1;
  }
  if (parts.size() < least || parts.size() > most) {
    fail(ErrorKind::not_found,
         {"このキーの行はありません: {}（key の列にあります）",
          "no row has this key: {} (take it from the column key)"},
         key.substr(0, 100));
  }
  return parts;
}

const std::string& key_text(const Value& part) {
  const auto* text = std::get_if<std::string>(&part);
  if (text == nullptr)
    fail(ErrorKind::not_found, {"このキーの行はありません: 空の部分があります",
                                "no row has this key: a part of it is empty"});
  return *text;
}

Day key_day(const Value& part) {
  const auto* text = std::get_if<std::string>(&part);
  const auto day = text == nullptr ? std::nullopt : parse_iso_day(*text);
  if (!day)
    fail(ErrorKind::not_found, {"このキーの行はありません: 最初の部分が日ではありません",
                                "no row has this key: its first part is not a day"});
  return *day;
}

}  // namespace mikata
