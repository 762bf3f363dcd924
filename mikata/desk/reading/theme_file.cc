// SPDX-License-Identifier: Apache-2.0
#include "mikata/desk/reading/theme_file.h"

#include <toml++/toml.h>

#include <algorithm>
#include <sstream>

#include "mikata/base/error.h"
#include "mikata/base/json.h"
#include "mikata/desk/reading/folder.h"
#include "mikata/text/themes.h"

namespace mikata::reading {
namespace {

using nlohmann::json;

toml::table read_table(const std::string& text) {
  try {
    return toml::parse(text);
  } catch (const toml::parse_error& error) {
    fail(ErrorKind::invalid_argument, {"themes.toml {}行目: {}", "themes.toml line {}: {}"},
         error.source().begin.line, error.description());
  }
}

toml::array& list_of(toml::table& file) {
  if (!file["theme"].is_array()) file.insert_or_assign("theme", toml::array());
  return *file["theme"].as_array();
}

bool is_theme(const toml::node& node, const std::string& key) {
  const toml::table* table = node.as_table();
  return table != nullptr && (*table)["name"].value_or(std::string()) == key;
}

toml::array words_of(const std::vector<std::string>& words) {
  toml::array list;
  for (const auto& word : words) list.push_back(word);
  return list;
}

void write(const Book& book, const toml::table& file) {
  std::ostringstream text;
  text << "# Themes of our own, besides those that every company has.\n\n" << file << '\n';
  write_whole(book.folder() / "themes.toml", text.str());
}

// The whole file as it would be is read before it is written.
void check(const toml::table& file) {
  std::ostringstream text;
  text << file << '\n';
  static_cast<void>(text::Themes(text.str()));
}

}  // namespace

json themes_json(const Book& book) {
  const std::string own = own_themes(book);
  toml::table file = read_table(own);
  const toml::array& list = list_of(file);
  json themes = json::array();
  const text::Themes known(own);
  for (const text::Theme& theme : known.themes()) {
    const bool is_own = std::ranges::any_of(
        list, [&](const toml::node& node) { return is_theme(node, theme.name); });
    themes.push_back({{"key", theme.name},
                      {"title", {{"ja", theme.title.ja}, {"en", theme.title.en}}},
                      {"own", is_own},
                      {"patterns", {{"ja", theme.ja_words}, {"en", theme.en_words}}}});
  }
  return {{"themes", themes}};
}

void put_theme(Book& book, const OwnTheme& theme) {
  toml::table file = read_table(own_themes(book));
  toml::array& list = list_of(file);
  toml::table entry{{"name", theme.key},
                    {"title", toml::table{{"ja", theme.title.ja}, {"en", theme.title.en}}}};
  if (!theme.ja.empty()) entry.insert("ja", words_of(theme.ja));
  if (!theme.en.empty()) entry.insert("en", words_of(theme.en));
  const auto known =
      std::ranges::find_if(list, [&](const toml::node& node) { return is_theme(node, theme.key); });
  if (known != list.end()) {
    list.replace(known, std::move(entry));
  } else {
    list.push_back(std::move(entry));
  }
  check(file);
  write(book, file);
}

void drop_theme(Book& book, const std::string& key) {
  toml::table file = read_table(own_themes(book));
  toml::array& list = list_of(file);
  const auto known =
      std::ranges::find_if(list, [&](const toml::node& node) { return is_theme(node, key); });
  if (known == list.end()) {
    fail(ErrorKind::not_found,
         {"このキーの自作テーマはありません: {}", "no theme of your own has this key: {}"}, key);
  }
  list.erase(known);
  if (list.empty()) {
    write_whole(book.folder() / "themes.toml", "");
    return;
  }
  write(book, file);
}

}  // namespace mikata::reading
