// SPDX-License-Identifier: Apache-2.0
// new, undo, link, check.
#include <ostream>

#include "mikata/base/csv.h"
#include "mikata/base/json.h"
#include "mikata/cli/commands.h"
#include "mikata/cli/linked.h"
#include "mikata/cli/number_text.h"
#include "mikata/cli/output.h"
#include "mikata/cli/progress.h"
#include "mikata/cli/text.h"
#include "mikata/store/schema.h"

namespace mikata::cli {
namespace {

using nlohmann::json;

// Every table of facts that has rows, and how many are current.
Table fact_counts(const Store& store) {
  Table counts;
  counts.columns = {{.name = "table", .title = {"表", "table"}},
                    {.name = "rows", .type = ColumnType::integer, .title = {"行", "rows"}}};
  for (const FactTable& table : fact_tables()) {
    const Table count = store.query({"SELECT count(*) AS n FROM " + table.name + "_now"});
    if (as_integer(count.rows[0][0]) == 0) continue;
    counts.rows.push_back({table.name, count.rows[0][0]});
  }
  return counts;
}

json check_json(const Book& book, const Table& counts) {
  const BookSettings& settings = book.settings();
  json tables = json::object();
  for (const Row& row : counts.rows) tables[as_text(row[0])] = as_integer(row[1]);
  const auto as_of = book.as_of();
  const LinkedAnswers linked = linked_answers(book.store());
  return {{"book", book.folder().string()},
          {"name", settings.name},
          {"timezone", settings.timezone},
          {"currency", settings.currency},
          {"language", settings.language == Language::ja ? "ja" : "en"},
          {"version", book.store().version()},
          {"as_of", as_of ? json(to_string(*as_of)) : json()},
          {"tables", tables},
          {"answers", linked.answers},
          {"answers_linked", linked.linked}};
}

std::string check_text(const Invocation& invocation, const Book& book, const Table& counts) {
  const Language language = invocation.language;
  const BookSettings& settings = book.settings();
  const auto as_of = book.as_of();
  std::string out = settings.name + "  " + book.folder().string() + '\n';
  out += settings.timezone + " \u00b7 " + settings.currency;
  if (as_of) out += " \u00b7 " + say(text::kAsOf, language, to_string(*as_of));
  out += " \u00b7 " + say(text::kVersion, language, book.store().version()) + "\n\n";
  if (counts.rows.empty()) return out + std::string(text::kEmptyBook.in(language)) + '\n';
  out += table_text(counts, render_options(invocation)) + '\n';
  const std::string linked = linked_text(linked_answers(book.store()), language);
  if (!linked.empty()) out += linked + '\n';
  return out + std::string(text::kSound.in(language)) + '\n';
}

}  // namespace

int run_new(Invocation& invocation) {
  const Parsed& parsed = invocation.parsed;
  BookSettings settings;
  settings.language = invocation.language;
  settings.name = parsed.get("name").value_or(invocation.book.stem().string());
  settings.timezone = parsed.get("timezone").value_or(settings.timezone);
  settings.currency = parsed.get("currency").value_or(settings.currency);
  Book::create(invocation.book, settings);
  const std::string made = say(text::kBookMade, invocation.language, invocation.book_word,
                               settings.name, settings.timezone, settings.currency);
  write_done(invocation, made,
             {{"book", invocation.book.string()},
              {"name", settings.name},
              {"timezone", settings.timezone},
              {"currency", settings.currency}});
  return 0;
}

int run_undo(Invocation& invocation) {
  const std::string& import_id = invocation.words.front();
  const BookHandle book = invocation.open_book();
  {
    Progress progress(invocation);
    book->store().retract(import_id, [&](double share) {
      if (invocation.terminal.stop.stop_requested()) {
        fail(ErrorKind::unavailable,
             {"元に戻すのを中止しました: {}（何も変えていません）",
              "undo stopped: {} (nothing has changed)"},
             import_id);
      }
      progress.show(share, std::string(text::kWorkingOut.in(invocation.language)));
    });
  }
  write_done(
      invocation, say(text::kUndone, invocation.language, import_id),
      {{"book", invocation.book.string()}, {"undone", import_id}, {"duplicates_return", false}});
  return 0;
}

int run_link(Invocation& invocation) {
  const Parsed& parsed = invocation.parsed;
  if (parsed.has("merge") && parsed.has("split")) {
    fail(ErrorKind::invalid_argument,
         {"--merge と --split は同時に使えません", "one at a time: --merge or --split"});
  }
  const Language language = invocation.language;
  const BookHandle book = invocation.open_book();
  json facts{{"book", invocation.book.string()}};
  std::string done;
  if (parsed.has("merge")) {
    const std::vector<std::string>& ids = parsed.flags.at("merge");
    if (ids[0] == ids[1]) {
      fail(ErrorKind::invalid_argument,
           {"同じ顧客が 2 回書かれています: {}（別々の顧客を 2 人指定してください）",
            "the same customer twice: {} (name two)"},
           ids[0]);
    }
    book->store().link(ids[0], ids[1]);
    facts["merged"] = ids[0];
    facts["into"] = ids[1];
    done = say(text::kMerged, language, ids[0], ids[1], invocation.book_word) + '\n';
  }
  if (const auto id = parsed.get("split")) {
    book->store().unlink(*id);
    facts["split"] = *id;
    done = say(text::kSplit, language, *id) + '\n';
  }
  const LinkedAnswers linked = linked_answers(book->store());
  facts["answers"] = linked.answers;
  facts["answers_linked"] = linked.linked;
  const std::string now = linked_text(linked, language);
  write_done(invocation, done + (now.empty() ? std::string(text::kNoAnswers.in(language)) : now),
             facts);
  return 0;
}

int run_check(Invocation& invocation) {
  const BookHandle book = invocation.open_book();
  const Table counts = fact_counts(book->store());
  switch (invocation.format) {
    case Format::json:
      write_json(invocation, check_json(*book, counts));
      break;
    case Format::csv:
      invocation.terminal.out << table_csv(counts, 0, CsvFor::program);
      break;
    case Format::table:
      if (!invocation.quiet) invocation.terminal.out << check_text(invocation, *book, counts);
  }
  return 0;
}

}  // namespace mikata::cli
