// SPDX-License-Identifier: Apache-2.0
#include "mikata/http/routes.h"

#include <fmt/core.h>

#include <algorithm>
#include <charconv>
#include <iterator>
#include <utility>

#include "mikata/base/csv.h"
#include "mikata/base/json.h"
#include "mikata/base/money.h"
#include "mikata/base/suggest.h"
#include "mikata/http/gzip.h"
#include "mikata/http/negotiate.h"
#include "mikata/http/openapi.h"
#include "mikata/http/problem.h"
#include "mikata/http/voice_routes.h"

namespace mikata::http {
namespace {

using nlohmann::json;
using Make = std::function<std::string(std::stop_token)>;

constexpr std::string_view kJson = "application/json";
constexpr std::string_view kCsv = "text/csv; charset=utf-8";
constexpr std::int64_t kPageLimit = 500;

// What makes two questions the same question.
class CacheKey {
 public:
  CacheKey(std::string_view what, Language language) {
    *this << what << (language == Language::ja ? "ja" : "en");
  }
  // NUL cannot stand in a URL, so that no two keys run into each other.
  CacheKey& operator<<(std::string_view part) {
    text_.append(part);
    text_ += '\0';
    return *this;
  }
  CacheKey& operator<<(const Request& request) {
    // A field that is added to Request does not compile here until it is part of the key.
    const auto& [start, end, last, grain, by, where, as_of, accounts, all_answers, language,
                 parameters] = request;
    const auto day = [](const std::optional<Day>& d) { return d ? to_string(*d) : std::string(); };
    *this << day(start) << day(end) << last << grain_name(grain) << by << where << day(as_of)
          << (accounts ? "accounts" : "") << (all_answers ? "all" : "")
          << (language == Language::ja   ? "ja"
              : language == Language::en ? "en"
                                         : "");
    for (const auto& [name, value] : parameters) *this << name << value;
    return *this;
  }
  const std::string& text() const { return text_; }

 private:
  std::string text_;
};

Response body_response(CachedBody body, std::string_view type, Language language) {
  return {.fields = {{"Content-Type", std::string(type)},
                     {"Content-Language", language == Language::ja ? "ja" : "en"},
                     {"Vary", "Accept, Accept-Encoding, Accept-Language"},
                     // Names and comments of customers stay out of the browser's disk.
                     {"Cache-Control", "no-store"}},
          .body = std::move(body.plain),
          .gzip = std::move(body.gzip)};
}

// At once when the answer is known at this version of the book, else later.
Reply cached(const Call& call, const CacheKey& key, std::string_view type, Make make) {
  Site& site = call.site;
  const std::int64_t version = site.room.version();
  if (auto body = site.cache.find(key.text(), version)) {
    return body_response(*std::move(body), type, call.language);
  }
  return [&site, key, version, type, language = call.language,
          make = std::move(make)](std::stop_token stop) {
    const auto make_both = [&](std::stop_token making) {
      CachedBody body{.plain = make(making), .gzip = {}};
      if (worth_compressing(type, body.plain.size())) body.gzip = gzip(body.plain);
      return body;
    };
    return body_response(site.cache.get(key.text(), version, stop, make_both), type, language);
  };
}

const Insight& insight_of(const Call& call) {
  const std::string& name = call.path.at("name");
  const auto found = std::ranges::find(call.site.insights, name, &Insight::name);
  if (found != call.site.insights.end()) return *found;
  std::vector<std::string> names;
  std::ranges::transform(call.site.insights, std::back_inserter(names), &Insight::name);
  const Localized detail = localized({"問いが見つかりません: {}{}", "insight not found: {}{}"},
                                     name, did_you_mean(name, names));
  throw Problem(404, "not_found", detail, {{"/path/name", detail}});
}

// What parse_request says to these arguments, "" when it takes them.
std::string objection(const Insight& insight, const Arguments& arguments) {
  try {
    parse_request(insight, arguments);
    return {};
  } catch (const Error& error) {
    return error.what();
  }
}

// The request, or a Problem that points at the parameters to blame: those without which
// parse_request would not have said what it said.
Request request_of(const Insight& insight, const Arguments& arguments) {
  try {
    return parse_request(insight, arguments);
  } catch (const Error& error) {
    std::vector<ProblemPart> parts;
    for (const auto& [name, value] : arguments) {
      Arguments others = arguments;
      others.erase(name);
      if (objection(insight, others) == error.what()) continue;
      parts.push_back({"/query/" + name, error.message()});
    }
    throw Problem(error, std::move(parts));
  }
}

// --where and --by are checked against the columns of the book when the insight runs. The message
// quotes what it objects to.
Problem blaming(const Error& error, const Request& request) {
  const std::string_view message = error.what();
  const bool invalid = error.kind() == ErrorKind::invalid_argument;
  const auto quotes = [&](const std::string& text) {
    return invalid && !text.empty() && message.find(text) != std::string_view::npos;
  };
  if (quotes(request.where)) return Problem(error, {{"/query/where", error.message()}});
  if (quotes(request.by)) return Problem(error, {{"/query/by", error.message()}});
  return Problem(error);
}

Result run(const Site& site, const Insight& insight, const Request& request, const Watch& watch) {
  try {
    return site.room.run(insight, request, watch);
  } catch (const Error& error) {
    throw blaming(error, request);
  }
}

Reply csv_answer(const Call& call) {
  const Insight& insight = insight_of(call);
  Request request = request_of(insight, call.query);
  request.language = call.language;
  CacheKey key("csv", call.language);
  key << insight.name << request;
  Site& site = call.site;
  return cached(call, key, kCsv, [&site, &insight, request](std::stop_token stop) {
    const Result result = run(site, insight, request, stop);
    return table_csv(result.answer.table, minor_digits(result.currency).value_or(0),
                     CsvFor::spreadsheet);
  });
}

Reply csv_file(const Call& call) {
  Field name{"Content-Disposition",
             fmt::format("attachment; filename=\"{}.csv\"", insight_of(call).name)};
  Reply reply = csv_answer(call);
  if (auto* response = std::get_if<Response>(&reply)) {
    response->fields.push_back(std::move(name));
    return reply;
  }
  return [later = std::get<Later>(std::move(reply)), name](std::stop_token stop) {
    Response response = later(stop);
    response.fields.push_back(name);
    return response;
  };
}

struct Question {
  const Insight& insight;
  Request request;
  CacheKey key;
};

Question question_of(const Call& call) {
  const Insight& insight = insight_of(call);
  Question question{insight, request_of(insight, call.query), CacheKey("insight", call.language)};
  question.request.language = call.language;
  question.key << insight.name << question.request;
  return question;
}

Reply one_insight(const Call& call) {
  if (wants_csv(call.request.field("Accept"))) return csv_answer(call);
  const Question question = question_of(call);
  Site& site = call.site;
  const Language language = call.language;
  const auto make = [&site, question, language](std::stop_token stop) {
    ProgressBoard::Work work(site.progress, question.key.text());
    const Watch watch(std::move(stop),
                      [&work](double share, const Localized& what) { work.tell(share, what); });
    return json_line(result_json(run(site, question.insight, question.request, watch), language));
  };
  return cached(call, question.key, kJson, make);
}

// Answered without waiting for anything, however busy the workers are.
Reply progress_of_insight(const Call& call) {
  const auto told = call.site.progress.look(question_of(call).key.text());
  json document{{"making", told.has_value()}, {"share", nullptr}, {"what", ""}};
  if (told && told->share) {
    document["share"] = *told->share;
    document["what"] = told->what.in(call.language);
  }
  return body_response({.plain = json_line(document), .gzip = {}}, kJson, call.language);
}

struct Bounds {
  std::int64_t low;
  std::int64_t high;
};

// Takes a whole number within the bounds out of the query; `otherwise` when it is not given.
std::int64_t take_number(Arguments& query, const std::string& name, Bounds bounds,
                         std::int64_t otherwise) {
  const auto given = query.extract(name);
  if (given.empty()) return otherwise;
  const std::string& text = given.mapped();
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  const bool whole = error == std::errc() && end == text.data() + text.size();
  if (whole && number >= bounds.low && number <= bounds.high) return number;
  refuse("/query/" + name, localized({"{} は{}から{}までの整数です: {}",
                                      "{} is not a whole number from {} to {}: {}"},
                                     name, bounds.low, bounds.high, text));
}

json behind_json(const Behind& behind, Page page, const Site& site, Language language) {
  json document = table_json(behind.table, site.room.currency(), language);
  document["total"] = behind.total;
  const std::int64_t next = page.offset + static_cast<std::int64_t>(behind.table.rows.size());
  document["next_cursor"] = nullptr;
  if (next < behind.total && !behind.table.rows.empty()) {
    document["next_cursor"] = std::to_string(next);
  }
  return document;
}

struct BehindQuestion {
  const Insight& insight;
  const Request& request;
  const std::string& key;
  Page page;
};

Behind people_behind(const Site& site, const BehindQuestion& question, std::stop_token stop) {
  try {
    return site.room.behind(question.insight, question.request, question.key, question.page,
                            std::move(stop));
  } catch (const Error& error) {
    if (error.kind() == ErrorKind::not_found)
      throw Problem(error, {{"/query/key", error.message()}});
    throw blaming(error, question.request);
  }
}

Reply behind_insight(const Call& call) {
  const Insight& insight = insight_of(call);
  Arguments arguments = call.query;
  const auto given = arguments.extract("key");
  if (given.empty()) {
    refuse("/query/key", {"key がありません（問いの key の列にあります）",
                          "key is missing (take it from the key column of the insight)"});
  }
  const std::string row = given.mapped();
  Page page;
  page.offset = take_number(arguments, "cursor", {0, 1'000'000'000'000}, 0);
  page.limit = take_number(arguments, "limit", {1, kPageLimit}, page.limit);
  Request request = request_of(insight, arguments);
  request.language = call.language;
  CacheKey key("behind", call.language);
  key << insight.name << request << row << std::to_string(page.offset)
      << std::to_string(page.limit);
  Site& site = call.site;
  const Language language = call.language;
  const auto make = [&site, &insight, request, row, page, language](std::stop_token stop) {
    const Behind behind = people_behind(site, {insight, request, row, page}, stop);
    json document = behind_json(behind, page, site, language);
    document["insight"] = insight.name;
    document["key"] = row;
    return json_line(document);
  };
  return cached(call, key, kJson, make);
}

Reply all_insights(const Call& call) {
  Site& site = call.site;
  const Language language = call.language;
  return cached(call, CacheKey("catalog", language), kJson, [&site, language](std::stop_token) {
    return json_line(site.room.catalog(language));
  });
}

Reply the_book(const Call& call) {
  Site& site = call.site;
  const Language language = call.language;
  return cached(call, CacheKey("book", language), kJson,
                [&site, language](std::stop_token) { return json_line(site.room.book(language)); });
}

Reply one_customer(const Call& call) {
  CacheKey key("customer", call.language);
  key << call.path.at("id");
  Site& site = call.site;
  const auto make = [&site, id = call.path.at("id"), language = call.language](std::stop_token) {
    return json_line(site.room.customer(id, language));
  };
  return cached(call, key, kJson, make);
}

Reply find_customers(const Call& call) {
  constexpr std::size_t kTextMax = 200;
  const auto given = call.query.find("text");
  if (given == call.query.end() || given->second.empty()) {
    refuse("/query/text", {"text がありません（名前、顧客ID、メール、電話の一部）",
                           "text is missing (a part of a name, id, mail address or number)"});
  }
  if (given->second.size() > kTextMax) {
    refuse("/query/text", {"text は200バイトまでです", "text is longer than 200 bytes"});
  }
  CacheKey key("customers", call.language);
  key << given->second;
  Site& site = call.site;
  const auto make = [&site, text = given->second, language = call.language](std::stop_token) {
    return json_line(site.room.find_customers(text, language));
  };
  return cached(call, key, kJson, make);
}

Reply openapi_document(const Call& call) {
  const auto make = [insights = call.site.insights, language = call.language](std::stop_token) {
    return openapi(insights, language);
  };
  return cached(call, CacheKey("openapi", call.language), kJson, make);
}

Reply health(const Call&) {
  return Response{.fields = {{"Content-Type", std::string(kJson)}, {"Cache-Control", "no-store"}},
                  .body = R"({"status":"ok"})"};
}

Reply metrics(const Call& call) {
  Site& site = call.site;
  return Response{
      .fields = {{"Content-Type", "application/openmetrics-text; version=1.0.0; charset=utf-8"},
                 {"Cache-Control", "no-store"}},
      .body = site.metrics.text(site.room.version(), site.cache.counts())};
}

std::vector<QueryParameter> behind_parameters() {
  return {{"key", "string", true, {"行のキー", "the key of the row"}},
          {"cursor", "string", false, {"続きの位置 (next_cursor)", "where to go on (next_cursor)"}},
          {"limit", "integer", false, {"件数 (500 まで)", "how many, up to 500"}}};
}

std::vector<Route> insight_routes() {
  return {{.pattern = "/v1/insights",
           .role = "viewer",
           .summary = {"インサイトの一覧", "every insight"},
           .schema = "Catalog",
           .handler = all_insights},
          {.pattern = "/v1/insights/{name}.csv",
           .role = "viewer",
           .summary = {"インサイトの結果 (CSV)", "the answer of one insight as CSV"},
           .takes_insight_arguments = true,
           .media = "text/csv",
           .handler = csv_file},
          {.pattern = "/v1/insights/{name}/behind",
           .role = "viewer",
           .summary = {"一行の元になった顧客や声", "the customers or voices of one row"},
           .takes_insight_arguments = true,
           .query = behind_parameters(),
           .schema = "Behind",
           .handler = behind_insight},
          {.pattern = "/v1/insights/{name}/progress",
           .role = "viewer",
           .summary = {"計算の進み具合", "how far an answer is that is being made"},
           .takes_insight_arguments = true,
           .schema = "Progress",
           .handler = progress_of_insight},
          {.pattern = "/v1/insights/{name}",
           .role = "viewer",
           .summary = {"インサイトの結果", "the answer of one insight"},
           .takes_insight_arguments = true,
           .schema = "Answer",
           .handler = one_insight}};
}

std::vector<Route> other_routes() {
  return {
      {.pattern = "/v1/book",
       .role = "viewer",
       .summary = {"ブックの概要", "the book in short"},
       .schema = "Book",
       .handler = the_book},
      {.pattern = "/v1/customers",
       .role = "viewer",
       .summary = {"名前、ID、メール、電話で顧客を探す",
                   "customers by a part of their name, id, mail address or number"},
       .query = {{.name = "text", .type = "string", .title = {"探す言葉", "words to look for"}}},
       .schema = "FoundCustomers",
       .handler = find_customers},
      {.pattern = "/v1/customers/{id}",
       .role = "viewer",
       .summary = {"一人の顧客", "one customer"},
       .schema = "Customer",
       .handler = one_customer},
      {.pattern = "/v1/openapi.json",
       .role = "viewer",
       .summary = {"この API の説明", "this API"},
       .handler = openapi_document},
      {.pattern = "/healthz",
       .role = "viewer",
       .summary = {"稼働確認", "whether the server answers"},
       .schema = "Health",
       .handler = health},
      {.pattern = "/metrics",
       .role = "viewer",
       .summary = {"稼働の計数 (OpenMetrics)", "counts, as OpenMetrics"},
       .media = "application/openmetrics-text",
       .handler = metrics}};
}

// One segment against one part of a pattern: the value of its {…}, "" for a literal that is equal.
std::optional<std::string> match_segment(std::string_view part, const std::string& segment) {
  if (!part.starts_with('{')) return part == segment ? std::optional(std::string()) : std::nullopt;
  const std::string_view suffix = part.substr(part.find('}') + 1);
  if (segment.size() <= suffix.size() || !segment.ends_with(suffix)) return std::nullopt;
  return segment.substr(0, segment.size() - suffix.size());
}

}  // namespace

std::span<const Route> routes() {
  static const std::vector<Route> table = [] {
    std::vector<Route> all = insight_routes();
    std::ranges::copy(voice_routes(), std::back_inserter(all));
    std::ranges::copy(other_routes(), std::back_inserter(all));
    return all;
  }();
  return table;
}

std::optional<std::map<std::string, std::string>> match(std::string_view pattern,
                                                        std::span<const std::string> path) {
  std::map<std::string, std::string> values;
  for (const std::string& segment : path) {
    if (pattern.empty()) return std::nullopt;
    pattern.remove_prefix(1);
    const std::size_t slash = std::min(pattern.find('/'), pattern.size());
    const std::string_view part = pattern.substr(0, slash);
    pattern.remove_prefix(slash);
    auto value = match_segment(part, segment);
    if (!value) return std::nullopt;
    if (part.starts_with('{')) values[std::string(part.substr(1, part.find('}') - 1))] = *value;
  }
  if (!pattern.empty()) return std::nullopt;
  return values;
}

}  // namespace mikata::http
