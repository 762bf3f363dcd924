// SPDX-License-Identifier: Apache-2.0
#include "mikata/cli/render.h"

#include <algorithm>
#include <map>

#include "mikata/base/utf8.h"
#include "mikata/cli/cards_text.h"
#include "mikata/cli/heat_text.h"
#include "mikata/cli/number_text.h"
#include "mikata/cli/terminal_text.h"
#include "mikata/cli/text.h"
#include "mikata/insights/run.h"

namespace mikata::cli {
namespace {

// So many columns of one name with a number (score_0 ... score_10) are a chart, not a table.
constexpr std::size_t kSpreadColumns = 5;

// "label: words", broken at the terminal's width with the label standing out.
std::string labelled(const Text& label, const std::string& words, const RenderOptions& options) {
  if (words.empty()) return "";
  const std::string head = std::string(label.in(options.language)) + ": ";
  const int indent = display_width(head);
  const int room = options.width > indent + 20 ? options.width - indent : 0;
  std::string out;
  for (const std::string& line : wrap(printable(words), room)) {
    out += (out.empty() ? head : std::string(static_cast<std::size_t>(indent), ' ')) + line + '\n';
  }
  return out;
}

std::string head_text(const Result& result, const RenderOptions& options) {
  const Language language = options.language;
  const Insight& insight = *result.insight;
  std::string out = insight.title.in(language) + "  " + insight.question.in(language) + '\n';
  // A book without facts has no latest day.
  if (result.as_of == Day{}) return out + '\n';
  out += say(text::kPeriod, language, to_string(result.period.start), to_string(result.period.end));
  out += " \u00b7 n " + grouped(result.answer.n);
  out += " \u00b7 " + say(text::kAsOf, language, to_string(result.as_of));
  if (!result.request.by.empty()) out += " \u00b7 by " + printable(result.request.by);
  if (!result.request.where.empty()) out += " \u00b7 where " + printable(result.request.where);
  return out + "\n\n";
}

std::string foot_text(const Result& result, const RenderOptions& options) {
  const Language language = options.language;
  std::string out = labelled(text::kDefinition, result.insight->definition.in(language), options);
  const std::string& method = result.answer.method.in(language);
  // The method of an answer names its interval.
  out += method.empty() ? labelled(text::kInterval, result.insight->interval.in(language), options)
                        : labelled(text::kMethod, method, options);
  out += labelled(text::kSource, result.source.in(options.language), options);
  for (const LeftOut& left : result.answer.left_out) {
    if (left.count == 0) continue;
    out += labelled(text::kLeftOut, left.reason.in(language) + " " + grouped(left.count), options);
  }
  for (const Note& note : result.answer.notes) {
    out += labelled(text::kNote, note.text.in(language), options);
  }
  return out;
}

// "voices.question=nps" -> "voices with question nps".
std::string fact_text(const std::string& fact, Language language) {
  const std::size_t dot = fact.find('.');
  const std::size_t equals = fact.find('=');
  if (dot == std::string::npos) return fact;
  const std::string table = fact.substr(0, dot);
  if (equals == std::string::npos) {
    return say(text::kMissingColumn, language, table, fact.substr(dot + 1));
  }
  return say(text::kMissingValue, language, table, fact.substr(dot + 1, equals - dot - 1),
             fact.substr(equals + 1));
}

// One line for each thing that is missing; "a|b" is either of the two.
std::string missing_text(const Result& result, const RenderOptions& options) {
  std::string out;
  for (const std::string& fact : result.missing) {
    std::string either;
    std::size_t begin = 0;
    while (begin <= fact.size()) {
      const std::size_t end = std::min(fact.find('|', begin), fact.size());
      if (!either.empty()) either += text::kOr.in(options.language);
      either += fact_text(fact.substr(begin, end - begin), options.language);
      begin = end + 1;
    }
    out += labelled(text::kMissing, either, options);
  }
  return out;
}

std::vector<std::string> spread_columns(const Table& table) {
  std::map<std::string, std::vector<std::string>> groups;
  for (const Column& column : table.columns) {
    const std::size_t end = column.name.find_last_not_of("0123456789");
    const bool numbered = end + 1 < column.name.size() && column.name[end] == '_';
    if (numbered) groups[column.name.substr(0, end)].push_back(column.name);
  }
  std::vector<std::string> spread;
  for (const auto& [name, columns] : groups) {
    if (columns.size() < kSpreadColumns) continue;
    spread.insert(spread.end(), columns.begin(), columns.end());
  }
  return spread;
}

// A timeline mixes many kinds of fact: a column in which none of them has a value only takes room,
// and the local day says when.
std::vector<std::string> idle_columns(const Table& table) {
  std::vector<std::string> idle;
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    const bool twice = table.columns[i].name == "at" && position(table, "local_day");
    const auto empty = [i](const Row& row) { return is_null(row[i]); };
    if (twice || std::ranges::all_of(table.rows, empty)) idle.push_back(table.columns[i].name);
  }
  return idle;
}

RenderOptions with_result(const Result& result, RenderOptions options) {
  options.currency = result.currency;
  options.grain = result.request.grain;
  options.hidden = result.insight->chart.form == "timeline" ? idle_columns(result.answer.table)
                                                            : spread_columns(result.answer.table);
  return options;
}

struct Shown {
  std::string text;
  bool all = true;  // whether every column and row of the result is in it
};

// The result in the form that suits its chart.
Shown show(const Result& result, const RenderOptions& given) {
  const RenderOptions options = with_result(result, given);
  const Table& table = result.answer.table;
  const Chart& chart = result.insight->chart;
  if (const auto cards = cards_text(table, chart, options)) return {*cards, false};
  if (const auto grid = heat_text(table, chart, options)) return {*grid, false};
  return {table_text(table, options), options.hidden.empty()};
}

std::string behind_hint(const Result& result, const RenderOptions& options,
                        const std::string& again) {
  const Table& table = result.answer.table;
  const auto key = position(table, "key");
  if (!key || table.rows.empty()) return "";
  const auto* last = std::get_if<std::string>(&table.rows.back()[*key]);
  if (last == nullptr) return "";
  // The command line is for copying, so it is never broken.
  return std::string(text::kSeeBehind.in(options.language)) + ": " + again + " --behind '" +
         printable(*last) + "'\n";
}

// Where it is not known whose the actions are, neither the period nor a condition is to blame.
std::string nothing_text(const Result& result, const RenderOptions& options) {
  const auto& notes = result.answer.notes;
  const bool unlinked = !notes.empty() && notes.front().kind == "not_linked";
  const Text& words = unlinked ? text::kNothingYet : text::kNoRows;
  return std::string(words.in(options.language)) + '\n';
}

}  // namespace

std::string result_table_text(const Result& result, const RenderOptions& options) {
  return show(result, options).text;
}

std::string result_text(const Result& result, const RenderOptions& options,
                        const std::string& again) {
  const Table& table = result.answer.table;
  std::string out = head_text(result, options);
  if (!result.missing.empty())
    return out + missing_text(result, options) + '\n' + foot_text(result, options);
  const Shown shown =
      table.rows.empty() ? Shown{nothing_text(result, options)} : show(result, options);
  out += shown.text + '\n' + foot_text(result, options);
  // What the terminal does not show is said, with the way to it.
  if (!shown.all) out += std::string(text::kMoreColumns.in(options.language)) + '\n';
  return out + behind_hint(result, options, again);
}

std::string behind_text(const Behind& behind, const Page& page, const RenderOptions& options) {
  const auto shown = static_cast<std::int64_t>(behind.table.rows.size());
  if (shown == 0) return std::string(text::kNoRows.in(options.language)) + "\n";
  return table_text(behind.table, options) + "\n" +
         say(text::kBehindPage, options.language, grouped(behind.total), grouped(page.offset + 1),
             grouped(page.offset + shown)) +
         (page.offset + shown < behind.total
              ? say(text::kNextPage, options.language, page.offset + shown)
              : "") +
         "\n";
}

}  // namespace mikata::cli
