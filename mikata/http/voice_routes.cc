// SPDX-License-Identifier: Apache-2.0
#include "mikata/http/voice_routes.h"

#include <fmt/core.h>

#include <charconv>

#include "mikata/base/json.h"
#include "mikata/http/problem.h"

namespace mikata::http {
namespace {

using nlohmann::json;

constexpr std::int64_t kLimit = 200;
constexpr std::size_t kTextMax = 1000;

// Never kept: a correction, a theme and a reading in the background change it at any time.
Response json_response(const json& document, Language language) {
  return {.fields = {{"Content-Type", "application/json"},
                     {"Content-Language", language == Language::ja ? "ja" : "en"},
                     {"Vary", "Accept-Encoding, Accept-Language"},
                     {"Cache-Control", "no-store"}},
          .body = json_line(document)};
}

std::optional<Day> day_of(const std::string& name, const std::string& text) {
  const auto day = parse_iso_day(text);
  if (!day) {
    refuse("/query/" + name,
           localized({"{} は日ではありません: {}（2026-10-31 のように書いてください）",
                      "{} is not a day: {} (write it as 2026-10-31)"},
                     name, text));
  }
  return day;
}

std::optional<std::int64_t> whole_number(std::string_view text) {
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return number;
}

std::int64_t limit_of(const std::string& text) {
  const auto number = whole_number(text);
  if (number && *number >= 1 && *number <= kLimit) return *number;
  refuse("/query/limit", localized({"limit は1から{}までの整数です: {}",
                                    "limit is not a whole number from 1 to {}: {}"},
                                   kLimit, text));
}

// 0-6, or 7
std::pair<std::int64_t, std::int64_t> scores_of(std::string_view text) {
  const std::size_t dash = text.find('-');
  const auto low = whole_number(text.substr(0, dash));
  const auto high = dash == text.npos ? low : whole_number(text.substr(dash + 1));
  if (low && high && *low <= *high) return {*low, *high};
  refuse("/query/scores",
         localized({"scores は点の範囲ではありません: {}（0-6 のように書いてください）",
                    "scores is no range of scores: {} (write it as 0-6)"},
                   text));
}

void set(voices::Filter& filter, const std::string& name, const std::string& value) {
  if (name == "text") {
    if (value.size() > kTextMax) {
      refuse("/query/text", {"text は1,000バイトまでです", "text is longer than 1,000 bytes"});
    }
    filter.text = value;
  } else if (name == "theme") {
    filter.theme = value;
  } else if (name == "sentiment") {
    filter.sentiment = value;
  } else if (name == "touchpoint") {
    filter.touchpoint = value;
  } else if (name == "channel") {
    filter.channel = value;
  } else if (name == "question") {
    filter.question = value;
  } else if (name == "scores") {
    filter.scores = scores_of(value);
  } else if (name == "start") {
    filter.start = day_of(name, value);
  } else if (name == "end") {
    filter.end = day_of(name, value);
  } else if (name == "where") {
    filter.where = value;
  } else if (name == "cursor") {
    filter.cursor = value;
  } else {
    filter.limit = limit_of(value);
  }
}

voices::Filter filter_of(const Arguments& query) {
  voices::Filter filter;
  for (const auto& [name, value] : query) {
    if (!value.empty() || name == "touchpoint" || name == "channel") set(filter, name, value);
  }
  if (filter.scores && filter.question.empty()) {
    refuse("/query/question", {"scores には question が要ります: どの質問の点か",
                               "scores needs question: whose scores are meant"});
  }
  if (filter.start && filter.end && *filter.end < *filter.start) {
    refuse("/query/end",
           localized({"終わりが始まりより前です: {} から {}", "end is before start: {} to {}"},
                     to_string(*filter.start), to_string(*filter.end)));
  }
  return filter;
}

// What the list refuses names what it refuses.
Problem blaming(const Error& error, const voices::Filter& filter) {
  const std::string_view message = error.what();
  if (error.kind() != ErrorKind::invalid_argument) return Problem(error);
  if (message.starts_with("cursor")) return Problem(error, {{"/query/cursor", error.message()}});
  if (message.starts_with("sentiment"))
    return Problem(error, {{"/query/sentiment", error.message()}});
  if (!filter.where.empty()) return Problem(error, {{"/query/where", error.message()}});
  return Problem(error);
}

Reply list_voices(const Call& call) {
  return [&site = call.site, filter = filter_of(call.query),
          language = call.language](std::stop_token stop) {
    try {
      return json_response(site.room.voices.page(filter, language, std::move(stop)), language);
    } catch (const Error& error) {
      throw blaming(error, filter);
    }
  };
}

json body_of(const Call& call) {
  json body = json::parse(call.request.body, nullptr, false);
  if (!body.is_object()) {
    refuse("/body", {"本文が JSON のオブジェクトではありません", "the body is not a JSON object"});
  }
  return body;
}

std::string text_at(const json& value, const std::string& pointer) {
  if (!value.is_string()) {
    refuse(pointer, localized({"{} は文字列ではありません", "{} is not a text"}, pointer));
  }
  return value.get<std::string>();
}

std::vector<std::string> texts_at(const json& value, const std::string& pointer) {
  if (!value.is_array()) {
    refuse(pointer,
           localized({"{} は文字列の並びではありません", "{} is not a list of texts"}, pointer));
  }
  std::vector<std::string> texts;
  for (std::size_t i = 0; i < value.size(); ++i) {
    texts.push_back(text_at(value[i], fmt::format("{}/{}", pointer, i)));
  }
  return texts;
}

Correction correction_of(const Call& call) {
  const json body = body_of(call);
  Correction correction{.voice_id = call.path.at("id")};
  for (const auto& [name, value] : body.items()) {
    if (name == "label") {
      correction.label = text_at(value, "/body/label");
    } else if (name == "themes") {
      correction.themes = texts_at(value, "/body/themes");
    } else {
      refuse("/body/" + name, localized({"ここでは使えません: {}（label、themes）",
                                         "not known here: {} (label, themes)"},
                                        name));
    }
  }
  if (!correction.label && !correction.themes) {
    refuse("/body",
           {"本文に label も themes もありません", "the body says neither label nor themes"});
  }
  return correction;
}

Reply put_reading(const Call& call) {
  return [&site = call.site, correction = correction_of(call),
          language = call.language](std::stop_token) {
    try {
      site.room.voices.correct(correction);
    } catch (const Error& error) {
      if (error.kind() != ErrorKind::invalid_argument) throw;
      const bool label = std::string_view(error.what()).starts_with("label");
      throw Problem(error, {{label ? "/body/label" : "/body/themes", error.message()}});
    }
    return json_response(site.room.voices.one(correction.voice_id, language), language);
  };
}

Reply delete_reading(const Call& call) {
  return [&site = call.site, id = call.path.at("id"), language = call.language](std::stop_token) {
    site.room.voices.take_back(id);
    return json_response(site.room.voices.one(id, language), language);
  };
}

Reply list_themes(const Call& call) {
  return [&site = call.site, language = call.language](std::stop_token) {
    return json_response(site.room.voices.themes(), language);
  };
}

reading::OwnTheme theme_of(const Call& call) {
  const json body = body_of(call);
  reading::OwnTheme theme{.key = call.path.at("key"), .title = {}, .ja = {}, .en = {}};
  theme.title = {theme.key, theme.key};
  for (const auto& [name, value] : body.items()) {
    const std::string pointer = "/body/" + name;
    if (name != "title" && name != "patterns") {
      refuse(pointer, localized({"ここでは使えません: {}（title、patterns）",
                                 "not known here: {} (title, patterns)"},
                                name));
    }
    if (!value.is_object()) {
      refuse(pointer, localized({"{} は ja と en のオブジェクトではありません",
                                 "{} is not an object of ja and en"},
                                name));
    }
    for (const auto& [language, told] : value.items()) {
      const std::string inner = pointer + "/" + language;
      if (language != "ja" && language != "en") {
        refuse(inner, {"ここでは使えません（ja、en）", "not known here (ja, en)"});
      }
      if (name == "title") {
        (language == "ja" ? theme.title.ja : theme.title.en) = text_at(told, inner);
      } else {
        (language == "ja" ? theme.ja : theme.en) = texts_at(told, inner);
      }
    }
  }
  return theme;
}

Reply put_theme(const Call& call) {
  return [&site = call.site, theme = theme_of(call), language = call.language](std::stop_token) {
    try {
      site.room.voices.put_theme(theme);
    } catch (const Error& error) {
      if (error.kind() != ErrorKind::invalid_argument) throw;
      throw Problem(error, {{"/body/patterns", error.message()}});
    }
    return json_response(site.room.voices.themes(), language);
  };
}

Reply delete_theme(const Call& call) {
  return [&site = call.site, key = call.path.at("key"), language = call.language](std::stop_token) {
    site.room.voices.drop_theme(key);
    return json_response(site.room.voices.themes(), language);
  };
}

low_scores::Filter low_scores_filter(const Arguments& query) {
  low_scores::Filter filter;
  for (const auto& [name, value] : query) {
    try {
      if (name == "last") filter.last_days = low_scores::last_days_of(value);
      if (name == "answered") filter.which = low_scores::which_of(value);
    } catch (const Error& error) {
      refuse("/query/" + name, error.message());
    }
    if (name == "limit") filter.limit = limit_of(value);
    if (name == "cursor") filter.cursor = value;
  }
  return filter;
}

Reply list_low_scores(const Call& call) {
  return [&site = call.site, filter = low_scores_filter(call.query),
          language = call.language](std::stop_token stop) {
    try {
      return json_response(site.room.voices.low_scores(filter, std::move(stop)), language);
    } catch (const Error& error) {
      if (error.kind() != ErrorKind::invalid_argument) throw;
      throw Problem(error, {{"/query/cursor", error.message()}});
    }
  };
}

// A body is optional: {"by": "..."}.
std::string answerer_of(const Call& call) {
  std::string by;
  if (call.request.body.empty()) return by;
  const json body = body_of(call);
  for (const auto& [name, value] : body.items()) {
    if (name != "by") {
      refuse("/body/" + name,
             localized({"ここでは使えません: {}（by）", "not known here: {} (by)"}, name));
    }
    by = text_at(value, "/body/by");
  }
  return by;
}

Reply put_answered(const Call& call) {
  return [&site = call.site, id = call.path.at("id"), by = answerer_of(call),
          language = call.language](std::stop_token) {
    try {
      return json_response(site.room.voices.tick(id, by), language);
    } catch (const Error& error) {
      if (error.kind() != ErrorKind::invalid_argument) throw;
      throw Problem(error, {{"/body/by", error.message()}});
    }
  };
}

Reply delete_answered(const Call& call) {
  return [&site = call.site, id = call.path.at("id"), language = call.language](std::stop_token) {
    return json_response(site.room.voices.untick(id), language);
  };
}

std::vector<QueryParameter> low_scores_parameters() {
  return {{.name = "last",
           .type = "string",
           .title = {"さかのぼる日数 (既定 14d)", "how many days back (default 14d)"}},
          {.name = "answered",
           .type = "string",
           .title = {"no (既定)、yes、all", "no (default), yes or all"}},
          {.name = "cursor",
           .type = "string",
           .title = {"前のページの next", "next of the page before"}},
          {.name = "limit", .type = "integer", .title = {"件数 (200まで)", "how many, up to 200"}}};
}

std::vector<QueryParameter> list_parameters() {
  return {{.name = "text", .type = "string", .title = {"探す言葉", "words to look for"}},
          {.name = "theme", .type = "string", .title = {"テーマ", "theme"}},
          {.name = "sentiment",
           .type = "string",
           .title = {"positive、neutral、negative、bitter(高い点・苦い言葉)",
                     "positive, neutral, negative, or bitter: a high score with bitter words"}},
          {.name = "touchpoint", .type = "string", .title = {"接点", "touchpoint"}},
          {.name = "channel", .type = "string", .title = {"経路", "channel"}},
          {.name = "question",
           .type = "string",
           .title = {"質問: その答えの言葉と、同じ回答用紙の言葉",
                     "question: words that answer it, or stand in the same form"}},
          {.name = "scores",
           .type = "string",
           .title = {"その質問の点の範囲 (0-6)", "range of the scores of that question (0-6)"}},
          {.name = "start", .type = "string", .title = {"最初の日", "first day"}},
          {.name = "end", .type = "string", .title = {"最後の日", "last day"}},
          {.name = "where", .type = "string", .title = {"条件", "condition"}},
          {.name = "cursor",
           .type = "string",
           .title = {"前のページの next", "next of the page before"}},
          {.name = "limit", .type = "integer", .title = {"件数 (200まで)", "how many, up to 200"}}};
}

}  // namespace

std::vector<Route> voice_routes() {
  return {{.pattern = "/v1/voices",
           .role = "viewer",
           .summary = {"お客さまの言葉の一覧", "the words of customers, as a list"},
           .query = list_parameters(),
           .schema = "Voices",
           .handler = list_voices},
          {.method = "PUT",
           .pattern = "/v1/voices/{id}/reading",
           .role = "editor",
           .summary = {"読み方を直す", "correct how a remark is read"},
           .schema = "Voice",
           .body = "Correction",
           .handler = put_reading},
          {.method = "DELETE",
           .pattern = "/v1/voices/{id}/reading",
           .role = "editor",
           .summary = {"直しを取り消す", "take a correction back"},
           .schema = "Voice",
           .handler = delete_reading},
          {.pattern = "/v1/desk/low_scores",
           .role = "viewer",
           .summary = {"返事を待つ低い点", "low scores that wait for an answer"},
           .query = low_scores_parameters(),
           .schema = "LowScores",
           .handler = list_low_scores},
          {.method = "PUT",
           .pattern = "/v1/voices/{id}/answered",
           .role = "editor",
           .summary = {"お客さまに答えたと記す", "tick that the customer was answered"},
           .schema = "Answered",
           .body = "AnsweredBy",
           .handler = put_answered},
          {.method = "DELETE",
           .pattern = "/v1/voices/{id}/answered",
           .role = "editor",
           .summary = {"その記しを消す", "take the tick back"},
           .schema = "Answered",
           .handler = delete_answered},
          {.pattern = "/v1/themes",
           .role = "viewer",
           .summary = {"テーマの一覧", "the themes"},
           .schema = "Themes",
           .handler = list_themes},
          {.method = "PUT",
           .pattern = "/v1/themes/{key}",
           .role = "editor",
           .summary = {"自社のテーマを書く", "write a theme of your own"},
           .schema = "Themes",
           .body = "Theme",
           .handler = put_theme},
          {.method = "DELETE",
           .pattern = "/v1/themes/{key}",
           .role = "editor",
           .summary = {"自社のテーマを消す", "remove a theme of your own"},
           .schema = "Themes",
           .handler = delete_theme}};
}

}  // namespace mikata::http
