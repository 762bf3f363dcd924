// SPDX-License-Identifier: Apache-2.0
// low_scores: the low scores that wait for an answer to the customer; with a voice, ticks that one
// was given.

#include "mikata/base/csv.h"
#include "mikata/base/json.h"
#include "mikata/cli/commands.h"
#include "mikata/cli/output.h"
#include "mikata/cli/table_text.h"
#include "mikata/cli/text.h"
#include "mikata/desk/low_scores/low_scores.h"

namespace mikata::cli {
namespace {

using nlohmann::json;

constexpr std::int64_t kShown = 200;

low_scores::Filter filter_of(const Invocation& invocation) {
  low_scores::Filter filter{.cursor = {}, .limit = kShown};
  if (const auto last = invocation.parsed.get("last")) {
    filter.last_days = low_scores::last_days_of(*last);
  }
  if (const auto which = invocation.parsed.get("answered")) {
    filter.which = low_scores::which_of(*which);
  }
  return filter;
}

Value text_of(const json& value) {
  return value.is_string() ? Value(value.get<std::string>()) : Value();
}

Table table_of(const json& page) {
  Table table;
  table.columns = {{.name = "local_day", .title = {"日", "day"}},
                   {.name = "customer_id", .title = {"顧客ID", "customer"}},
                   {.name = "name", .title = {"名前", "name"}},
                   {.name = "question", .title = {"設問", "question"}},
                   {.name = "score", .type = ColumnType::number, .title = {"点", "score"}},
                   {.name = "text", .title = {"言葉", "words"}},
                   {.name = "answered_at", .title = {"答えた", "answered"}},
                   {.name = "answered_by", .title = {"答えた人", "by"}},
                   {.name = "voice_id", .title = {"回答ID", "voice"}}};
  for (const json& voice : page.at("voices")) {
    const json tick = voice.at("answered").is_null() ? json::object() : voice.at("answered");
    table.rows.push_back({text_of(voice.at("day")), text_of(voice.at("customer_id")),
                          text_of(voice.at("name")), text_of(voice.at("question")),
                          voice.at("score").get<double>(), text_of(voice.at("text")),
                          text_of(tick.value("at", json())), text_of(tick.value("by", json())),
                          text_of(voice.at("voice_id"))});
  }
  return table;
}

void list(const Invocation& invocation, const Book& book) {
  const json page = low_scores::page(book, filter_of(invocation), invocation.terminal.stop);
  if (invocation.format == Format::json) {
    write_json(invocation, page);
    return;
  }
  const Table table = table_of(page);
  if (invocation.format == Format::csv) {
    invocation.terminal.out << table_csv(table, 0, CsvFor::program);
    return;
  }
  if (!table.rows.empty()) {
    invocation.terminal.out << table_text(table, render_options(invocation)) << '\n';
  }
  const auto count = [&](const char* name) { return page.at(name).get<std::int64_t>(); };
  invocation.terminal.out << say(text::kLowScores, invocation.language, count("total"),
                                 count("waiting"))
                          << '\n';
}

}  // namespace

int run_low_scores(Invocation& invocation) {
  const BookHandle book = invocation.open_book();
  if (invocation.words.empty()) {
    list(invocation, *book);
    return 0;
  }
  const std::string& voice_id = invocation.words.front();
  const bool undo = invocation.parsed.has("undo");
  const json done =
      undo ? low_scores::untick(*book, voice_id)
           : low_scores::tick(*book, voice_id, invocation.parsed.get("by").value_or(""));
  write_done(invocation, say(undo ? text::kUnticked : text::kTicked, invocation.language, voice_id),
             done);
  return 0;
}

}  // namespace mikata::cli
