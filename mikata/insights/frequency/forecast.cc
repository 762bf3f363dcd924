// SPDX-License-Identifier: Apache-2.0
#include "mikata/insights/frequency/forecast.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <map>

#include "mikata/base/day_words.h"
#include "mikata/base/error.h"
#include "mikata/base/parallel.h"
#include "mikata/insights/worth_request.h"
#include "mikata/stats/forecast_accuracy.h"

namespace mikata::insights {
std::string_view sql(std::string_view path);
}

namespace mikata::frequency {
namespace {

using models::PurchaseModel;
using models::PurchaseModelKind;

constexpr std::int64_t kMostPurchases = 7;

int days_of(const std::string& text) {
  int number = 0;
  const char* end = text.data() + text.size();
  const auto [rest, error] = std::from_chars(text.data(), end, number);
  const std::string_view unit(rest, static_cast<std::size_t>(end - rest));
  if (error != std::errc{} || number < 1 || number > 10'000 || (unit != "d" && unit != "w")) {
    fail(ErrorKind::invalid_argument,
         {"holdout が長さではありません: {}（39w、90d のように書いてください）",
          "holdout is not a span: {} (write 39w or 90d)"},
         text);
  }
  return unit == "w" ? 7 * number : number;
}

PurchaseModelKind kind_of(const std::string& name) {
  if (name == "bgnbd") return PurchaseModelKind::bgnbd;
  if (name == "mbgnbd") return PurchaseModelKind::mbgnbd;
  if (name == "mbgcnbd") return PurchaseModelKind::mbgcnbd;
  return PurchaseModelKind::pnbd;
}

// What every view looks at. `model` is empty where there is not enough to fit; `answer` then says
// so, and else which model it is.
struct HeldOut {
  Day cut;
  double weeks = 0;
  std::optional<PurchaseModel> model = {};
};

Day cut_of(const Context& context) {
  const std::string& holdout = context.request.parameters.at("holdout");
  const int watched = context.as_of.days - context.period.start.days;
  const int days = holdout.empty() ? std::max(1, watched / 3) : days_of(holdout);
  return Day{context.as_of.days - days};
}

std::optional<PurchaseModel> fit_named(const Context& until_cut, const std::string& name,
                                       Answer& answer) {
  const EverybodysContext everybody(until_cut);
  const Trial trial = life_trial(everybody.context(), until_cut.as_of);
  const std::vector<models::Pattern> patterns = in_weeks(trial);
  Localized why = models::not_enough(patterns);
  if (why.empty()) {
    const auto fitted = models::fit_purchases(kind_of(name), patterns, trial.log_gaps);
    why = {fitted.certainty.reason, fitted.certainty.reason};
    if (fitted.certainty.converged) return fitted.model;
  }
  answer.notes.push_back(
      {"not_enough",
       localized({"モデル{}は当てはまりません({})。", "{} does not fit ({})."}, name, why)});
  return std::nullopt;
}

HeldOut hold_out(const Context& context, Answer& answer) {
  HeldOut held{.cut = cut_of(context)};
  held.weeks = (context.as_of.days - held.cut.days) / kDaysPerWeek;
  Context until_cut = context;
  until_cut.as_of = held.cut;
  const std::string& name = context.request.parameters.at("model");
  Localized words{name, name};
  if (name == "best") {
    if (const auto worth = worth_model(until_cut, answer)) {
      held.model = worth->purchases.model;
      words = model_words(*worth);
    }
  } else {
    held.model = fit_named(until_cut, name, answer);
  }
  if (!held.model) return held;
  answer.method = {
      fmt::format("{}までの購入に当てはめ、その後の{:.1f}週を予測。{}", day_words(held.cut).ja,
                  held.weeks, words.ja),
      fmt::format("fitted to purchases until {}, foretelling the {:.1f} weeks after; {}",
                  day_words(held.cut).en, held.weeks, words.en)};
  return held;
}

// One row is the customers with one history and one outcome.
struct Judged {
  std::int64_t x = 0;
  double customers = 0;
  double actual = 0;
  double expected = 0;
  double history = 0;  // by the naive rival
};

std::vector<Judged> judge(const Context& context, const HeldOut& held) {
  const Trial trial = life_trial(context, held.cut);
  std::vector<Judged> rows(trial.patterns.size());
  for_each_piece(rows.size(), 512, [&](const Piece& piece) {
    for (std::size_t i = piece.begin; i < piece.end; ++i) {
      const auto& [days, after, customers] = trial.patterns[i];
      const models::History history = in_weeks(days);
      rows[i] = {days.x, customers, after,
                 models::expected_purchases(*held.model, history, held.weeks),
                 history.age > 0 ? history.frequency / history.age * held.weeks : 0};
    }
  });
  return rows;
}

std::vector<stats::Forecast> forecasts(const std::vector<Judged>& rows, double Judged::*which) {
  std::vector<stats::Forecast> list;
  for (const Judged& row : rows) list.push_back({row.*which, row.actual, row.customers});
  return list;
}

std::int64_t people(const std::vector<Judged>& rows) {
  double customers = 0;
  for (const Judged& row : rows) customers += row.customers;
  return static_cast<std::int64_t>(customers);
}

Value cell(const std::optional<double>& number) { return number ? Value(*number) : Value(); }

Column number_column(const char* name, Localized title) {
  return {name, ColumnType::number, "", std::move(title)};
}

Column days_column(const char* name, Localized title) {
  return {name, ColumnType::number, "days", std::move(title)};
}

Column customers_column() {
  return {"customers", ColumnType::integer, "people", {"人数", "Customers"}};
}

std::int64_t week_of(Day day, Day first) { return (day.days - first.days) / 7; }

// Days bought again by the end of each week from `first` on.
std::vector<double> cumulative(const Table& days, Day first, std::size_t weeks) {
  std::vector<double> sums(weeks);
  for (const Row& row : days.rows) {
    const auto week = static_cast<std::size_t>(week_of(as_day(row[0]), first));
    if (week < weeks) sums[week] += as_number(row[1]);
  }
  for (std::size_t i = 1; i < weeks; ++i) sums[i] += sums[i - 1];
  return sums;
}

double expected_until(const PurchaseModel& model, const Table& joined, Day end) {
  double sum = 0;
  for (const Row& row : joined.rows) {
    const double weeks = (end.days - as_day(row[0]).days) / kDaysPerWeek;
    if (weeks > 0) sum += as_number(row[1]) * models::expected_purchases(model, weeks);
  }
  return sum;
}

}  // namespace

std::vector<Parameter> forecast_parameters() {
  return {{"holdout", ParameterType::text, "", {}, {"残す期間(39w、90d)", "Held out (39w, 90d)"}},
          {"model",
           ParameterType::choice,
           "best",
           {"best", "bgnbd", "mbgnbd", "mbgcnbd", "pnbd"},
           {"モデル", "Model"}}};
}

Answer run_holdout(const Context& context) {
  Answer answer;
  answer.columns = {{"forecaster", ColumnType::string, "", {"予測", "Forecaster"}},
                    customers_column(),
                    days_column("forecast", {"予測の合計", "Forecast"}),
                    days_column("actual", {"実際の合計", "Actual"}),
                    {"bias", ColumnType::share, "", {"偏り", "Bias"}},
                    days_column("mae", {"平均絶対誤差", "MAE"}),
                    days_column("rmse", {"二乗平均誤差", "RMSE"}),
                    number_column("pearson", {"相関", "Pearson"}),
                    number_column("spearman", {"順位相関", "Spearman"}),
                    number_column("gini", {"ジニ(正規化)", "Normalised Gini"})};
  answer.chart = Chart{"table", "", "", "", "action"};
  const HeldOut held = hold_out(context, answer);
  if (!held.model) return answer;
  const std::vector<Judged> rows = judge(context, held);
  answer.n = people(rows);
  const auto add = [&](const std::string& name, double Judged::*which) {
    const auto found = stats::forecast_accuracy(forecasts(rows, which));
    if (!found) return;
    answer.table.rows.push_back({name, answer.n, found->forecast, found->actual, cell(found->bias),
                                 found->mae, found->rmse, cell(found->pearson),
                                 cell(found->spearman), cell(found->gini)});
  };
  add(std::string(models::model_name(*held.model)), &Judged::expected);
  add("history", &Judged::history);
  return answer;
}

Answer run_deciles(const Context& context) {
  Answer answer;
  answer.columns = {{"tenth", ColumnType::integer, "", {"予測の多い順", "Most expected first"}},
                    customers_column(),
                    days_column("actual", {"実際", "Actual"}),
                    days_column("expected", {"予測", "Expected"}),
                    days_column("history_actual", {"実際(履歴の順)", "Actual, by history"}),
                    days_column("history_expected", {"履歴からの予測", "Expected by history"})};
  answer.chart = Chart{"line", "tenth", "actual", "", "action", "expected"};
  const HeldOut held = hold_out(context, answer);
  if (!held.model) return answer;
  const std::vector<Judged> rows = judge(context, held);
  answer.n = people(rows);
  const auto model = stats::forecast_tenths(forecasts(rows, &Judged::expected));
  const auto rival = stats::forecast_tenths(forecasts(rows, &Judged::history));
  for (std::size_t i = 0; i < model.size() && i < rival.size(); ++i) {
    answer.table.rows.push_back(
        {static_cast<std::int64_t>(i + 1), static_cast<std::int64_t>(model[i].customers + 0.5),
         model[i].actual, model[i].forecast, rival[i].actual, rival[i].forecast});
  }
  return answer;
}

Answer run_by_purchases(const Context& context) {
  Answer answer;
  answer.columns = {{"x", ColumnType::integer, "days", {"それまでに再び買った日", "Bought again"}},
                    customers_column(),
                    days_column("actual", {"実際(一人)", "Actual, a customer"}),
                    days_column("expected", {"予測(一人)", "Expected, a customer"}),
                    days_column("history", {"履歴から(一人)", "By history, a customer"})};
  answer.chart = Chart{"line", "x", "actual", "", "action", "expected"};
  const HeldOut held = hold_out(context, answer);
  if (!held.model) return answer;
  std::map<std::int64_t, Judged> sums;
  for (const Judged& row : judge(context, held)) {
    Judged& sum = sums[std::min(row.x, kMostPurchases)];
    sum.customers += row.customers;
    sum.actual += row.customers * row.actual;
    sum.expected += row.customers * row.expected;
    sum.history += row.customers * row.history;
  }
  for (const auto& [x, sum] : sums) {
    const double n = sum.customers;
    answer.n += static_cast<std::int64_t>(n);
    answer.table.rows.push_back(
        {x, static_cast<std::int64_t>(n), sum.actual / n, sum.expected / n, sum.history / n});
  }
  answer.notes.push_back({"rounded", {"7は7日以上を含みます。", "7 stands for 7 days or more."}});
  return answer;
}

Answer run_tracking(const Context& context) {
  Answer answer;
  answer.columns = {{"week_until", ColumnType::date, "", {"週の終わり", "Week until"}},
                    {"held_out", ColumnType::integer, "", {"予測", "Held out"}},
                    days_column("actual", {"実際", "Actual"}),
                    days_column("expected", {"予測", "Expected"}),
                    days_column("actual_cumulative", {"実際の累計", "Actual, cumulative"}),
                    days_column("expected_cumulative", {"予測の累計", "Expected, cumulative"})};
  answer.chart =
      Chart{"line", "week_until", "actual_cumulative", "", "action", "expected_cumulative"};
  const HeldOut held = hold_out(context, answer);
  if (!held.model) return answer;
  const Table joined = context.query(insights::sql("frequency/joined.sql"), {{"cut", held.cut}});
  const Table repeated =
      context.query(insights::sql("frequency/repeated.sql"), {{"cut", held.cut}});
  if (joined.rows.empty()) return answer;
  const Day first = as_day(joined.rows.front()[0]);
  // Weeks that are over.
  const auto weeks = static_cast<std::size_t>((context.as_of.days - first.days + 1) / 7);
  const std::vector<double> actual = cumulative(repeated, first, weeks);
  double before = 0;
  for (std::size_t week = 0; week < weeks; ++week) {
    const Day last{first.days + static_cast<std::int32_t>(7 * week) + 6};
    const double expected = expected_until(*held.model, joined, Day{last.days + 1});
    const double earlier = week == 0 ? 0 : actual[week - 1];
    answer.table.rows.push_back({last, std::int64_t{last > held.cut ? 1 : 0},
                                 actual[week] - earlier, expected - before, actual[week],
                                 expected});
    before = expected;
  }
  for (const Row& row : joined.rows) answer.n += as_integer(row[1]);
  return answer;
}

}  // namespace mikata::frequency
