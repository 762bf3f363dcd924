// SPDX-License-Identifier: Apache-2.0
// Customers by the state they are in and the one they were in before: what quadrant, loyalty and
// stage have in common once they are counted.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "mikata/insights/insight.h"

namespace mikata {

// Beside the states, which are numbered from 1: somebody who was not known yet, and somebody who is
// in no state that is shown.
inline constexpr std::int64_t kNotKnown = -1;
inline constexpr std::int64_t kNoState = 0;

struct State {
  std::string name;
  Localized title;
};

struct States {
  State none;                // kNoState
  std::vector<State> shown;  // from 1

  const State& at(std::int64_t number) const;
  // Fails with not_found when no state is called so. "new" is kNotKnown.
  std::int64_t called(std::string_view name) const;
};

struct Crowd {
  std::int64_t customers = 0;
  double year = 0;         // revenue of the 12 months up to the day, minor units
  double year_before = 0;  // of the 12 months before
  void add(const Crowd& more);
};

// Those of one group, by where they came from and where they are.
struct Moves {
  Value by_value;
  std::map<std::int64_t, std::map<std::int64_t, Crowd>> from_to = {};
};

// The table's columns: by_value, from, to, customers, year_minor, year_before_minor; ordered by
// group.
std::vector<Moves> read_moves(const Table& table);

// The same as text, to be remembered, and back.
std::string write_moves(const std::vector<Moves>& groups);
std::vector<Moves> read_moves(const std::string& text);

// Both add rows to the answer's table, n and notes; they return how many are in no state, and so in
// no row.
//
// One row is a state: by_value, code, title, customers, share, share_low, share_high, revenue_12m,
// revenue_before_12m, change, change_low, change_high, changed, key (by_value|name). All changes of
// the answer are judged together (Benjamini-Hochberg, 5 %).
std::int64_t add_states(const States& states, const std::vector<Moves>& groups, Language language,
                        Answer& answer);
// `code` is the name of the second column.
std::vector<Column> state_columns(std::string code, Localized title);

// One row is a move, or staying: by_value, from, from_title, to, to_title, customers, share (of
// those in from), share_low, share_high, revenue_12m, revenue_before_12m, key (by_value|from|to).
std::int64_t add_flows(const States& states, const std::vector<Moves>& groups, Language language,
                       Answer& answer);
std::vector<Column> flow_columns();

// part / whole with its Wilson interval; three NULLs where the whole is 0.
void add_share(Row& row, double part, double whole);

}  // namespace mikata
