// SPDX-License-Identifier: Apache-2.0
#include "mikata/desk/respond/respond.h"

#include <toml++/toml.h>

#include <algorithm>
#include <array>

#include "mikata/base/error.h"
#include "mikata/desk/reading/folder.h"
#include "mikata/text/normalize.h"

namespace mikata::desk {
std::string_view embedded(std::string_view name);
}

namespace mikata::respond {
namespace {

constexpr std::size_t kBytesMax = 1 << 20;
constexpr std::size_t kCasesMax = 200;
constexpr std::array<std::string_view, 3> kMeasures{"trust", "value", "effort"};

[[noreturn]] void fail_at(const toml::node& node, const Localized& what) {
  fail(ErrorKind::invalid_argument, {"cases {}行目: {}", "cases line {}: {}"},
       node.source().begin.line, what);
}

std::vector<std::string> patterns(const toml::table& table, std::string_view key) {
  std::vector<std::string> found;
  const toml::array* list = table[key].as_array();
  if (list == nullptr) return found;
  for (const toml::node& word : *list) {
    const auto text = word.value<std::string>();
    if (!text || text->empty())
      fail_at(word, {"引用符で囲んだパターンを書いてください", "a pattern in quotes is expected"});
    found.push_back(*text);
  }
  return found;
}

Case read_case(const toml::table& table) {
  const std::string name = table["name"].value_or(std::string());
  const std::string measure = table["measure"].value_or(std::string());
  if (name.empty()) fail_at(table, {"場合には名前が要ります", "a case needs a name"});
  if (std::ranges::find(kMeasures, measure) == kMeasures.end()) {
    fail_at(table, localized({"場合 {} の measure は trust、value、effort のどれでもありません: {}",
                              "the measure of case {} is none of trust, value, effort: {}"},
                             name, measure));
  }
  const Localized answer{table["answer"]["ja"].value_or(std::string()),
                         table["answer"]["en"].value_or(std::string())};
  if (answer.ja.empty() || answer.en.empty()) {
    fail_at(table, localized({"場合 {} には ja と en の答えが要ります",
                              "case {} needs an answer in ja and en"},
                             name));
  }
  const auto ja = patterns(table, "ja");
  const auto en = patterns(table, "en");
  if (ja.empty() && en.empty())
    fail_at(table, localized({"場合 {} には ja = [...] か en = [...] が要ります",
                              "case {} needs ja = [...] or en = [...]"},
                             name));
  try {
    return {name, measure, answer, text::Pattern(ja),
            text::Pattern(en, text::Boundary::whole_words)};
  } catch (const Error& error) {
    fail_at(table, localized({"場合 {}: {}", "case {}: {}"}, name, error.message()));
  }
}

std::vector<Case> read_table(std::string_view text) {
  if (text.size() > kBytesMax) {
    fail(ErrorKind::invalid_argument,
         {"cases が大きすぎます: {}バイト（1 MBまで）",
          "cases are too large: {} bytes (at most 1 MB)"},
         text.size());
  }
  toml::table file;
  try {
    file = toml::parse(text);
  } catch (const toml::parse_error& error) {
    fail(ErrorKind::invalid_argument, {"cases {}行目: {}", "cases line {}: {}"},
         error.source().begin.line, error.description());
  }
  std::vector<Case> cases;
  const toml::array* list = file["case"].as_array();
  if (list == nullptr) return cases;
  for (const toml::node& node : *list) {
    const toml::table* table = node.as_table();
    if (table == nullptr) fail_at(node, {"[[case]] と書いてください", "[[case]] is expected"});
    if (cases.size() == kCasesMax)
      fail_at(node, {"場合が多すぎます（200まで）", "too many cases (at most 200)"});
    cases.push_back(read_case(*table));
  }
  return cases;
}

}  // namespace

std::vector<Case> read_cases(std::string_view toml) {
  std::vector<Case> cases = read_table(toml);
  for (Case& usual : read_table(desk::embedded("cases.toml"))) {
    if (std::ranges::find(cases, usual.name, &Case::name) == cases.end()) {
      cases.push_back(std::move(usual));
    }
  }
  return cases;
}

std::vector<Case> cases_of(const std::filesystem::path& book) {
  return read_cases(reading::read_whole(book / "respond.toml"));
}

const Case* find(const Complaint& complaint, const std::vector<Case>& cases) {
  if (!complaint.negative) return nullptr;
  const std::string text = text::clean(complaint.text).text;
  const auto fits = [&](const Case& one) { return one.ja.found_in(text) || one.en.found_in(text); };
  const auto found = std::ranges::find_if(cases, fits);
  return found == cases.end() ? nullptr : &*found;
}

}  // namespace mikata::respond
