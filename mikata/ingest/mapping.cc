// SPDX-License-Identifier: Apache-2.0
#include "mikata/ingest/mapping.h"

#include <fmt/format.h>

#include <algorithm>

#include "mikata/base/suggest.h"
#include "mikata/ingest/field.h"
#include "mikata/ingest/fold_text.h"

namespace mikata {
namespace {

const FactTable& table_of(const FileMapping& mapping, std::string_view map_name) {
  if (const FactTable* table = find_fact_table(mapping.table)) return *table;
  std::vector<std::string> names;
  for (const FactTable& table : fact_tables()) names.push_back(table.name);
  fail(ErrorKind::invalid_argument,
       {"{}: 表の名前がわかりません: {}{}（使える表: {}）",
        "{}: table not known: {}{} (tables: {})"},
       map_name, mapping.table, did_you_mean(mapping.table, names), fmt::join(names, ", "));
}

void check_field(const FactTable& table, const std::string& name, std::string_view map_name) {
  if (name == "properties" || name == "ignore" || find_field(table, name)) return;
  std::vector<std::string> names{"properties", "ignore"};
  for (const Field& field : fields_of(table)) names.push_back(field.name);
  fail(ErrorKind::invalid_argument,
       {"{}: {} にその項目はありません: {}{}（使える項目: {}）",
        "{}: {} has no field: {}{} (fields: {})"},
       map_name, table.name, name, did_you_mean(name, names), fmt::join(names, ", "));
}

void check_column(const std::vector<std::string>& header, const std::string& column,
                  std::string_view map_name) {
  if (std::ranges::find(header, column) != header.end()) return;
  fail(ErrorKind::invalid_argument,
       {"{}: ファイルにその列はありません: {}{}（ファイルの列: {}）",
        "{}: the file has no column: {}{} (columns: {})"},
       map_name, column, did_you_mean(column, header), fmt::join(header, ", "));
}

void check_once(const FileMapping& mapping, std::string_view map_name) {
  for (std::size_t i = 0; i < mapping.columns.size(); ++i) {
    const MappingEntry& entry = mapping.columns[i];
    if (entry.to == "properties" || entry.to == "ignore" || is_additive(entry.to)) continue;
    for (std::size_t k = 0; k < i; ++k) {
      if (mapping.columns[k].to != entry.to) continue;
      fail(ErrorKind::invalid_argument,
           {"{}: 2 つの列が同じ項目になっています: {} と {} がどちらも {} です（片方を properties "
            "にしてください）",
            "{}: two columns for one field: {} and {} are both {} (map one of them to properties)"},
           map_name, mapping.columns[k].column, entry.column, entry.to);
    }
  }
  for (const FixedValue& value : mapping.values) {
    if (const MappingEntry* entry = mapping.find_field(value.to)) {
      fail(ErrorKind::invalid_argument,
           {"{}: {} が 2 回指定されています: 列 {} と [values] "
            "の両方にあります（どちらかを消してください）",
            "{}: {} is given twice: by the column {} and under [values] (remove one)"},
           map_name, value.to, entry->column);
    }
  }
}

}  // namespace

const MappingEntry* FileMapping::find_field(std::string_view to) const {
  const auto found = std::ranges::find(columns, to, &MappingEntry::to);
  return found == columns.end() ? nullptr : &*found;
}

bool FileMapping::has_field(std::string_view to) const {
  return find_field(to) != nullptr ||
         std::ranges::find(values, to, &FixedValue::to) != values.end();
}

std::string FileMapping::header_of(std::string_view to) const {
  const MappingEntry* entry = find_field(to);
  return entry == nullptr ? std::string(to) : entry->column;
}

std::vector<std::string> template_columns(std::string_view text) {
  std::vector<std::string> columns;
  for (std::size_t open = text.find('{'); open != std::string_view::npos;
       open = text.find('{', open + 1)) {
    const std::size_t close = text.find('}', open);
    if (close == std::string_view::npos) break;
    columns.emplace_back(text.substr(open + 1, close - open - 1));
  }
  return columns;
}

void check_mapping(const FileMapping& mapping, const std::vector<std::string>& header,
                   std::string_view map_name) {
  const FactTable& table = table_of(mapping, map_name);
  for (const MappingEntry& entry : mapping.columns) {
    check_column(header, entry.column, map_name);
    check_field(table, entry.to, map_name);
  }
  for (const FixedValue& value : mapping.values) {
    check_field(table, value.to, map_name);
    for (const std::string& column : template_columns(value.text)) {
      check_column(header, column, map_name);
    }
  }
  if (!mapping.questions.empty() && table.name != "voices") {
    fail(ErrorKind::invalid_argument,
         {"{}: 設問は voices の表でだけ使えます: {}（table = \"voices\" にしてください）",
          "{}: questions belong to voices: {} (set table = \"voices\")"},
         map_name, table.name);
  }
  for (const QuestionColumn& question : mapping.questions) {
    check_column(header, question.column, map_name);
  }
  check_once(mapping, map_name);
}

std::string file_shape(const FileHead& head) {
  std::vector<std::string> keys;
  for (const std::string& header : head.header) keys.push_back(header_key(header));
  std::ranges::sort(keys);
  return fmt::format("{}:{}", head.format, fmt::join(keys, "|"));
}

}  // namespace mikata
