// SPDX-License-Identifier: Apache-2.0
#include "mikata/store/property_keys.h"

#include "mikata/base/json.h"

namespace mikata {
namespace {

// Where the string that opens at `quote` ends: the position of its closing quote.
std::size_t close_quote(std::string_view json, std::size_t quote) {
  std::size_t at = quote + 1;
  while (at < json.size() && json[at] != '"') at += json[at] == '\\' ? 2 : 1;
  return at;
}

}  // namespace

void PropertyKeys::add(const std::vector<std::string>& properties) {
  for (const auto& json : properties) {
    if (!json.empty()) add_object(json);
  }
}

// Runs for every row of an import, so it only looks at quotes; a key is taken apart by a JSON
// library once, when it is new.
void PropertyKeys::add_object(std::string_view json) {
  for (std::size_t at = json.find('"'); at < json.size(); at = json.find('"', at)) {
    const std::size_t end = close_quote(json, at);
    if (end >= json.size()) return;
    const std::size_t next = json.find_first_not_of(" \t\n", end + 1);
    const bool is_key = next != std::string_view::npos && json[next] == ':';
    const auto raw = json.substr(at, end + 1 - at);
    at = end + 1;
    if (!is_key || names_.size() >= 2000) continue;
    const auto plain = raw.substr(1, raw.size() - 2);
    if (names_.contains(plain)) continue;
    const auto key = nlohmann::json::parse(raw, nullptr, false);
    if (key.is_string()) names_.insert(key.get<std::string>());
  }
}

}  // namespace mikata
