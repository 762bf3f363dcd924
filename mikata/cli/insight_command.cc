// SPDX-License-Identifier: Apache-2.0
// The verbs of the catalogue, the catalogue itself, and sql.
#include <algorithm>
#include <array>
#include <ostream>

#include "mikata/base/csv.h"
#include "mikata/base/json.h"
#include "mikata/base/money.h"
#include "mikata/base/suggest.h"
#include "mikata/cli/commands.h"
#include "mikata/cli/layout.h"
#include "mikata/cli/output.h"
#include "mikata/cli/progress.h"
#include "mikata/cli/text.h"
#include "mikata/insights/run.h"

namespace mikata::cli {
namespace {

// What every insight takes, in the order of the help.
const std::array<Flag, 9>& common_flags() {
  static const std::array<Flag, 9> flags{
      {{"start", "DATE", {"最初の日 2026-01-01", "first day, as 2026-01-01"}},
       {"end", "DATE", {"最後の日 (その日を含む)", "last day (that day included)"}},
       {"last", "SPAN", {"最後の期間 90d、12w、6m、2y", "the last 90d, 12w, 6m, 2y"}},
       {"period",
        "GRAIN",
        {"day、week、month、quarter、year、all", "day, week, month, quarter, year or all"}},
       {"by", "COLUMN", {"列の値ごとに分ける", "one row for each value of a column"}},
       {"where",
        "EXPR",
        {"条件 \"region = '大阪' AND orders_365d >= 2\"",
         "condition, as \"region = 'Osaka' AND orders_365d >= 2\""}},
       {"as-of",
        "DATE",
        {"基準日 (既定は最後の事実の日)", "as of that day (default: the latest fact)"}},
       {"unit", "UNIT", {"customer または account", "customer or account"}},
       {"all-answers",
        "",
        {"一人の最後の答えだけでなく、すべてを数える",
         "count every answer, not a person's last one"}}}};
  return flags;
}

const std::array<Flag, 3>& behind_flags() {
  static const std::array<Flag, 3> flags{
      {{"behind", "KEY", {"その行の中の人と声を見る", "the people and voices behind that row"}},
       {"limit", "N", {"--behind の件数 (既定 50)", "how many of --behind (default 50)"}},
       {"offset", "N", {"--behind の何件目から (既定 0)", "from which of --behind (default 0)"}}}};
  return flags;
}

std::string flag_name(std::string name) {
  std::ranges::replace(name, '_', '-');
  return name;
}

Flag parameter_flag(const Parameter& parameter) {
  std::string values = "TEXT";
  if (parameter.type == ParameterType::boolean) values = "";
  if (parameter.type == ParameterType::integer || parameter.type == ParameterType::number) {
    values = "N";
  }
  if (!parameter.choices.empty()) values = fmt::format("{}", fmt::join(parameter.choices, "|"));
  Localized summary = parameter.title;
  if (!parameter.default_value.empty() && !values.empty()) {
    summary.ja += " (既定 " + parameter.default_value + ")";
    summary.en += " (default " + parameter.default_value + ")";
  }
  return {flag_name(parameter.name), values, summary};
}

// The words of the command line as run.h wants them.
Arguments insight_arguments(const Invocation& invocation, const Insight& insight) {
  std::vector<std::string> names;
  for (const Flag& flag : common_flags()) names.push_back(flag.name);
  for (const Parameter& parameter : insight.parameters) {
    names.push_back(flag_name(parameter.name));
  }
  Arguments arguments;
  for (const std::string& name : names) {
    if (!invocation.parsed.has(name)) continue;
    std::string key = name;
    std::ranges::replace(key, '-', '_');
    arguments[key] = invocation.parsed.get(name).value_or("true");
  }
  // `mikata customer BOOK C-10482`: the one word an insight may take is its first parameter.
  if (!invocation.words.empty()) {
    arguments[insight.parameters.front().name] = invocation.words.front();
  }
  return arguments;
}

std::string shell_word(const std::string& word) {
  const bool plain = word.find_first_of(" '\"$`\\*?<>|&;()#") == std::string::npos && !word.empty();
  if (plain) return word;
  std::string out = "'";
  for (const char c : word) out += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return out + "'";
}

// The command line that gives this answer again.
std::string again(const Invocation& invocation) {
  std::string out = "mikata " + invocation.command.name + " " + shell_word(invocation.book_word);
  for (const std::string& word : invocation.words) out += " " + shell_word(word);
  const std::array<std::string_view, 6> ours{"book", "format", "lang", "width", "quiet", "behind"};
  for (const auto& [name, values] : invocation.parsed.flags) {
    if (std::ranges::find(ours, name) != ours.end()) continue;
    out += " --" + name;
    for (const std::string& value : values) out += " " + shell_word(value);
  }
  return out;
}

Watch watch_of(const Invocation& invocation, Progress& progress) {
  return {invocation.terminal.stop,
          [&progress, language = invocation.language](double share, const Localized& what) {
            progress.show(share, what.in(language));
          }};
}

int print_behind(const Invocation& invocation, const Insight& insight, const Book& book,
                 const Request& request) {
  const Parsed& parsed = invocation.parsed;
  const Page page{.offset = parsed.get_integer("offset", 0, 0),
                  .limit = parsed.get_integer("limit", 50, 1)};
  const Behind behind = [&] {
    Progress progress(invocation);
    return run_behind(insight, book, request, *parsed.get("behind"), page,
                      watch_of(invocation, progress));
  }();
  const std::string& currency = book.settings().currency;
  switch (invocation.format) {
    case Format::json: {
      nlohmann::json document = table_json(behind.table, currency, invocation.language);
      document["total"] = behind.total;
      document["offset"] = page.offset;
      write_json(invocation, document);
      break;
    }
    case Format::csv:
      invocation.terminal.out << table_csv(behind.table, minor_digits(currency).value_or(0),
                                           CsvFor::program);
      break;
    case Format::table: {
      RenderOptions options = render_options(invocation);
      options.currency = currency;
      invocation.terminal.out << behind_text(behind, page, options);
    }
  }
  return 0;
}

void print_result(const Invocation& invocation, const Result& result) {
  switch (invocation.format) {
    case Format::json:
      write_json(invocation, result_json(result, invocation.language));
      break;
    case Format::csv:
      invocation.terminal.out << table_csv(
          result.answer.table, minor_digits(result.currency).value_or(0), CsvFor::program);
      break;
    case Format::table: {
      const RenderOptions options = render_options(invocation);
      invocation.terminal.out << (invocation.quiet
                                      ? result_table_text(result, options)
                                      : result_text(result, options, again(invocation)));
    }
  }
}

int run_insight_verb(Invocation& invocation) {
  const Insight& insight = find_insight(invocation.command.name);
  // A wrong flag is said before the book is opened.
  Request request = parse_request(insight, insight_arguments(invocation, insight));
  request.language = invocation.language;
  const BookHandle book = invocation.open_book();
  if (invocation.parsed.has("behind")) return print_behind(invocation, insight, *book, request);
  const Result result = [&] {
    Progress progress(invocation);
    return run_insight(insight, *book, request, watch_of(invocation, progress));
  }();
  print_result(invocation, result);
  return 0;
}

std::string insight_help(const Command& command, Language language) {
  const Insight& insight = find_insight(command.name);
  const std::string columns(text::kColumns.in(language));
  std::string out = insight.definition.in(language) + "\n\n" + columns + "\n";
  TextColumn name{.title = "name"};
  TextColumn type{.title = "type"};
  TextColumn title{.title = "title"};
  for (const Column& column : insight.columns) {
    name.cells.push_back(column.name);
    type.cells.emplace_back(column_type_name(column.type));
    title.cells.push_back(column.title.in(language));
  }
  const std::array table{name, type, title};
  return out + lay_out(table, 0);
}

Table catalog_table() {
  Table table;
  table.columns = {{.name = "name", .title = {"名前", "name"}},
                   {.name = "title", .title = {"題", "title"}},
                   {.name = "question", .title = {"問い", "question"}}};
  return table;
}

// Whether the first parameter may be given as a word: when nothing works without it.
bool takes_word(const Insight& insight) {
  if (insight.parameters.empty()) return false;
  const Parameter& first = insight.parameters.front();
  return first.type == ParameterType::text && first.default_value.empty();
}

}  // namespace

Command insight_command(const Insight& insight) {
  Command command{.name = insight.name,
                  .summary = insight.question,
                  .words = {"BOOK"},
                  .flags = {},
                  .run = run_insight_verb,
                  .more_help = insight_help};
  if (takes_word(insight)) {
    std::string place = insight.parameters.front().name;
    std::ranges::transform(place, place.begin(), [](char c) {
      return static_cast<char>(c >= 'a' && c <= 'z' ? c - 'a' + 'A' : c);
    });
    command.words.push_back("[" + place + "]");
  }
  command.flags.assign(common_flags().begin(), common_flags().end());
  for (const Parameter& parameter : insight.parameters) {
    command.flags.push_back(parameter_flag(parameter));
  }
  command.flags.insert(command.flags.end(), behind_flags().begin(), behind_flags().end());
  return command;
}

int run_insights(Invocation& invocation) {
  Table table = catalog_table();
  for (const Insight& insight : catalog()) {
    table.rows.push_back({insight.name, insight.title.in(invocation.language),
                          insight.question.in(invocation.language)});
  }
  switch (invocation.format) {
    case Format::json: {
      if (invocation.book.empty()) {
        write_json(invocation, catalog_json(invocation.language, nullptr));
        break;
      }
      const BookHandle book = invocation.open_book();
      write_json(invocation, catalog_json(invocation.language, &*book));
      break;
    }
    case Format::csv:
      invocation.terminal.out << table_csv(table, 0, CsvFor::program);
      break;
    case Format::table:
      invocation.terminal.out << table_text(table, render_options(invocation));
  }
  return 0;
}

int run_sql(Invocation& invocation) {
  const std::string word = invocation.parsed.get("engine").value_or("duckdb");
  if (word != "duckdb" && word != "clickhouse") {
    fail(ErrorKind::invalid_argument,
         {"エンジンがわかりません: {}（duckdb か clickhouse）",
          "engine not known: {} (use duckdb or clickhouse)"},
         word);
  }
  const Engine engine = word == "duckdb" ? Engine::duckdb : Engine::clickhouse;
  const Insight& insight = find_insight(invocation.words.front());
  const std::string sql = insight_sql(insight, engine);
  if (invocation.format == Format::json) {
    write_json(invocation, {{"insight", insight.name}, {"engine", word}, {"sql", sql}});
  } else {
    invocation.terminal.out << sql << (sql.ends_with('\n') ? "" : "\n");
  }
  return 0;
}

}  // namespace mikata::cli
