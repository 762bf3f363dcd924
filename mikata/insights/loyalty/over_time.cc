// SPDX-License-Identifier: Apache-2.0
#include "mikata/insights/loyalty/over_time.h"

#include <fmt/format.h>

#include "mikata/base/json.h"
#include "mikata/insights/silence.h"
#include "mikata/insights/standing.h"

namespace mikata::insights {
std::string_view sql(std::string_view path);
}

namespace mikata::loyalty {
namespace {

using Integers = std::vector<std::int64_t>;

GivenTable moments_of(const Context& context, const std::vector<Day>& days) {
  Integers numbers;
  Integers places;
  std::vector<double> silences;
  for (std::size_t i = 0; i < days.size(); ++i) {
    context.tell(0.2 * static_cast<double>(i) / static_cast<double>(days.size()),
                 {"期間ごとのいつもの間隔", "the usual gap at the end of each period"});
    Context at = context;
    at.as_of = days[i];
    numbers.push_back(static_cast<std::int64_t>(i));
    places.push_back(days[i].days - days.front().days);
    silences.push_back(silence_limit(usual_silence(at)));
  }
  return {"moments", {{"number", numbers}, {"day_no", places}, {"silence", silences}}};
}

// Of each day from the first moment to the last: the next moment and the one before, itself
// included.
GivenTable days_of(const std::vector<Day>& days) {
  Integers places;
  Integers first;
  Integers last;
  std::size_t next = 0;
  for (std::int32_t day = days.front().days; day <= days.back().days; ++day) {
    while (days[next].days < day) ++next;
    const bool is_moment = days[next].days == day;
    places.push_back(day - days.front().days);
    first.push_back(static_cast<std::int64_t>(next));
    last.push_back(static_cast<std::int64_t>(next) - (is_moment ? 0 : 1));
  }
  return {"days_of_moments", {{"day_no", places}, {"first_moment", first}, {"last_moment", last}}};
}

std::vector<Stood> read_stood(const Table& table) {
  std::vector<Stood> stood;
  for (const Row& row : table.rows) {
    const auto moment = static_cast<std::size_t>(as_integer(row[0]));
    if (stood.empty() || stood.back().moment != moment || stood.back().by_value != row[1]) {
      stood.push_back({moment, row[1]});
    }
    stood.back().customers.at(static_cast<std::size_t>(as_integer(row[2]) - 1)) +=
        as_integer(row[3]);
  }
  return stood;
}

std::string write_stood(const std::vector<Stood>& stood) {
  nlohmann::json list = nlohmann::json::array();
  for (const auto& [moment, by_value, customers] : stood) {
    const auto by = is_null(by_value) ? nlohmann::json() : nlohmann::json(as_text(by_value));
    list.push_back({moment, by, customers});
  }
  return list.dump();
}

std::vector<Stood> read_stood(const std::string& text) {
  std::vector<Stood> stood;
  for (const nlohmann::json& one : nlohmann::json::parse(text)) {
    stood.push_back({one.at(0).get<std::size_t>(),
                     one.at(1).is_null() ? Value() : Value(one.at(1).get<std::string>()),
                     one.at(2).get<std::array<std::int64_t, kStates>>()});
  }
  return stood;
}

// "" where it is not kept: of conditions there may be any number.
std::string name_of(const Context& context, const std::vector<Day>& days) {
  if (!context.request.where.empty()) return "";
  std::string name = fmt::format("loyalty 1 by {}", context.request.by);
  for (const Day day : days) name += " " + to_string(day);
  return name;
}

}  // namespace

std::vector<Stood> stood_over_time(const Context& context, const std::vector<Day>& days) {
  const std::string name = name_of(context, days);
  if (!name.empty()) {
    if (const auto text = context.store.recall(name)) return read_stood(*text);
  }
  const std::int64_t version = context.store.version();
  const std::vector<GivenTable> given{moments_of(context, days), days_of(days)};
  Context asking = context;
  asking.given = given;
  context.tell(0.2, {"期間ごとに数える", "counting period by period"});
  const std::vector<Stood> stood =
      read_stood(asking.query(insights::sql("loyalty/over_time.sql"),
                              {{"first_day", days.front()},
                               {"last_no", std::int64_t{days.back().days - days.front().days}}},
                              {{"satisfaction", std::string(satisfaction_asked(context.store))}}));
  if (!name.empty() && context.store.version() == version) {
    context.store.remember(name, write_stood(stood));
  }
  return stood;
}

}  // namespace mikata::loyalty
