// SPDX-License-Identifier: Apache-2.0
#include "mikata/text/themes.h"

#include <toml++/toml.h>

#include <algorithm>

#include "mikata/base/error.h"
#include "mikata/text/embedded.h"

namespace mikata::text {
namespace {

constexpr std::size_t kFileBytesMax = 1 << 20;
constexpr std::size_t kThemesMax = 200;
constexpr std::size_t kPatternsMax = 2000;

[[noreturn]] void fail_at(const toml::node& node, const Localized& what) {
  fail(ErrorKind::invalid_argument, {"テーマのファイル {}行目: {}", "themes file line {}: {}"},
       node.source().begin.line, what);
}

std::vector<std::string> patterns(const toml::table& theme, std::string_view key) {
  std::vector<std::string> found;
  const toml::node* node = theme.get(key);
  if (node == nullptr) return found;
  const toml::array* list = node->as_array();
  if (list == nullptr)
    fail_at(*node, {"言葉の並びを書いてください", "a list of words is expected"});
  if (list->size() > kPatternsMax)
    fail_at(*node, {"言葉が多すぎます（2000まで）", "too many words (at most 2000)"});
  for (const toml::node& word : *list) {
    const auto text = word.value<std::string>();
    if (!text || text->empty())
      fail_at(word, {"引用符で囲んだ言葉を書いてください", "a word in quotes is expected"});
    found.push_back(*text);
  }
  return found;
}

bool is_name(std::string_view name) {
  return !name.empty() && name.size() <= 64 && std::ranges::all_of(name, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
  });
}

Theme read_theme(const toml::table& table) {
  const std::string name = table["name"].value_or(std::string());
  if (!is_name(name))
    fail_at(table,
            {"テーマには a-z、0-9、_ の名前が要ります", "a theme needs a name of a-z, 0-9 and _"});
  const auto ja = patterns(table, "ja");
  const auto en = patterns(table, "en");
  if (ja.empty() && en.empty())
    fail_at(table, {"テーマには言葉が要ります: ja = [...] か en = [...]",
                    "a theme needs words: ja = [...] or en = [...]"});
  try {
    return {.name = name,
            .title = {table["title"]["ja"].value_or(name), table["title"]["en"].value_or(name)},
            .ja = Pattern(ja),
            .en = Pattern(en, Boundary::whole_words),
            .ja_words = ja,
            .en_words = en};
  } catch (const Error& error) {
    fail_at(table, localized({"テーマ {}: {}", "theme {}: {}"}, name, error.message()));
  }
}

}  // namespace

Themes::Themes(std::string_view toml) {
  add(embedded("themes.toml"));
  if (!toml.empty()) add(toml);
}

void Themes::add(std::string_view text) {
  if (text.size() > kFileBytesMax) {
    fail(ErrorKind::invalid_argument,
         {"テーマのファイルが大きすぎます: {}バイト（1 MBまで）",
          "themes file is too large: {} bytes (at most 1 MB)"},
         text.size());
  }
  toml::table file;
  try {
    file = toml::parse(text);
  } catch (const toml::parse_error& error) {
    fail(ErrorKind::invalid_argument, {"テーマのファイル {}行目: {}", "themes file line {}: {}"},
         error.source().begin.line, error.description());
  }
  const toml::array* list = file["theme"].as_array();
  if (list == nullptr)
    fail(ErrorKind::invalid_argument,
         {"テーマのファイルに [[theme]] がありません", "themes file has no [[theme]]"});
  for (const toml::node& node : *list) {
    const toml::table* table = node.as_table();
    if (table == nullptr) fail_at(node, {"[[theme]] と書いてください", "[[theme]] is expected"});
    Theme theme = read_theme(*table);
    const auto known = std::ranges::find(themes_, theme.name, &Theme::name);
    if (known != themes_.end()) {
      *known = std::move(theme);
    } else if (themes_.size() < kThemesMax) {
      themes_.push_back(std::move(theme));
    } else {
      fail_at(node, {"テーマが多すぎます（200まで）", "too many themes (at most 200)"});
    }
  }
}

std::vector<ThemeHit> Themes::hits(std::string_view text, std::string_view language) const {
  std::vector<ThemeHit> found;
  for (std::size_t i = 0; i < themes_.size(); ++i) {
    const Pattern& pattern = language == "ja" ? themes_[i].ja : themes_[i].en;
    for (const Range range : pattern.find(text)) found.push_back({i, range});
  }
  return found;
}

}  // namespace mikata::text
