// SPDX-License-Identifier: Apache-2.0
#include "mikata/cli/output.h"

#include <ostream>

#include "mikata/base/csv.h"
#include "mikata/base/json.h"

namespace mikata::cli {
namespace {

Value value_of(const nlohmann::json& fact) {
  if (fact.is_null()) return {};
  if (fact.is_number_integer()) return fact.get<std::int64_t>();
  if (fact.is_number()) return fact.get<double>();
  if (fact.is_string()) return fact.get<std::string>();
  return fact.dump();
}

Table one_row(const nlohmann::json& facts) {
  Table table;
  table.rows.emplace_back();
  for (const auto& [name, fact] : facts.items()) {
    table.columns.push_back({.name = name});
    table.rows[0].push_back(value_of(fact));
  }
  return table;
}

}  // namespace

void write_json(const Invocation& invocation, const nlohmann::json& document) {
  using nlohmann::json;
  const int indent = invocation.terminal.out_is_terminal ? 2 : -1;
  invocation.terminal.out << document.dump(indent, ' ', false, json::error_handler_t::replace)
                          << '\n';
}

void write_done(const Invocation& invocation, const std::string& sentence,
                const nlohmann::json& facts) {
  switch (invocation.format) {
    case Format::json:
      return write_json(invocation, facts);
    case Format::csv:
      invocation.terminal.out << table_csv(one_row(facts), 0, CsvFor::program);
      return;
    case Format::table:
      if (!invocation.quiet) invocation.terminal.out << sentence << '\n';
  }
}

RenderOptions render_options(const Invocation& invocation) {
  return {.language = invocation.language, .width = invocation.terminal.width};
}

void remark(const Invocation& invocation, const std::string& sentence) {
  if (invocation.quiet) return;
  invocation.terminal.out.flush();
  invocation.terminal.err << sentence << '\n' << std::flush;
}

}  // namespace mikata::cli
