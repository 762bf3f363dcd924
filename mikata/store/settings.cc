// SPDX-License-Identifier: Apache-2.0
#include "mikata/store/settings.h"

#include <fmt/format.h>
#include <toml++/toml.h>

#include <sstream>

#include "mikata/base/error.h"
#include "mikata/base/money.h"

namespace mikata {

void check_settings(const BookSettings& settings) {
  static_cast<void>(TimeZone(settings.timezone));
  static_cast<void>(minor_per_major(settings.currency));
  if (settings.k < 1) {
    fail(ErrorKind::invalid_argument, {"k は 1 以上にしてください: {}", "k must be 1 or more: {}"},
         settings.k);
  }
}

BookSettings read_settings(const std::filesystem::path& file) {
  toml::table table;
  try {
    table = toml::parse_file(file.string());
  } catch (const toml::parse_error& error) {
    fail(ErrorKind::invalid_argument,
         {"book.toml の {} 行目を読めません: {}", "book.toml cannot be read at line {}: {}"},
         error.source().begin.line, error.description());
  }
  BookSettings settings;
  settings.name = table["name"].value_or(file.parent_path().stem().string());
  settings.timezone = table["timezone"].value_or(settings.timezone);
  settings.currency = table["currency"].value_or(settings.currency);
  settings.language =
      table["language"].value_or(std::string("ja")) == "en" ? Language::en : Language::ja;
  settings.k = table["k"].value_or(settings.k);
  if (const auto* kinds = table["activity"].as_array()) {
    settings.activity.clear();
    for (const auto& kind : *kinds) settings.activity.push_back(kind.value_or(std::string{}));
  }
  check_settings(settings);
  return settings;
}

std::string settings_text(const BookSettings& settings) {
  toml::array activity;
  for (const auto& kind : settings.activity) activity.push_back(kind);
  const toml::table table{{"name", settings.name},
                          {"timezone", settings.timezone},
                          {"currency", settings.currency},
                          {"language", settings.language == Language::ja ? "ja" : "en"},
                          {"activity", activity},
                          {"k", settings.k}};
  std::ostringstream text;
  text << table << '\n';
  return text.str();
}

}  // namespace mikata
