// SPDX-License-Identifier: Apache-2.0
#include "mikata/desk/voices/voices.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>

#include "mikata/base/error.h"
#include "mikata/base/json.h"
#include "mikata/desk/reading/book_reader.h"
#include "mikata/desk/reading/language.h"
#include "mikata/desk/reading/reading.h"
#include "mikata/desk/respond/respond.h"
#include "mikata/desk/voices/search.h"
#include "mikata/insights/remarks.h"
#include "mikata/segment/columns.h"

namespace mikata::desk {
std::string_view sql(std::string_view path);
}

namespace mikata::voices {
namespace {

using nlohmann::json;

json or_null(const Value& value) {
  if (const auto* text = std::get_if<std::string>(&value)) return *text;
  if (is_null(value)) return nullptr;
  return as_number(value);
}

json reader_json(const Book& book) {
  const reading::ReaderState state = reading::reader_state(book);
  json reader{{"version", state.version}, {"trained", state.trained}};
  reader["auc"] = state.trained ? json(state.auc) : json();
  reader["n"] = state.trained ? json(state.pairs) : json();
  reader["date"] = state.trained ? json(state.date) : json();
  return reader;
}

const Localized& label_title(std::string_view label) {
  static const std::map<std::string_view, Localized> kTitles{
      {"positive", {"好意的", "Positive"}},
      {"neutral", {"どちらでもない", "Neutral"}},
      {"negative", {"否定的", "Negative"}},
      {"bitter", {"高い点・苦い言葉", "High score, bitter words"}}};
  return kTitles.at(label);
}

const char* label_word(std::int64_t label) {
  return text::label_name(static_cast<text::Label>(label + 1));
}

std::string theme_title(const std::vector<text::Theme>& themes, const std::string& name,
                        Language language) {
  const auto known = std::ranges::find(themes, name, &text::Theme::name);
  return known == themes.end() ? name : known->title.in(language);
}

json facet_value(const std::string& key, const std::string& title, std::int64_t count) {
  return {{"key", key}, {"title", title}, {"count", count}};
}

// The facets as the page tells them, from their counts.
class Facets {
 public:
  Facets(const Table& counts, const std::vector<text::Theme>& themes, Language language)
      : themes_(themes), language_(language) {
    for (const Row& row : counts.rows) {
      if (is_null(row[2])) continue;
      counts_[as_text(row[0])].push_back({as_text(row[1]), as_integer(row[2])});
    }
  }

  std::int64_t total() const {
    const auto found = counts_.find("total");
    return found == counts_.end() ? 0 : found->second.front().remarks;
  }

  json all() const {
    return {{"sentiment", sentiment()},
            {"theme", theme()},
            {"touchpoint", plain("touchpoint")},
            {"channel", plain("channel")},
            {"month", month()}};
  }

 private:
  struct Count {
    std::string key;
    std::int64_t remarks = 0;
  };

  const std::vector<Count>& of(const std::string& facet) const {
    static const std::vector<Count> kNone;
    const auto found = counts_.find(facet);
    return found == counts_.end() ? kNone : found->second;
  }

  json sentiment() const {
    std::map<std::string, std::int64_t> found;
    for (const Count& one : of("sentiment")) found[one.key] = one.remarks;
    found["-1"] += found["2"];  // the bitter are negative too
    json list = json::array();
    constexpr std::array<std::array<const char*, 2>, 4> kShown{
        {{"1", "positive"}, {"0", "neutral"}, {"-1", "negative"}, {"2", "bitter"}}};
    for (const auto& [key, word] : kShown) {
      list.push_back(facet_value(word, label_title(word).in(language_), found[key]));
    }
    return list;
  }

  json theme() const {
    std::map<std::string, std::int64_t> found;
    for (const Count& one : of("theme")) {
      for (const auto& mark : theme_marks(one.key)) found[mark.name] += one.remarks;
    }
    std::vector<json> values;
    for (const auto& [name, remarks] : found) {
      values.push_back(facet_value(name, theme_title(themes_, name, language_), remarks));
    }
    return most_first(std::move(values));
  }

  json plain(const std::string& facet) const {
    std::vector<json> values;
    for (const Count& one : of(facet)) {
      values.push_back(facet_value(one.key, one.key, one.remarks));
    }
    return most_first(std::move(values));
  }

  json month() const {
    std::map<std::int64_t, std::int64_t> found;
    for (const Count& one : of("month")) found[std::stoll(one.key)] = one.remarks;
    json list = json::array();
    for (const auto& [number, remarks] : found) {
      const std::string key = to_string(period_of_number(number, Grain::month)).substr(0, 7);
      list.push_back(facet_value(key, key, remarks));
    }
    return list;
  }

  static json most_first(std::vector<json> values) {
    std::ranges::stable_sort(values, std::greater<>(),
                             [](const json& one) { return one.at("count").get<std::int64_t>(); });
    return values;
  }

  std::map<std::string, std::vector<Count>> counts_;
  const std::vector<text::Theme>& themes_;
  Language language_;
};

// Everything that the counts of a page depend on.
std::string print_of(const Book& book, const Filter& filter, Language language) {
  const auto day = [](const std::optional<Day>& at) { return at ? to_string(*at) : std::string(); };
  const json all{book.store().version(),
                 reading::load_state(book).model,
                 reading::own_themes(book),
                 language == Language::ja,
                 filter.text,
                 filter.theme,
                 filter.sentiment,
                 filter.touchpoint.has_value(),
                 filter.touchpoint.value_or(""),
                 filter.channel.has_value(),
                 filter.channel.value_or(""),
                 filter.question,
                 filter.scores.has_value(),
                 filter.scores.value_or(std::pair<std::int64_t, std::int64_t>()),
                 day(filter.start),
                 day(filter.end),
                 filter.where};
  return json_line(all);
}

json evidence_json(const std::vector<reading::StoredEvidence>& evidence) {
  json list = json::array();
  for (const auto& one : evidence) {
    list.push_back({{"start", one.start}, {"end", one.end}, {"of", one.of}});
  }
  return list;
}

std::vector<reading::StoredEvidence> stored_evidence(const Value& value) {
  std::vector<reading::StoredEvidence> found;
  if (is_null(value)) return found;
  const json list = json::parse(as_text(value), nullptr, false);
  if (!list.is_array()) return found;
  for (const json& one : list) {
    found.push_back({one.at(0).get<std::uint32_t>(), one.at(1).get<std::uint32_t>(),
                     one.at(2).get<std::string>()});
  }
  return found;
}

}  // namespace

// What is counted for a page, whatever part of the list it shows.
json Voices::count(const Search& search, Language language) const {
  const text::Themes themes(reading::own_themes(book_));
  const Facets facets(search.facets(), themes.themes(), language);
  const Table left_out =
      book_.store().query({"SELECT count(*) AS remarks FROM remarks WHERE ours = 1 AND anonymous"});
  return {{"total", facets.total()},
          {"unread", reading::waiting(book_).unread},
          {"anonymous", as_integer(left_out.rows.at(0)[0])},
          {"reader", reader_json(book_)},
          {"facets", facets.all()}};
}

json Voices::page(const Filter& filter, Language language, std::stop_token stop) {
  const std::string print = print_of(book_, filter, language);
  const Search search(book_, filter, std::move(stop));
  json page = kept(print);
  if (page.is_null()) {
    page = count(search, language);
    keep(print, page);
  }
  const auto as_of = book_.as_of();
  page["as_of"] = as_of ? json(to_string(*as_of)) : json();
  Table rows = search.page(desk::sql("voices/page.sql"), filter.limit + 1);
  page["next"] = nullptr;
  if (static_cast<std::int64_t>(rows.rows.size()) > filter.limit) {
    rows.rows.pop_back();
    const Row& last = rows.rows.back();
    page["next"] = fmt::format("{}.{}", to_string(as_day(last[rows.index("local_day")])),
                               as_integer(last[rows.index("answer_no")]));
  }
  page["voices"] = voices_json(rows, language);
  return page;
}

json Voices::kept(const std::string& print) {
  const std::lock_guard lock(kept_mutex_);
  const auto found = std::ranges::find(kept_, print, &Kept::print);
  return found == kept_.end() ? json() : json::parse(found->counts);
}

void Voices::keep(const std::string& print, const json& counts) {
  const std::lock_guard lock(kept_mutex_);
  kept_.push_back({print, counts.dump()});
  if (kept_.size() > kKeptMost) kept_.pop_front();
}

json Voices::one(const std::string& voice_id, Language language) {
  const Search search(book_, {}, {});
  const Table rows = search.one(desk::sql("voices/page.sql"), voice_id);
  if (rows.rows.empty())
    fail(ErrorKind::not_found, {"言葉が見つかりません: {}", "remark not found: {}"}, voice_id);
  return voices_json(rows, language).at(0);
}

// What a page of voices is told with.
struct Voices::Known {
  text::Themes themes;
  std::vector<respond::Case> cases;
  Language language;
};

json Voices::voices_json(const Table& rows, Language language) {
  json list = json::array();
  const Known known{text::Themes(reading::own_themes(book_)), respond::cases_of(book_.folder()),
                    language};
  for (const Row& row : rows.rows) list.push_back(voice_json(rows, row, known));
  return list;
}

// What waits to be read, for the first time or again, is read for the page; nothing is stored.
std::optional<text::Reading> Voices::read_now(const Table& table, const Row& row) {
  const reading::FolderState state = reading::load_state(book_);
  const std::string print = reading::print_of(book_, state);
  const bool read = !is_null(row[table.index("masked_text")]);
  const std::int64_t answer_no = as_integer(row[table.index("answer_no")]);
  const bool stale = state.done != print && (state.under_way != print || answer_no < state.next);
  if (read && !stale) return std::nullopt;
  const std::lock_guard lock(mutex_);
  const std::string wanted = print + " " + state.model;
  if (!reader_ || made_for_ != wanted) {
    reader_ = reading::make_reader(book_, state);
    made_for_ = wanted;
  }
  text::Reading reading =
      reader_->session()->read({.text = as_text(row[table.index("text")]),
                                .language = reading::language_of(row[table.index("language")])});
  reading::join_learned_themes(reading);
  return reading;
}

json Voices::voice_json(const Table& table, const Row& row, const Known& known) {
  const auto cell = [&](std::string_view name) -> const Value& { return row[table.index(name)]; };
  const std::optional<text::Reading> now = read_now(table, row);
  const bool corrected = as_integer(cell("corrected")) != 0;
  const bool read = !is_null(cell("label"));
  std::vector<ThemeMark> themes = theme_marks(as_text(cell("themes")));
  const bool own_themes =
      corrected && book_.desk().correction(as_text(cell("voice_id"))).value_or(Correction{}).themes;
  if (now && !own_themes) {
    themes = theme_marks(reading::themes_text(now->themes, now->tones));
  }
  const std::string shown = now ? now->masked : as_text(cell("masked_text"));
  json voice{{"voice_id", as_text(cell("voice_id"))},
             {"customer_id", or_null(cell("customer_id"))},
             {"day", to_string(as_day(cell("local_day")))},
             {"question", or_null(cell("question"))},
             {"score", or_null(cell("score"))},
             {"scale", nullptr},
             {"touchpoint", or_null(cell("touchpoint"))},
             {"channel", or_null(cell("channel"))},
             {"language", now ? now->language : as_text(cell("language"))},
             {"text", shown},
             {"reading", nullptr},
             {"like", is_null(cell("others_alike")) ? 0 : as_integer(cell("others_alike"))},
             {"respond", nullptr}};
  if (!is_null(cell("score"))) {
    voice["scale"] = {as_number(cell("scale_low")), as_number(cell("scale_high"))};
  }
  if (!read) return voice;
  json names = json::array();
  for (const auto& one : themes) {
    names.push_back({{"key", one.name},
                     {"title", theme_title(known.themes.themes(), one.name, known.language)}});
  }
  const std::int64_t label = as_integer(cell("label"));
  voice["reading"] = {{"sentiment", or_null(cell("sentiment"))},
                      {"label", label_word(label)},
                      {"confidence", or_null(cell("confidence"))},
                      {"themes", names},
                      {"emotion", or_null(cell("emotion"))},
                      {"evidence", evidence_json(now ? reading::masked_evidence(*now)
                                                     : stored_evidence(cell("evidence")))},
                      {"corrected", corrected}};
  if (const auto* answer = respond::find({shown, label < 0}, known.cases)) {
    voice["respond"] = {{"measure", answer->measure},
                        {"answer", answer->answer.in(known.language)}};
  }
  return voice;
}

}  // namespace mikata::voices
