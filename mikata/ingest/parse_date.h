// SPDX-License-Identifier: Apache-2.0
// Dates and times as people and programs write them:
//   1997-01-01  1997/1/1  19970101  2017/1/28 9:05  2017-01-28T19:06:53Z  2017-01-28 19:06:53+09:00
//   28.01.2017  28/01/2017  01/28/2017  Jan 28, 2017  28-Jan-17  Sat, 28 Jan 2017 19:06:53 +0000
//   2017年1月28日(土)  平成29年1月28日  令和元年5月1日  H29.1.28  午後3時05分  3:05:12 午後 GMT+9
//   seconds, milliseconds or microseconds since 1970; serial days of a spreadsheet, when told.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace mikata {

// Which comes first in 03/04/2017. Unambiguous forms are read the same in both.
enum class DateOrder { day_first, month_first };

struct DateRules {
  DateOrder order = DateOrder::month_first;
  bool spreadsheet_serial = false;  // 42763.5 is 2017-01-28 12:00
};

enum class DateFault { none, not_a_date, no_such_day };

struct WrittenDate {
  std::int64_t microseconds = 0;  // since 1970-01-01 on the clock it was written by
  bool is_utc = false;            // the writing had a zone: microseconds are UTC
  bool has_time = false;
  DateFault fault = DateFault::none;
};

WrittenDate parse_date(std::string_view text, const DateRules& rules);

// What 28/01/2017 says about its column: which order it can only be; nullopt when it is of another
// form or fits both.
std::optional<DateOrder> only_order(std::string_view text);
// True for 03/04/2017: which order it is must come from elsewhere.
bool order_matters(std::string_view text);

// The time of day alone: 9:05, 21:05:33, 午後3時05分; microseconds since midnight.
std::optional<std::int64_t> parse_time_of_day(std::string_view text);

}  // namespace mikata
