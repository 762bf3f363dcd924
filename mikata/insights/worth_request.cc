// SPDX-License-Identifier: Apache-2.0
#include "mikata/insights/worth_request.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "mikata/base/day_words.h"
#include "mikata/base/error.h"
#include "mikata/base/grouped.h"
#include "mikata/base/money.h"

namespace mikata {

namespace insights {
std::string_view sql(std::string_view path);
}

namespace {

constexpr std::int64_t kMonthsMost = 120;
// Beyond this, what somebody spends plainly goes with how often they buy.
constexpr double kCorrelationMost = 0.3;

double number(const Context& context, const std::string& name) {
  return std::stod(context.request.parameters.at(name));
}

std::string_view title_of(const std::string& model) {
  if (model == "bgnbd") return "BG/NBD";
  if (model == "mbgnbd") return "MBG/NBD";
  if (model == "pnbd") return "Pareto/NBD";
  return "MBG/CNBD-k";
}

Localized chosen_by(const WorthModel& model) {
  const TriedModel& best = model.tried.front();
  const auto next = std::ranges::find_if(model.tried, [&](const TriedModel& tried) {
    return &tried != &best && tried.log_likelihood.has_value();
  });
  std::string against_ja;
  std::string against_en;
  if (next != model.tried.end()) {
    const double theirs = (model.cut ? next->log_score : next->log_likelihood).value_or(0);
    against_ja = fmt::format("、次は{}の{:.4f}", title_of(next->name), theirs);
    against_en = fmt::format(", next {} {:.4f}", title_of(next->name), theirs);
  }
  if (!model.cut) {
    return {fmt::format("対数尤度が最も高い(一人あたり{:.4f}{})", best.log_likelihood.value_or(0),
                        against_ja),
            fmt::format("highest log-likelihood ({:.4f} a customer{})",
                        best.log_likelihood.value_or(0), against_en)};
  }
  return {fmt::format("{}より後の予測対数スコアが最も高い(一人あたり{:.4f}{}、{}人で比較)",
                      day_words(*model.cut).ja, best.log_score.value_or(0), against_ja,
                      grouped(std::llround(model.trial_customers))),
          fmt::format("highest predictive log score after {} ({:.4f} a customer{}; tried on {} "
                      "customers)",
                      day_words(*model.cut).en, best.log_score.value_or(0), against_en,
                      grouped(std::llround(model.trial_customers)))};
}

}  // namespace

std::vector<Parameter> worth_parameters() {
  return {{"months", ParameterType::integer, "12", {}, {"先の月数", "Months ahead"}},
          {"yearly_rate", ParameterType::number, "0.1", {}, {"年の割引率", "Discount a year"}},
          {"margin",
           ParameterType::number,
           "",
           {},
           {"利益率(空なら原価から)", "Margin (empty: from the costs)"}}};
}

WorthTerms worth_terms(const Context& context, const std::optional<WorthModel>& model) {
  WorthTerms terms{.months = std::stoll(context.request.parameters.at("months")),
                   .yearly_rate = number(context, "yearly_rate"),
                   .margin = 1};
  if (terms.months < 1 || terms.months > kMonthsMost) {
    fail(ErrorKind::invalid_argument,
         {"months は1から{}までです: {}", "months is not from 1 to {}: {}"}, kMonthsMost,
         terms.months);
  }
  if (!(terms.yearly_rate >= 0 && terms.yearly_rate <= 10)) {
    fail(ErrorKind::invalid_argument,
         {"yearly_rate は0から10までです: {}（0.1 は年10%）",
          "yearly_rate is not from 0 to 10: {} (0.1 is 10 % a year)"},
         terms.yearly_rate);
  }
  if (!context.request.parameters.at("margin").empty()) {
    terms.margin = number(context, "margin");
    if (!(terms.margin > 0 && terms.margin <= 1)) {
      fail(ErrorKind::invalid_argument,
           {"margin は0より大きく1以下です: {}（0.3 は30%）",
            "margin is not above 0 and at most 1: {} (0.3 is 30 %)"},
           terms.margin);
    }
  } else if (model && model->margin && *model->margin > 0) {
    terms.margin = *model->margin;
  }
  return terms;
}

Localized model_words(const WorthModel& model) {
  const Localized why = chosen_by(model);
  const std::string name{models::model_name(model.purchases.model)};
  const auto* erlang = std::get_if<models::MbgCnbd>(&model.purchases.model);
  const std::string title = erlang != nullptr && erlang->k > 1
                                ? fmt::format("MBG/CNBD-{}", erlang->k)
                                : std::string(title_of(name));
  return {fmt::format("購入は{}:{}", title, why.ja), fmt::format("{}: {}", title, why.en)};
}

Localized terms_words(const WorthTerms& terms, const WorthModel& model) {
  const bool known = model.margin && *model.margin > 0;
  Localized margin{"売上のまま(原価が不明)", "revenue (no margin is known)"};
  if (known || terms.margin != 1) {
    margin = {fmt::format("利益率{:.1f}%", 100 * terms.margin),
              fmt::format("margin {:.1f} %", 100 * terms.margin)};
  }
  return {fmt::format("{}か月、年{:g}%で月末に割引、{}", terms.months, 100 * terms.yearly_rate,
                      margin.ja),
          fmt::format("{} months, {:g} % a year at the end of each month, {}", terms.months,
                      100 * terms.yearly_rate, margin.en)};
}

void note_limits(const WorthModel& model, Answer& answer) {
  const auto say = [&](std::string kind, Localized text) {
    answer.notes.push_back({std::move(kind), std::move(text)});
  };
  if (models::mean_spend(model.spend.model) == 0) {
    say("not_enough", {"再び買った日の金額がないので、価値は0です。",
                       "The days bought again have no amounts, so every value is 0."});
    return;
  }
  if (model.margin && *model.margin <= 0) {
    say("not_enough", {"費用が売上を上回るので、価値は売上のままです。",
                       "Costs are above revenue, so the value is in revenue."});
  } else if (!model.margin) {
    say("not_enough", {"原価が入っていないので、価値は売上のままです(--margin で利益率を指定)。",
                       "No cost of goods is known, so the value is in revenue (say --margin)."});
  }
  if (!model.spend_varies) {
    say("not_enough", {"金額のモデル(Gamma-Gamma)が当てはまらないので、全員を平均額としました。",
                       "Gamma-Gamma does not fit the amounts: everybody is taken to spend the "
                       "mean."});
  } else if (std::abs(model.correlation) > kCorrelationMost) {
    say("not_enough",
        {fmt::format("金額は頻度とともに変わります(相関{:.2f})。Gamma-Gammaの前提に合いません。",
                     model.correlation),
         fmt::format("What is spent a time goes with how often (correlation {:.2f}), which "
                     "Gamma-Gamma takes as unrelated.",
                     model.correlation)});
  }
}

ValuedCustomers value_customers(const Context& context, WorthModel model, const WorthTerms& terms) {
  ValuedCustomers valued{.model = std::move(model), .terms = terms, .lives = {}, .given = {}};
  valued.lives = life_patterns(context);
  valued.given.push_back(history_scores(valued.model, valued.lives, valued.terms, Bands::none));
  return valued;
}

Context with_scores(const Context& context, const ValuedCustomers& valued) {
  Context with = context;
  with.given = valued.given;
  return with;
}

std::string valued_sql(const Context& context, std::string_view file, UsualGap gap) {
  return lives_sql(context, "lives_valued.sql", gap) + std::string(insights::sql(file));
}

Binding gamma_of(const WorthModel& model) { return {"gamma", model.spend.model.gamma}; }

void add_bands(const WorthModel& model, const WorthTerms& terms, Table& page) {
  const std::size_t first = page.index("x");
  std::vector<models::ValuedHistory> customers;
  for (const Row& row : page.rows) {
    const LifeDays days{as_integer(row[first]), as_integer(row[first + 1]),
                        as_integer(row[first + 2])};
    const double x = static_cast<double>(days.x);
    const double known = as_number(row[first + 3]);
    customers.push_back({in_weeks(days), x > 0 ? known / x : 0});
  }
  const auto bands = models::value_bands({model.purchases.model, model.spend.model}, customers,
                                         score_terms(terms));
  for (std::size_t i = 0; i < page.rows.size(); ++i) {
    Row& row = page.rows[i];
    row.resize(first);
    for (const auto& [low, high] : {bands[i].value_95, bands[i].value_80}) {
      row.emplace_back(low);
      row.emplace_back(high);
    }
  }
  page.columns.resize(first);
  for (const char* name : {"value_low", "value_high", "value_80_low", "value_80_high"}) {
    page.columns.push_back({.name = name, .type = ColumnType::money});
  }
}

Localized money_words(double minor, const BookSettings& settings) {
  const std::string number = grouped(std::llround(minor / minor_per_major(settings.currency)));
  const std::string coded = number + " " + settings.currency;
  return {settings.currency == "JPY" ? number + "円" : coded, coded};
}

}  // namespace mikata
