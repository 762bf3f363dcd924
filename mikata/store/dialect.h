// SPDX-License-Identifier: Apache-2.0
// SQL is written once. What the two engines say differently goes through the functions below, which
// are expanded in the text before it is sent; everything else passes unchanged. A name is expanded
// only where it is called, outside of quotes and comments; calls may be nested.
//
//   week(d) month(d) quarter(d) year(d)   first day of the period that holds the date d
//   day_no week_no month_no quarter_no year_no (d)   the number of that period, from 1900 or from 0
//                                         (base/date.h has the same numbers: period_number)
//   day_of_week day_of_month day_of_quarter day_of_year (d)   from 1; weeks begin on Monday
//   days_between(a, b)                    whole days from date a to date b
//   weeks_between months_between quarters_between years_between (a, b)   boundaries crossed
//   age_on(d, birth)                      birthdays up to date d; of 29 February it is 1 March
//   next_value(x) previous_value(x)       lead, lag; NULL at the edge (follow with OVER (...))
//   latest(x, by) earliest(x, by)         x of the row with the largest, smallest `by`
//   median(x) quantile(x, p)              exact, with linear interpolation (R type 7)
//   characters(s) lower_text(s)           in code points
//   round_half_up(x)                      half away from zero, as a whole number
//   contains_text(s, part)                case-sensitive
//   property(json, 'key')                 text of one key of a flat JSON object, NULL if absent
//   to_integer(x) to_number(x) to_text(x) casts that keep NULL
//   add_days(d, n) add_months(d, n)       date d plus n days, n months (31 January + 1 = 28
//   February)
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "mikata/store/query.h"

namespace mikata {

// Fails with internal when a call has the wrong number of arguments or is not closed.
std::string expand_dialect(std::string_view sql, Engine engine);

// Replaces {slot} by its text; fails with internal when a slot has no value.
struct Slot {
  std::string_view name;
  std::string text;
};
std::string fill_slots(std::string_view sql, const std::vector<Slot>& slots);

// The names of the $parameters in the text, each once, in order of appearance.
std::vector<std::string> parameter_names(std::string_view sql);

}  // namespace mikata
