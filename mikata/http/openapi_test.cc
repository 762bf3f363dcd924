// SPDX-License-Identifier: Apache-2.0
#include "mikata/http/openapi.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "mikata/base/json.h"
#include "mikata/http/routes.h"
#include "mikata/http/test_site.h"

namespace mikata::http {
namespace {

using nlohmann::json;

json document() { return json::parse(openapi(test_insights(), Language::en)); }

void expect_references_resolve(const json& node, const json& root) {
  if (node.is_object() && node.contains("$ref")) {
    const std::string target = node.at("$ref");
    ASSERT_TRUE(target.starts_with("#/")) << target;
    EXPECT_TRUE(root.contains(json::json_pointer(target.substr(1)))) << target;
  }
  if (!node.is_structured()) return;
  for (const json& child : node) expect_references_resolve(child, root);
}

TEST(OpenApi, HasEveryRoute) {
  const json paths = document().at("paths");
  for (const Route& route : routes()) {
    const std::string pattern(route.pattern);
    ASSERT_TRUE(paths.contains(pattern)) << pattern;
    std::string method;
    for (const char c : route.method) method += static_cast<char>(c - 'A' + 'a');
    EXPECT_EQ(paths.at(pattern).at(method).at("x-role"), route.role);
  }
}

TEST(OpenApi, ResolvesEveryReference) {
  const json root = document();
  expect_references_resolve(root, root);
}

TEST(OpenApi, NamesEveryParameterOfAPathOnce) {
  const json paths = document().at("paths");
  for (const auto& [path, methods] : paths.items()) {
    std::set<std::string> names;
    for (const json& parameter : methods.front().at("parameters")) {
      EXPECT_TRUE(names.insert(parameter.at("name")).second) << path << " " << parameter;
      if (parameter.at("in") == "path") {
        EXPECT_NE(path.find("{" + parameter.at("name").get<std::string>() + "}"),
                  std::string::npos);
      }
    }
    EXPECT_EQ(path.find("{name}") != std::string::npos, names.contains("name")) << path;
  }
}

TEST(OpenApi, ShowsAnInsightWithItsParametersAndColumns) {
  const json root = document();
  const json operation = root.at("paths").at("/v1/insights/nps").at("get");
  EXPECT_EQ(operation.at("summary"), "Net Promoter Score");
  bool scale = false;
  for (const json& parameter : operation.at("parameters")) {
    if (parameter.at("name") != "scale") continue;
    scale = true;
    EXPECT_EQ(parameter.at("schema").at("enum"), json({"ten", "five"}));
  }
  EXPECT_TRUE(scale);
  EXPECT_EQ(operation.at("/responses/200/content/application~1json/schema/$ref"_json_pointer),
            "#/components/schemas/nps");
  const json columns =
      root.at("/components/schemas/nps/allOf/1/properties/columns/examples/0"_json_pointer);
  ASSERT_EQ(columns.size(), 3U);
  EXPECT_EQ(columns.at(1),
            json({{"name", "nps"}, {"type", "points"}, {"unit", ""}, {"title", "NPS"}}));
}

// What is promised as required, and nothing else, is in a real answer.
TEST(OpenApi, PromisesWhatAnAnswerHas) {
  TestSite test;
  const json schemas = document().at("components").at("schemas");
  const auto expect_same_names = [&](const char* schema, const json& answer) {
    std::set<std::string> promised = schemas.at(schema).at("required");
    std::set<std::string> given;
    for (const auto& [name, value] : answer.items()) given.insert(name);
    EXPECT_EQ(promised, given) << schema;
  };
  expect_same_names("Answer", json::parse(test.get("/v1/insights/nps").body));
  expect_same_names("Behind",
                    json::parse(test.get("/v1/insights/nps/behind?key=%E5%A4%A7%E9%98%AA").body));
  expect_same_names("Progress", json::parse(test.get("/v1/insights/nps/progress").body));
  expect_same_names("Health", json::parse(test.get("/healthz").body));
  const json answer = json::parse(test.get("/v1/insights/nps").body);
  expect_same_names("Column", answer.at("columns").at(0));
  expect_same_names("Chart", answer.at("chart"));
  const json catalog = catalog_json(Language::en, nullptr);
  json insight = schemas.at("/Catalog/properties/insights/items/required"_json_pointer);
  insight.erase(std::find(insight.begin(), insight.end(), "missing"));  // only with a book
  for (const json& name : insight) {
    EXPECT_TRUE(catalog.at("insights").at(0).contains(name.get<std::string>())) << name;
  }
}

TEST(OpenApi, IsAnOpenApi31Document) {
  const json root = document();
  EXPECT_EQ(root.at("openapi"), "3.1.0");
  for (const char* schema : {"Answer", "Problem", "Column"}) {
    EXPECT_EQ(root.at("components").at("schemas").at(schema).at("type"), "object") << schema;
  }
  EXPECT_EQ(root.at("/components/schemas/Answer/properties/rows/type"_json_pointer), "array");
}

}  // namespace
}  // namespace mikata::http
