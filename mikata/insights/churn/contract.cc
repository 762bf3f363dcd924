// SPDX-License-Identifier: Apache-2.0
#include "mikata/insights/churn/contract.h"

#include <fmt/format.h>

#include <map>
#include <optional>

#include "mikata/base/error.h"
#include "mikata/insights/contracts.h"
#include "mikata/insights/key.h"
#include "mikata/insights/periods.h"
#include "mikata/insights/persons.h"
#include "mikata/models/contract.h"
#include "mikata/stats/kaplan_meier.h"
#include "mikata/stats/wilson.h"

namespace mikata::insights {
std::string_view sql(std::string_view path);
}

namespace mikata::churn {
namespace {

// Renewals that are foretold beyond those that were seen.
constexpr int kAhead = 12;
// Twice the rise of the log-likelihood that one more parameter needs (95 % of chi-square with 1).
constexpr double kRiseNeeded = 3.84;

std::string lasted_sql(std::string_view file) {
  return contracts_sql("churn/lasted.sql") + std::string(insights::sql(file));
}

// No contract can be told from actions without a word of them.
bool knows_contracts(const Context& context, Answer& answer) {
  if (has_actions(context, "renew") || has_actions(context, "cancel")) return true;
  answer.notes.push_back(
      {"not_enough",
       {"更新(renew)も解約(cancel)もありません。契約の行動を取り込んでください。",
        "There is no action of kind renew or cancel: import those of contracts."}});
  return false;
}

struct Contracts {
  std::int64_t started = 0;  // numbers of periods
  std::optional<std::int64_t> lost;
  std::int64_t count = 0;

  bool active_at_start_of(std::int64_t period) const {
    return started < period && (!lost || *lost >= period);
  }
};

struct Group {
  Value by_value;
  std::vector<Contracts> contracts;
};

std::optional<std::int64_t> number_of(const Value& value) {
  return is_null(value) ? std::nullopt : std::optional(as_integer(value));
}

std::vector<Group> read_groups(const Context& context, const ContractTerms& terms) {
  const Table table = context.query(lasted_sql("churn/contract.sql"), contract_bindings(terms),
                                    contract_slots(context));
  std::vector<Group> groups;
  for (const Row& row : table.rows) {
    if (groups.empty() || groups.back().by_value != row[0]) groups.push_back({row[0], {}});
    groups.back().contracts.push_back({as_integer(row[1]), number_of(row[2]), as_integer(row[3])});
  }
  return groups;
}

std::vector<Column> contract_columns() {
  using enum ColumnType;
  return {{"period", date, "", {"期間", "Period"}},
          {"open", integer, "", {"途中", "Open"}},
          {"by_value", string, "", {"区分", "Group"}},
          {"active", integer, "contracts", {"期首の契約", "Active at the start"}},
          {"lost", integer, "contracts", {"失った契約", "Lost"}},
          {"churn", share, "", {"解約率", "Churn"}},
          {"churn_low", share, "", {"下限", "Low"}},
          {"churn_high", share, "", {"上限", "High"}},
          {"key", string, "", {"鍵", "Key"}}};
}

std::vector<Column> survival_columns() {
  using enum ColumnType;
  return {{"renewals", integer, "times", {"更新の回数", "Renewals"}},
          {"at_risk", integer, "contracts", {"更新を迎えた契約", "Up for renewal"}},
          {"survival", share, "", {"続いている割合", "Still there"}},
          {"survival_low", share, "", {"下限", "Low"}},
          {"survival_high", share, "", {"上限", "High"}},
          {"expected", share, "", {"モデルによる見込み", "Expected by the model"}}};
}

Localized terms_words(const ContractTerms& terms) {
  return {fmt::format("契約は{}か月、満了後{}日までの更新を数える", terms.months, terms.grace_days),
          fmt::format("terms of {} months, renewed up to {} days late", terms.months,
                      terms.grace_days)};
}

struct Chosen {
  models::Bdw model;
  std::string name;
};

// BdW where its one parameter more is worth it.
std::optional<Chosen> fit_renewals(const std::vector<models::ContractCount>& counts) {
  if (!models::not_enough(counts).empty()) return std::nullopt;
  const auto sbg = models::fit_sbg(counts);
  const auto bdw = models::fit_bdw(counts);
  const bool better =
      bdw.certainty.converged &&
      2 * (bdw.certainty.log_likelihood - sbg.certainty.log_likelihood) > kRiseNeeded;
  if (better) return Chosen{bdw.model, "beta-discrete-Weibull"};
  if (sbg.certainty.converged) return Chosen{models::weibull(sbg.model), "sBG"};
  return std::nullopt;
}

struct Survival {
  std::vector<stats::SurvivalCount> seen;
  std::vector<models::ContractCount> counts;
  int most = 0;
};

Survival read_survival(const Context& context, const ContractTerms& terms) {
  Survival survival;
  const Table table = context.query(lasted_sql("churn/survival.sql"), contract_bindings(terms),
                                    contract_slots(context));
  for (const Row& row : table.rows) {
    const double place = as_number(row[0]);
    const double lost = as_number(row[1]);
    const double open = as_number(row[2]);
    // The n-th contract has n - 1 renewals behind it.
    survival.seen.push_back({place, lost, 0});
    if (place > 1) survival.seen.push_back({place - 1, 0, open});
    if (lost > 0) survival.counts.push_back({place, lost, 0});
    if (open > 0 && place > 1) survival.counts.push_back({place - 1, 0, open});
    if (lost > 0) survival.most = static_cast<int>(place);
  }
  return survival;
}

}  // namespace

Answer run_contract(const Context& context) {
  if (context.request.grain == Grain::all) {
    fail(ErrorKind::invalid_argument,
         {"契約の解約には期間が要ります: all（day、week、month、quarter、year のどれか）",
          "churn of contracts needs a period: all (use day, week, month, quarter or year)"});
  }
  const ContractTerms terms = contract_terms(context);
  Answer answer;
  answer.columns = contract_columns();
  answer.chart = Chart{"line", "period", "churn", "by_value", "action"};
  const Localized words = terms_words(terms);
  answer.method = {words.ja + "。ウィルソン区間", words.en + "; Wilson interval"};
  if (!knows_contracts(context, answer)) return answer;
  const Grain grain = context.request.grain;
  const std::int64_t last = period_number(context.period.end, grain);
  for (const Group& group : read_groups(context, terms)) {
    for (std::int64_t period = period_number(context.period.start, grain); period <= last;
         ++period) {
      std::int64_t active = 0;
      std::int64_t lost = 0;
      for (const Contracts& contracts : group.contracts) {
        if (!contracts.active_at_start_of(period)) continue;
        active += contracts.count;
        if (contracts.lost == period) lost += contracts.count;
      }
      if (active == 0) continue;
      const Day start = period_of_number(period, grain);
      const double n = static_cast<double>(active);
      const double k = static_cast<double>(lost);
      const stats::Interval interval = stats::wilson(k, n);
      answer.n += lost;
      answer.table.rows.push_back({start, std::int64_t{is_undecided(context, start, terms) ? 1 : 0},
                                   group.by_value, active, lost, k / n, interval.low, interval.high,
                                   make_key({std::string("contract"), start, group.by_value})});
    }
  }
  return answer;
}

Behind contract_behind(const Context& context, const std::vector<Value>& parts, Page page) {
  if (parts.size() != 3)
    fail(ErrorKind::not_found, {"このキーの行はありません", "no row has this key"});
  const std::string sql = lasted_sql("churn/contract_behind.sql");
  PersonsQuery query{sql, contract_bindings(contract_terms(context)), contract_slots(context)};
  query.bindings.push_back({"key_period", period_number(key_day(parts[1]), context.request.grain)});
  query.bindings.push_back({"key_by", parts[2]});
  return persons_behind(context, std::move(query), page);
}

Answer run_survival(const Context& context) {
  const ContractTerms terms = contract_terms(context);
  Answer answer;
  answer.columns = survival_columns();
  answer.chart = Chart{"line", "renewals", "expected", "", "action"};
  if (!context.request.by.empty()) {
    fail(ErrorKind::invalid_argument,
         {"survival は区分に分けられません: {}（--where でひとつ選んでください）",
          "survival is not told apart by groups: {} (choose one with --where)"},
         context.request.by);
  }
  if (!knows_contracts(context, answer)) return answer;
  const Survival survival = read_survival(context, terms);
  const auto curve = stats::kaplan_meier(survival.seen);
  const auto chosen = fit_renewals(survival.counts);
  const Localized words = terms_words(terms);
  answer.method = {fmt::format("{}。観測はカプラン・マイヤー、見込みは{}", words.ja,
                               chosen ? chosen->name : "なし"),
                   fmt::format("{}; Kaplan-Meier for what was seen, {} ahead", words.en,
                               chosen ? chosen->name : "no model")};
  if (!chosen) {
    answer.notes.push_back({"not_enough",
                            {"モデルを当てはめるには、更新と解約の数が足りません。",
                             "There are too few renewals and losses to fit a model."}});
  }
  std::map<int, stats::SurvivalPoint> seen;
  for (const auto& point : curve) seen[static_cast<int>(point.time)] = point;
  const int ahead = chosen ? kAhead : 0;
  double last = 1;
  for (int t = 0; t <= survival.most + ahead; ++t) {
    Row row{std::int64_t{t}, Value(), Value(), Value(), Value(), Value()};
    const auto found = seen.find(t);
    if (found != seen.end()) {
      last = found->second.survival;
      row[1] = static_cast<std::int64_t>(found->second.at_risk);
      if (found->second.interval) {
        row[3] = found->second.interval->low;
        row[4] = found->second.interval->high;
      }
    }
    // Between two losses nothing is lost.
    if (t <= survival.most) row[2] = last;
    if (chosen) row[5] = models::survival(chosen->model, t);
    answer.table.rows.push_back(std::move(row));
  }
  for (const auto& count : survival.counts) {
    answer.n += static_cast<std::int64_t>(count.lost + count.open);
  }
  return answer;
}

}  // namespace mikata::churn
