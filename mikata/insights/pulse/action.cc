// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <map>

#include "mikata/insights/periods.h"
#include "mikata/insights/pulse/measure.h"
#include "mikata/stats/jackknife.h"
#include "mikata/stats/student_t.h"

namespace mikata::insights {
std::string_view sql(std::string_view path);
}

namespace mikata::pulse {
namespace {

constexpr std::size_t kBlocks = 50;
constexpr std::size_t kSums = 5;

// Places of the sums in action.sql; those of the period before follow behind them.
enum Sum : std::size_t { customers, occasions, newcomers, returned, profit, before = kSums };

using Sums = std::span<const double>;
using Functional = std::function<double(Sums)>;
using Blocks = std::vector<stats::BlockSums>;

std::map<Day, Blocks> read_periods(const Context& context, Day window_start) {
  std::map<Day, Blocks> periods;
  // The window begins with a period, and the one before it counts its customers alike.
  const Table table =
      context.query(insights::sql("pulse/action.sql"), {{"window_start", window_start}},
                    {first_of_whole_period(context)});
  for (const Row& row : table.rows) {
    Blocks& blocks = periods[as_day(row[0])];
    blocks.resize(kBlocks, stats::BlockSums(kSums, 0.0));
    auto& sums = blocks.at(static_cast<std::size_t>(as_integer(row[1])));
    for (std::size_t i = 0; i < kSums; ++i) {
      sums[i] = is_null(row[i + 2]) ? 0.0 : as_number(row[i + 2]);
    }
  }
  return periods;
}

// Block by block, the sums of one period behind those of another.
Blocks side_by_side(const Blocks& left, const Blocks& right) {
  Blocks joined = left;
  for (std::size_t b = 0; b < joined.size(); ++b) {
    joined[b].insert(joined[b].end(), right[b].begin(), right[b].end());
  }
  return joined;
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
          {{"frequency", "action", {"買う頻度", "Frequency"}, "days", {}, {}, {}},
           customers,
           false,
           [](Sums s) { return s[occasions] / s[customers]; }},
          {{"newcomers", "action", {"新しい人の割合", "Share of new"}, "share", {}, {}, {}},
           customers,
           false,
           [](Sums s) { return s[newcomers] / s[customers]; }},
          {{"profit_per_customer", "action", {"一人の利益", "Profit each"}, "money", {}, {}, {}},
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
  return side_by_side(found->second, Blocks(kBlocks, stats::BlockSums(kSums, 0.0)));
}

std::optional<Comparison> compare(const Blocks& first, const Blocks& second,
                                  const Functional& functional) {
  const auto difference = [&](Sums s) {
    return functional(s.subspan(0, 2 * kSums)) - functional(s.subspan(2 * kSums));
  };
  const Blocks joined = side_by_side(second, first);
  const auto found = stats::jackknife(joined, difference);
  if (!found) return std::nullopt;
  const auto empty = std::ranges::count_if(joined, stats::is_empty_block);
  const auto degrees = static_cast<double>(std::ssize(joined) - empty - 1);
  const double half = (found->interval.high - found->interval.low) / 2;
  const double error = half / stats::student_t_critical(stats::kConfidence, degrees);
  if (error <= 0) return std::nullopt;
  const double t = std::abs(found->value) / error;
  return Comparison{found->value, found->interval, 2 * (1 - stats::student_t_cdf(t, degrees))};
}

double sum_of(const Blocks& blocks, std::size_t which) {
  double sum = 0;
  for (const auto& block : blocks) sum += block[which];
  return sum;
}

void measure_action(const Context& context, const Window& window,
                    const std::map<Day, Blocks>& periods, Action& action) {
  const auto blocks = [&](Day period) {
    return blocks_of(context, periods, period, action.needs_period_before);
  };
  for (const auto& [period, unused] : periods) {
    if (period < context.period.start) continue;
    const auto found = blocks(period);
    if (!found || sum_of(*found, action.base) == 0) continue;
    const std::size_t base = action.needs_period_before ? before + customers : action.base;
    action.measure.points.push_back({period, static_cast<std::int64_t>(sum_of(*found, base)),
                                     stats::jackknife(*found, action.functional)});
  }
  const auto against = [&](std::optional<Day> period) -> std::optional<Comparison> {
    if (!period || !window.last) return std::nullopt;
    const auto first = blocks(*period);
    const auto second = blocks(*window.last);
    if (!first || !second) return std::nullopt;
    return compare(*first, *second, action.functional);
  };
  action.measure.to_previous = against(window.previous);
  action.measure.to_year_ago = against(window.year_ago);
}

}  // namespace

std::vector<Measure> action_measures(const Context& context, const Window& window) {
  // One period more than is looked at: those who came back are a share of it.
  const Day start = add_periods(context.period.start, context.request.grain, -1);
  const auto periods = read_periods(context, start);
  std::vector<Measure> measures;
  for (auto& action : actions()) {
    measure_action(context, window, periods, action);
    if (!action.measure.points.empty()) measures.push_back(std::move(action.measure));
  }
  return measures;
}

}  // namespace mikata::pulse
