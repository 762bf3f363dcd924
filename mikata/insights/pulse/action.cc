// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <map>

#include "mikata/base/day_words.h"
#include "mikata/insights/period_sums.h"
#include "mikata/insights/periods.h"
#include "mikata/insights/pulse/measure.h"
#include "mikata/stats/jackknife.h"
#include "mikata/stats/wilson.h"

namespace mikata::insights {
std::string_view sql(std::string_view path);
}

namespace mikata::pulse {
namespace {

constexpr std::size_t kBlockCount = 50;
constexpr std::size_t kSums = 5;

constexpr PeriodSums kBlocks{
    .table = "block_sums", .select = "block_sums.sql", .read = "pulse/action.sql"};

// Places of the sums in action.sql; those of the period before follow behind them.
enum Sum : std::size_t { customers, occasions, newcomers, returned, profit, before = kSums };

std::map<Day, Blocks> read_periods(const Context& context, Day window_start) {
  std::map<Day, Blocks> periods;
  // The window begins with a period, and the one before it counts its customers alike.
  const Table table =
      query_periods(with_period(context, {window_start, context.period.end}), kBlocks);
  for (const Row& row : table.rows) {
    Blocks& blocks = periods[as_day(row[0])];
    blocks.resize(kBlockCount, stats::BlockSums(kSums, 0.0));
    auto& sums = blocks.at(static_cast<std::size_t>(as_integer(row[1])));
    for (std::size_t i = 0; i < kSums; ++i) {
      sums[i] = is_null(row[i + 2]) ? 0.0 : as_number(row[i + 2]);
    }
  }
  return periods;
}

// The period in which the orders of the book begin. Some of its days may be missing, and everybody
// in it is new.
struct Beginning {
  std::optional<Day> day;
  std::optional<Day> period;
  bool whole = true;
};

Beginning beginning_of(const Context& context) {
  const Table table = context.store.query({"SELECT min(first_order_day) FROM customer_summary"});
  if (table.rows.empty() || is_null(table.rows[0][0])) return {};
  const Day first = as_day(table.rows[0][0]);
  const Day period = period_start(first, context.request.grain);
  return {first, period, period == first};
}

struct Action {
  Measure measure;
  Sum base;                  // what n counts
  bool needs_period_before;  // returned is a share of those who bought in the period before
  Functional functional;     // of a period's sums, and of the sums of the one before it
};

std::vector<Action> actions() {
  return {{{"returned", "action", {"続けて買った", "Bought again"}, "share", {}, {}, {}},
           customers,
           true,
           [](Sums s) { return s[returned] / s[before + customers]; }},
          {{"frequency", "action", {"買った日数", "Days bought"}, "days", {}, {}, {}},
           customers,
           false,
           [](Sums s) { return s[occasions] / s[customers]; }},
          {{"newcomers", "action", {"新しい人の割合", "Share of new"}, "share", {}, {}, {}},
           customers,
           false,
           [](Sums s) { return s[newcomers] / s[customers]; }},
          {{"profit_per_customer",
            "action",
            {"買った一人の利益", "Profit per buyer"},
            "money",
            {},
            {},
            {}},
           customers,
           false,
           [](Sums s) { return s[profit] / s[customers]; }}};
}

// A period's sums with those of the period before behind them; nullopt when there is nothing.
std::optional<Blocks> blocks_of(const Context& context, const std::map<Day, Blocks>& periods,
                                Day period, bool needs_period_before) {
  const auto found = periods.find(period);
  if (found == periods.end()) return std::nullopt;
  const auto earlier = periods.find(add_periods(period, context.request.grain, -1));
  if (earlier != periods.end()) return side_by_side(found->second, earlier->second);
  if (needs_period_before) return std::nullopt;
  return side_by_side(found->second, Blocks(kBlockCount, stats::BlockSums(kSums, 0.0)));
}

// Where all or none of a few did, the blocks tell nothing of chance; Wilson does, as in retention.
void estimate_alike(Measure& measure) {
  if (measure.unit != "share") return;
  for (auto& point : measure.points) {
    if (point.interval || !point.value) continue;
    const auto n = static_cast<double>(point.n);
    point.interval = stats::wilson(*point.value * n, n);
  }
}

// A share lies between 0 and 1, a change of shares between -1 and 1; t knows nothing of that.
void clip(std::optional<stats::Interval>& interval, double least, double most) {
  if (interval) *interval = {std::max(least, interval->low), std::min(most, interval->high)};
}

void clip_shares(Measure& measure) {
  if (measure.unit != "share") return;
  for (auto& point : measure.points) clip(point.interval, 0, 1);
  if (measure.to_previous) clip(measure.to_previous->interval, -1, 1);
  if (measure.to_year_ago) clip(measure.to_year_ago->interval, -1, 1);
}

double sum_of(const Blocks& blocks, std::size_t which) {
  double sum = 0;
  for (const auto& block : blocks) sum += block[which];
  return sum;
}

// Whether what a period says can be held against another.
bool is_comparable(const Context& context, const Beginning& beginning, const Action& action,
                   Day period) {
  if (period == beginning.period) return beginning.whole && action.measure.name != "newcomers";
  const Day earlier = add_periods(period, context.request.grain, -1);
  return beginning.whole || !action.needs_period_before || earlier != beginning.period;
}

// Of a book that begins with a period it goes without saying that all were new then.
void note_beginning(const Beginning& beginning, Measure& measure) {
  if (beginning.whole) return;
  measure.notes.push_back(
      {"open_period",
       localized({"注文は{}からしか分からないので、その期間の行動とは比べません。",
                  "Orders are known from {} on: nothing is compared with what was done in that "
                  "period."},
                 day_words(*beginning.day))});
}

void measure_action(const Context& context, const Window& window,
                    const std::map<Day, Blocks>& periods, const Beginning& beginning,
                    Action& action) {
  const auto blocks = [&](Day period) {
    return blocks_of(context, periods, period, action.needs_period_before);
  };
  for (const auto& [period, unused] : periods) {
    if (period < context.period.start) continue;
    const auto found = blocks(period);
    if (!found || sum_of(*found, action.base) == 0) continue;
    const std::size_t base = action.needs_period_before ? before + customers : action.base;
    const auto n = static_cast<std::int64_t>(sum_of(*found, base));
    action.measure.points.push_back(point_of(period, n, *found, action.functional));
  }
  const auto against = [&](std::optional<Day> period) -> std::optional<Comparison> {
    if (!period || !window.last) return std::nullopt;
    if (!is_comparable(context, beginning, action, *period)) {
      note_beginning(beginning, action.measure);
      return std::nullopt;
    }
    const auto first = blocks(*period);
    const auto second = blocks(*window.last);
    if (!first || !second) return std::nullopt;
    return compare_blocks(*first, *second, action.functional);
  };
  action.measure.to_previous = against(window.previous);
  action.measure.to_year_ago = against(window.year_ago);
  estimate_alike(action.measure);
  clip_shares(action.measure);
}

}  // namespace

std::vector<Measure> action_measures(const Context& context, const Window& window) {
  // One period more than is looked at: those who came back are a share of it.
  const Day start = add_periods(context.period.start, context.request.grain, -1);
  const auto periods = read_periods(context, start);
  const Beginning beginning = beginning_of(context);
  std::vector<Measure> measures;
  for (auto& action : actions()) {
    measure_action(context, window, periods, beginning, action);
    if (!action.measure.points.empty()) measures.push_back(std::move(action.measure));
  }
  return measures;
}

}  // namespace mikata::pulse
