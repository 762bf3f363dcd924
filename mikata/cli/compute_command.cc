// SPDX-License-Identifier: Apache-2.0
#include <fstream>
#include <istream>
#include <set>

#include "mikata/base/csv.h"
#include "mikata/base/error.h"
#include "mikata/cli/commands.h"
#include "mikata/cli/output.h"
#include "mikata/models/compute.h"

namespace mikata::cli {
namespace {

using nlohmann::ordered_json;

std::string joined(const models::Names& names) {
  std::string text;
  for (const std::string_view name : names) {
    const bool optional = name.ends_with("?");
    const std::string_view bare = optional ? name.substr(0, name.size() - 1) : name;
    text += (text.empty() ? "" : " ") + (optional ? fmt::format("[{}]", bare) : std::string(bare));
  }
  return text;
}

// One row for each thing that can be asked.
Table catalogue() {
  Table table;
  for (const char* name : {"ask", "quantity", "params", "input", "value"}) {
    table.columns.push_back({.name = name});
  }
  for (const models::Quantity& row : models::quantities()) {
    table.rows.push_back({std::string(row.model), std::string(row.quantity), joined(row.params),
                          joined(row.input), std::string(row.meaning)});
  }
  for (const models::StatsFunction& row : models::functions()) {
    table.rows.push_back({std::string(row.name), std::string("(function)"), std::string(),
                          joined(row.input), std::string(row.meaning)});
  }
  return table;
}

// Model by model, what can be asked of it below it.
std::string list_text() {
  std::string out;
  std::string_view model;
  for (const models::Quantity& row : models::quantities()) {
    if (row.model != model) {
      out += fmt::format("{}\"model\":\"{}\"  params: {}\n", out.empty() ? "" : "\n", row.model,
                         joined(row.params));
    }
    model = row.model;
    out += fmt::format("  \"quantity\":\"{}\"  input: {}\n      {}\n", row.quantity,
                       joined(row.input), row.meaning);
  }
  out += '\n';
  for (const models::StatsFunction& row : models::functions()) {
    out += fmt::format("\"function\":\"{}\"  input: {}\n      {}\n", row.name, joined(row.input),
                       row.meaning);
  }
  return out;
}

ordered_json list_json() {
  const auto names = [](const models::Names& list) {
    return std::vector<std::string>(list.begin(), list.end());
  };
  ordered_json quantities = ordered_json::array();
  for (const models::Quantity& row : models::quantities()) {
    quantities.push_back({{"model", row.model},
                          {"quantity", row.quantity},
                          {"params", names(row.params)},
                          {"input", names(row.input)},
                          {"meaning", row.meaning}});
  }
  ordered_json functions = ordered_json::array();
  for (const models::StatsFunction& row : models::functions()) {
    functions.push_back(
        {{"function", row.name}, {"input", names(row.input)}, {"meaning", row.meaning}});
  }
  return {{"quantities", quantities}, {"functions", functions}};
}

int run_list(const Invocation& invocation) {
  switch (invocation.format) {
    case Format::json:
      write_json(invocation, list_json());
      break;
    case Format::csv:
      invocation.terminal.out << table_csv(catalogue(), 0, CsvFor::program);
      break;
    case Format::table:
      invocation.terminal.out << list_text();
  }
  return 0;
}

// Each warning is said once to a person; it stands in every answer it belongs to.
void answer_all(const Invocation& invocation, std::istream& in) {
  std::set<std::string> said;
  std::string line;
  for (std::int64_t number = 1; std::getline(in, line); ++number) {
    if (invocation.terminal.stop.stop_requested()) throw Stopped();
    if (line.find_first_not_of(" \t\r") == std::string::npos) continue;
    const ordered_json answer = models::answer_line(line, number);
    invocation.terminal.out << json_line(answer) << '\n';
    const auto warning = answer.find("warning");
    if (warning == answer.end() || !said.insert(warning->get<std::string>()).second) continue;
    remark(invocation, fmt::format("mikata: line {}: {}", number, warning->get<std::string>()));
  }
  if (in.bad())
    fail(ErrorKind::unavailable, {"入力を最後まで読めません", "input cannot be read to its end"});
}

}  // namespace

int run_compute(Invocation& invocation) {
  if (invocation.parsed.has("list")) return run_list(invocation);
  const std::string file = invocation.words.empty() ? "-" : invocation.words.front();
  if (file == "-") {
    if (invocation.terminal.in == nullptr) {
      fail(ErrorKind::invalid_argument, {"計算するものがありません: 標準入力が閉じています",
                                         "nothing to compute: standard input is closed"});
    }
    answer_all(invocation, *invocation.terminal.in);
    return 0;
  }
  std::ifstream in(invocation.path(file), std::ios::binary);
  if (!in) fail(ErrorKind::not_found, {"ファイルが見つかりません: {}", "file not found: {}"}, file);
  answer_all(invocation, in);
  return 0;
}

}  // namespace mikata::cli
