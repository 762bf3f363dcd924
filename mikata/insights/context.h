// SPDX-License-Identifier: Apache-2.0
// What --where and --by of a request mean in SQL.
#pragma once

#include <map>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "mikata/insights/insight.h"

namespace mikata {

struct Scope {
  std::string condition = "TRUE";
  std::string by = "''";  // the group as text
  // The group as a whole number, which the database counts by several times as fast; the same text
  // as `by` where there is none. The answer is turned back into texts by `group_texts`.
  std::string group = "CAST(0 AS BIGINT)";
  std::string group_texts = {};  // a SELECT of (number, text); "" when the number is the text
  std::vector<Binding> bindings;
  std::set<Origin> origins;            // tables that the condition or the group touch
  std::set<Origin> condition_origins;  // those of the condition
  std::optional<Origin> by_origin = {};
  bool join_is_for_group = false;       // customers are needed for nothing else
  bool neighbours = false;              // the query asks for d.previous_day
  bool reads_days = false;              // the query reads {days}, or those by month
  std::set<std::string> columns;        // what they name, in full: voices.score
  std::set<std::string> measures = {};  // of model_measures, what they name
};

Scope scope_of(const Context& context);
// Whether columns of it are about single actions, not about whoever did them.
bool of_actions(Origin origin);

class DaysInUse {
 public:
  // The days of `which` where the store keeps them; nullptr where it does not.
  LentDays get(const Context& context, const DaysOfActions& which,
               const std::vector<Binding>& bindings);

 private:
  std::mutex mutex_;
  std::map<std::string, LentDays> days_;  // by the statement that they stand for
};

// The customers' columns for that scope, to stand in FROM before AS c: customer_summary, with the
// measures that are named.
std::string customers_source(const Scope& scope);

}  // namespace mikata
