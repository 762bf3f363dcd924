// SPDX-License-Identifier: Apache-2.0
#include "mikata/insights/tenure/tenure.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>

#include "mikata/base/error.h"
#include "mikata/insights/key.h"
#include "mikata/insights/period_sums.h"
#include "mikata/insights/periods.h"
#include "mikata/insights/persons.h"
#include "mikata/stats/wilson.h"

namespace mikata::insights {
std::string_view sql(std::string_view path);
}

namespace mikata::tenure {
namespace {

// A band of tenure, by the whole years it begins with (as tenure.sql writes it) and its days.
struct Band {
  std::int64_t years;
  std::string_view name;
  int from_days;
  int to_days;
};
constexpr std::array<Band, 5> kBands{{{0, "0-1y", 0, 365},
                                      {1, "1-2y", 365, 730},
                                      {2, "2-3y", 730, 1095},
                                      {3, "3-5y", 1095, 1825},
                                      {5, "5y+", 1825, 1'000'000}}};

const Band& band_of(std::int64_t years) { return *std::ranges::find(kBands, years, &Band::years); }

// Ages are of people, not of accounts.
std::vector<Slot> ages_of(const Context& context) {
  return {{"ages", context.request.accounts
                       ? "CROSS JOIN (SELECT nullif(0e0, 0e0) AS age) AS g"
                       : "INNER JOIN customer_summary AS g ON g.customer_no = d.customer_no"}};
}

constexpr PeriodSums kSums{.table = "tenure_sums",
                           .select = "tenure/tenure_sums.sql",
                           .read = "tenure/tenure.sql",
                           .slots = ages_of};

Answer run(const Context& context) {
  Answer answer;
  answer.method = {"ウィルソン区間", "Wilson interval"};
  const Table table = query_periods(context, kSums);
  std::map<std::string, double> totals;
  for (const Row& row : table.rows) totals[make_key({row[0], row[1]})] += as_number(row[3]);
  for (const Row& row : table.rows) {
    const double of = totals.at(make_key({row[0], row[1]}));
    const double people = as_number(row[3]);
    const stats::Interval interval = stats::wilson(people, of);
    const std::string band{band_of(as_integer(row[2])).name};
    answer.n += as_integer(row[3]);
    answer.table.rows.push_back({row[0], std::int64_t{is_open(context, as_day(row[0])) ? 1 : 0},
                                 row[1], band, row[3], people / of, interval.low, interval.high,
                                 row[4], make_key({row[0], row[1], band})});
  }
  return answer;
}

Behind behind(const Context& context, std::string_view key, Page page) {
  const auto parts = split_key(key, 3, 3);
  const auto band = std::ranges::find(kBands, key_text(parts[2]), &Band::name);
  if (band == kBands.end()) {
    fail(ErrorKind::not_found,
         {"その名前の帯はありません: {}（0-1y、1-2y、2-3y、3-5y、5y+）",
          "no band is called: {} (0-1y, 1-2y, 2-3y, 3-5y, 5y+)"},
         key_text(parts[2]));
  }
  BuyersOf which{key_day(parts[0]), parts[1]};
  const Slot first = first_of_period(context);
  which.condition = fmt::format(
      "{} AND days_between(d.first_order_day, d.local_day) >= {} AND "
      "days_between(d.first_order_day, d.local_day) < {}",
      first.text, band->from_days, band->to_days);
  return buyers_behind(context, which, page);
}

}  // namespace

const Insight& insight() {
  using enum ColumnType;
  static const Insight kInsight{
      .name = "tenure",
      .title = {"お付き合いの長さ", "Tenure"},
      .question = {"顧客基盤は老いていないか",
                   "Is our customer base ageing? Who are the new ones?"},
      .definition = {"期間に買った人を、はじめての注文からの年数で分けたもの。最初の帯が、1年以内の"
                     "新しい人。",
                     "Customers who bought in the period, by the time since their first order. The "
                     "first band is those new in 12 months."},
      .interval = {"95%、ウィルソン", "95 %, Wilson"},
      .parameters = {},
      .columns = {{"period", date, "", {"期間", "Period"}},
                  {"open", integer, "", {"途中", "Open"}},
                  {"by_value", string, "", {"区分", "Group"}},
                  {"tenure", string, "", {"お付き合い", "Tenure"}},
                  {"customers", integer, "people", {"人数", "Customers"}},
                  {"share", share, "", {"割合", "Share"}},
                  {"share_low", share, "", {"下限", "Low"}},
                  {"share_high", share, "", {"上限", "High"}},
                  {"median_age", number, "years", {"年齢の中央値(今)", "Median age today"}},
                  {"key", string, "", {"鍵", "Key"}}},
      .chart = {.form = "stacked",
                .x = "period",
                .y = "customers",
                .series = "tenure",
                .side = "action"},
      .requires_facts = {"actions.kind=order"},
      .own = Origin::actions,
      .sql = {"tenure/tenure_sums.sql", "tenure/tenure.sql"},
      .run = run,
      .behind = behind,
  };
  return kInsight;
}

}  // namespace mikata::tenure
