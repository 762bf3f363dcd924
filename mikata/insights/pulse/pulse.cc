// SPDX-License-Identifier: Apache-2.0
#include "mikata/insights/pulse/pulse.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "mikata/base/error.h"
#include "mikata/base/listed.h"
#include "mikata/base/money.h"
#include "mikata/insights/key.h"
#include "mikata/insights/periods.h"
#include "mikata/insights/persons.h"
#include "mikata/insights/pulse/measure.h"
#include "mikata/insights/remarks.h"
#include "mikata/insights/score_share.h"
#include "mikata/insights/scores.h"
#include "mikata/stats/benjamini_hochberg.h"

namespace mikata::pulse {
namespace {

constexpr int kDrawn = 13;  // complete periods, so that the same a year ago is among the months
constexpr double kError = 0.05;  // false discoveries among the changes of one page

int periods_per_year(Grain grain) {
  switch (grain) {
    case Grain::day:
      return 364;  // the same weekday
    case Grain::week:
      return 52;
    case Grain::month:
      return 12;
    case Grain::quarter:
      return 4;
    default:
      return 1;
  }
}

Window window_of(const Context& context) {
  const Grain grain = context.request.grain;
  Day last = period_start(context.period.end, grain);
  if (is_open(context, last)) last = add_periods(last, grain, -1);
  const Day first = period_start(context.period.start, grain);
  const auto within = [&](Day day) { return day >= first ? std::optional(day) : std::nullopt; };
  Window window;
  window.start = std::max(first, add_periods(last, grain, 1 - kDrawn));
  window.last = within(last);
  window.previous = within(add_periods(last, grain, -1));
  window.year_ago = within(add_periods(last, grain, -periods_per_year(grain)));
  return window;
}

// Days and weeks go back further for the same a year ago than what is drawn.
Request request_from(const Context& context, const Window& window) {
  Request request = context.request;
  const Day from = window.year_ago ? std::min(*window.year_ago, window.start) : window.start;
  request.start = from;
  request.last.clear();
  request.by.clear();
  return request;
}

// The measures of one side, and the people behind them: of everybody, in the days of `request`.
Context side_of(const Context& context, const Request& request, Origin own) {
  return {context.store,
          context.settings,
          context.columns,
          request,
          own,
          {*request.start, context.period.end},
          context.as_of,
          context.stop,
          Origin::customers};
}

// All comparisons with one reference are judged together; what has no p is not judged.
std::vector<std::optional<bool>> judge(const std::vector<Measure>& measures,
                                       std::optional<Comparison> Measure::*which) {
  std::vector<double> p_values;
  for (const auto& measure : measures) {
    if ((measure.*which) && (measure.*which)->p) p_values.push_back(*(measure.*which)->p);
  }
  const std::vector<double> adjusted = stats::benjamini_hochberg(p_values);
  std::vector<std::optional<bool>> changed;
  std::size_t next = 0;
  for (const auto& measure : measures) {
    const bool judged = (measure.*which) && (measure.*which)->p;
    changed.push_back(judged ? std::optional(adjusted[next++] < kError) : std::nullopt);
  }
  return changed;
}

const Point* find_point(const Measure& measure, std::optional<Day> period) {
  if (!period) return nullptr;
  const auto found = std::ranges::find(measure.points, *period, &Point::period);
  return found == measure.points.end() ? nullptr : &*found;
}

// Turns a measure's numbers into cells: money becomes major units, since the unit differs by row.
class Cells {
 public:
  Cells(const Measure& measure, double minor) : divisor_(measure.unit == "money" ? minor : 1.0) {}
  Value cell(double number) const { return number / divisor_; }
  void add(Row& row, const std::optional<Comparison>& comparison, const Point* reference,
           std::optional<bool> changed) const {
    const bool known = reference != nullptr && reference->value && comparison;
    if (!known) {
      row.resize(row.size() + 5);
      return;
    }
    row.push_back(cell(*reference->value));
    row.push_back(cell(comparison->change));
    add(row, comparison->interval);
    row.push_back(changed ? Value(std::int64_t{*changed ? 1 : 0}) : Value());
  }
  void add(Row& row, const std::optional<stats::Interval>& interval) const {
    row.push_back(interval ? cell(interval->low) : Value());
    row.push_back(interval ? cell(interval->high) : Value());
  }

 private:
  double divisor_;
};

struct Judged {
  const Measure& measure;
  std::optional<bool> changed = {};
  std::optional<bool> changed_year = {};
};

void add_rows(const Context& context, const Window& window, const Judged& judged, Table& table) {
  const Measure& measure = judged.measure;
  const Cells cells(measure, minor_per_major(context.settings.currency));
  const std::string unit = measure.unit == "money" ? context.settings.currency : measure.unit;
  for (const auto& point : measure.points) {
    if (point.period < window.start) continue;
    Row row{measure.name,
            measure.side,
            measure.title.ja,
            measure.title.en,
            unit,
            point.period,
            std::int64_t{is_open(context, point.period) ? 1 : 0},
            point.n};
    row.push_back(point.value ? cells.cell(*point.value) : Value());
    cells.add(row, point.interval);
    const bool compared = window.last && point.period == *window.last;
    cells.add(row, compared ? measure.to_previous : std::nullopt,
              find_point(measure, window.previous), judged.changed);
    cells.add(row, compared ? measure.to_year_ago : std::nullopt,
              find_point(measure, window.year_ago), judged.changed_year);
    row.emplace_back(make_key({measure.name, point.period}));
    table.rows.push_back(std::move(row));
  }
}

void note_unjudged(const std::vector<Measure>& measures, Answer& answer) {
  std::vector<Localized> titles;
  for (const auto& measure : measures) {
    if (measure.to_previous && !measure.to_previous->p) titles.push_back(measure.title);
  }
  if (titles.empty()) return;
  const Localized names = listed(titles);
  answer.notes.push_back(
      {"not_enough",
       {fmt::format("人が少ないか、全員が同じだけ動いたため、偶然かどうかを判定できません: {}",
                    names.ja),
        fmt::format("Too few people, or all moved by the same: whether it is chance cannot be "
                    "said of {}",
                    names.en)}});
}

void note_changes(const std::vector<Measure>& measures,
                  const std::vector<std::optional<bool>>& changed, Answer& answer) {
  std::int64_t compared = 0;
  for (const auto& measure : measures) compared += measure.to_previous ? 1 : 0;
  if (compared == 0) {
    answer.notes.push_back({"not_enough",
                            {"比べられる2つの閉じた期間がまだありません。",
                             "There are not yet two complete periods to compare."}});
    return;
  }
  note_unjudged(measures, answer);
  const bool judged = std::ranges::any_of(changed, [](const auto& c) { return c.has_value(); });
  const bool any = std::ranges::any_of(changed, [](const auto& c) { return c.value_or(false); });
  if (any || !judged) return;
  answer.notes.push_back(
      {"not_significant",
       {"変わったと言える数字はありません。", "Nothing changed by more than chance."}});
}

// Asked by groups, it says that it has none instead of passing over the wish.
void note_groups(const Context& context, Answer& answer) {
  if (context.request.by.empty()) return;
  answer.notes.push_back(
      {"not_enough",
       {fmt::format("この問いは全員をまとめて見ます。{} で分けるには、それぞれの数字の問いを使って"
                    "ください。",
                    context.request.by),
        fmt::format("This question looks at everybody at once: to tell them apart by {}, ask for "
                    "the number itself (nps, frequency and so on).",
                    context.request.by)}});
}

// What several measures say is said once.
void add_notes(const std::vector<Measure>& measures, Answer& answer) {
  for (const char* kind : {"small_cell", "open_period"}) {
    for (const Measure& measure : measures) {
      const auto found = std::ranges::find(measure.notes, kind, &Note::kind);
      if (found == measure.notes.end()) continue;
      answer.notes.push_back(*found);
      break;
    }
  }
}

Answer run(const Context& context) {
  if (context.request.grain == Grain::all) {
    fail(ErrorKind::invalid_argument,
         {"pulse には期間が要ります: all（day、week、month、quarter、year のどれか）",
          "pulse needs a period: all (use day, week, month, quarter or year)"});
  }
  const Window window = window_of(context);
  const Request request = request_from(context, window);
  const auto with_side = [&](Origin own) { return side_of(context, request, own); };
  std::vector<Measure> measures = voice_measures(with_side(Origin::voices), window);
  for (auto& measure : word_measures(with_side(Origin::voices), window)) {
    measures.push_back(std::move(measure));
  }
  for (auto& measure : action_measures(with_side(Origin::actions), window)) {
    measures.push_back(std::move(measure));
  }
  const auto changed = judge(measures, &Measure::to_previous);
  const auto changed_year = judge(measures, &Measure::to_year_ago);
  Answer answer;
  answer.method = {
      "声: 重なる人を考えた差の検定。行動: 顧客50組のジャックナイフ。すべてをまとめて判定"
      "(Benjamini-Hochberg、5%)",
      "voice: difference with overlapping people; action: jackknife over 50 customer "
      "blocks; judged together (Benjamini-Hochberg, 5 %)"};
  for (std::size_t i = 0; i < measures.size(); ++i) {
    add_rows(context, window, {measures[i], changed[i], changed_year[i]}, answer.table);
    // Where no period is closed, n is of the one under way.
    const Point* told =
        find_point(measures[i], window.last ? window.last : std::optional(window.start));
    if (told != nullptr) answer.n = std::max(answer.n, told->n);
  }
  note_groups(context, answer);
  note_changes(measures, changed, answer);
  add_notes(measures, answer);
  return answer;
}

Behind behind(const Context& context, std::string_view key, Page page) {
  const auto parts = split_key(key, 2, 2);
  const std::string& name = key_text(parts[0]);
  const Day period = key_day(parts[1]);
  const Request request = request_from(context, window_of(context));
  const auto with_side = [&](Origin own) { return side_of(context, request, own); };
  const Value everybody{std::string{}};
  const Context voice = with_side(Origin::voices);
  if (name == "nps") return answers_behind(voice, kNps, {period, everybody}, page);
  for (const ScoreShare* share : {&kCsat, &kEffort, &kAgree}) {
    if (name == share->question.question) {
      return answers_behind(voice, share->question, {period, everybody}, page);
    }
  }
  if (name == "sentiment") {
    return remarks_behind(voice, remarks_of_group(voice, period, everybody), page);
  }
  BuyersOf which{period, everybody};
  if (name == "newcomers") {
    which.condition = "d.previous_order_day IS NULL";
  } else if (name == "returned") {
    which.condition = fmt::format("{0}_no(d.local_day) - {0}_no(d.previous_order_day) = 1",
                                  grain_name(context.request.grain));
  } else if (name != "frequency" && name != "profit_per_customer") {
    fail(ErrorKind::not_found, {"その名前の指標はありません: {}", "no measure is called: {}"},
         name);
  }
  return buyers_behind(with_side(Origin::actions), which, page);
}

}  // namespace

const Insight& insight() {
  using enum ColumnType;
  static const Insight kInsight{
      .name = "pulse",
      .title = {"声と行動", "Pulse"},
      .question = {"声と行動は前期と比べてどうか",
                   "What do customers say and do, this period against the last?"},
      .definition =
          {"閉じた最後の期間を、その前の期間と1年前の同じ期間に比べます。途中の期間は示すだけで比べ"
           "ません。",
           "The last complete period against the one before and the same a year ago. An "
           "open period is shown and never compared."},
      .interval = {"95%", "95 %"},
      .parameters = {},
      .columns = {{"measure", string, "", {"指標", "Measure"}},
                  {"side", string, "", {"声か行動か", "Side"}},
                  {"title_ja", string, "", {"名前", "Name (ja)"}},
                  {"title_en", string, "", {"名前(英語)", "Name"}},
                  {"unit", string, "", {"単位", "Unit"}},
                  {"period", date, "", {"期間", "Period"}},
                  {"open", integer, "", {"途中", "Open"}},
                  {"n", integer, "", {"n", "n"}},
                  {"value", number, "", {"値", "Value"}},
                  {"value_low", number, "", {"下限", "Low"}},
                  {"value_high", number, "", {"上限", "High"}},
                  {"previous", number, "", {"前期", "Previous"}},
                  {"change", number, "", {"変化", "Change"}},
                  {"change_low", number, "", {"下限", "Low"}},
                  {"change_high", number, "", {"上限", "High"}},
                  {"changed", integer, "", {"変化あり", "Changed"}},
                  {"year_ago", number, "", {"1年前", "A year ago"}},
                  {"change_year", number, "", {"1年での変化", "Change in a year"}},
                  {"change_year_low", number, "", {"下限", "Low"}},
                  {"change_year_high", number, "", {"上限", "High"}},
                  {"changed_year", integer, "", {"1年で変化あり", "Changed in a year"}},
                  {"key", string, "", {"鍵", "Key"}}},
      .chart = {.form = "cards", .x = "period", .y = "value", .series = "measure", .side = "voice"},
      .requires_facts = {"voices.question=nps|voices.question=csat|voices.question=effort|"
                         "voices.question=agree|voices.text|actions.kind=order"},
      .own = Origin::customers,
      .sql = {"scores.sql", "scores_count.sql", "remark_sums.sql", "block_sums.sql",
              "pulse/action.sql"},
      .run = run,
      .behind = behind,
  };
  return kInsight;
}

}  // namespace mikata::pulse
