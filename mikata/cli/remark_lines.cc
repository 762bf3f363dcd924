// SPDX-License-Identifier: Apache-2.0
#include "mikata/cli/remark_lines.h"

#include "mikata/base/json.h"
#include "mikata/base/utf8.h"
#include "mikata/text/normalize.h"

namespace mikata::cli {

using nlohmann::json;

RemarkLines::RemarkLines(Invocation& invocation) : in_(invocation.terminal.in) {
  const bool named = invocation.words.size() > 1 && invocation.words[1] != "-";
  const std::string word = named ? invocation.words[1] : "";
  name_ = named ? Localized{word, word} : Localized{"標準入力", "standard input"};
  if (named) {
    file_.open(invocation.path(word), std::ios::binary);
    if (!file_)
      fail(ErrorKind::not_found, {"ファイルを開けません: {}", "file cannot be opened: {}"}, name_);
    in_ = &file_;
  }
  if (in_ == nullptr)
    fail(ErrorKind::invalid_argument, {"標準入力がありません（ファイルを指定してください）",
                                       "there is no standard input (name a file)"});
}

std::optional<json> RemarkLines::next() {
  std::string line;
  while (std::getline(*in_, line)) {
    ++line_;
    if (line_ == 1 && line.starts_with("\xEF\xBB\xBF")) line.erase(0, 3);
    if (line.find_first_not_of(" \t\r") == std::string::npos) continue;
    if (!is_utf8(line)) line = mikata::text::encode(mikata::text::decode(line));
    json object = json::parse(line, nullptr, false);
    if (object.is_discarded())
      fail_here({"JSON として読めません（1 行に 1 つのオブジェクトを書きます）",
                 "not JSON (one object a line is expected)"});
    if (!object.is_object()) fail_here({"オブジェクトではありません", "not an object"});
    return object;
  }
  return std::nullopt;
}

std::string RemarkLines::string_of(const json& object, const char* key) const {
  const auto found = object.find(key);
  if (found == object.end())
    fail_here(localized({"\"{}\" がありません", "\"{}\" is missing"}, key));
  if (!found->is_string())
    fail_here(localized({"\"{}\" が文字列ではありません", "\"{}\" is not a string"}, key));
  return found->get<std::string>();
}

std::string RemarkLines::optional_string_of(const json& object, const char* key) const {
  const auto found = object.find(key);
  return found == object.end() || found->is_null() ? "" : string_of(object, key);
}

void RemarkLines::fail_here(const Localized& fact) const {
  fail(ErrorKind::invalid_argument, {"{} {} 行目: {}", "{} line {}: {}"}, name_, line_, fact);
}

}  // namespace mikata::cli
