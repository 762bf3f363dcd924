// SPDX-License-Identifier: Apache-2.0
// Low scores that wait for an answer to the customer, and the tick that says one was given.
//
// Low is less than content (METRICS, quadrant): nps or csat below seven tenths of its scale. One
// filled-in form is one line, by its nps where that is low, else its csat; it counts as answered
// when any voice of it is ticked. Answers promised anonymous are not here: nobody may answer them.
#pragma once

#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <stop_token>
#include <string>

#include "mikata/base/localized.h"
#include "mikata/store/book.h"

namespace mikata::low_scores {

enum class Which { all, waiting, answered };

struct Filter {
  int last_days = 14;  // up to the book's last day
  Which which = Which::waiting;
  std::string cursor;  // `next` of the page before
  std::int64_t limit = 50;
};

// Reads "14d"; fails with invalid_argument unless it is 1d to 366d.
int last_days_of(const std::string& text);
// all, no, yes; fails with invalid_argument.
Which which_of(const std::string& text);

// {"as_of","start","total","waiting","voices":[{"voice_id","customer_id","name","day","question",
// "score","scale","touchpoint","text","answered":{"at","by"}}],"next"}: newest first; total is of
// the filter, waiting of the same days. Fails with invalid_argument on a cursor of no page.
nlohmann::json page(const Book& book, const Filter& filter, std::stop_token stop);

// {"voice_id","answered"}. Ticking twice changes nothing. Both fail with not_found where there is
// no such voice, and with invalid_argument on a name longer than 200 bytes.
nlohmann::json tick(Book& book, const std::string& voice_id, const std::string& by);
nlohmann::json untick(Book& book, const std::string& voice_id);

}  // namespace mikata::low_scores
