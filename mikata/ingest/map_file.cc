// SPDX-License-Identifier: Apache-2.0
#include "mikata/ingest/map_file.h"

#include <fmt/format.h>
#include <toml++/toml.h>

#include <algorithm>
#include <cmath>
#include <sstream>

#include "mikata/base/suggest.h"

namespace mikata {
namespace {

// A word of the map's own is the same in both languages.
Localized typed(std::string_view word) { return {std::string(word), std::string(word)}; }

// What one text says where: for messages.
class Place {
 public:
  explicit Place(std::string_view name) : name_(name) {}

  [[noreturn]] void refuse(const toml::node& node, const Localized& what) const {
    fail(ErrorKind::invalid_argument, {"{} {} 行目: {}", "{} line {}: {}"}, name_,
         node.source().begin.line, what);
  }

  void check_keys(const toml::table& table, const std::vector<std::string>& known) const {
    for (const auto& [key, value] : table) {
      if (std::ranges::find(known, key.str()) != known.end()) continue;
      refuse(value, localized({"わからないキーです: {}{}（使えるキー: {}）",
                               "key not known: {}{} (keys: {})"},
                              key.str(), did_you_mean(key.str(), known), fmt::join(known, ", ")));
    }
  }

  std::string text(const toml::node& node, const Localized& what) const {
    if (const auto value = node.value<std::string>(); value && node.is_string()) return *value;
    refuse(node, localized({"{} は引用符で囲んだ文字にしてください", "{} must be a text in quotes"},
                           what));
  }

  double number(const toml::node& node, const Localized& what) const {
    const bool is_number = node.is_integer() || node.is_floating_point();
    if (is_number) return node.value<double>().value_or(0);
    refuse(node, localized({"{} は数にしてください", "{} must be a number"}, what));
  }

  const toml::table& table(const toml::node& node, const Localized& what) const {
    if (const toml::table* found = node.as_table()) return *found;
    refuse(node, localized({"{} は TOML の表にしてください", "{} must be a table"}, what));
  }

 private:
  std::string_view name_;
};

std::string number_text(double value) { return fmt::format("{}", value); }

void read_file_table(FileMapping& mapping, const toml::table& table, const Place& place) {
  place.check_keys(table, {"table", "date_order", "decimal", "spreadsheet_serial", "header_rows",
                           "other_columns"});
  if (const toml::node* node = table.get("table"))
    mapping.table = place.text(*node, typed("table"));
  if (const toml::node* node = table.get("date_order")) {
    const std::string order = place.text(*node, typed("date_order"));
    if (order != "day first" && order != "month first") {
      place.refuse(*node, {"date_order は \"day first\" か \"month first\" です",
                           "date_order must be \"day first\" or \"month first\""});
    }
    mapping.date_order = order == "day first" ? DateOrder::day_first : DateOrder::month_first;
  }
  if (const toml::node* node = table.get("decimal")) {
    const std::string decimal = place.text(*node, typed("decimal"));
    if (decimal != "." && decimal != ",")
      place.refuse(*node, {"decimal は \".\" か \",\" です", "decimal must be \".\" or \",\""});
    mapping.decimal = decimal == "," ? Decimal::comma : Decimal::point;
  }
  if (const toml::node* node = table.get("other_columns")) {
    mapping.other_columns = place.text(*node, typed("other_columns"));
    if (mapping.other_columns != "properties" && mapping.other_columns != "ignore") {
      place.refuse(*node, {"other_columns は \"properties\" か \"ignore\" です",
                           "other_columns must be \"properties\" or \"ignore\""});
    }
  }
  mapping.spreadsheet_serial = table["spreadsheet_serial"].value_or(false);
  mapping.header_rows = table["header_rows"].value_or(0);
}

std::vector<std::string> read_codes(const toml::node& node, const Place& place) {
  const toml::array* codes = node.as_array();
  if (codes == nullptr)
    place.refuse(node, {"コードは [0, \"Blank\"] のような並びにしてください",
                        "codes must be a list such as [0, \"Blank\"]"});
  std::vector<std::string> result;
  for (const toml::node& code : *codes) {
    result.push_back(code.is_string() ? place.text(code, {"コード", "a code"})
                                      : number_text(place.number(code, {"コード", "a code"})));
  }
  return result;
}

AnswerScale read_scale(const toml::table& table, const Place& place) {
  AnswerScale scale;
  if (const toml::node* node = table.get("scale")) {
    const toml::array* ends = node->as_array();
    if (ends == nullptr || ends->size() != 2)
      place.refuse(*node, {"scale は [最低, 最高] の形で書きます", "scale must be [low, high]"});
    scale.low = place.number(*ends->get(0), typed("scale"));
    scale.high = place.number(*ends->get(1), typed("scale"));
    if (!(scale.low < scale.high))
      place.refuse(*node, {"scale は [最低, 最高] の順に、低いほうを先に書きます",
                           "scale must be [low, high], low first"});
  }
  scale.higher_is_better = table["higher_is_better"].value_or(true);
  if (const toml::node* node = table.get("not_applicable")) {
    scale.not_applicable = read_codes(*node, place);
  }
  if (const toml::node* node = table.get("no_answer")) scale.no_answer = read_codes(*node, place);
  if (const toml::node* node = table.get("labels")) {
    for (const auto& [key, value] : place.table(*node, typed("labels"))) {
      scale.labels.push_back(
          {std::string(key.str()), place.number(value, {"ラベルの点数", "a label's score"})});
    }
  }
  return scale;
}

void read_question(FileMapping& mapping, const toml::table& table, const Place& place) {
  place.check_keys(table, {"column", "written", "touchpoints", "question", "touchpoint", "scale",
                           "not_applicable", "no_answer", "higher_is_better", "labels"});
  QuestionColumn question{.column = ""};
  const toml::node* name = table.get("question");
  if (name == nullptr)
    place.refuse(table, {"設問に名前がありません（question = \"csat\" のように書きます）",
                         "a question without a name (question = \"csat\")"});
  question.question = place.text(*name, typed("question"));
  question.scale = read_scale(table, place);
  const bool scored = question.question != "open" && question.question != "choice";
  if (scored && table.get("scale") == nullptr) {
    if (question.question != "nps")
      place.refuse(table, {"設問に尺度がありません（scale = [1, 5] のように書きます）",
                           "a question without a scale (scale = [1, 5])"});
    question.scale.high = 10;
  }
  if (const toml::node* node = table.get("touchpoint")) {
    question.touchpoint = place.text(*node, typed("touchpoint"));
  }
  if (const toml::node* node = table.get("written")) {
    mapping.asked.push_back(
        {place.text(*node, typed("written")), question.question, question.scale});
    return;
  }
  if (const toml::node* node = table.get("column")) {
    question.column = place.text(*node, typed("column"));
    mapping.questions.push_back(question);
  }
  if (const toml::node* node = table.get("touchpoints")) {
    for (const auto& [key, value] : place.table(*node, typed("touchpoints"))) {
      question.column = key.str();
      question.touchpoint = place.text(value, {"接点", "a touchpoint"});
      mapping.questions.push_back(question);
    }
  }
  if (question.column.empty())
    place.refuse(table, {"設問に列がありません", "a question without a column"});
}

std::string toml_text(std::string_view text) {
  std::string result = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') {
      result += '\\';
      result += c;
    } else if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) {
      result += fmt::format("\\u{:04X}", static_cast<unsigned>(c));
    } else {
      result += c;
    }
  }
  return result + "\"";
}

std::string_view confidence_word(Confidence confidence) {
  switch (confidence) {
    case Confidence::high:
      return "high";
    case Confidence::medium:
      return "medium";
    case Confidence::low:
      return "low";
  }
  return "";
}

// A comment must stay on its line whatever a header holds.
std::string comment(Confidence confidence, const Localized& why) {
  if (why.en.empty()) return "";
  std::string text = fmt::format("  # {}: {} / {}", confidence_word(confidence), why.en, why.ja);
  for (char& c : text) {
    if (static_cast<unsigned char>(c) < 0x20) c = ' ';
  }
  return text;
}

std::string codes_text(const std::vector<std::string>& codes) {
  std::vector<std::string> texts;
  for (const std::string& code : codes) texts.push_back(toml_text(code));
  return fmt::format("[{}]", fmt::join(texts, ", "));
}

void write_scale(std::string& out, const AnswerScale& scale) {
  if (scale.low != scale.high) {
    out += fmt::format("scale = [{}, {}]\n", number_text(scale.low), number_text(scale.high));
  }
  if (!scale.higher_is_better) out += "higher_is_better = false\n";
  if (!scale.not_applicable.empty()) {
    out += fmt::format("not_applicable = {}\n", codes_text(scale.not_applicable));
  }
  if (!scale.no_answer.empty()) out += fmt::format("no_answer = {}\n", codes_text(scale.no_answer));
  if (scale.labels.empty()) return;
  std::vector<std::string> labels;
  for (const AnswerLabel& label : scale.labels) {
    labels.push_back(fmt::format("{} = {}", toml_text(label.text), number_text(label.score)));
  }
  out += fmt::format("labels = {{ {} }}\n", fmt::join(labels, ", "));
}

void write_question(std::string& out, const QuestionColumn& question) {
  out += fmt::format("\n[[question]]{}\n", comment(question.confidence, question.why));
  out += fmt::format("column = {}\n", toml_text(question.column));
  out += fmt::format("question = {}\n", toml_text(question.question));
  if (!question.touchpoint.empty()) {
    out += fmt::format("touchpoint = {}\n", toml_text(question.touchpoint));
  }
  write_scale(out, question.scale);
}

void write_asked(std::string& out, const WrittenQuestion& asked) {
  out += fmt::format("\n[[question]]\nwritten = {}\nquestion = {}\n", toml_text(asked.written),
                     toml_text(asked.question));
  write_scale(out, asked.scale);
}

}  // namespace

FileMapping read_map(std::string_view text, std::string_view name) {
  FileMapping mapping;
  const Place place(name);
  try {
    const toml::table root = toml::parse(text);
    place.check_keys(root, {"file", "columns", "values", "question"});
    if (const toml::node* node = root.get("file")) {
      read_file_table(mapping, place.table(*node, typed("file")), place);
    }
    if (const toml::node* node = root.get("columns")) {
      for (const auto& [key, value] : place.table(*node, typed("columns"))) {
        mapping.columns.push_back({std::string(key.str()), place.text(value, typed(key.str()))});
      }
    }
    if (const toml::node* node = root.get("values")) {
      for (const auto& [key, value] : place.table(*node, typed("values"))) {
        mapping.values.push_back({std::string(key.str()), place.text(value, typed(key.str()))});
      }
    }
    if (const toml::node* node = root.get("question")) {
      const toml::array* questions = node->as_array();
      if (questions == nullptr)
        place.refuse(*node, {"question は [[question]] と二重の角括弧で書きます",
                             "write [[question]] with two brackets"});
      for (const toml::node& question : *questions) {
        read_question(mapping, place.table(question, typed("question")), place);
      }
    }
  } catch (const toml::parse_error& error) {
    fail(ErrorKind::invalid_argument,
         {"{} {} 行目: TOML として読めません: {}", "{} line {}: not TOML: {}"}, name,
         error.source().begin.line, error.description());
  }
  if (mapping.table.empty()) {
    fail(ErrorKind::invalid_argument,
         {"{}: 表の指定がありません（[file] の下に table = \"actions\" のように書いてください）",
          "{}: no table named (add table = \"actions\" under [file])"},
         name);
  }
  return mapping;
}

std::string map_text(const FileMapping& mapping, std::string_view file_name) {
  std::string out = fmt::format("# How Mikata reads {}\n", file_name);
  for (const MappingDoubt& doubt : mapping.doubts) {
    out += fmt::format("# not sure: {}{}: {} / {}\n", doubt.to,
                       doubt.column.empty() ? "" : " = " + toml_text(doubt.column), doubt.what.en,
                       doubt.what.ja);
  }
  out += fmt::format("[file]\ntable = {}\n", toml_text(mapping.table));
  if (mapping.date_order) {
    const bool day_first = *mapping.date_order == DateOrder::day_first;
    out += fmt::format("date_order = \"{} first\"\n", day_first ? "day" : "month");
  }
  if (mapping.decimal == Decimal::comma) out += "decimal = \",\"\n";
  if (mapping.spreadsheet_serial) out += "spreadsheet_serial = true\n";
  if (mapping.header_rows > 0) out += fmt::format("header_rows = {}\n", mapping.header_rows);
  if (mapping.other_columns == "ignore") out += "other_columns = \"ignore\"\n";
  out += "\n[columns]\n";
  for (const MappingEntry& entry : mapping.columns) {
    out += fmt::format("{} = {}{}\n", toml_text(entry.column), toml_text(entry.to),
                       entry.to == "properties" ? "" : comment(entry.confidence, entry.why));
  }
  if (!mapping.values.empty()) out += "\n[values]\n";
  for (const FixedValue& value : mapping.values) {
    out += fmt::format("{} = {}\n", value.to, toml_text(value.text));
  }
  for (const QuestionColumn& question : mapping.questions) write_question(out, question);
  for (const WrittenQuestion& asked : mapping.asked) write_asked(out, asked);
  return out;
}

}  // namespace mikata
