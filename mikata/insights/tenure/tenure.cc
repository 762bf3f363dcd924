// SPDX-License-Identifier: Apache-2.0
#include "mikata/insights/tenure/tenure.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>

#include "mikata/base/error.h"
#include "mikata/insights/key.h"
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

void note_age(const Context& context, Answer& answer) {
  const Table table = context.query(insights::sql("tenure/ages.sql"));
  if (table.rows.empty() || is_null(table.rows[0][0])) return;
  const double age = as_number(table.rows[0][0]);
  const std::int64_t people = as_integer(table.rows[0][1]);
  answer.notes.push_back(
      {"age",
       {fmt::format("1年以内に買った人の年齢の中央値は{:.0f}歳(生年月日の分かる{}人)", age, people),
        fmt::format("The median age of those who bought within a year is {:.0f} ({} people with "
                    "a birth date).",
                    age, people)}});
}

Answer run(const Context& context) {
  Answer answer;
  answer.method = {"ウィルソン区間", "Wilson interval"};
  const Table table =
      context.query(insights::sql("tenure/tenure.sql"), {}, {first_of_period(context)});
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
                                 make_key({row[0], row[1], band})});
  }
  note_age(context, answer);
  return answer;
}

Behind behind(const Context& context, std::string_view key, Page page) {
  const auto parts = split_key(key, 3, 3);
  const auto band = std::ranges::find(kBands, as_text(parts[2]), &Band::name);
  if (band == kBands.end()) {
    fail(ErrorKind::not_found, "no band is called: {} (0-1y, 1-2y, 2-3y, 3-5y, 5y+)",
         as_text(parts[2]));
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
                  {"key", string, "", {"鍵", "Key"}}},
      .chart = {.form = "stacked",
                .x = "period",
                .y = "customers",
                .series = "tenure",
                .side = "action"},
      .requires_facts = {"actions.kind=order"},
      .own = Origin::actions,
      .sql = {"tenure/tenure.sql", "tenure/ages.sql"},
      .run = run,
      .behind = behind,
  };
  return kInsight;
}

}  // namespace mikata::tenure
