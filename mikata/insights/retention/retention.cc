// SPDX-License-Identifier: Apache-2.0
#include "mikata/insights/retention/retention.h"

#include <algorithm>
#include <charconv>

#include "mikata/base/error.h"
#include "mikata/insights/contracts.h"
#include "mikata/insights/key.h"
#include "mikata/insights/period_sums.h"
#include "mikata/insights/periods.h"
#include "mikata/insights/persons.h"
#include "mikata/insights/retention/cohorts.h"
#include "mikata/insights/retention/contract.h"
#include "mikata/insights/retention/expected.h"
#include "mikata/stats/wilson.h"

namespace mikata::insights {
std::string_view sql(std::string_view path);
}

namespace mikata::retention {
namespace {

constexpr PeriodSums kSums{.table = "cohort_sums",
                           .select = "retention/cohort_sums.sql",
                           .read = "retention/retention.sql"};

// Those who joined in one window and bought in the other, from the days.
Table query_cohorts(const Context& context, Period joined, Period bought) {
  return query_days(with_period(context, {joined.start, bought.end}), kSums,
                    "d.first_order_day >= $start AND d.first_order_day <= $last_joined AND "
                    "d.local_day >= $first_day AND d.local_day <= $end",
                    {{"last_joined", joined.end}, {"first_day", bought.start}});
}

// Cohorts in the order in which they come, each of its ages from any of the tables.
class Cohorts {
 public:
  explicit Cohorts(Grain grain) : grain_(grain) {}
  void add(const Table& table) {
    for (const Row& row : table.rows) {
      const auto age = static_cast<int>(as_integer(row[2]) - as_integer(row[0]));
      cohort(period_of_number(as_integer(row[0]), grain_), row[1]).retained[age] =
          as_integer(row[3]);
    }
  }
  std::vector<Cohort> take() { return std::move(cohorts_); }

 private:
  Cohort& cohort(Day start, const Value& by_value) {
    const auto same = [&](const Cohort& c) { return c.start == start && c.by_value == by_value; };
    const auto found = std::find_if(cohorts_.rbegin(), cohorts_.rend(), same);
    if (found != cohorts_.rend()) return *found;
    cohorts_.push_back({start, by_value, {}});
    return cohorts_.back();
  }

  Grain grain_;
  std::vector<Cohort> cohorts_;
};

}  // namespace

std::vector<Cohort> read_cohorts(const Context& context) {
  if (context.request.grain == Grain::all) {
    fail(ErrorKind::invalid_argument,
         {"retention には期間が要ります: all（day、week、month、quarter、year のどれか）",
          "retention needs a period: all (use day, week, month, quarter or year)"});
  }
  Cohorts cohorts(context.request.grain);
  if (!asks_for_sums(context)) {
    cohorts.add(query_cohorts(context, context.period, context.period));
    return cohorts.take();
  }
  const Windows windows = windows_of(context);
  const Day end = context.period.end;
  if (windows.head) cohorts.add(query_cohorts(context, *windows.head, {windows.head->start, end}));
  if (windows.whole) {
    const auto kept = query_kept(context, kSums, *windows.whole);
    cohorts.add(kept ? *kept : query_cohorts(context, *windows.whole, *windows.whole));
  }
  if (windows.tail) {
    const Day joined = windows.whole ? windows.whole->start : windows.tail->start;
    cohorts.add(query_cohorts(context, {joined, end}, *windows.tail));
  }
  return cohorts.take();
}

namespace {

// One row per age: an age in which nobody bought is a zero, not a hole.
void add_rows(const Context& context, const Cohort& cohort, Table& table) {
  const Grain grain = context.request.grain;
  const std::int64_t customers = cohort.customers();
  for (int age = 0;; ++age) {
    const Day period = add_periods(cohort.start, grain, age);
    if (period > context.period.end) return;
    const std::int64_t retained = cohort.retained_at(age);
    const stats::Interval interval =
        stats::wilson(static_cast<double>(retained), static_cast<double>(customers));
    const bool open = is_open(context, period) || is_open(context, cohort.start);
    table.rows.push_back(
        {cohort.start, std::int64_t{age}, std::int64_t{open ? 1 : 0}, cohort.by_value, customers,
         retained, static_cast<double>(retained) / static_cast<double>(customers), interval.low,
         interval.high, make_key({cohort.start, cohort.by_value, std::int64_t{age}})});
  }
}

Answer run_cohorts(const Context& context) {
  Answer answer;
  answer.method = {"ウィルソン区間", "Wilson interval"};
  for (const auto& cohort : read_cohorts(context)) {
    answer.n += cohort.customers();
    add_rows(context, cohort, answer.table);
  }
  return answer;
}

Answer run(const Context& context) {
  const std::string& view = context.request.parameters.at("view");
  if (view == "contract") return run_contract(context);
  return view == "expected" ? run_expected(context) : run_cohorts(context);
}

int key_age(const Value& part) {
  const std::string& text = key_text(part);
  int age = -1;
  std::from_chars(text.data(), text.data() + text.size(), age);
  if (age < 0 || age > 100'000) {
    fail(ErrorKind::not_found,
         {"このキーの行はありません: 経過が {} です", "no row has this key: its age is {}"}, text);
  }
  return age;
}

Behind behind(const Context& context, std::string_view key, Page page) {
  const auto parts = split_key(key, 3, 3);
  if (parts[0] == Value(std::string("contract"))) return contract_behind(context, parts, page);
  const Day cohort = key_day(parts[0]);
  const Day period = add_periods(cohort, context.request.grain, key_age(parts[2]));
  return persons_behind(context,
                        {insights::sql("retention/behind.sql"),
                         {{"key_cohort", period_number(cohort, context.request.grain)},
                          {"key_period", period_number(period, context.request.grain)},
                          {"key_by", parts[1]}}},
                        page);
}

}  // namespace

const Insight& insight() {
  using enum ColumnType;
  static const Insight kInsight{
      .name = "retention",
      .title = {"継続", "Retention"},
      .question = {"続けてくれるか", "Who stays?"},
      .definition =
          {"はじめて買った期間ごとに、その後の各期間に1回以上買った人の割合。見方「契約」"
           "(--view contract)では、更新を迎えた契約のうち更新した割合。",
           "Of those whose first order fell in one period, the share with at least one "
           "order in each later period. In the view Contracts (--view contract): renewed of those "
           "up for renewal."},
      .interval = {"95%、ウィルソン", "95 %, Wilson"},
      .parameters = {{"view",
                      ParameterType::choice,
                      "cohorts",
                      {"cohorts", "expected", "contract"},
                      {"見方", "View"}},
                     contract_parameters()[0],
                     contract_parameters()[1]},
      .columns = {{"cohort", date, "", {"はじめて買った期間", "First order"}},
                  {"age", integer, "periods", {"経過", "Age"}},
                  {"open", integer, "", {"途中", "Open"}},
                  {"by_value", string, "", {"区分", "Group"}},
                  {"customers", integer, "people", {"人数", "Customers"}},
                  {"retained", integer, "people", {"買った人", "Bought"}},
                  {"retention", share, "", {"継続率", "Retention"}},
                  {"retention_low", share, "", {"下限", "Low"}},
                  {"retention_high", share, "", {"上限", "High"}},
                  {"key", string, "", {"鍵", "Key"}}},
      .chart = {.form = "heat", .x = "age", .y = "retention", .series = "cohort", .side = "action"},
      .requires_facts = {"actions.kind=order|actions.kind=renew"},
      .own = Origin::actions,
      .sql = {"retention/cohort_sums.sql", "retention/retention.sql"},
      .run = run,
      .behind = behind,
  };
  return kInsight;
}

}  // namespace mikata::retention
