// SPDX-License-Identifier: Apache-2.0
// From the book to cells: the moments of the event and of comparable others, with what is known of
// each before it and what followed.
#pragma once

#include <string>
#include <vector>

#include "mikata/insights/comparison.h"
#include "mikata/insights/comparison_traits.h"
#include "mikata/insights/effect/event.h"

namespace mikata::effect {

using comparison::Cell;
using comparison::compare;
using comparison::Comparison;
using comparison::kSmdMost;
using comparison::NumberBalance;
using comparison::OutcomeEffect;
using comparison::Refusal;
using comparison::Trait;
using comparison::TraitBalance;

enum class Outcome { buy_90d, told, warned, stop, days };
inline constexpr std::size_t kOutcomes = 5;

// The statement's moments: what to look at of a big book, and when the others might have had it.
struct Moments {
  std::string sql;  // CTEs that end with `compared`
  std::vector<Binding> bindings;
  std::int64_t events = 0;         // customers with the event
  std::int64_t before_buying = 0;  // who had never bought
  std::int64_t not_watched = 0;    // outside of the window, or followed for less than 90 days
  std::int64_t treated_of = 1;     // one customer of so many is looked at
  std::int64_t controls_of = 1;
};
// A page of people looks its group up by the text.
enum class GroupAs { number, text };
Moments moments_of(const Context& context, const Event& event, GroupAs groups = GroupAs::number);

// What is counted of the moments: what followed; the same of a false date at least 91 days earlier;
// or each 30 days around it less the last before.
enum class Look { after, placebo, steps };
inline constexpr int kStepsBefore = 6;
inline constexpr int kStepsAfter = 6;

struct CellGroup {
  Value by_value;
  // after and placebo: outcomes in the order of Outcome; steps: those of -6 to -2, then 0 to 5.
  std::vector<Cell> cells;
  std::vector<Cell> cells_180;  // those that are followed for 180 days
};
struct CellTable {
  std::vector<CellGroup> groups;
  std::vector<std::string> timings;  // names of the levels of Trait::timing
};
CellTable read_cells(const Context& context, const Moments& moments, Look look = Look::after);

// customer_no of those with the experience in one group who had somebody to be compared with,
// among the moments that are followed for 90 or, `long_watched`, for 180 days.
std::vector<std::int64_t> compared_people(const Context& context, const Moments& moments,
                                          const Value& by_value, bool long_watched);

}  // namespace mikata::effect
