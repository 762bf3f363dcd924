// SPDX-License-Identifier: Apache-2.0
#include "mikata/insights/retention/expected.h"

#include <map>

#include "mikata/base/error.h"
#include "mikata/insights/periods.h"
#include "mikata/insights/retention/cohorts.h"
#include "mikata/insights/worth_request.h"
#include "mikata/models/active_share.h"
#include "mikata/stats/wilson.h"

namespace mikata::insights {
std::string_view sql(std::string_view path);
}

namespace mikata::retention {
namespace {

struct AgeSum {
  double customers = 0;
  double retained = 0;
  double expected = 0;
};

struct Joined {
  Day day;
  double customers = 0;
};

// By the period of their first order.
std::map<Day, std::vector<Joined>> read_joined(const Context& context) {
  const Table table = context.query(insights::sql("retention/joined.sql"));
  std::map<Day, std::vector<Joined>> joined;
  for (const Row& row : table.rows) {
    const Day day = as_day(row[0]);
    joined[period_start(day, context.request.grain)].push_back({day, as_number(row[1])});
  }
  return joined;
}

// Of the people who joined on these days, those who buy in the period, by the model.
double expected_in(const models::PurchaseModel& model, const std::vector<Joined>& joined,
                   const Period& period) {
  double sum = 0;
  for (const auto& [day, customers] : joined) {
    const double from = (period.start.days - day.days) / kDaysPerWeek;
    const double to = (period.end.days + 1 - day.days) / kDaysPerWeek;
    sum += customers * models::active_share(model, from, to);
  }
  return sum;
}

std::vector<Column> expected_columns() {
  using enum ColumnType;
  return {{"age", integer, "periods", {"経過", "Age"}},
          {"customers", integer, "people", {"人数", "Customers"}},
          {"retained", integer, "people", {"買った人", "Bought"}},
          {"retention", share, "", {"継続率", "Retention"}},
          {"retention_low", share, "", {"下限", "Low"}},
          {"retention_high", share, "", {"上限", "High"}},
          {"expected", share, "", {"モデルの予測", "Expected"}}};
}

std::map<int, AgeSum> sum_ages(const Context& context, const std::vector<Cohort>& cohorts,
                               const std::optional<WorthModel>& model) {
  const Grain grain = context.request.grain;
  const auto joined = read_joined(context);
  std::map<int, AgeSum> ages;
  for (const Cohort& cohort : cohorts) {
    if (is_open(context, cohort.start)) continue;
    for (int age = 1;; ++age) {
      const Day start = add_periods(cohort.start, grain, age);
      if (start > context.period.end || is_open(context, start)) break;
      AgeSum& sum = ages[age];
      sum.customers += static_cast<double>(cohort.customers());
      sum.retained += static_cast<double>(cohort.retained_at(age));
      if (model) {
        sum.expected += expected_in(model->purchases.model, joined.at(cohort.start),
                                    {start, period_end(start, grain)});
      }
    }
  }
  return ages;
}

}  // namespace

Answer run_expected(const Context& context) {
  if (!context.request.by.empty()) {
    fail(ErrorKind::invalid_argument,
         {"expected は区分に分けられません: {}（--where でひとつ選んでください）",
          "expected is not told apart by groups: {} (choose one with --where)"},
         context.request.by);
  }
  Answer answer;
  answer.columns = expected_columns();
  answer.chart = Chart{.form = "line", .x = "age", .y = "retention", .beside = "expected"};
  const std::optional<WorthModel> model = worth_model(context, answer);
  const std::vector<Cohort> cohorts = read_cohorts(context);
  for (const Cohort& cohort : cohorts) answer.n += cohort.customers();
  for (const auto& [age, sum] : sum_ages(context, cohorts, model)) {
    const stats::Interval interval = stats::wilson(sum.retained, sum.customers);
    answer.table.rows.push_back({std::int64_t{age}, static_cast<std::int64_t>(sum.customers),
                                 static_cast<std::int64_t>(sum.retained),
                                 sum.retained / sum.customers, interval.low, interval.high,
                                 model ? Value(sum.expected / sum.customers) : Value()});
  }
  if (model) answer.method = model_words(*model);
  return answer;
}

}  // namespace mikata::retention
