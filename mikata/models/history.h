// SPDX-License-Identifier: Apache-2.0
// What a customer's purchases leave for the models: (x, t_x, T) of Fader, Hardie and Lee (2005),
// Marketing Science 24(2), section 3, in any one unit of time.
//
// Purchases of one customer on one day are one. The first purchase begins the history and is not
// counted. Customers with the same history are one pattern; group by whole days, never by rounded
// weeks: that moves the estimates.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "mikata/base/localized.h"

namespace mikata::models {

struct History {
  double frequency = 0;  // x: days with a purchase after the first one
  double recency = 0;    // t_x: time from the first purchase to the last; 0 when x = 0
  double age = 0;        // T: time from the first purchase to the end of what was watched
};

struct Pattern {
  History history;
  double customers = 1;
};

// Fails with invalid_argument, naming what is wrong and its value: not finite, negative, x not a
// whole number, x > 0 with t_x = 0, x = 0 with t_x > 0, t_x > T. `where` leads the sentence when it
// is not empty: "line 17".
void check_history(const History& history, const std::string& where = {});

// Fails with invalid_argument: `fact`, after `where` where that is not empty.
[[noreturn]] void refuse_history(const std::string& where, const Localized& fact);

// Why these customers are too few or too alike to fit a model of buying and leaving; empty when
// they are enough. Checks each history.
Localized not_enough(std::span<const Pattern> patterns);

// Equal histories become one pattern, in the order of (x, t_x, T).
std::vector<Pattern> grouped(std::span<const Pattern> patterns);

// About a few hundred patterns that stand for all: x, t_x and T in classes, each with its mean.
// They show a fit where to begin.
std::vector<Pattern> coarse(std::span<const Pattern> patterns);

struct HistoryTotals {
  double customers = 0;
  double purchases = 0;  // Σ x
  double age = 0;        // Σ T
};

HistoryTotals totals(std::span<const Pattern> patterns);

}  // namespace mikata::models
