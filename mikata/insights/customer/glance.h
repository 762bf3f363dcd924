// SPDX-License-Identifier: Apache-2.0
// What somebody at the counter needs of a customer in five seconds: stage, last wish in their own
// words, what they are worth, what went wrong last.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "mikata/insights/insight.h"
#include "mikata/insights/moves.h"

namespace mikata::customer {

// Words as they were said, masked where they have been read.
struct Said {
  std::string text;
  std::string voice_id;
  Day day;
};

// Their last remark that asks for something; where none does, the last one.
struct Wish {
  Said said;
  bool asks = false;
};

// Money is in minor units.
struct Worth {
  double revenue = 0;       // so far
  double revenue_365d = 0;  // in the year up to the book's last day
  // By the model that `clv` chooses, as of that day; nullopt: no model fits, they never bought, or
  // the book is large and nobody has asked `clv` since the facts changed.
  std::optional<double> clv_12m = {};
  std::optional<double> p_alive = {};
};

enum class WrongKind { low_score, trouble, remark };

struct Wrong {
  WrongKind kind = WrongKind::trouble;
  Day day;
  Localized title;                   // low recommendation score, return, critical remark
  std::string touchpoint = {};       // "" where it was the whole
  std::optional<double> score = {};  // of low_score
  double scale_low = 0;
  double scale_high = 0;
  std::string text = {};      // "" where nothing was said
  std::string voice_id = {};  // "" of an action
};

struct Glance {
  std::optional<State> stage = {};  // nullopt: nothing is recorded of them
  std::optional<Wish> wish = {};
  Worth worth;
  std::optional<Wrong> wrong = {};
};

// `customer_no` is one that is there. A low score is one of nps or csat below seven tenths of its
// scale; trouble is an action of the kind trouble, complaint, cancel or return; a remark went wrong
// when it was read as negative. The latest of the three counts. `newest` are the newest facts of
// the customer's timeline, as many as have been read.
Glance read_glance(const Context& context, std::int64_t customer_no, const Table& newest = {});

}  // namespace mikata::customer
