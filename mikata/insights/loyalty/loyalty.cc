// SPDX-License-Identifier: Apache-2.0
#include "mikata/insights/loyalty/loyalty.h"

#include <array>

#include "mikata/base/error.h"
#include "mikata/insights/histories.h"
#include "mikata/insights/key.h"
#include "mikata/insights/loyalty/over_time.h"
#include "mikata/insights/loyalty/precedes.h"
#include "mikata/insights/periods.h"
#include "mikata/insights/standing.h"

namespace mikata::loyalty {
namespace {

// All of them are counted in one pass, or one after the other where lives are those of single
// actions.
constexpr std::size_t kMostPeriods = 120;
constexpr Standing::Terms kTerms{.standpoint = Standpoint::loyalty};

// The people of one group at the end of one period.
struct Point {
  Day period;
  Value by_value;
  std::array<std::int64_t, kStates> customers{};
};

Day end_of(const Context& context, Day period) {
  if (context.request.grain == Grain::all) return context.period.end;
  return std::min(period_end(period, context.request.grain), context.period.end);
}

std::vector<Day> periods_of(const Context& context) {
  const Grain grain = context.request.grain;
  if (grain == Grain::all) return {context.period.start};
  std::vector<Day> periods;
  for (Day day = period_start(context.period.start, grain); day <= context.period.end;
       day = add_periods(day, grain, 1)) {
    periods.push_back(day);
    if (periods.size() > kMostPeriods) {
      fail(ErrorKind::invalid_argument,
           {"loyalty は期間の終わりごとに数え、{}期間までです（--period を長くするか、--last "
            "を使ってください）",
            "loyalty is counted at the end of each period, of at most {} (use a longer --period, "
            "or --last)"},
           kMostPeriods);
    }
  }
  return periods;
}

// Over time the question stays about the same people: those whom the condition finds as of today.
Standing standing_at(const Context& context, Day period, Money money) {
  Context of_the_same = context;
  of_the_same.chosen_as_of = context.as_of;
  Standing::Terms terms = kTerms;
  terms.money = money;
  return {of_the_same, {std::min(end_of(context, period), context.as_of), {}}, terms};
}

std::vector<Point> points_at(const Context& context, Day period) {
  const Standing standing = standing_at(context, period, Money::left_out);
  std::vector<Point> points;
  for (const Moves& moves : standing.moves()) {
    Point point{period, moves.by_value};
    std::int64_t all = 0;
    for (const auto& [from, row] : moves.from_to) {
      for (const auto& [to, crowd] : row) {
        if (to <= kNoState) continue;
        point.customers.at(static_cast<std::size_t>(to - 1)) += crowd.customers;
        all += crowd.customers;
      }
    }
    if (all > 0) points.push_back(std::move(point));
  }
  return points;
}

std::vector<Point> points_at_once(const Context& context, const std::vector<Day>& periods) {
  // Periods that have not ended yet all end today.
  std::vector<Day> days;
  std::vector<std::size_t> day_of_period;
  for (const Day period : periods) {
    const Day end = std::min(end_of(context, period), context.as_of);
    if (days.empty() || days.back() < end) days.push_back(end);
    day_of_period.push_back(days.size() - 1);
  }
  const std::vector<Stood> all = stood_over_time(context, days);
  std::vector<Point> points;
  for (std::size_t i = 0; i < periods.size(); ++i) {
    for (const Stood& stood : all) {
      if (stood.moment != day_of_period[i]) continue;
      points.push_back({periods[i], stood.by_value, stood.customers});
    }
  }
  return points;
}

std::vector<Point> points_of(const Context& context) {
  std::vector<Point> points;
  const std::vector<Day> periods = periods_of(context);
  if (!has_own_lives(context)) return points_at_once(context, periods);
  for (std::size_t i = 0; i < periods.size(); ++i) {
    context.tell(static_cast<double>(i) / static_cast<double>(periods.size()),
                 {"期間ごとに数える", "counting period by period"});
    const std::vector<Point> more = points_at(context, periods[i]);
    points.insert(points.end(), more.begin(), more.end());
  }
  return points;
}

Answer run_time(const Context& context) {
  Answer answer;
  const States& states = states_of(Standpoint::loyalty);
  const Language language = context.language();
  for (const Point& point : points_of(context)) {
    std::int64_t all = 0;
    for (const std::int64_t people : point.customers) all += people;
    // Everybody once: those of the last period.
    if (answer.table.rows.empty() || as_day(answer.table.rows.back()[0]) != point.period) {
      answer.n = 0;
    }
    answer.n += all;
    for (std::int64_t number = 1; number <= kStates; ++number) {
      const State& state = states.at(number);
      const std::int64_t people = point.customers.at(static_cast<std::size_t>(number - 1));
      Row row{point.period,
              std::int64_t{is_open(context, point.period) ? 1 : 0},
              point.by_value,
              state.name,
              state.title.in(language),
              people};
      add_share(row, static_cast<double>(people), static_cast<double>(all));
      row.emplace_back(make_key({point.by_value, state.name, point.period}));
      answer.table.rows.push_back(std::move(row));
    }
  }
  return answer;
}

Answer run(const Context& context) {
  const std::string& view = context.request.parameters.at("view");
  if (view == "time") {
    Answer answer = run_time(context);
    answer.method = {"各期間の終わりに、その日までに分かっていたことで数える",
                     "counted at the end of each period, by what was known then"};
    return answer;
  }
  const Standing standing(context, moments_of(context), kTerms);
  if (view == "precedes") return run_precedes(standing);
  Answer answer = standing_answer(standing, StandingView::flows);
  const Localized gone = standing.gone_words();
  answer.method = {"来なくなった:" + gone.ja, "gone: " + gone.en};
  return answer;
}

Behind behind(const Context& context, std::string_view key, Page page) {
  const States& states = states_of(Standpoint::loyalty);
  if (context.request.parameters.at("view") != "time") {
    const Standing::Of which = which_of(states, key);
    return Standing(context, moments_of(context), kTerms).behind(which, page);
  }
  const auto parts = split_key(key, 3, 3);
  const Standing::Of which{parts[0], {}, states.called(key_text(parts[1]))};
  return standing_at(context, key_day(parts[2]), Money::counted).behind(which, page);
}

}  // namespace

const Insight& insight() {
  using enum ColumnType;
  static const Insight kInsight{
      .name = "loyalty",
      .title = {"忠誠", "Loyalty"},
      .question = {"一度の満足は、どう忠誠に育つか",
                   "How does one-time satisfaction become loyalty over time?"},
      .definition =
          {"真の忠誠:満足で、通っている。隠れた忠誠:満足だが、来なくなった。見せかけの忠誠:"
           "不満だが、"
           "通っている。忠誠なし:不満で、来なくなった。満足と来なくなったことの判断は"
           "「声と行動」(quadrant)と同じ。365日以内に回答のある人だけを数える。",
           "True loyalty: content and staying. Latent: content but gone. Spurious: complaining but "
           "staying. No loyalty: complaining and gone. Content and gone are those of quadrant; "
           "customers with an answer within 365 days."},
      .interval = {"95%、ウィルソン", "95 %, Wilson"},
      .parameters = {{"view",
                      ParameterType::choice,
                      "time",
                      {"time", "flows", "precedes"},
                      {"見方", "View"}}},
      .columns = {{"period", date, "", {"期間", "Period"}},
                  {"open", integer, "", {"途中", "Open"}},
                  {"by_value", string, "", {"区分", "Group"}},
                  {"state", string, "", {"記号", "Code"}},
                  {"title", string, "", {"忠誠", "Loyalty"}},
                  {"customers", integer, "people", {"人数", "Customers"}},
                  {"share", share, "", {"割合", "Share"}},
                  {"share_low", share, "", {"下限", "Low"}},
                  {"share_high", share, "", {"上限", "High"}},
                  {"key", string, "", {"鍵", "Key"}}},
      .chart =
          {.form = "stacked", .x = "period", .y = "share", .series = "title", .side = "action"},
      .requires_facts = {"voices.question=nps|voices.question=csat", "actions.kind=order"},
      .own = Origin::actions,
      .sql = {"loyalty/over_time.sql"},
      .run = run,
      .behind = behind,
  };
  return kInsight;
}

}  // namespace mikata::loyalty
