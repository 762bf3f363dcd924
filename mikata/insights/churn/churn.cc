// SPDX-License-Identifier: Apache-2.0
#include "mikata/insights/churn/churn.h"

#include <fmt/format.h>

#include <array>
#include <charconv>
#include <cmath>
#include <map>

#include "mikata/base/error.h"
#include "mikata/base/grouped.h"
#include "mikata/insights/churn/contract.h"
#include "mikata/insights/contracts.h"
#include "mikata/insights/key.h"
#include "mikata/insights/persons.h"
#include "mikata/insights/silence.h"
#include "mikata/insights/worth_request.h"

namespace mikata::churn {
namespace {

// The bands of P(alive) in risk.sql, from 1.
constexpr std::array<std::string_view, 4> kBands{"0-20%", "20-50%", "50-80%", "80-100%"};

struct Band {
  Value by_value;
  std::int64_t band = 0;
  double customers = 0;
  double leaving = 0;
  double silent = 0;
  double value = 0;
  double at_risk = 0;
};

Binding silence_days(const std::optional<double>& usual) {
  return {"silence_days", silence_limit(usual)};
}

std::vector<Band> read_bands(const Context& context, const ValuedCustomers& valued,
                             const std::optional<double>& usual) {
  const Context with = with_scores(context, valued);
  const Table table = with.query(valued_sql(context, "churn/risk.sql", UsualGap::needed),
                                 {gamma_of(valued.model), silence_days(usual)});
  std::vector<Band> bands;
  for (const Row& row : table.rows) {
    bands.push_back({row[0], as_integer(row[1]), as_number(row[2]), as_number(row[3]),
                     as_number(row[4]), as_number(row[5]), as_number(row[6])});
  }
  return bands;
}

void add_method(const ValuedCustomers& valued, const std::optional<double>& usual, Answer& answer) {
  const Localized how = model_words(valued.model);
  const Localized what = terms_words(valued.terms, valued.model);
  const std::string ja = usual ? fmt::format("{:g}日", *usual) : "終わらない";
  const std::string en = usual ? fmt::format("{:g} days", *usual) : "no end";
  answer.method = {
      fmt::format("{}。価値は{}。沈黙の基準は本人の間隔の90%点(5回以上)、ほかは全体の{}", how.ja,
                  what.ja, ja),
      fmt::format("{}. Value: {}. Silent: longer than the 90 % quantile of own gaps (5 or more), "
                  "else of all gaps: {}",
                  how.en, what.en, en)};
  note_limits(valued.model, answer);
}

Answer run_risk(const Context& context, const ValuedCustomers& valued) {
  Answer answer;
  const std::optional<double> usual = usual_silence(context);
  double at_risk = 0;
  double gone = 0;
  double gone_value = 0;
  for (const Band& band : read_bands(context, valued, usual)) {
    answer.n += std::llround(band.customers);
    (band.band == 1 ? gone_value : at_risk) += band.at_risk;
    if (band.band == 1) gone += band.customers;
    answer.table.rows.push_back({std::string(kBands.at(static_cast<std::size_t>(band.band - 1))),
                                 band.by_value, std::int64_t{std::llround(band.customers)},
                                 band.leaving, band.leaving / band.customers,
                                 band.silent / band.customers, band.value, band.at_risk,
                                 make_key({std::string("risk"), band.by_value, band.band})});
  }
  const auto words = [&](double minor) { return money_words(minor, context.settings); };
  answer.notes.push_back(
      {"rounded",
       {fmt::format(
            "失われうる価値は{}。別に、もう来ないと見られる{}人(続いている見込み20%未満)は、"
            "来てくれるなら{}。",
            words(at_risk).ja, grouped(std::llround(gone)), words(gone_value).ja),
        fmt::format("Value at risk {}. Apart from that, {} customers are probably gone (P(alive) "
                    "below 20 %); were they not, {}.",
                    words(at_risk).en, grouped(std::llround(gone)), words(gone_value).en)}});
  add_method(valued, usual, answer);
  return answer;
}

std::vector<Column> total_columns() {
  using enum ColumnType;
  return {{"by_value", string, "", {"区分", "Group"}},
          {"customers", integer, "people", {"人数", "Customers"}},
          {"churn", share, "", {"離脱率", "Churn"}},
          {"churn_low", share, "", {"下限", "Low"}},
          {"churn_high", share, "", {"上限", "High"}},
          {"silent", share, "", {"いつもより長く沈黙", "Silent for longer than usual"}},
          {"value", money, "", {"生涯価値", "Value"}},
          {"value_at_risk", money, "", {"失われうる価値", "Value at risk"}},
          {"gone", integer, "people", {"もう来ないと見られる人", "Probably gone"}},
          {"gone_value", money, "", {"その人たちの価値", "What they would be worth"}},
          {"key", string, "", {"鍵", "Key"}}};
}

Answer run_total(const Context& context, const ValuedCustomers& valued) {
  Answer answer;
  answer.columns = total_columns();
  answer.chart = Chart{"bars", "by_value", "churn", "", "action"};
  const std::optional<double> usual = usual_silence(context);
  std::map<std::string, double> silent;
  for (const Band& band : read_bands(context, valued, usual)) {
    silent[make_key({band.by_value})] += band.silent;
  }
  for (const auto& total : worth_totals(valued.model, valued.lives, valued.terms)) {
    const double n = total.customers;
    answer.n += std::llround(n);
    answer.table.rows.push_back(
        {total.by_value, std::int64_t{std::llround(n)}, 1 - total.alive / n,
         1 - total.alive_interval.high / n, 1 - total.alive_interval.low / n,
         silent.at(make_key({total.by_value})) / n, total.value, total.at_risk,
         std::int64_t{std::llround(total.gone)}, total.gone_value,
         make_key({std::string("risk"), total.by_value, std::int64_t{0}})});
  }
  add_method(valued, usual, answer);
  return answer;
}

Answer run(const Context& context) {
  const std::string& view = context.request.parameters.at("view");
  if (view == "contract") return run_contract(context);
  if (view == "survival") return run_survival(context);
  Answer empty;
  auto model = worth_model(context, empty);
  const WorthTerms terms = worth_terms(context, model);
  if (!model) return empty;
  const ValuedCustomers valued = value_customers(context, std::move(*model), terms);
  Answer answer = view == "total" ? run_total(context, valued) : run_risk(context, valued);
  if (has_actions(context, "renew") || has_actions(context, "cancel")) {
    answer.notes.push_back(
        {"not_enough",
         {"契約の行動があります。契約の解約率は見方「契約」(--view contract)で見られます。",
          "There are actions of contracts: the view Contracts (--view contract) has their "
          "churn."}});
  }
  return answer;
}

std::int64_t key_band(const Value& part) {
  const std::string& text = key_text(part);
  std::int64_t band = -1;
  std::from_chars(text.data(), text.data() + text.size(), band);
  if (band < 0 || band > std::ssize(kBands))
    fail(ErrorKind::not_found, {"その帯はありません: {}", "no band is: {}"}, text);
  return band;
}

Behind behind(const Context& context, std::string_view key, Page page) {
  const auto parts = split_key(key, 3, 3);
  if (key_text(parts[0]) == "contract") return contract_behind(context, parts, page);
  const std::int64_t band = key_band(parts[2]);
  auto model = worth_fit(context).model;
  const WorthTerms terms = worth_terms(context, model);
  if (!model)
    fail(ErrorKind::not_found,
         {"このキーの行はありません: モデルを当てはめるだけの記録がありません",
          "no row has this key: there is not enough to fit"});
  const ValuedCustomers valued = value_customers(context, std::move(*model), terms);
  const std::string sql = valued_sql(context, "churn/behind.sql", UsualGap::needed);
  Behind behind = persons_behind(with_scores(context, valued),
                                 {sql,
                                  {gamma_of(valued.model),
                                   silence_days(usual_silence(context)),
                                   {"key_by", parts[1]},
                                   {"key_band", band}},
                                  {{"group", context.fill("{by}")}}},
                                 page);
  return behind;
}

std::vector<Parameter> parameters() {
  std::vector<Parameter> list{{"view",
                               ParameterType::choice,
                               "risk",
                               {"risk", "total", "contract", "survival"},
                               {"見方", "View"}}};
  for (auto& parameter : worth_parameters()) list.push_back(std::move(parameter));
  for (auto& parameter : contract_parameters()) list.push_back(std::move(parameter));
  return list;
}

}  // namespace

const Insight& insight() {
  using enum ColumnType;
  static const Insight kInsight{
      .name = "churn",
      .title = {"離脱", "Churn"},
      .question = {"誰が離れ、何を失うか", "Who is leaving, and how much goes with them?"},
      .definition =
          {"離れている見込み(1−続いている見込み)の平均。失われうる価値は、続けてくれた場合の"
           "価値にその見込みを掛けたもの。契約では、期首の契約のうち期間に失った割合。",
           "Mean of 1 - P(alive). Value at risk: that times what they would be worth if "
           "they stayed. For contracts: lost in the period of those active at its start."},
      .interval = {"95%、母数と偶然。契約はウィルソン",
                   "95 %, parameters and process; contracts: "
                   "Wilson"},
      .parameters = parameters(),
      .columns = {{"band", string, "", {"続いている見込み", "P(alive)"}},
                  {"by_value", string, "", {"区分", "Group"}},
                  {"customers", integer, "people", {"人数", "Customers"}},
                  {"leaving", number, "people", {"離れた人(期待)", "Leaving, expected"}},
                  {"churn", share, "", {"離脱率", "Churn"}},
                  {"silent", share, "", {"いつもより長く沈黙", "Silent for longer than usual"}},
                  {"value", money, "", {"生涯価値", "Value"}},
                  {"value_at_risk", money, "", {"失われうる価値", "Value at risk"}},
                  {"key", string, "", {"鍵", "Key"}}},
      .chart = {.form = "bars",
                .x = "band",
                .y = "value_at_risk",
                .series = "by_value",
                .side = "action"},
      .requires_facts = {"actions.kind=order|actions.kind=renew"},
      .own = Origin::actions,
      .sql = {"lives.sql", "lives_valued.sql", "churn/risk.sql"},
      .run = run,
      .behind = behind,
      .whole_lives =
          [](const Request& request) { return request.parameters.at("view") != "contract"; },
  };
  return kInsight;
}

}  // namespace mikata::churn
