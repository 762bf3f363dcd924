// SPDX-License-Identifier: Apache-2.0
#include "mikata/desk/voices/search.h"

#include <fmt/format.h>

#include <charconv>

#include "mikata/base/error.h"
#include "mikata/insights/context.h"
#include "mikata/insights/measure_customers.h"
#include "mikata/segment/columns.h"
#include "mikata/text/normalize.h"

namespace mikata::desk {
std::string_view sql(std::string_view path);
}

namespace mikata::voices {
namespace {

constexpr std::size_t kWordsMax = 20;

std::vector<std::string> words_of(const std::string& text) {
  std::vector<std::string> words;
  const std::string folded = text::clean(text).text;
  for (std::size_t at = 0; at < folded.size() && words.size() < kWordsMax;) {
    const std::size_t end = std::min(folded.find_first_of(" \n\t", at), folded.size());
    if (end > at) words.push_back(folded.substr(at, end - at));
    at = end + 1;
  }
  return words;
}

Request request_of(const Filter& filter) {
  Request request;
  request.where = filter.where;
  return request;
}

Period period_of(const Filter& filter) {
  return {filter.start.value_or(Day{-1'000'000}), filter.end.value_or(Day{1'000'000})};
}

std::string sentiment_condition(const std::string& name) {
  if (name == "positive") return "a.label = 1";
  if (name == "neutral") return "a.label = 0";
  if (name == "negative") return "a.label = -1";
  if (name == "bitter") return "a.label = -1 AND a.rating_label = 1";
  fail(ErrorKind::invalid_argument,
       {"sentiment は positive、neutral、negative、bitter のどれでもありません: {}",
        "sentiment is none of positive, neutral, negative, bitter: {}"},
       name);
}

}  // namespace

// tidy: the context of a question is one aggregate
Search::Search(const Book& book, const Filter& filter, std::stop_token stop)
    : book_(book),
      columns_(known_columns(book.store())),
      request_(request_of(filter)),
      context_{book.store(),
               book.settings(),
               columns_,
               request_,
               Origin::voices,
               period_of(filter),
               book.as_of().value_or(Day{}),
               std::move(stop)} {
  const Scope scope = scope_of(context_);
  if (!scope.measures.empty()) measure_customers(context_);
  bindings_ = scope.bindings;
  parts_ = {
      {"", "a.ours = 1"}, {"", "NOT a.anonymous"}, {"", fmt::format("({})", scope.condition)}};
  bind("as_of", context_.as_of);
  add_filters(filter);
  add_words(filter.text);
  add_cursor(filter.cursor);
}

void Search::bind(std::string_view name, Value value) {
  bindings_.push_back({std::string(name), std::move(value)});
}

void Search::add_filters(const Filter& filter) {
  if (filter.start || filter.end) {
    bind("start", context_.period.start);
    bind("end", context_.period.end);
    std::string days;
    if (filter.start) days += "a.local_day >= $start";
    if (filter.end) days += days.empty() ? "a.local_day <= $end" : " AND a.local_day <= $end";
    days_ = days;
    parts_.push_back({"month", "a.of_days = 1"});
  }
  if (!filter.sentiment.empty()) {
    parts_.push_back({"sentiment", sentiment_condition(filter.sentiment)});
  }
  if (!filter.theme.empty()) {
    parts_.push_back({"theme",
                      "(contains_text(concat(' ', a.themes, ' '), $theme) OR "
                      "contains_text(concat(' ', a.themes, ' '), $theme_good) OR "
                      "contains_text(concat(' ', a.themes, ' '), $theme_bad))"});
    bind("theme", " " + filter.theme + " ");
    bind("theme_good", " " + filter.theme + "+ ");
    bind("theme_bad", " " + filter.theme + "- ");
  }
  if (filter.touchpoint) {
    parts_.push_back({"touchpoint", "a.touchpoint = $touchpoint"});
    bind("touchpoint", *filter.touchpoint);
  }
  if (filter.channel) {
    parts_.push_back({"channel", "coalesce(a.channel, '') = $channel"});
    bind("channel", *filter.channel);
  }
  if (!filter.question.empty()) add_question(filter);
}

// Score and words of one form are two answers.
void Search::add_question(const Filter& filter) {
  bind("question", filter.question);
  std::string asked = "question = $question";
  if (filter.scores) {
    asked += " AND counts = 1 AND score BETWEEN $score_low AND $score_high";
    bind("score_low", filter.scores->first);
    bind("score_high", filter.scores->second);
  }
  parts_.push_back({"", fmt::format("(a.answer_no IN (SELECT answer_no FROM answers WHERE {0}) OR "
                                    "a.response_id IN (SELECT response_id FROM answers WHERE {0}))",
                                    asked)});
}

// The words are looked for once; every count then looks at the numbers that were found.
void Search::add_words(const std::string& text) {
  const std::vector<std::string> words = words_of(text);
  if (words.empty()) return;
  std::string condition;
  std::vector<Binding> bindings;
  for (std::size_t i = 0; i < words.size(); ++i) {
    condition += fmt::format("{}contains_text(coalesce(r.words, r.masked_text), $word_{})",
                             i == 0 ? "" : " AND ", i);
    bindings.push_back({fmt::format("word_{}", i), words[i]});
  }
  const Table found =
      book_.store().query({fill_slots(desk::sql("voices/found.sql"), {{"words", condition}}),
                           std::move(bindings), context_.stop});
  std::vector<std::int64_t> numbers;
  for (const Row& row : found.rows) numbers.push_back(as_integer(row[0]));
  given_.push_back({.name = "found", .columns = {{"reading_no", std::move(numbers)}}});
  parts_.push_back({"", "a.reading_no IN (SELECT reading_no FROM found)"});
}

void Search::add_cursor(const std::string& cursor) {
  if (cursor.empty()) return;
  const std::size_t dot = cursor.find('.');
  const auto day = parse_iso_day(cursor.substr(0, dot));
  std::int64_t number = 0;
  const char* end = cursor.data() + cursor.size();
  const bool whole = dot != std::string::npos && dot + 1 < cursor.size() &&
                     std::from_chars(cursor.data() + dot + 1, end, number).ptr == end;
  if (!day || !whole) {
    fail(ErrorKind::invalid_argument,
         {"cursor が読み取れません: {}（next の値を使ってください）",
          "cursor makes no sense: {} (take it from next)"},
         cursor);
  }
  behind_cursor_ =
      "(a.local_day < $cursor_day OR (a.local_day = $cursor_day AND a.answer_no < $cursor_no))";
  bind("cursor_day", *day);
  bind("cursor_no", number);
}

std::string Search::plain_condition() const {
  std::string all;
  for (const Part& part : parts_) {
    if (!part.facet.empty()) continue;
    all += (all.empty() ? "" : " AND ") + part.condition;
  }
  return all;
}

std::string Search::facet_condition(std::string_view own) const {
  std::string all = "TRUE";
  for (const Part& part : parts_) {
    if (!part.facet.empty() && part.facet != own) all += " AND " + part.condition;
  }
  return all;
}

Table Search::run(std::string_view sql, const std::string& condition,
                  std::vector<Slot> slots) const {
  slots.push_back({"condition", condition});
  return book_.store().query({.sql = context_.fill(sql, slots),
                              .bindings = bindings_,
                              .stop = context_.stop,
                              .given = given_});
}

Table Search::facets() const {
  std::vector<Slot> slots{{"days", days_},
                          {"of_all", facet_condition("")},
                          {"of_sentiment", facet_condition("sentiment")},
                          {"of_theme", facet_condition("theme")},
                          {"of_touchpoint", facet_condition("touchpoint")},
                          {"of_channel", facet_condition("channel")},
                          {"of_month", facet_condition("month")}};
  return run(desk::sql("voices/facets.sql"), plain_condition(), std::move(slots));
}

Table Search::page(std::string_view sql, std::int64_t most) const {
  Search copy = *this;
  copy.bind("limit", most);
  std::string condition = plain_condition();
  for (const Part& part : parts_) {
    if (part.facet.empty()) continue;
    condition += " AND " + (part.facet == "month" ? days_ : part.condition);
  }
  return copy.run(sql, condition + " AND " + behind_cursor_, {});
}

Table Search::one(std::string_view sql, const std::string& voice_id) const {
  Search copy = *this;
  copy.bind("limit", std::int64_t{1});
  copy.bind("voice_id", voice_id);
  return copy.run(sql, "NOT a.anonymous AND a.voice_id = $voice_id", {});
}

}  // namespace mikata::voices
