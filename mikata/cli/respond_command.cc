// SPDX-License-Identifier: Apache-2.0
// respond: what a complaint is about, and what one says to it; without a remark, the whole table.

#include "mikata/base/csv.h"
#include "mikata/base/json.h"
#include "mikata/cli/commands.h"
#include "mikata/cli/output.h"
#include "mikata/cli/table_text.h"
#include "mikata/cli/text.h"
#include "mikata/desk/respond/respond.h"

namespace mikata::cli {
namespace {

using nlohmann::json;
using respond::Case;

json case_json(const Case& one, Language language) {
  return {{"case", one.name}, {"measure", one.measure}, {"answer", one.answer.in(language)}};
}

Table case_table(const std::vector<Case>& cases, Language language) {
  Table table;
  table.columns = {{.name = "case", .title = {"場合", "case"}},
                   {.name = "measure", .title = {"何の話か", "about"}},
                   {.name = "answer", .title = {"答え方", "answer"}}};
  for (const Case& one : cases) {
    table.rows.push_back({one.name, one.measure, one.answer.in(language)});
  }
  return table;
}

void print_table(const Invocation& invocation, const std::vector<Case>& cases) {
  const Table table = case_table(cases, invocation.language);
  if (invocation.format == Format::json) {
    json list = json::array();
    for (const Case& one : cases) list.push_back(case_json(one, invocation.language));
    write_json(invocation, {{"cases", list}});
  } else if (invocation.format == Format::csv) {
    invocation.terminal.out << table_csv(table, 0, CsvFor::program);
  } else {
    invocation.terminal.out << table_text(table, render_options(invocation)) << '\n';
  }
}

}  // namespace

int run_respond(Invocation& invocation) {
  if (!std::filesystem::exists(invocation.book / "book.toml")) {
    fail(ErrorKind::not_found,
         {"ブックが見つかりません: {}（作るには: mikata new {}）",
          "book not found: {} (make one with: mikata new {})"},
         invocation.book_word, invocation.book_word);
  }
  const std::vector<Case> cases = respond::cases_of(invocation.book);
  if (invocation.words.empty()) {
    print_table(invocation, cases);
    return 0;
  }
  const Case* found = respond::find({invocation.words.front()}, cases);
  if (found == nullptr) {
    write_done(invocation, std::string(text::kNoCase.in(invocation.language)),
               {{"case", nullptr}, {"measure", nullptr}, {"answer", nullptr}});
    return 0;
  }
  write_done(invocation, found->measure + ": " + found->answer.in(invocation.language),
             case_json(*found, invocation.language));
  return 0;
}

}  // namespace mikata::cli
