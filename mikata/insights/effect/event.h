// SPDX-License-Identifier: Apache-2.0
// Which experience is asked about: an action of some kind, or a low or high answer.
#pragma once

#include <string>
#include <vector>

#include "mikata/insights/insight.h"

namespace mikata::effect {

enum class EventSource { action, answer };

struct Event {
  EventSource source = EventSource::action;
  std::string name;   // as asked for: trouble, low_score
  std::string value;  // the kind of action, or the question
  Localized words = {};
};

// --event: a kind of action that the book has, low_score or high_score (of nps, else of the
// question about the whole with most answers). Without it, for --of bad: the book's kind of trouble
// (a kind that is called so), else low_score, else contact; for --of good: high_score. Fails with
// invalid_argument when nothing in the book is called so; name "" when the book has none at all.
Event event_of(const Context& context);

// A SELECT of (customer_no, event_day): the first of each customer, or of those who are looked at.
// Names $event and $end, and $treated_of and $controls_of.
enum class Among { everybody, looked_at };
std::string first_events_sql(const Context& context, const Event& event, Among among);
// SQL that is true of a low answer (alias a).
std::string low_answer_sql();

// Where the others stand: CTEs before `moments`, a join to them, and the day on which the event
// might have come. `lags`: how many days after buying the events came, each with how many.
struct Lag {
  std::int64_t days = 0;
  std::int64_t customers = 0;
};
struct Chances {
  std::string tables;
  std::string join;
  std::string day;
};
Chances chances_sql(const Context& context, const Event& event, const std::vector<Lag>& lags);

}  // namespace mikata::effect
