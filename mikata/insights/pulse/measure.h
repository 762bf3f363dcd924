// SPDX-License-Identifier: Apache-2.0
// One measure of the pulse over the periods of the window.
#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "mikata/insights/insight.h"
#include "mikata/stats/change.h"
#include "mikata/stats/interval.h"
#include "mikata/stats/jackknife.h"

namespace mikata::pulse {

struct Point {
  Day period;
  std::int64_t n = 0;
  std::optional<double> value;
  std::optional<stats::Interval> interval;
};

// Two periods against each other. Without p nothing can be said of chance: too few people, or all
// of them moved by the same.
struct Comparison {
  double change = 0;
  std::optional<stats::Interval> interval;
  std::optional<double> p;
};

// Which periods are looked at: the complete ones to compare, and how far back to draw.
struct Window {
  Day start;                    // of the first period that is drawn
  std::optional<Day> last;      // the last complete period
  std::optional<Day> previous;  // the one before it
  std::optional<Day> year_ago;  // the same a year before
};

struct Measure {
  std::string name;
  std::string side;  // voice, action
  Localized title;
  std::string unit;  // points, share, days, money
  std::vector<Point> points;
  std::optional<Comparison> to_previous;
  std::optional<Comparison> to_year_ago;
  // What was left out so that nobody can be reached (small_cell), or not compared (open_period).
  std::vector<Note> notes = {};
};

// nps, csat, effort, agree; those that were asked.
std::vector<Measure> voice_measures(const Context& context, const Window& window);
// sentiment, where remarks were read.
std::vector<Measure> word_measures(const Context& context, const Window& window);
// returned, frequency, newcomers, profit_per_customer (minor units).
std::vector<Measure> action_measures(const Context& context, const Window& window);

// From sums per block of customers: a number with its interval, and two periods against each other.
using Sums = std::span<const double>;
using Functional = std::function<double(Sums)>;
using Blocks = std::vector<stats::BlockSums>;
Point point_of(Day period, std::int64_t n, const Blocks& blocks, const Functional& functional);
// Requires as many blocks, as wide, on both sides. nullopt when the change is no number.
std::optional<Comparison> compare_blocks(const Blocks& first, const Blocks& second,
                                         const Functional& functional);
// Block by block, the sums of one period behind those of another.
Blocks side_by_side(const Blocks& left, const Blocks& right);

}  // namespace mikata::pulse
