// SPDX-License-Identifier: Apache-2.0
#include "mikata/insights/engagement/engagement.h"

#include <algorithm>
#include <array>
#include <optional>

#include "mikata/base/error.h"
#include "mikata/insights/context.h"
#include "mikata/insights/key.h"
#include "mikata/insights/periods.h"
#include "mikata/insights/persons.h"
#include "mikata/stats/wilson.h"

namespace mikata::insights {
std::string_view sql(std::string_view path);
}

namespace mikata::engagement {
namespace {

// One measure: where its base and its people stand in the row of its query.
struct Measure {
  std::string_view name;
  std::size_t base;
  std::size_t people;
  std::string_view having;  // the same people, in behind.sql and asked_behind.sql
};
constexpr std::array<Measure, 2> kAsked{
    {{"answered_of_delivered", 3, 4, "d.stage = 3"}, {"answered_of_invited", 2, 4, "d.stage = 3"}}};
constexpr std::array<Measure, 5> kTouched{{{"opened", 2, 4, "t.opened = 1"},
                                           {"clicked", 2, 5, "t.clicked = 1"},
                                           {"attended", 2, 6, "t.attended = 1"},
                                           {"followed", 2, 7, "t.followed = 1"},
                                           {"shared", 2, 8, "t.shared = 1"}}};

void add_row(const Context& context, const Measure& measure, const Row& row, Answer& answer) {
  const double base = as_number(row[measure.base]);
  const double people = as_number(row[measure.people]);
  if (base == 0) return;
  const stats::Interval interval = stats::wilson(people, base);
  const bool touched = measure.base == 2 && row.size() > 5;
  answer.table.rows.push_back({row[0], std::int64_t{is_open(context, as_day(row[0])) ? 1 : 0},
                               row[1], std::string(measure.name), row[measure.base],
                               row[measure.people], people / base, interval.low, interval.high,
                               touched ? Value(as_number(row[3]) / base) : Value(),
                               make_key({row[0], row[1], std::string(measure.name)})});
}

// Surveys are asked of people: what single actions say, or an account, does not tell them apart.
bool can_tell_asked(const Context& context) {
  const auto origins = scope_of(context).origins;
  return !context.request.accounts && !origins.contains(Origin::actions) &&
         !origins.contains(Origin::items);
}

// Who was asked, with one of the statements that read it.
std::string asked_sql(std::string_view file) {
  return std::string(insights::sql("engagement/asked.sql")) + std::string(insights::sql(file));
}

// The last period that is over, of those with a row; nullopt where there is none.
std::optional<Day> last_closed(const Context& context, const Table& table) {
  std::optional<Day> last;
  for (const Row& row : table.rows) {
    const Day period = as_day(row[0]);
    if (!is_open(context, period) && (!last || *last < period)) last = period;
  }
  return last;
}

// A page shows the last closed period: what is not known of it has a reason.
void note_untouched(const Context& context, const Table& asked, const Table& touched,
                    Answer& answer) {
  const auto asked_last = last_closed(context, asked);
  const auto touched_last = last_closed(context, touched);
  if (touched_last && asked_last && *touched_last < *asked_last) {
    answer.notes.push_back(
        {"not_enough",
         {"直近の閉じた期間には、こちらから送った連絡の記録がないので、開いた・押したなどの割合は"
          "ありません(–)。",
          "Nothing is recorded as sent in the last closed period: there are no shares of opened, "
          "clicked and the like (–)."}});
  }
  if (touched_last && asked_last && *asked_last < *touched_last) {
    answer.notes.push_back(
        {"not_enough",
         {"直近の閉じた期間には、アンケートを送った記録がないので、回答率はありません(–)。",
          "No survey is recorded as sent in the last closed period: there is no response rate "
          "(–)."}});
  }
}

Answer run(const Context& context) {
  Answer answer;
  answer.method = {"ウィルソン区間", "Wilson interval"};
  Table asked;
  if (can_tell_asked(context)) asked = context.query(asked_sql("engagement/asked_count.sql"));
  for (const Row& row : asked.rows) {
    answer.n += as_integer(row[2]);
    for (const auto& measure : kAsked) add_row(context, measure, row, answer);
  }
  const bool surveys = !answer.table.rows.empty();
  const Table touched = context.query(insights::sql("engagement/touched.sql"));
  for (const Row& row : touched.rows) {
    answer.n += as_integer(row[2]);
    for (const auto& measure : kTouched) add_row(context, measure, row, answer);
  }
  std::ranges::stable_sort(answer.table.rows, {}, [](const Row& row) { return as_day(row[0]); });
  if (surveys) {
    answer.notes.push_back(
        {"not_enough",
         {"一人への連絡は、送ったメールなどの数です。アンケートへの答えの行にはありません(–)。",
          "Touches each counts the messages sent; rows about answered surveys have none (–)."}});
  }
  note_untouched(context, asked, touched, answer);
  return answer;
}

Behind behind(const Context& context, std::string_view key, Page page) {
  const auto parts = split_key(key, 3, 3);
  const Period days = days_of_period(context, key_day(parts[0]));
  const std::string& name = key_text(parts[2]);
  PersonsQuery query;
  std::string sql;
  query.bindings = {{"key_start", days.start}, {"key_end", days.end}, {"key_by", parts[1]}};
  const auto asked = std::ranges::find(kAsked, name, &Measure::name);
  const auto touched = std::ranges::find(kTouched, name, &Measure::name);
  if (asked != kAsked.end() && can_tell_asked(context)) {
    sql = asked_sql("engagement/asked_behind.sql");
    query.sql = sql;
    query.slots = {{"having", std::string(asked->having)}};
  } else if (touched != kTouched.end()) {
    query.sql = insights::sql("engagement/behind.sql");
    query.slots = {{"having", std::string(touched->having)}};
  } else {
    fail(ErrorKind::not_found, {"その名前の指標はありません: {}", "no measure is called: {}"},
         name);
  }
  return persons_behind(context, std::move(query), page);
}

}  // namespace

const Insight& insight() {
  using enum ColumnType;
  static const Insight kInsight{
      .name = "engagement",
      .title = {"関わり", "Engagement"},
      .question = {"関わってくれているか", "Do they answer, attend, follow, open?"},
      .definition = {"届いたアンケートのうち答えた割合(回答率)"
                     "と、送った人のうち開く・参加する・フォローする割"
                     "合。",
                     "Answered of delivered surveys (the response rate), and of the customers we "
                     "touched those who opened, clicked, attended, followed, shared."},
      .interval = {"95%、ウィルソン", "95 %, Wilson"},
      .parameters = {},
      .columns = {{"period", date, "", {"期間", "Period"}},
                  {"open", integer, "", {"途中", "Open"}},
                  {"by_value", string, "", {"区分", "Group"}},
                  {"measure", string, "", {"指標", "Measure"}},
                  {"n", integer, "people", {"母数", "Of"}},
                  {"people", integer, "people", {"人数", "People"}},
                  {"rate", share, "", {"割合", "Rate"}},
                  {"rate_low", share, "", {"下限", "Low"}},
                  {"rate_high", share, "", {"上限", "High"}},
                  {"touches_per_customer", number, "times", {"一人への連絡", "Touches each"}},
                  {"key", string, "", {"鍵", "Key"}}},
      .chart = {.form = "line", .x = "period", .y = "rate", .series = "measure", .side = "action"},
      .requires_facts = {"voices.status=invited|voices.status=delivered|actions.kind=campaign"},
      .own = Origin::customers,
      .sql = {"engagement/asked.sql", "engagement/asked_count.sql", "engagement/touched.sql"},
      .run = run,
      .behind = behind,
  };
  return kInsight;
}

}  // namespace mikata::engagement
