// SPDX-License-Identifier: Apache-2.0
#include "mikata/desk/low_scores/low_scores.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <map>
#include <span>
#include <vector>

#include "mikata/base/error.h"
#include "mikata/base/json.h"
#include "mikata/desk/low_scores/ticks.h"
#include "mikata/store/dialect.h"

namespace mikata::desk {
std::string_view sql(std::string_view path);
}

namespace mikata::low_scores {
namespace {

using nlohmann::json;

constexpr int kMostDays = 366;
constexpr std::size_t kNameMax = 200;

json or_null(const Value& value) {
  if (const auto* text = std::get_if<std::string>(&value)) return *text;
  return is_null(value) ? json() : json(as_number(value));
}

json tick_json(const Tick& voice) {
  return {{"at", voice.at}, {"by", voice.by.empty() ? json() : json(voice.by)}};
}

// The low scores of some days, and which of their forms have been answered.
class Days {
 public:
  Days(const Book& book, int days, std::stop_token stop)
      : book_(book), as_of_(book.as_of().value_or(Day{})), days_(days), stop_(std::move(stop)) {
    found_ = ask("low_scores/low_scores.sql");
    const std::vector<Tick> ticks = Ticks(book.folder()).standing();
    if (ticks.empty()) return;
    std::map<std::string, std::string> forms;
    for (const Row& row : ask("low_scores/forms.sql").rows)
      forms[as_text(row[0])] = as_text(row[1]);
    for (const Tick& voice : ticks) {
      const auto form = forms.find(voice.voice_id);
      answered_.emplace(form == forms.end() ? voice.voice_id : form->second, voice);
    }
  }

  Day as_of() const { return as_of_; }
  Day start() const { return Day{as_of_.days - days_ + 1}; }
  const std::vector<Row>& rows() const { return found_.rows; }
  const Value& cell(const Row& row, std::string_view name) const { return row[found_.index(name)]; }
  const Tick* tick_of(const Row& row) const {
    const auto tick = answered_.find(as_text(cell(row, "form")));
    return tick == answered_.end() ? nullptr : &tick->second;
  }

  // Words by form.
  std::map<std::string, std::string> words(std::span<const Row* const> page) const {
    std::map<std::string, std::string> words;
    if (page.empty()) return words;
    std::string names;
    std::vector<Binding> bindings = this->bindings();
    for (std::size_t i = 0; i < page.size(); ++i) {
      names += fmt::format("{}$form_{}", i == 0 ? "" : ", ", i);
      bindings.push_back({fmt::format("form_{}", i), cell(*page[i], "form")});
    }
    const std::string text =
        fill_slots(desk::sql("low_scores/words.sql"), {{"forms", std::move(names)}});
    for (const Row& row : book_.store().query({text, std::move(bindings), stop_}).rows) {
      if (!is_null(row[1])) words[as_text(row[0])] = as_text(row[1]);
    }
    return words;
  }

 private:
  std::vector<Binding> bindings() const {
    return {{"as_of", as_of_}, {"days", std::int64_t{days_}}};
  }
  Table ask(std::string_view file) const {
    return book_.store().query({std::string(desk::sql(file)), bindings(), stop_});
  }

  const Book& book_;
  Day as_of_;
  int days_;
  std::stop_token stop_;
  Table found_;
  std::map<std::string, Tick> answered_;  // by form
};

bool is_wanted(Which which, const Tick* tick) {
  if (which == Which::all) return true;
  return (which == Which::answered) == (tick != nullptr);
}

json voice_json(const Days& days, const Row& row, const std::map<std::string, std::string>& words) {
  const auto cell = [&](std::string_view name) -> const Value& { return days.cell(row, name); };
  const auto said = words.find(as_text(cell("form")));
  const Tick* tick = days.tick_of(row);
  return {{"voice_id", as_text(cell("voice_id"))},
          {"customer_id", or_null(cell("customer_id"))},
          {"name", or_null(cell("name"))},
          {"day", to_string(as_day(cell("local_day")))},
          {"question", as_text(cell("question"))},
          {"score", as_number(cell("score"))},
          {"scale", {as_number(cell("scale_low")), as_number(cell("scale_high"))}},
          {"touchpoint", or_null(cell("touchpoint"))},
          {"text", said == words.end() ? json() : json(said->second)},
          {"answered", tick == nullptr ? json() : tick_json(*tick)}};
}

// The place of the first row of the page: after the one that the cursor names, which may have been
// answered meanwhile.
std::size_t begin_of(const Days& days, const std::string& cursor) {
  if (cursor.empty()) return 0;
  std::int64_t number = -1;
  const auto [end, error] = std::from_chars(cursor.data(), cursor.data() + cursor.size(), number);
  const auto found = std::ranges::find_if(days.rows(), [&](const Row& row) {
    return as_integer(days.cell(row, "answer_no")) == number;
  });
  if (error != std::errc{} || end != cursor.data() + cursor.size() || found == days.rows().end()) {
    fail(ErrorKind::invalid_argument,
         {"cursor の指すページがありません: {}（next の値を使ってください）",
          "cursor names no page: {} (take it from next)"},
         cursor);
  }
  return static_cast<std::size_t>(found - days.rows().begin()) + 1;
}

void check_voice(const Book& book, const std::string& voice_id) {
  const Table found = book.store().query(
      {"SELECT 1 AS found FROM answers WHERE voice_id = $voice_id AND NOT anonymous LIMIT 1",
       {{"voice_id", voice_id}}});
  if (found.rows.empty())
    fail(ErrorKind::not_found, {"声が見つかりません: {}", "voice not found: {}"}, voice_id);
}

}  // namespace

int last_days_of(const std::string& text) {
  int days = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), days);
  const std::string_view unit(end, text.data() + text.size());
  if (error != std::errc{} || unit != "d" || days < 1 || days > kMostDays) {
    fail(ErrorKind::invalid_argument,
         {"last は1dから{}dまでです: {}", "last is not from 1d to {}d: {}"}, kMostDays, text);
  }
  return days;
}

Which which_of(const std::string& text) {
  if (text == "no") return Which::waiting;
  if (text == "yes") return Which::answered;
  if (text == "all") return Which::all;
  fail(
      ErrorKind::invalid_argument,
      {"answered は no、yes、all のどれでもありません: {}", "answered is none of no, yes, all: {}"},
      text);
}

json page(const Book& book, const Filter& filter, std::stop_token stop) {
  const Days days(book, filter.last_days, std::move(stop));
  const std::size_t begin = begin_of(days, filter.cursor);
  std::vector<const Row*> shown;
  std::int64_t total = 0;
  std::int64_t waiting = 0;
  bool more = false;
  for (std::size_t i = 0; i < days.rows().size(); ++i) {
    const Row& row = days.rows()[i];
    const Tick* tick = days.tick_of(row);
    waiting += tick == nullptr ? 1 : 0;
    if (!is_wanted(filter.which, tick)) continue;
    ++total;
    if (i < begin) continue;
    more = std::ssize(shown) == filter.limit;
    if (!more) shown.push_back(&row);
  }
  const auto words = days.words(shown);
  json voices = json::array();
  for (const Row* row : shown) voices.push_back(voice_json(days, *row, words));
  const bool dated = book.as_of().has_value();
  return {{"as_of", dated ? json(to_string(days.as_of())) : json()},
          {"start", dated ? json(to_string(days.start())) : json()},
          {"total", total},
          {"waiting", waiting},
          {"voices", voices},
          {"next", more ? json(std::to_string(as_integer(days.cell(*shown.back(), "answer_no"))))
                        : json()}};
}

json tick(Book& book, const std::string& voice_id, const std::string& by) {
  if (by.size() > kNameMax) {
    fail(ErrorKind::invalid_argument, {"by は{}バイトまでです", "by is longer than {} bytes"},
         kNameMax);
  }
  check_voice(book, voice_id);
  return {{"voice_id", voice_id}, {"answered", tick_json(Ticks(book.folder()).tick(voice_id, by))}};
}

json untick(Book& book, const std::string& voice_id) {
  check_voice(book, voice_id);
  Ticks(book.folder()).untick(voice_id);
  return {{"voice_id", voice_id}, {"answered", nullptr}};
}

}  // namespace mikata::low_scores
