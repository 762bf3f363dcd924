// SPDX-License-Identifier: Apache-2.0
#include "mikata/http/openapi.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "mikata/base/json.h"
#include "mikata/http/routes.h"

namespace mikata::http {
namespace {

using nlohmann::json;

json reference(std::string_view schema) {
  return {{"$ref", "#/components/schemas/" + std::string(schema)}};
}

json array_of(json items) { return {{"type", "array"}, {"items", std::move(items)}}; }

// All properties are there always, unless `optional` says otherwise.
json object_of(const json& properties, const std::vector<std::string>& optional = {}) {
  json required = json::array();
  for (const auto& [name, schema] : properties.items()) {
    if (std::ranges::find(optional, name) == optional.end()) required.push_back(name);
  }
  return {{"type", "object"}, {"properties", properties}, {"required", required}};
}

const json kText = {{"type", "string"}};
const json kCount = {{"type", "integer"}};
const json kDate = {{"type", "string"}, {"format", "date"}};
const json kDateOrNull = {{"type", {"string", "null"}}, {"format", "date"}};

json column_json(const Column& column, Language language) {
  return {{"name", column.name},
          {"type", column_type_name(column.type)},
          {"unit", column.unit},
          {"title", column.title.in(language)}};
}

json table_properties() {
  return {{"columns", array_of(reference("Column"))},
          {"rows", array_of(array_of({{"type", {"string", "number", "null"}}}))}};
}

json answer_schema() {
  json properties = table_properties();
  for (const char* name : {"insight", "title", "question", "method", "definition", "source"}) {
    properties[name] = kText;
  }
  properties["as_of"] = kDateOrNull;
  properties["n"] = kCount;
  properties["period"] = object_of({{"start", kDateOrNull}, {"end", kDateOrNull}});
  properties["parameters"] = {{"type", "object"}};
  properties["chart"] = reference("Chart");
  properties["missing"] = array_of(kText);
  properties["left_out"] = array_of(object_of({{"reason", kText}, {"count", kCount}}));
  properties["notes"] = array_of(object_of({{"kind", reference("NoteKind")}, {"text", kText}}));
  return object_of(properties);
}

json behind_schema() {
  json properties = table_properties();
  properties["insight"] = kText;
  properties["key"] = kText;
  properties["total"] = kCount;
  properties["next_cursor"] = {{"type", {"string", "null"}}};
  return object_of(properties);
}

json chart_schema() {
  json properties = json::object();
  for (const char* name : {"form", "x", "y", "series", "side", "beside"}) properties[name] = kText;
  return object_of(properties);
}

json catalog_schema() {
  const json parameter = object_of({{"name", kText},
                                    {"type", kText},
                                    {"default", kText},
                                    {"choices", array_of(kText)},
                                    {"title", kText}});
  const json insight = object_of({{"name", kText},
                                  {"title", kText},
                                  {"question", kText},
                                  {"definition", kText},
                                  {"interval", kText},
                                  {"parameters", array_of(parameter)},
                                  {"columns", array_of(reference("Column"))},
                                  {"chart", reference("Chart")},
                                  {"requires", array_of(kText)},
                                  {"missing", array_of(kText)}});
  return object_of({{"insights", array_of(insight)}});
}

json book_schema() {
  const json column =
      object_of({{"name", kText}, {"title", kText}, {"table", kText}, {"type", kText}});
  return object_of({{"name", kText},
                    {"currency", kText},
                    {"timezone", kText},
                    {"language", {{"enum", {"ja", "en"}}}},
                    {"request_language", {{"enum", {"ja", "en"}}}},
                    {"version", kCount},
                    {"as_of", kDateOrNull},
                    {"first_day", kDateOrNull},
                    {"tables", {{"type", "object"}, {"additionalProperties", kCount}}},
                    {"columns", array_of(column)}});
}

// What a front line sees first: each part is null where there is nothing to say.
json glance_schema() {
  const auto or_null = [](json schema) {
    schema["type"] = {"object", "null"};
    return schema;
  };
  const json text = {{"type", {"string", "null"}}};
  const json number = {{"type", {"number", "null"}}};
  return object_of(
      {{"stage", or_null(object_of({{"name", kText}, {"title", kText}}))},
       {"wish", or_null(object_of({{"day", kText},
                                   {"text", kText},
                                   {"voice_id", kText},
                                   {"asks", {{"type", "boolean"}}}}))},
       {"worth", object_of({{"revenue", number},
                            {"revenue_365d", number},
                            {"clv_12m", number},
                            {"p_alive", number}})},
       {"wrong", or_null(object_of({{"kind", {{"enum", {"low_score", "trouble", "remark"}}}},
                                    {"day", kText},
                                    {"title", kText},
                                    {"touchpoint", text},
                                    {"score", number},
                                    {"scale_low", number},
                                    {"scale_high", number},
                                    {"text", text},
                                    {"voice_id", text}}))}});
}

json found_customers_schema() {
  json properties = table_properties();
  properties["more"] = {{"type", "boolean"}};
  return object_of(properties);
}

json customer_schema() {
  const json attribute = object_of({{"name", kText}, {"title", kText}, {"value", kText}});
  return object_of({{"customer_id", kText},
                    {"name", {{"type", {"string", "null"}}}},
                    {"attributes", array_of(attribute)},
                    {"glance", glance_schema()},
                    {"measures", object_of(table_properties())},
                    {"timeline", object_of(table_properties())}});
}

const json kTextOrNull = {{"type", {"string", "null"}}};
const json kNumberOrNull = {{"type", {"number", "null"}}};

json voice_reading_schema() {
  const json theme = object_of({{"key", kText}, {"title", kText}});
  const json evidence = object_of({{"start", kCount}, {"end", kCount}, {"of", kText}});
  json reading = object_of({{"sentiment", kNumberOrNull},
                            {"label", {{"enum", {"positive", "neutral", "negative"}}}},
                            {"confidence", kNumberOrNull},
                            {"themes", array_of(theme)},
                            {"emotion", kTextOrNull},
                            {"evidence", array_of(evidence)},
                            {"corrected", {{"type", "boolean"}}}});
  reading["type"] = {"object", "null"};  // null: not read yet
  return reading;
}

json voice_schema() {
  json respond =
      object_of({{"measure", {{"enum", {"trust", "value", "effort"}}}}, {"answer", kText}});
  respond["type"] = {"object", "null"};
  json scale = array_of({{"type", "number"}});
  scale["type"] = {"array", "null"};
  return object_of({{"voice_id", kText},
                    {"customer_id", kTextOrNull},
                    {"day", kDate},
                    {"question", kTextOrNull},
                    {"score", kNumberOrNull},
                    {"scale", scale},
                    {"touchpoint", kTextOrNull},
                    {"channel", kTextOrNull},
                    {"language", kText},
                    {"text", kText},
                    {"reading", voice_reading_schema()},
                    {"like", kCount},
                    {"respond", respond}});
}

json voices_schema() {
  const json values = array_of(object_of({{"key", kText}, {"title", kText}, {"count", kCount}}));
  json facets = json::object();
  for (const char* name : {"sentiment", "theme", "touchpoint", "channel", "month"}) {
    facets[name] = values;
  }
  return object_of({{"as_of", kDateOrNull},
                    {"total", kCount},
                    {"unread", kCount},
                    {"anonymous", kCount},
                    {"reader", object_of({{"version", kText},
                                          {"trained", {{"type", "boolean"}}},
                                          {"auc", kNumberOrNull},
                                          {"n", kNumberOrNull},
                                          {"date", kDateOrNull}})},
                    {"facets", object_of(facets)},
                    {"voices", array_of(reference("Voice"))},
                    {"next", kTextOrNull}});
}

// Null where nobody has ticked it.
json tick_schema() {
  json tick = object_of({{"at", kText}, {"by", kTextOrNull}});
  tick["type"] = {"object", "null"};
  return tick;
}

json low_scores_schema() {
  const json voice = object_of({{"voice_id", kText},
                                {"customer_id", kTextOrNull},
                                {"name", kTextOrNull},
                                {"day", kText},
                                {"question", kText},
                                {"score", kNumberOrNull},
                                {"scale", array_of({{"type", "number"}})},
                                {"touchpoint", kTextOrNull},
                                {"text", kTextOrNull},
                                {"answered", tick_schema()}});
  return object_of({{"as_of", kTextOrNull},
                    {"start", kTextOrNull},
                    {"total", kCount},
                    {"waiting", kCount},
                    {"voices", array_of(voice)},
                    {"next", kTextOrNull}});
}

json in_both_languages(const json& schema) { return object_of({{"ja", schema}, {"en", schema}}); }

json themes_schema() {
  const json theme = object_of({{"key", kText},
                                {"title", in_both_languages(kText)},
                                {"own", {{"type", "boolean"}}},
                                {"patterns", in_both_languages(array_of(kText))}});
  return object_of({{"themes", array_of(theme)}});
}

json problem_schema() {
  const json part = object_of({{"pointer", kText}, {"detail", kText}});
  return object_of({{"type", kText},
                    {"title", kText},
                    {"status", kCount},
                    {"code", kText},
                    {"detail", kText},
                    {"errors", array_of(part)}},
                   {"errors"});
}

json shared_schemas() {
  return {
      {"Column", object_of({{"name", kText},
                            {"type", reference("ColumnType")},
                            {"unit", kText},
                            {"title", kText}})},
      {"ColumnType",
       {{"enum",
         {"string", "integer", "number", "money", "share", "points", "date", "timestamp"}}}},
      {"NoteKind",
       {{"enum",
         {"not_significant", "open_period", "small_cell", "not_linked", "rounded", "not_enough"}}}},
      {"Answer", answer_schema()},
      {"Behind", behind_schema()},
      {"Catalog", catalog_schema()},
      {"Chart", chart_schema()},
      {"Book", book_schema()},
      {"Customer", customer_schema()},
      {"FoundCustomers", found_customers_schema()},
      {"Voice", voice_schema()},
      {"Voices", voices_schema()},
      {"Themes", themes_schema()},
      {"LowScores", low_scores_schema()},
      {"Answered", object_of({{"voice_id", kText}, {"answered", tick_schema()}})},
      {"AnsweredBy", object_of({{"by", kText}}, {"by"})},
      {"Correction", object_of({{"label", {{"enum", {"positive", "neutral", "negative"}}}},
                                {"themes", array_of(kText)}},
                               {"label", "themes"})},
      {"Theme", object_of({{"title", in_both_languages(kText)},
                           {"patterns", in_both_languages(array_of(kText))}},
                          {"title"})},
      {"Progress",
       object_of({{"making", {{"type", "boolean"}}},
                  {"share", {{"type", {"number", "null"}}, {"minimum", 0}, {"maximum", 1}}},
                  {"what", kText}})},
      {"Health", object_of({{"status", {{"const", "ok"}}}})},
      {"Problem", problem_schema()},
  };
}

// The answer of one insight: the general one, with its own columns as the example. They are no
// constraint: by_value comes only with --by, and a parameter may ask for another view.
json insight_schema(const Insight& insight, Language language) {
  json columns = json::array();
  for (const Column& column : insight.columns) columns.push_back(column_json(column, language));
  json own = {{"type", "object"}};
  own["properties"]["insight"] = {{"const", insight.name}};
  own["properties"]["columns"] = {{"examples", json::array({columns})}};
  return {{"title", insight.title.in(language)}, {"allOf", {reference("Answer"), own}}};
}

json query_parameter(std::string_view name, json schema, const std::string& description) {
  return {
      {"name", name}, {"in", "query"}, {"schema", std::move(schema)}, {"description", description}};
}

struct CommonParameter {
  const char* name;
  json schema;
  Localized title;
};

json common_parameters(Language language) {
  const std::array common = {
      CommonParameter{"start", kDate, {"期間の最初の日", "first day, inclusive"}},
      CommonParameter{"end", kDate, {"期間の最後の日", "last day, inclusive"}},
      CommonParameter{"last", kText, {"最近の期間 (90d)", "the latest days, e.g. 90d"}},
      CommonParameter{"period",
                      {{"enum", {"day", "week", "month", "quarter", "year", "all"}}},
                      {"期間の単位", "grain of the periods"}},
      CommonParameter{"by", kText, {"分ける列", "the column to group by"}},
      CommonParameter{"where", kText, {"条件", "a condition, e.g. region = '大阪'"}},
      CommonParameter{"as_of", kDate, {"基準日", "the day to look back from"}},
      CommonParameter{
          "unit", {{"enum", {"customer", "account"}}}, {"数える単位", "who is counted"}},
      CommonParameter{"all_answers",
                      {{"type", "boolean"}},
                      {"一人の全回答を数える", "count every answer of a customer"}},
  };
  json parameters = json::array();
  for (const CommonParameter& parameter : common) {
    parameters.push_back(
        query_parameter(parameter.name, parameter.schema, parameter.title.in(language)));
  }
  return parameters;
}

json own_parameter(const Parameter& parameter, Language language) {
  json schema = kText;
  switch (parameter.type) {
    case ParameterType::text:
      break;
    case ParameterType::integer:
      schema = kCount;
      break;
    case ParameterType::number:
      schema = {{"type", "number"}};
      break;
    case ParameterType::boolean:
      schema = {{"type", "boolean"}};
      break;
    case ParameterType::choice:
      schema = {{"enum", parameter.choices}};
      break;
  }
  return query_parameter(parameter.name, schema, parameter.title.in(language));
}

// {name} and {id}, as far as the path still has them.
json path_parameters(std::string_view pattern) {
  json parameters = json::array();
  for (std::size_t open = pattern.find('{'); open != std::string_view::npos;
       open = pattern.find('{', open + 1)) {
    const std::string_view name = pattern.substr(open + 1, pattern.find('}', open) - open - 1);
    parameters.push_back({{"name", name}, {"in", "path"}, {"required", true}, {"schema", kText}});
  }
  return parameters;
}

json route_parameters(const Route& route, std::string_view path, Language language) {
  json parameters = path_parameters(path);
  for (const QueryParameter& parameter : route.query) {
    json entry =
        query_parameter(parameter.name, {{"type", parameter.type}}, parameter.title.in(language));
    entry["required"] = parameter.required;
    parameters.push_back(std::move(entry));
  }
  if (route.takes_insight_arguments) {
    for (json& parameter : common_parameters(language)) parameters.push_back(std::move(parameter));
  }
  parameters.push_back(query_parameter("lang", {{"enum", {"ja", "en"}}}, "ja, en"));
  return parameters;
}

json operation(const Route& route, std::string_view path, Language language) {
  json content = json::object();
  content[std::string(route.media)] = {
      {"schema", route.schema.empty() ? json::object() : reference(route.schema)}};
  const json problem = {
      {"description", "problem+json (RFC 9457)"},
      {"content", {{"application/problem+json", {{"schema", reference("Problem")}}}}}};
  json described{{"summary", route.summary.in(language)},
                 {"x-role", route.role},
                 {"parameters", route_parameters(route, path, language)},
                 {"responses",
                  {{"200", {{"description", route.summary.in(language)}, {"content", content}}},
                   {"default", problem}}}};
  if (!route.body.empty()) {
    described["requestBody"] = {
        {"required", true},
        {"content", {{"application/json", {{"schema", reference(route.body)}}}}}};
  }
  return described;
}

std::string lower_case(std::string_view method) {
  std::string lower;
  for (const char c : method) lower += static_cast<char>(c - 'A' + 'a');
  return lower;
}

// The same operation for one insight by name: its words, its parameters, its columns.
json insight_operation(const Route& route, std::string_view path, const Insight& insight,
                       Language language) {
  json own = operation(route, path, language);
  own["summary"] = insight.title.in(language);
  own["description"] = insight.question.in(language) + "\n\n" + insight.definition.in(language);
  for (const Parameter& parameter : insight.parameters) {
    own["parameters"].push_back(own_parameter(parameter, language));
  }
  if (route.schema == "Answer") {
    own["responses"]["200"]["content"]["application/json"]["schema"] = reference(insight.name);
  }
  return own;
}

}  // namespace

std::string openapi(std::span<const Insight> insights, Language language) {
  json document = {{"openapi", "3.1.0"},
                   {"info", {{"title", "Mikata"}, {"version", "1"}}},
                   {"paths", json::object()},
                   {"components", {{"schemas", shared_schemas()}}}};
  for (const Insight& insight : insights) {
    document["components"]["schemas"][insight.name] = insight_schema(insight, language);
  }
  for (const Route& route : routes()) {
    const std::string pattern(route.pattern);
    const std::string method = lower_case(route.method);
    document["paths"][pattern][method] = operation(route, pattern, language);
    const std::size_t name = pattern.find("{name}");
    if (name == std::string::npos) continue;
    for (const Insight& insight : insights) {
      std::string path = pattern;
      path.replace(name, std::string_view("{name}").size(), insight.name);
      document["paths"][path][method] = insight_operation(route, path, insight, language);
    }
  }
  return document.dump();
}

}  // namespace mikata::http
