// SPDX-License-Identifier: Apache-2.0
// The JSON of ARCHITECTURE section 5.
#include <fmt/format.h>

#include <array>
#include <cmath>

#include "mikata/base/error.h"
#include "mikata/base/json.h"
#include "mikata/base/money.h"
#include "mikata/insights/column_title.h"
#include "mikata/insights/run.h"
#include "mikata/segment/columns.h"

namespace mikata {
namespace {

using nlohmann::json;

json number_json(double number) { return std::isfinite(number) ? json(number) : json(nullptr); }

json value_json(const Value& value, ColumnType type, double minor) {
  if (is_null(value)) return nullptr;
  if (const auto* text = std::get_if<std::string>(&value)) return *text;
  if (const auto* day = std::get_if<Day>(&value)) return to_string(*day);
  if (const auto* instant = std::get_if<Instant>(&value)) return to_string(*instant);
  // One rounding for money, at the end: from minor to major units.
  if (type == ColumnType::money) return number_json(as_number(value) / minor);
  if (const auto* integer = std::get_if<std::int64_t>(&value)) return *integer;
  return number_json(std::get<double>(value));
}

json column_json(const Column& column, std::string_view currency, Language language) {
  const std::string unit = column.type == ColumnType::money ? std::string(currency) : column.unit;
  const std::string& title = column.title.in(language);
  return {{"name", column.name},
          {"type", column_type_name(column.type)},
          {"unit", unit},
          {"title", title.empty() ? column.name : title}};
}

constexpr std::array<std::string_view, 5> kParameterTypes{"text", "integer", "number", "boolean",
                                                          "choice"};

json parameter_json(const Parameter& parameter, Language language) {
  return {{"name", parameter.name},
          {"type", kParameterTypes.at(static_cast<std::size_t>(parameter.type))},
          {"default", parameter.default_value},
          {"choices", parameter.choices},
          {"title", parameter.title.in(language)}};
}

json chart_json(const Chart& chart) {
  return {{"form", chart.form},     {"x", chart.x},       {"y", chart.y},
          {"series", chart.series}, {"side", chart.side}, {"beside", chart.beside}};
}

json request_json(const Request& request) {
  json parameters = request.parameters;
  parameters["period"] = grain_name(request.grain);
  parameters["unit"] = request.accounts ? "account" : "customer";
  parameters["all_answers"] = request.all_answers;
  if (!request.by.empty()) parameters["by"] = request.by;
  if (!request.where.empty()) parameters["where"] = request.where;
  if (!request.last.empty()) parameters["last"] = request.last;
  if (request.start) parameters["start"] = to_string(*request.start);
  if (request.end) parameters["end"] = to_string(*request.end);
  if (request.as_of) parameters["as_of"] = to_string(*request.as_of);
  return parameters;
}

json insight_json(const Insight& insight, Language language) {
  json parameters = json::array();
  for (const auto& parameter : insight.parameters) {
    parameters.push_back(parameter_json(parameter, language));
  }
  json columns = json::array();
  for (const auto& column : insight.columns) columns.push_back(column_json(column, "", language));
  return {{"name", insight.name},
          {"title", insight.title.in(language)},
          {"question", insight.question.in(language)},
          {"definition", insight.definition.in(language)},
          {"interval", insight.interval.in(language)},
          {"parameters", parameters},
          {"columns", columns},
          {"chart", chart_json(insight.chart)},
          {"requires", insight.requires_facts}};
}

}  // namespace

json table_json(const Table& table, std::string_view currency, Language language) {
  const double minor = minor_per_major(currency);
  json columns = json::array();
  for (const auto& column : table.columns) {
    columns.push_back(column_json(column, currency, language));
  }
  json rows = json::array();
  for (const auto& row : table.rows) {
    json cells = json::array();
    for (std::size_t i = 0; i < row.size(); ++i) {
      cells.push_back(value_json(row[i], table.columns[i].type, minor));
    }
    rows.push_back(std::move(cells));
  }
  return {{"columns", std::move(columns)}, {"rows", std::move(rows)}};
}

json result_json(const Result& result, Language language) {
  const Insight& insight = *result.insight;
  json document = table_json(result.answer.table, result.currency, language);
  json left_out = json::array();
  for (const auto& left : result.answer.left_out) {
    left_out.push_back({{"reason", left.reason.in(language)}, {"count", left.count}});
  }
  json notes = json::array();
  for (const auto& note : result.answer.notes) {
    notes.push_back({{"kind", note.kind}, {"text", note.text.in(language)}});
  }
  document["insight"] = insight.name;
  document["title"] = insight.title.in(language);
  document["question"] = insight.question.in(language);
  document["as_of"] = to_string(result.as_of);
  document["period"] = {{"start", to_string(result.period.start)},
                        {"end", to_string(result.period.end)}};
  document["parameters"] = request_json(result.request);
  document["n"] = result.answer.n;
  document["method"] = result.answer.method.in(language);
  document["definition"] = insight.definition.in(language);
  document["source"] = result.source.in(language);
  document["left_out"] = left_out;
  document["notes"] = notes;
  document["chart"] = chart_json(result.answer.chart.value_or(insight.chart));
  document["missing"] = result.missing;
  return document;
}

json catalog_json(Language language, const Book* book) {
  json insights = json::array();
  for (const auto& insight : catalog()) {
    json entry = insight_json(insight, language);
    if (book != nullptr)
      entry["missing"] = missing_facts(insight, {book->store(), book->settings()});
    insights.push_back(std::move(entry));
  }
  return {{"insights", insights}};
}

json book_json(const Book& book, Language language) {
  const Table summary =
      book.store().query({"SELECT first_day, as_of, customers, actions, voices FROM book_summary"});
  const Row& row = summary.rows.at(0);
  const auto day = [&](std::size_t i) {
    return is_null(row[i]) ? json(nullptr) : json(to_string(as_day(row[i])));
  };
  const auto count = [&](std::size_t i) { return is_null(row[i]) ? 0 : as_integer(row[i]); };
  json columns = json::array();
  constexpr std::array<std::string_view, 7> kTypes{"text",  "integer", "number",   "boolean",
                                                   "money", "date",    "timestamp"};
  constexpr std::array<std::string_view, 4> kTables{"customers", "actions", "voices", "items"};
  const Columns known = known_columns(book.store());
  for (const auto& column : known.all()) {
    columns.push_back({{"name", column.name},
                       {"title", column_title(column.name).in(language)},
                       {"table", kTables.at(static_cast<std::size_t>(column.origin))},
                       {"type", kTypes.at(static_cast<std::size_t>(column.type))}});
  }
  return {{"name", book.settings().name},
          {"currency", book.settings().currency},
          {"timezone", book.settings().timezone},
          {"language", book.settings().language == Language::ja ? "ja" : "en"},
          {"request_language", language == Language::ja ? "ja" : "en"},
          {"first_day", day(0)},
          {"as_of", day(1)},
          {"version", book.store().version()},
          {"tables", {{"customers", count(2)}, {"actions", count(3)}, {"voices", count(4)}}},
          {"columns", columns}};
}

}  // namespace mikata
