// SPDX-License-Identifier: Apache-2.0
#include "mikata/insights/frequency/frequency.h"

#include <fmt/format.h>

#include <charconv>
#include <map>

#include "mikata/base/error.h"
#include "mikata/insights/blocks.h"
#include "mikata/insights/frequency/forecast.h"
#include "mikata/insights/key.h"
#include "mikata/insights/period_sums.h"
#include "mikata/insights/periods.h"
#include "mikata/insights/persons.h"
#include "mikata/stats/quantile.h"
#include "mikata/stats/wilson.h"

namespace mikata::insights {
std::string_view sql(std::string_view path);
}

namespace mikata::frequency {
namespace {

// The last bar of the histogram is open upwards; histogram.sql knows the same number.
constexpr std::int64_t kMostOccasions = 20;

// Places of the sums in frequency.sql.
enum Sum : std::size_t { customers, occasions, orders, revenue };

using Sums = std::span<const double>;

constexpr PeriodSums kBlocks{
    .table = "block_sums", .select = "block_sums.sql", .read = "frequency/frequency.sql"};
constexpr PeriodSums kGaps{
    .table = "gap_sums", .select = "frequency/gap_sums.sql", .read = "frequency/gaps.sql"};

// The typical wait before the orders of each period and group: the middle one, or between two.
std::map<std::string, Value> read_gaps(const Context& context) {
  const Table table = query_periods(context, kGaps);
  const auto same = [](const Row& a, const Row& b) { return a[0] == b[0] && a[1] == b[1]; };
  std::map<std::string, Value> gaps;
  std::vector<stats::ValueCount> waits;
  for (std::size_t i = 0; i < table.rows.size(); ++i) {
    const Row& row = table.rows[i];
    waits.push_back({as_number(row[2]), as_number(row[3])});
    if (i + 1 < table.rows.size() && same(row, table.rows[i + 1])) continue;
    const auto median = stats::quantile(waits, 0.5);
    gaps[make_key({row[0], row[1]})] = median ? Value(*median) : Value();
    waits.clear();
  }
  return gaps;
}

Answer run_trend(const Context& context) {
  Answer answer;
  answer.method = {"顧客50組のジャックナイフ", "delete-a-group jackknife over 50 customer blocks"};
  const auto gaps = read_gaps(context);
  const auto groups = read_blocks(query_periods(context, kBlocks));
  for (const auto& group : groups) {
    const std::string key = make_key({group.period, group.by_value});
    const auto gap = gaps.find(key);
    const auto whole = [&](Sum which) { return static_cast<std::int64_t>(group.total[which]); };
    answer.n += whole(customers);
    Row row{group.period,     std::int64_t{is_open(context, group.period) ? 1 : 0},
            group.by_value,   whole(customers),
            whole(occasions), whole(orders)};
    const auto often = jackknife_cells(group, [](Sums s) { return s[occasions] / s[customers]; });
    row.insert(row.end(), often.begin(), often.end());
    row.push_back(gap == gaps.end() ? Value() : gap->second);
    row.emplace_back(whole(revenue));
    const auto much = jackknife_cells(group, [](Sums s) { return s[revenue] / s[customers]; });
    row.insert(row.end(), much.begin(), much.end());
    row.emplace_back(key);
    answer.table.rows.push_back(std::move(row));
  }
  return answer;
}

std::vector<Column> histogram_columns() {
  using enum ColumnType;
  return {{"occasions", integer, "days", {"買った日数", "Days bought"}},
          {"by_value", string, "", {"区分", "Group"}},
          {"customers", integer, "people", {"人数", "Customers"}},
          {"share", share, "", {"割合", "Share"}},
          {"share_low", share, "", {"下限", "Low"}},
          {"share_high", share, "", {"上限", "High"}},
          {"key", string, "", {"鍵", "Key"}}};
}

Answer run_histogram(const Context& context) {
  Answer answer;
  answer.columns = histogram_columns();
  answer.chart = Chart{"histogram", "occasions", "customers", "by_value", "action"};
  answer.method = {"ウィルソン区間", "Wilson interval"};
  const Table table = context.query(insights::sql("frequency/histogram.sql"));
  std::map<std::string, double> totals;
  for (const Row& row : table.rows) totals[make_key({row[1]})] += as_number(row[2]);
  for (const Row& row : table.rows) {
    const double of = totals.at(make_key({row[1]}));
    const double people = as_number(row[2]);
    const stats::Interval interval = stats::wilson(people, of);
    answer.n += as_integer(row[2]);
    answer.table.rows.push_back({row[0], row[1], row[2], people / of, interval.low, interval.high,
                                 make_key({std::string("occasions"), row[1], row[0]})});
  }
  answer.notes.push_back(
      {"rounded", {"20は20日以上を含みます。", "20 stands for 20 days or more."}});
  return answer;
}

Answer run(const Context& context) {
  const std::string& view = context.request.parameters.at("view");
  if (view == "trend") return run_trend(context);
  if (view == "histogram") return run_histogram(context);
  if (!context.request.by.empty()) {
    fail(ErrorKind::invalid_argument,
         {"{} は区分に分けられません: {}（--where でひとつ選んでください）",
          "{} is not told apart by groups: {} (choose one with --where)"},
         view, context.request.by);
  }
  if (view == "tracking") return run_tracking(context);
  if (view == "by_purchases") return run_by_purchases(context);
  return view == "deciles" ? run_deciles(context) : run_holdout(context);
}

Behind histogram_behind(const Context& context, const std::vector<Value>& parts, Page page) {
  if (parts.size() != 3)
    fail(ErrorKind::not_found, {"このキーの行はありません", "no row has this key"});
  const std::string& text = key_text(parts[2]);
  std::int64_t times = 0;
  std::from_chars(text.data(), text.data() + text.size(), times);
  Request request = context.request;
  request.grain = Grain::all;
  Context all{context.store, context.settings, context.columns, request,
              context.own,   context.period,   context.as_of,   context.stop};
  all.days_in_use = context.days_in_use;
  if (times < 1)
    fail(ErrorKind::not_found, {"この分布にない棒です: {}", "no bar of the histogram is: {}"},
         text);
  BuyersOf which{context.period.start, parts[1]};
  which.having = fmt::format("b.occasions {} {}", times >= kMostOccasions ? ">=" : "=", times);
  return buyers_behind(all, which, page);
}

Behind behind(const Context& context, std::string_view key, Page page) {
  const auto parts = split_key(key, 2, 3);
  if (key_text(parts[0]) == "occasions") return histogram_behind(context, parts, page);
  return buyers_behind(context, {key_day(parts[0]), parts[1]}, page);
}

std::vector<Parameter> parameters() {
  std::vector<Parameter> list{
      {"view",
       ParameterType::choice,
       "trend",
       {"trend", "histogram", "tracking", "by_purchases", "holdout", "deciles"},
       {"見方", "View"}}};
  for (auto& parameter : forecast_parameters()) list.push_back(std::move(parameter));
  return list;
}

}  // namespace

const Insight& insight() {
  using enum ColumnType;
  static const Insight kInsight{
      .name = "frequency",
      .title = {"購入の頻度", "Frequency"},
      .question = {"どれだけの頻度と量で買うか", "How often and how much do they buy?"},
      .definition = {"期間に買った人ひとりあたりの、買った日数。同じ日の注文は1回と数えます。",
                     "Days with an order per customer who bought in the period; orders of one day "
                     "count once."},
      .interval = {"95%、ジャックナイフ", "95 %, jackknife"},
      .parameters = parameters(),
      .columns = {{"period", date, "", {"期間", "Period"}},
                  {"open", integer, "", {"途中", "Open"}},
                  {"by_value", string, "", {"区分", "Group"}},
                  {"customers", integer, "people", {"買った人", "Customers"}},
                  {"occasions", integer, "days", {"買った日", "Occasions"}},
                  {"orders", integer, "orders", {"注文", "Orders"}},
                  {"frequency", number, "days", {"頻度", "Frequency"}},
                  {"frequency_low", number, "days", {"下限", "Low"}},
                  {"frequency_high", number, "days", {"上限", "High"}},
                  {"gap_days", number, "days", {"間隔の中央値", "Median gap"}},
                  {"revenue", money, "", {"売上", "Revenue"}},
                  {"revenue_per_customer", money, "", {"一人あたり", "Per customer"}},
                  {"revenue_per_customer_low", money, "", {"下限", "Low"}},
                  {"revenue_per_customer_high", money, "", {"上限", "High"}},
                  {"key", string, "", {"鍵", "Key"}}},
      .chart =
          {.form = "line", .x = "period", .y = "frequency", .series = "by_value", .side = "action"},
      .requires_facts = {"actions.kind=order"},
      .own = Origin::actions,
      .sql = {"block_sums.sql", "frequency/frequency.sql", "frequency/gap_sums.sql",
              "frequency/gaps.sql", "frequency/histogram.sql"},
      .run = run,
      .behind = behind,
  };
  return kInsight;
}

}  // namespace mikata::frequency
