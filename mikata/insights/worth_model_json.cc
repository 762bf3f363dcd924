// SPDX-License-Identifier: Apache-2.0
#include "mikata/insights/worth_model_json.h"

#include "mikata/base/json.h"

namespace mikata {
namespace {

using nlohmann::json;

json certainty_json(const models::Certainty& certainty) {
  return {{"covariance", certainty.covariance.values},
          {"standard_errors", certainty.standard_errors},
          {"log_likelihood", certainty.log_likelihood},
          {"converged", certainty.converged},
          {"reason", certainty.reason}};
}

models::Certainty certainty_of(const json& text) {
  models::Certainty certainty;
  certainty.standard_errors = text.at("standard_errors").get<std::vector<double>>();
  const auto covariance = text.at("covariance").get<std::vector<double>>();
  certainty.covariance = stats::Matrix(certainty.standard_errors.size());
  if (covariance.size() == certainty.covariance.values.size()) {
    certainty.covariance.values = covariance;
  }
  certainty.log_likelihood = text.at("log_likelihood").get<double>();
  certainty.converged = text.at("converged").get<bool>();
  certainty.reason = text.at("reason").get<std::string>();
  return certainty;
}

json optional_json(const std::optional<double>& number) { return number ? json(*number) : json(); }

std::optional<double> optional_of(const json& text) {
  return text.is_null() ? std::nullopt : std::optional(text.get<double>());
}

models::PurchaseModel empty_model(const std::string& name, int k) {
  if (name == "bgnbd") return models::BgNbd{};
  if (name == "pnbd") return models::ParetoNbd{};
  models::MbgCnbd model;
  model.k = k;
  return model;
}

json tried_json(const TriedModel& tried) {
  return {{"name", tried.name},
          {"k", tried.k},
          {"log_score", optional_json(tried.log_score)},
          {"log_likelihood", optional_json(tried.log_likelihood)},
          {"problem", tried.problem}};
}

TriedModel tried_of(const json& text) {
  return {.name = text.at("name").get<std::string>(),
          .k = text.at("k").get<int>(),
          .log_score = optional_of(text.at("log_score")),
          .log_likelihood = optional_of(text.at("log_likelihood")),
          .problem = text.at("problem").get<std::string>()};
}

}  // namespace

std::string write_worth_fit(const WorthFit& fit) {
  if (!fit.model) return json{{"problem", fit.problem}}.dump();
  const WorthModel* worth = &*fit.model;
  const auto& purchases = worth->purchases;
  const auto* erlang = std::get_if<models::MbgCnbd>(&purchases.model);
  const auto& [p, q, gamma] = worth->spend.model;
  json text{{"model", models::model_name(purchases.model)},
            {"k", erlang == nullptr ? 1 : erlang->k},
            {"parameters", models::parameters(purchases.model)},
            {"certainty", certainty_json(purchases.certainty)},
            {"spend", {p, q, gamma}},
            {"spend_certainty", certainty_json(worth->spend.certainty)},
            {"spend_varies", worth->spend_varies},
            {"correlation", worth->correlation},
            {"margin", optional_json(worth->margin)},
            {"buyers", worth->buyers},
            {"returned", worth->returned},
            {"cut", worth->cut ? json(worth->cut->days) : json()},
            {"trial_customers", worth->trial_customers},
            {"tried", json::array()}};
  for (const auto& tried : worth->tried) text["tried"].push_back(tried_json(tried));
  return text.dump();
}

WorthFit read_worth_fit(const std::string& written) {
  const json text = json::parse(written);
  if (text.contains("problem")) return {{}, text.at("problem").get<std::string>()};
  const auto parameters = text.at("parameters").get<std::vector<double>>();
  const auto spend = text.at("spend").get<std::vector<double>>();
  const models::PurchaseModel empty =
      empty_model(text.at("model").get<std::string>(), text.at("k").get<int>());
  WorthModel worth{
      .purchases = {models::with_parameters(empty, parameters), certainty_of(text.at("certainty"))},
      .spend = {{spend.at(0), spend.at(1), spend.at(2)}, certainty_of(text.at("spend_certainty"))}};
  worth.spend_varies = text.at("spend_varies").get<bool>();
  worth.correlation = text.at("correlation").get<double>();
  worth.margin = optional_of(text.at("margin"));
  worth.buyers = text.at("buyers").get<double>();
  worth.returned = text.at("returned").get<double>();
  if (!text.at("cut").is_null()) worth.cut = Day{text.at("cut").get<std::int32_t>()};
  worth.trial_customers = text.at("trial_customers").get<double>();
  for (const auto& tried : text.at("tried")) worth.tried.push_back(tried_of(tried));
  return {std::move(worth), ""};
}

}  // namespace mikata
