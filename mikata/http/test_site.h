// SPDX-License-Identifier: Apache-2.0
// For the tests: a site over a made-up book with one insight.
#pragma once

#include <algorithm>
#include <atomic>
#include <functional>
#include <stop_token>
#include <string>
#include <utility>
#include <vector>

#include "mikata/base/error.h"
#include "mikata/base/json.h"
#include "mikata/http/site.h"

namespace mikata::http {

inline constexpr const char* kTestHost = "127.0.0.1:8400";

inline const std::vector<Insight>& test_insights() {
  static const std::vector<Insight> insights = {
      {.name = "nps",
       .title = {"NPS", "Net Promoter Score"},
       .question = {"薦めたいか", "would customers recommend us?"},
       .definition = {"推奨者 - 批判者", "promoters minus detractors"},
       .interval = {},
       .parameters = {{.name = "scale",
                       .type = ParameterType::choice,
                       .default_value = "ten",
                       .choices = {"ten", "five"},
                       .title = {"尺度", "scale"}}},
       .columns = {{.name = "by_value", .title = {"区分", "group"}},
                   {.name = "nps", .type = ColumnType::points, .title = {"NPS", "NPS"}},
                   {.name = "key", .title = {"キー", "key"}}},
       .chart = {},
       .requires_facts = {},
       .own = Origin::actions,
       .sql = {},
       .run = nullptr,
       .behind = nullptr}};
  return insights;
}

// Safe to use from several threads, like the book it stands for.
struct TestBook {
  std::atomic<int> runs = 0;
  std::atomic<std::int64_t> version = 1;
  std::function<void(const Watch&)> during_run = {};

  Result run(const Insight& insight, const Request& request, const Watch& watch) {
    ++runs;
    if (during_run) during_run(watch);
    Result result;
    result.insight = &insight;
    result.request = request;
    result.currency = "JPY";
    result.answer.table.columns = insight.columns;
    result.answer.table.rows = {{std::string("大阪"), std::int64_t{12}, std::string("大阪")},
                                {std::string("=1+1"), std::int64_t{-3}, std::string("=1+1")}};
    result.answer.n = 120;
    return result;
  }

  static Behind behind(std::string_view key, Page page) {
    if (key != "大阪") fail(ErrorKind::not_found, "row not found: {}", key);
    Behind behind{.table = {.columns = {{.name = "customer_id"}}, .rows = {}}, .total = 120};
    for (std::int64_t i = page.offset; i < std::min<std::int64_t>(120, page.offset + page.limit);
         ++i) {
      behind.table.rows.push_back({"C" + std::to_string(i)});
    }
    return behind;
  }

  BookRoom room() {
    return {.language = Language::ja,
            .version = [this] { return version.load(); },
            .run = [this](const Insight& insight, const Request& request,
                          const Watch& watch) { return run(insight, request, watch); },
            .behind = [](const Insight&, const Request&, std::string_view key, Page page,
                         std::stop_token) { return behind(key, page); },
            .catalog =
                [](Language language) {
                  return nlohmann::json{{"insights", {{{"name", "nps"}}}},
                                        {"spoken", language == Language::ja ? "ja" : "en"}};
                },
            .book =
                [](Language) {
                  return nlohmann::json{{"name", "店"}};
                },
            .customer =
                [](std::string_view id, Language) {
                  if (id == "nobody") fail(ErrorKind::not_found, "customer not found: {}", id);
                  return nlohmann::json{{"customer_id", id}};
                },
            .find_customers =
                [](const std::string& text, Language) {
                  return nlohmann::json{{"rows", {{text}}}};
                },
            .currency = [] { return std::string("JPY"); }};
  }
};

struct TestSite {
  TestBook book;
  Site site{.insights = test_insights(), .room = book.room(), .host_names = {kTestHost}};

  // Asks as a client on this machine would; `fields` come after Host.
  Response ask(std::string method, std::string target, std::vector<Field> fields = {},
               std::stop_token stop = {}) {
    fields.insert(fields.begin(), {"Host", kTestHost});
    Reply reply = handle(site, {std::move(method), std::move(target), std::move(fields), ""});
    if (auto* response = std::get_if<Response>(&reply)) return *std::move(response);
    return std::get<Later>(reply)(std::move(stop));
  }
  Response get(std::string target, std::vector<Field> fields = {}) {
    return ask("GET", std::move(target), std::move(fields));
  }
};

}  // namespace mikata::http
