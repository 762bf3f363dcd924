// SPDX-License-Identifier: Apache-2.0
#include "mikata/insights/rfm/rfm.h"

#include <charconv>

#include "mikata/base/error.h"
#include "mikata/insights/context.h"
#include "mikata/insights/key.h"
#include "mikata/insights/measure_customers.h"
#include "mikata/insights/persons.h"

namespace mikata::insights {
std::string_view sql(std::string_view path);
}

namespace mikata::rfm {
namespace {

std::string with_scores(std::string_view file) {
  return std::string(insights::sql("rfm/scored.sql")) + std::string(insights::sql(file));
}

std::vector<Column> worth_columns() {
  using enum ColumnType;
  return {{"by_value", string, "", {"区分", "Group"}},
          {"recency", integer, "score", {"最近", "Recency"}},
          {"frequency", integer, "score", {"頻度", "Frequency"}},
          {"customers", integer, "people", {"人数", "Customers"}},
          {"revenue", money, "", {"売上", "Revenue"}},
          {"p_alive", share, "", {"続いている見込み(平均)", "P(alive) (mean)"}},
          {"expected_orders", number, "days", {"これから買う日(平均)", "Days to come (mean)"}},
          {"clv", money, "", {"生涯価値(一人)", "Lifetime value, each"}},
          {"clv_total", money, "", {"生涯価値(合計)", "Lifetime value, all"}},
          {"key", string, "", {"鍵", "Key"}}};
}

// Of all days, and of customers as a whole, nothing has to be added up.
Slot lives(const Context& context, const std::vector<Slot>& slots = {}) {
  const Request& request = context.request;
  const std::set<Origin> origins = scope_of(context).origins;
  const bool all_days = !request.start && !request.end && request.last.empty() && !request.as_of;
  const bool summarised = all_days && !request.accounts && !origins.contains(Origin::actions) &&
                          !origins.contains(Origin::items);
  return {"lives",
          context.fill(insights::sql(summarised ? "rfm/lives_now.sql" : "rfm/lives.sql"), slots)};
}

// What the models say stands as of the book's last day, of customers one by one.
Answer run_worth(const Context& context) {
  const Day last = latest_day(context.store).value_or(context.as_of);
  if (context.as_of != last || context.request.accounts) {
    fail(ErrorKind::invalid_argument,
         {"view=value は最後の日 {} のお客さまについてだけ示せます",
          "view=value is of customers as of the last day, {}"},
         to_string(last));
  }
  measure_customers(context);
  Answer answer;
  answer.columns = worth_columns();
  answer.chart = Chart{.form = "heat", .x = "frequency", .y = "clv", .series = "recency"};
  answer.method = {"clvが選んだモデルによる12か月の値",
                   "by the model that clv chose; the next 12 months"};
  const Table table = context.query(with_scores("rfm/worth.sql"), {}, {lives(context)});
  for (const Row& row : table.rows) {
    answer.n += as_integer(row[3]);
    answer.table.rows.push_back(row);
    answer.table.rows.back().emplace_back(make_key({row[0], row[1], row[2]}));
  }
  return answer;
}

Answer run_scores(const Context& context) {
  Answer answer;
  answer.method = {"順位による1–5点。同じ値は同じ点", "scores 1-5 by rank; equal values share one"};
  const Table table = context.query(with_scores("rfm/rfm.sql"), {}, {lives(context)});
  for (const Row& row : table.rows) answer.n += as_integer(row[3]);
  for (const Row& row : table.rows) {
    answer.table.rows.push_back({row[0], row[1], row[2], row[3],
                                 as_number(row[3]) / static_cast<double>(answer.n), row[4], row[5],
                                 row[6], row[7], make_key({row[0], row[1], row[2]})});
  }
  return answer;
}

Answer run(const Context& context) {
  return context.request.parameters.at("view") == "value" ? run_worth(context)
                                                          : run_scores(context);
}

std::int64_t key_score(const Value& part) {
  const std::string& text = key_text(part);
  std::int64_t score = 0;
  std::from_chars(text.data(), text.data() + text.size(), score);
  if (score < 1 || score > 5)
    fail(ErrorKind::not_found, {"この表にない欄です: {}", "no field of the map is: {}"}, text);
  return score;
}

Behind behind(const Context& context, std::string_view key, Page page) {
  const auto parts = split_key(key, 3, 3);
  const std::string sql = with_scores("rfm/behind.sql");
  const Slot group{"group", context.fill("{by}")};
  return persons_behind(context,
                        {sql,
                         {{"key_by", parts[0]},
                          {"key_recency", key_score(parts[1])},
                          {"key_frequency", key_score(parts[2])}},
                         {lives(context, {group})}},
                        page);
}

}  // namespace

const Insight& insight() {
  using enum ColumnType;
  static const Insight kInsight{
      .name = "rfm",
      .title = {"最近・頻度・金額", "RFM"},
      .question = {"最近・頻繁・高額は誰か", "Who bought recently, often, much?"},
      .definition =
          {"期間に最後に買った日、買った日数、金額の3つに、順位で1–5点を付けます。"
           "同じ値は同じ点です。",
           "Scores 1-5 by rank for how recently, how often and how much a customer "
           "bought in the period: (5 rank + n - 1) div n, so that equal values share a score."},
      .interval = {},
      .parameters =
          {{"view", ParameterType::choice, "scores", {"scores", "value"}, {"見方", "View"}}},
      .columns = {{"by_value", string, "", {"区分", "Group"}},
                  {"recency", integer, "score", {"最近", "Recency"}},
                  {"frequency", integer, "score", {"頻度", "Frequency"}},
                  {"customers", integer, "people", {"人数", "Customers"}},
                  {"share", share, "", {"割合", "Share"}},
                  {"revenue", money, "", {"売上", "Revenue"}},
                  {"monetary", number, "score", {"金額の点(平均)", "Monetary (mean)"}},
                  {"recency_days", number, "days", {"最後から(平均)", "Days since (mean)"}},
                  {"occasions", number, "days", {"買った日(平均)", "Occasions (mean)"}},
                  {"key", string, "", {"鍵", "Key"}}},
      .chart = {.form = "heat",
                .x = "frequency",
                .y = "customers",
                .series = "recency",
                .side = "action"},
      .requires_facts = {"actions.kind=order"},
      .own = Origin::actions,
      .sql = {"rfm/scored.sql", "rfm/rfm.sql"},
      .run = run,
      .behind = behind,
  };
  return kInsight;
}

}  // namespace mikata::rfm
