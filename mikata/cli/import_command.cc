// SPDX-License-Identifier: Apache-2.0
#include <unistd.h>

#include <ostream>

#include "mikata/base/csv.h"
#include "mikata/base/json.h"
#include "mikata/cli/commands.h"
#include "mikata/cli/folder_guard.h"
#include "mikata/cli/import_text.h"
#include "mikata/cli/linked.h"
#include "mikata/cli/output.h"
#include "mikata/cli/progress.h"
#include "mikata/cli/text.h"
#include "mikata/ingest/import.h"

namespace mikata::cli {
namespace {

namespace fs = std::filesystem;

// The book that takes the files in. The guard comes first, so that the book is closed before its
// folder is taken away.
struct Target {
  FolderGuard guard;
  std::unique_ptr<BookHandle> book = {};
  std::string made = {};  // what was guessed for a new book, "" when it was there
};

bool is_absent(const fs::path& folder) {
  std::error_code error;
  return !fs::exists(folder, error) || (fs::is_directory(folder) && fs::is_empty(folder));
}

BookSettings settings_for(const Invocation& invocation, const ImportOptions& options) {
  const Parsed& parsed = invocation.parsed;
  BookSettings settings = guess_settings(options);
  if (settings.name.empty()) settings.name = invocation.book.stem().string();
  settings.name = parsed.get("name").value_or(settings.name);
  settings.timezone = parsed.get("timezone").value_or(settings.timezone);
  settings.currency = parsed.get("currency").value_or(settings.currency);
  return settings;
}

Target make_book(const Invocation& invocation, const ImportOptions& options) {
  const BookSettings settings = settings_for(invocation, options);
  // A dry run leaves nothing behind, so its book lives in a place of its own.
  const fs::path folder =
      options.dry_run ? fs::temp_directory_path() / ("mikata-dry-run-" + std::to_string(::getpid()))
                      : invocation.book;
  Book::create(folder, settings);
  Target target{.guard = FolderGuard(folder)};
  target.book = std::make_unique<BookHandle>(Book::open(folder));
  target.made = say(options.dry_run ? text::kWouldMakeBook : text::kBookMade, invocation.language,
                    invocation.book_word, settings.name, settings.timezone, settings.currency);
  return target;
}

// A name and a time zone are for a book that is made; the currency may change while it is empty.
void apply_settings(const Invocation& invocation, Book& book, const ImportOptions& options) {
  const Parsed& parsed = invocation.parsed;
  const auto timezone = parsed.get("timezone");
  if (timezone && *timezone != book.settings().timezone) {
    fail(ErrorKind::conflict,
         {"ブックの時間帯は決まっています: {}（--timezone を外してください）",
          "the book has its time zone already: {} (leave out --timezone)"},
         book.settings().timezone);
  }
  const auto name = parsed.get("name");
  if (name && *name != book.settings().name) {
    fail(ErrorKind::conflict,
         {"ブックの名前は決まっています: {}（--name を外してください）",
          "the book has its name already: {} (leave out --name)"},
         book.settings().name);
  }
  const auto currency = parsed.get("currency");
  if (!currency || *currency == book.settings().currency) return;
  if (options.dry_run) {
    fail(ErrorKind::conflict,
         {"ブックの通貨は決まっています: {}（--currency を外してください）",
          "the book has its currency already: {} (leave out --currency)"},
         book.settings().currency);
  }
  book.change_currency(*currency);
}

Target find_or_make_book(const Invocation& invocation, const ImportOptions& options) {
  if (is_absent(invocation.book)) return make_book(invocation, options);
  Target target;
  target.book = std::make_unique<BookHandle>(invocation.open_book());
  apply_settings(invocation, **target.book, options);
  return target;
}

ImportOptions read_options(const Invocation& invocation, Progress& progress) {
  const Parsed& parsed = invocation.parsed;
  ImportOptions options;
  for (const std::string& word : invocation.words) options.files.push_back(invocation.path(word));
  options.table = parsed.get("as");
  if (const auto map = parsed.get("map")) options.map = invocation.path(*map);
  options.who = parsed.get("who");
  options.dry_run = parsed.has("dry-run");
  options.stop = invocation.terminal.stop;
  options.progress = drawn_by(progress, invocation.language);
  return options;
}

void print_table_form(const Invocation& invocation, const Target& target,
                      const ImportReport& report) {
  RenderOptions options = render_options(invocation);
  const Book& book = **target.book;
  options.currency = book.settings().currency;
  const Language language = invocation.language;
  std::ostream& out = invocation.terminal.out;
  if (invocation.quiet) {
    out << rejected_text(report, options);
    return;
  }
  if (!target.made.empty()) out << target.made << "\n\n";
  out << mapping_text(report, options);
  if (!report.preview.rows.empty()) {
    out << text::kPreview.in(language) << '\n' << table_text(report.preview, options) << '\n';
  }
  out << rejected_text(report, options) << counts_text(report, options);
  if (report.import_id.empty()) {
    out << '\n' << text::kMapText.in(language) << "\n\n" << map_files_text(report);
    return;
  }
  const std::string linked = linked_text(linked_answers(book.store()), language);
  if (!linked.empty()) out << linked << '\n';
  out << say(text::kHowToUndo, language, invocation.book_word, report.import_id) << '\n';
}

// The report says which book took the files, and what was guessed for it when it is new.
nlohmann::json with_book(nlohmann::json report, const Target& target) {
  const Book& book = **target.book;
  report["book"] = {{"name", book.settings().name},
                    {"timezone", book.settings().timezone},
                    {"currency", book.settings().currency},
                    {"made", !target.made.empty()}};
  return report;
}

void print_report(const Invocation& invocation, const Target& target, const ImportReport& report) {
  switch (invocation.format) {
    case Format::json:
      write_json(invocation, with_book(report_json(report, invocation.language), target));
      break;
    case Format::csv:
      invocation.terminal.out << table_csv(rejected_table(report, invocation.language), 0,
                                           CsvFor::program);
      break;
    case Format::table:
      print_table_form(invocation, target, report);
  }
}

// What to confirm, so that `mikata import ... > map.toml` gives a file for --map.
void print_unsure(const Invocation& invocation, const ImportReport& report) {
  if (invocation.format == Format::json) {
    write_json(invocation, report_json(report, invocation.language));
    return;
  }
  std::ostream& out = invocation.terminal.out;
  std::string mapping = mapping_text(report, render_options(invocation));
  std::size_t begin = 0;
  while (begin < mapping.size()) {
    const std::size_t end = std::min(mapping.find('\n', begin), mapping.size());
    const std::string line = mapping.substr(begin, end - begin);
    out << (line.empty() ? "#" : "# ") << line << '\n';
    begin = end + 1;
  }
  out << map_files_text(report);
  remark(invocation, std::string(text::kHowToConfirm.in(invocation.language)));
}

}  // namespace

int run_import(Invocation& invocation) {
  ImportReport report;
  Target target;
  {
    Progress progress(invocation);
    const ImportOptions options = read_options(invocation, progress);
    target = find_or_make_book(invocation, options);
    try {
      report = import_files(**target.book, options);
    } catch (const MappingNotSure& unsure) {
      print_unsure(invocation, unsure.report());
      throw;
    }
    if (!options.dry_run) target.guard.keep();
  }
  print_report(invocation, target, report);
  return 0;
}

}  // namespace mikata::cli
