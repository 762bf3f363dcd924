// SPDX-License-Identifier: Apache-2.0
#include "mikata/insights/worth_model.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "mikata/base/parallel.h"
#include "mikata/insights/context.h"
#include "mikata/insights/worth_model_json.h"
#include "mikata/stats/correlation.h"

namespace mikata {

namespace insights {
std::string_view sql(std::string_view path);
}

namespace {

using models::Fitted;
using models::PurchaseModel;
using models::PurchaseModelKind;

constexpr std::array kKinds{PurchaseModelKind::bgnbd, PurchaseModelKind::mbgnbd,
                            PurchaseModelKind::mbgcnbd, PurchaseModelKind::pnbd};
// So many customers tell the models apart as well as all do.
constexpr double kTrialCustomers = 50'000;
constexpr std::int64_t kBlocks = 50;
// A model that rules out what came is still to be compared with the others.
constexpr double kLeastProbability = 1e-300;
// Everybody spends the same: so large that a customer's own money moves nothing.
constexpr double kNoSpread = 1e4;

Request request_of_lives(const Context& context, bool own_lives) {
  Request request = context.request;
  if (!own_lives) request.where = request.by = "";
  return request;
}

std::string kind_name(PurchaseModelKind kind) {
  constexpr std::array<std::string_view, 4> kNames{"bgnbd", "mbgnbd", "mbgcnbd", "pnbd"};
  return std::string(kNames.at(static_cast<std::size_t>(kind)));
}

int regularity(const PurchaseModel& model) {
  const auto* erlang = std::get_if<models::MbgCnbd>(&model);
  return erlang == nullptr ? 1 : erlang->k;
}

double log_score(const PurchaseModel& model, const Trial& trial, double weeks) {
  constexpr std::size_t kRows = 256;
  std::vector<double> pieces(piece_count(trial.patterns.size(), kRows));
  for_each_piece(trial.patterns.size(), kRows, [&](const Piece& piece) {
    for (std::size_t i = piece.begin; i < piece.end; ++i) {
      const auto& [days, after, customers] = trial.patterns[i];
      const double p = models::probability(model, in_weeks(days), after, weeks);
      pieces[piece.index] += customers * std::log(std::max(p, kLeastProbability));
    }
  });
  double sum = 0;
  for (const double piece : pieces) sum += piece;
  return sum;
}

// A model on trial, with what it became.
struct Contender {
  PurchaseModelKind kind;
  TriedModel tried;
};

struct TrialData {
  Trial trial;
  std::vector<models::Pattern> patterns;
  double customers = 0;
  double weeks_after = 0;  // 0: nothing was kept back
};

Contender try_model(PurchaseModelKind kind, const TrialData& data) {
  Contender contender{kind, {.name = kind_name(kind)}};
  const Fitted<PurchaseModel> fitted =
      models::fit_purchases(kind, data.patterns, data.trial.log_gaps);
  contender.tried.k = regularity(fitted.model);
  if (kind == PurchaseModelKind::mbgcnbd && contender.tried.k == 1) {
    contender.tried.problem = "the same as mbgnbd";
    return contender;
  }
  if (!fitted.certainty.converged) {
    contender.tried.problem = fitted.certainty.reason;
    return contender;
  }
  contender.tried.log_likelihood = fitted.certainty.log_likelihood / data.customers;
  if (data.weeks_after > 0) {
    contender.tried.log_score =
        log_score(fitted.model, data.trial, data.weeks_after) / data.customers;
  }
  return contender;
}

bool is_better(const Contender& a, const Contender& b) {
  if (a.tried.log_score != b.tried.log_score) return a.tried.log_score > b.tried.log_score;
  return a.tried.log_likelihood > b.tried.log_likelihood;
}

TrialData cut_at(const Context& everybody, Day cut, std::int64_t blocks) {
  TrialData data{.trial = life_trial(everybody, cut, blocks), .patterns = {}};
  data.patterns = in_weeks(data.trial);
  data.customers = models::totals(data.patterns).customers;
  data.weeks_after = (everybody.as_of.days - cut.days) / kDaysPerWeek;
  return data;
}

struct Choice {
  std::vector<Contender> contenders;  // the best first
  std::optional<Day> cut;
  double customers = 0;
};

Choice choose(const Context& everybody, const std::vector<LifePattern>& lives) {
  std::int64_t watched = 0;
  double customers = 0;
  for (const auto& life : lives) {
    watched = std::max(watched, life.days.age);
    customers += life.customers;
  }
  const auto blocks = static_cast<std::int64_t>(
      std::clamp(std::ceil(kTrialCustomers / customers * kBlocks), 1.0, double{kBlocks}));
  const Day cut{everybody.as_of.days - static_cast<std::int32_t>(watched / 3)};
  TrialData data = cut_at(everybody, cut, blocks);
  Choice choice;
  if (data.weeks_after > 0 && models::not_enough(data.patterns).empty()) {
    choice.cut = cut;
  } else {
    data = cut_at(everybody, everybody.as_of, blocks);
  }
  choice.customers = data.customers;
  if (!models::not_enough(data.patterns).empty()) return choice;
  for (const auto kind : kKinds) {
    everybody.tell(0.1 + 0.1 * static_cast<double>(choice.contenders.size()),
                   {"モデルを試す: " + kind_name(kind), "trying " + kind_name(kind)});
    choice.contenders.push_back(try_model(kind, data));
  }
  std::ranges::stable_sort(choice.contenders, is_better);
  return choice;
}

Fitted<PurchaseModel> fit_all(const Contender& contender, const Context& everybody,
                              std::span<const models::Pattern> patterns) {
  if (contender.tried.k == 1) return models::fit_purchases(contender.kind, patterns);
  const double log_gaps = life_trial(everybody, everybody.as_of).log_gaps;
  Fitted<models::MbgCnbd> fitted = models::fit_mbg_cnbd(patterns, contender.tried.k, log_gaps);
  return {fitted.model, std::move(fitted.certainty)};
}

double pearson(const std::vector<models::Spend>& rows) {
  std::vector<stats::WeightedPair> pairs;
  for (const auto& row : rows) pairs.push_back({row.purchases, row.value, row.customers});
  return stats::correlation(pairs).value_or(0);
}

void fit_spend(const Context& everybody, WorthModel& worth) {
  const auto rows = models::spend_rows(life_spend(everybody)).rows;
  double customers = 0;
  double purchases = 0;
  double spent = 0;
  for (const auto& row : rows) {
    customers += row.customers;
    purchases += row.customers * row.purchases;
    spent += row.customers * row.purchases * row.value;
  }
  const bool differ = std::ranges::any_of(
      rows, [&](const models::Spend& row) { return row.value != rows.front().value; });
  if (customers >= 2 && differ) {
    worth.correlation = pearson(rows);
    worth.spend = models::fit_gamma_gamma(rows);
    worth.spend_varies = worth.spend.certainty.converged;
  }
  if (worth.spend_varies) return;
  const double mean = purchases > 0 ? spent / purchases : 0;
  worth.spend.model = {kNoSpread, kNoSpread, mean * (kNoSpread - 1) / kNoSpread};
}

std::optional<double> margin_of(const Context& everybody) {
  const Row row = everybody.query(insights::sql("worth_margin.sql")).rows.at(0);
  const auto sum = [&](std::size_t i) { return is_null(row[i]) ? 0 : as_number(row[i]); };
  const double revenue = sum(0);
  if (!(revenue > 0) || sum(1) == 0) return std::nullopt;
  return (revenue - sum(1) - sum(2)) / revenue;
}

std::string problems_of(const std::vector<Contender>& contenders) {
  std::string problems;
  for (const auto& [kind, tried] : contenders) {
    if (tried.problem.empty()) continue;
    problems += fmt::format("{}{}: {}", problems.empty() ? "" : "; ", tried.name, tried.problem);
  }
  return problems;
}

WorthFit fit_worth(const Context& everybody) {
  everybody.tell(0, {"購入の履歴を数える", "counting histories"});
  const std::vector<LifePattern> lives = life_patterns(everybody);
  const std::vector<models::Pattern> patterns = in_weeks(lives);
  if (const Localized why = models::not_enough(patterns); !why.empty()) return {{}, why.en};
  Choice choice = choose(everybody, lives);
  WorthModel worth{.purchases = {models::BgNbd{}, {}}, .spend = {}};
  worth.cut = choice.cut;
  worth.trial_customers = choice.customers;
  for (Contender& contender : choice.contenders) {
    if (worth.purchases.certainty.converged || !contender.tried.log_likelihood) continue;
    everybody.tell(0.5, {"全員に当てはめる", "fitting to all customers"});
    worth.purchases = fit_all(contender, everybody, patterns);
    contender.tried.problem = worth.purchases.certainty.reason;
  }
  if (!worth.purchases.certainty.converged) return {{}, problems_of(choice.contenders)};
  for (const Contender& contender : choice.contenders) worth.tried.push_back(contender.tried);
  for (const auto& [history, customers] : patterns) {
    worth.buyers += customers;
    if (history.frequency > 0) worth.returned += customers;
  }
  everybody.tell(0.6, {"金額のモデル", "fitting spend"});
  fit_spend(everybody, worth);
  worth.margin = margin_of(everybody);
  return {std::move(worth), ""};
}

// The number is that of the form in which it is written.
std::string fit_name(const EverybodysContext& everybody) {
  return "worth_fit 1 " + everybody.name();
}

}  // namespace

EverybodysContext::EverybodysContext(const Context& context)
    : own_lives_(has_own_lives(context)),
      request_(request_of_lives(context, own_lives_)),
      context_{context.store,  context.settings, context.columns, request_,     Origin::actions,
               context.period, context.as_of,    context.stop,    context.names} {
  context_.progress = context.progress;
  context_.chosen_as_of = context.chosen_as_of;
}

std::string EverybodysContext::name() const {
  if (!own_lives_) return to_string(context_.as_of);
  return fmt::format("{} {} by {} where {} by then {}", to_string(context_.as_of),
                     request_.accounts ? "accounts" : "customers", request_.by, request_.where,
                     to_string(context_.chosen_as_of.value_or(context_.as_of)));
}

bool worth_is_fitted(const Context& context) {
  return context.store.recall(fit_name(EverybodysContext(context))).has_value();
}

WorthFit worth_fit(const Context& context) {
  const EverybodysContext everybody(context);
  const std::string name = fit_name(everybody);
  if (const auto text = context.store.recall(name)) return read_worth_fit(*text);
  WorthFit fit = fit_worth(everybody.context());
  context.store.remember(name, write_worth_fit(fit));
  return fit;
}

std::optional<WorthModel> worth_model(const Context& context, Answer& answer) {
  WorthFit fit = worth_fit(context);
  if (!fit.model) {
    answer.notes.push_back(
        {"not_enough",
         {"くり返し買った記録がまだ足りないか、買い方がどのモデルにも合わないので、数は示しません"
          "。",
          fmt::format("No model of buying fits, so no number is given ({}).", fit.problem)}});
  }
  return std::move(fit.model);
}

}  // namespace mikata
